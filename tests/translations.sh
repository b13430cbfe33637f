#!/bin/sh
# Every marked string reaches the translators, and every language is whole and well formed. One that
# says "X-Dermaga-Scope: wizard" in its head has 90 of 100 of what the window shows and exports, other
# than reports and sheets.
set -u
status=0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for file in $(git grep -lE '(\b_|\bN_|\bC_|\bngettext) ?\("' -- 'src/*.c' 'src/*.ui'); do
  grep -qx "$file" po/POTFILES.in || { echo "$file is not in po/POTFILES.in"; status=1; }
done
while read -r file; do
  case $file in ''|'#'*) continue ;; esac
  [ -f "$file" ] || { echo "po/POTFILES.in names $file, which is not there"; status=1; }
done <po/POTFILES.in

# extract PATTERN [EXCEPT]: what the files with such names have to translate
extract () {
  grep -E "$1" po/POTFILES.in | grep -vE "${2:-^$}" | xgettext --files-from=- --from-code=UTF-8 \
    --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=ngettext:1,2 --add-comments=Translators \
    -o - 2>/dev/null
}

# count PO-FILE: its entries, without the head
count () {
  grep -c '^msgid ' "$1" | awk '{ print ($1 > 0 ? $1 - 1 : 0) }'
}

extract '^[^#]' >"$folder/all" || status=1
extract '^src/(app|verdict|export)/' '^src/export/dermaga-(report|sheet)' >"$folder/wizard" || status=1
for language in $(grep -v '^#' po/LINGUAS); do
  po=po/$language.po
  msgfmt --check -o /dev/null "$po" || status=1
  if grep -q '^"X-Dermaga-Scope: wizard\\n"$' "$po"; then wanted=wizard; share=90
  else wanted=all; share=100; fi
  msgmerge -q -N "$po" "$folder/$wanted" -o "$folder/merged"
  msgattrib --untranslated --no-obsolete "$folder/merged" >"$folder/untranslated"
  msgattrib --only-fuzzy --no-obsolete "$po" >"$folder/fuzzy"
  all=$(count "$folder/$wanted")
  lacking=$(count "$folder/untranslated")
  unsure=$(count "$folder/fuzzy")
  [ $((100 * (all - lacking))) -ge $((share * all)) ] && [ "$unsure" -eq 0 ] \
    || { echo "$po lacks $lacking of $all translations, and is unsure of $unsure"; status=1; }
done
exit $status
