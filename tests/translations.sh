#!/bin/sh
# Every marked string reaches the translators, and every language is whole and well formed.
set -u
status=0

for file in $(git grep -lE '(\b_|\bN_|\bC_|\bngettext) ?\("' -- 'src/*.c' 'src/*.ui'); do
  grep -qx "$file" po/POTFILES.in || { echo "$file is not in po/POTFILES.in"; status=1; }
done
while read -r file; do
  case $file in ''|'#'*) continue ;; esac
  [ -f "$file" ] || { echo "po/POTFILES.in names $file, which is not there"; status=1; }
done <po/POTFILES.in

fresh=$(mktemp)
xgettext --files-from=po/POTFILES.in --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 \
  --keyword=ngettext:1,2 --add-comments=Translators -o "$fresh" 2>/dev/null || status=1
for language in $(grep -v '^#' po/LINGUAS); do
  po=po/$language.po
  msgfmt --check -o /dev/null "$po" || status=1
  lacking=$(msgmerge -q -N "$po" "$fresh" -o - | msgattrib --untranslated --no-obsolete - \
    | grep -c '^msgid')
  [ "$lacking" -le 1 ] || { echo "$po lacks $((lacking - 1)) translations"; status=1; }
done
rm -f "$fresh"
exit $status
