#!/usr/bin/env python3
"""Fills the options into a manual page, so that it says what the program says.

usage: dermaga-cli.py PROGRAM LANGUAGE VERSION TEMPLATE OUTPUT

A line "@options check@" of the template becomes the list of that command's options."""
import os
import re
import subprocess
import sys

LINE = re.compile(r"  (--[a-z-]+)(?:=(\S+))?  +(.*)")
PLACE = re.compile(r"^@options ([a-z]+)@\n", re.MULTILINE)


def escape(text):
    """Text as roff takes it, wherever it stands in a line."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in ".'" else text


def options(program, language, command):
    # What leaks into a build with sanitizers is for the tests to find.
    env = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=language, ASAN_OPTIONS="detect_leaks=0")
    out = subprocess.run([program, command, "--help"], env=env, check=True, stdout=subprocess.PIPE,
                         encoding="utf-8").stdout
    found = [match.groups() for match in map(LINE.fullmatch, out.splitlines()) if match]
    if not found:
        raise SystemExit("no options of " + command)
    text = ""
    for name, value, meaning in found:
        head = ".BI %s= %s" % (escape(name), escape(value)) if value else ".B " + escape(name)
        text += ".TP\n%s\n%s%s\n" % (head, escape(meaning), "" if meaning.endswith(".") else ".")
    return text


def main():
    program, language, version, template, output = sys.argv[1:]
    with open(template, encoding="utf-8") as file:
        text = file.read().replace("@version@", version)
    text = PLACE.sub(lambda match: options(program, language, match.group(1)), text)
    with open(output, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
