#!/bin/sh
# What no compiler sees. Run from the root of the source.
export LC_ALL=C.UTF-8
status=0

complain () {
  echo "$1"
  status=1
}

sources=$(git ls-files 'src/*.[ch]' 'tests/*.[ch]')

for file in $sources; do
  [ "$(wc -l <"$file")" -le 600 ] || complain "$file: longer than 600 lines"
done

# shellcheck disable=SC2086 # a list of names
{
  grep -nE '^.{101,}' $sources && complain "lines longer than 100 columns"
  grep -nE '[[:space:]]+$' $sources && complain "blanks at the end of a line"
  grep -nE '\b(TODO|FIXME|XXX)\b' $sources && complain "unfinished work"
  grep -nE '\bgoto [a-z_]+;' $sources && complain "goto"
  grep -nE '\b(strcpy|strcat|sprintf|gets|system|popen) \(' $sources && complain "dangerous calls"
}
git grep -nE '(^|[^a-z])/(work|home)/' -- ':!tests/house-rules.sh' && complain "paths of one machine"
exit $status
