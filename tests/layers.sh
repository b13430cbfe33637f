#!/bin/sh
# Fails when a source file includes a header of a layer that its own layer may not use.
set -eu
cd "$1/src"
status=0

check () {
  layer=$1
  allowed=" $layer $2 "
  for file in $(find "$layer" -name '*.[ch]'); do
    for used in $(sed -n 's|^#include "\([a-z]*\)/.*|\1|p' "$file" | sort -u); do
      case "$allowed" in
        *" $used "*) ;;
        *) echo "$file uses $used/, which $layer/ may not"; status=1 ;;
      esac
    done
  done
}

check base ""
check wire "base"
check tls "base"
check model "base wire tls"
check net "base wire tls model"
check discover "base wire tls model net"
check probe "base wire tls model net discover"
check verdict "base wire tls model"
check export "base model verdict"
check practice "base tls net"
check cli "base tls model net probe verdict export practice"
check app "base tls model net probe verdict export practice"

if grep -rln 'gtk/gtk.h' --include='*.[ch]' . | grep -v '^\./app/'; then
  echo "GTK outside app/"; status=1
fi
if grep -rlnE 'glib/gi18n' --include='*.[ch]' . | grep -vE '^\./(verdict|export|cli|app)/'; then
  echo "translated text outside verdict/, export/, cli/ and app/"; status=1
fi
exit $status
