#!/bin/sh
# Fails when a source file includes a header of a layer that its own layer may not use.
set -eu
cd "$1/src"
status=0

check () {
  allowed=$(echo "$1 $2" | sed 's/ *$//; s/ /|/g')
  if grep -rE --include='*.[ch]' '^#include "[a-z]*/' "$1" | grep -vE "\"($allowed)/"; then
    echo "$1/ may not use these"
    status=1
  fi
}

check base ""
check wire "base"
check tls "base"
check model "base wire tls"
check history "base model"
check net "base wire tls model"
check discover "base wire tls model net"
check probe "base wire tls model net discover"
check verdict "base wire tls model"
check export "base model verdict"
check learn "base model"
check practice "base tls net"
check cli "base tls model net discover probe verdict export learn practice"
check app "base tls model history net probe verdict export learn practice"

if grep -rln 'gtk/gtk.h' --include='*.[ch]' . | grep -v '^\./app/'; then
  echo "GTK outside app/"; status=1
fi
if grep -rlnE 'glib/gi18n' --include='*.[ch]' . | grep -vE '^\./(verdict|export|learn|cli|app)/'; then
  echo "translated text outside verdict/, export/, learn/, cli/ and app/"; status=1
fi
exit $status
