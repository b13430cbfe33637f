#!/usr/bin/env python3
"""Holds the completion of bash, zsh and fish, and the manual pages, against the program: usage:
test-completion.py PROGRAM SOURCE-FOLDER BUILD-FOLDER; prints TAP."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lab"))

from tap import Tap  # noqa: E402

CLI, SOURCE, BUILD = map(os.path.abspath, sys.argv[1:])
FOLDER = os.path.join(SOURCE, "data", "completions")
LANGUAGES = ("en", "id")

# The function is called as bash calls it; what it leaves in COMPREPLY is printed.
BASH = """
source %s/dermaga-cli.bash
compopt () { :; }
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_dermaga_cli
printf '%%s\\n' "${COMPREPLY[@]}"
"""

# What zsh would do with the words that are handed to it, as far as it is needed here.
ZSH = """
compadd () {
  local shown
  while [[ $1 == -* ]]; do
    case $1 in
      -S|-d) shift 2 ;;
      --) shift; break ;;
      *) shift ;;
    esac
  done
  print -l -- ${(M)@:#${current##*=}*}
}
compset () { :; }
_files () { print -l -- ${current##*=}*(N); }
words=("$@") CURRENT=$#
current=$words[CURRENT]
_dermaga_cli_file=$1
source %s/_dermaga-cli
"""


def run(*argv, language="en", folder=None):
    env = dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8",
               PATH=os.path.dirname(CLI) + ":" + os.environ["PATH"])
    done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env,
                          encoding="utf-8", timeout=60, check=False, cwd=folder,
                          stdin=subprocess.DEVNULL)
    return done.stdout


def lines(text):
    return sorted(line.rstrip() for line in text.splitlines() if line.strip())


class Shells:
    """Each returns the words that it offers after those that were typed, the last being unfinished."""

    def __init__(self, home):
        self.home = home

    def bash(self, *typed, folder=None):
        # bash cuts a word at "=".
        words = []
        for word in typed:
            words += [part for part in re.split("(=)", word) if part] or [""]
        return lines(run("bash", "--norc", "-c", BASH % FOLDER, "bash", *words, folder=folder))

    def zsh(self, *typed, folder=None):
        return lines(run("zsh", "-f", "-c", ZSH % FOLDER, "zsh", *typed, folder=folder))

    def fish(self, *typed, folder=None):
        text = "set -gx HOME %s; source %s/dermaga-cli.fish; complete -C %s" % (
            self.home, FOLDER, "'" + " ".join(typed) + "'")
        return sorted({line.split("\t")[0]
                       for line in lines(run("fish", "--no-config", "-c", text, folder=folder))})


def commands():
    found = re.findall(r"^  dermaga-cli ([a-z]+) ", run(CLI, "--help"), re.MULTILINE)
    return sorted(found)


def options(command, language="en"):
    """(name, takes a value) of each."""
    return [(name, bool(value)) for name, value in re.findall(
        r"^  (--[a-z-]+)(=?)", run(CLI, command, "--help", language=language), re.MULTILINE)]


def check_shell(tap, name, complete, folder):
    tap.same([word for word in complete("dermaga-cli", "") if not word.startswith("-")], commands(),
             name + ": every command")
    for command in commands():
        wanted = sorted(option + ("=" if value else "") for option, value in options(command))
        tap.same(complete("dermaga-cli", command, "--"), wanted, name + ": options of " + command)
    formats = sorted(entry["id"] for entry in json.loads(run(CLI, "formats", "--json")))
    audiences = sorted({entry["audience"]
                        for entry in json.loads(run(CLI, "formats", "--json"))})
    topics = sorted(re.findall("^  ([a-z0-9-]+) ", run(CLI, "learn"), re.MULTILINE))
    scenes = sorted(re.search("there are: (.*)\\.",
                              run(CLI, "practice", "--scene=none")).group(1).split(", "))
    for typed, option, wanted in (("export", "--format=", formats), ("formats", "--for=", audiences),
                                  ("practice", "--scene=", scenes),
                                  ("export", "--language=", ["en", "id", "pl"])):
        seen = [word.split("=")[-1] for word in complete("dermaga-cli", typed, option)]
        tap.same(seen, wanted, "%s: values of %s" % (name, option))
    seen = [word for word in complete("dermaga-cli", "learn", "") if not word.startswith("-")]
    tap.same([word for word in seen if word != "a file.json"], topics, name + ": topics")
    seen = complete("dermaga-cli", "read", "a", folder=folder)
    tap.ok(any("file.json" in word for word in seen), name + ": files", seen)


def check_shells(tap, home):
    shells = Shells(home)
    folder = os.path.join(home, "files")
    os.mkdir(folder)
    with open(os.path.join(folder, "a file.json"), "w", encoding="utf-8"):
        pass
    for name in ("bash", "zsh", "fish"):
        if shutil.which(name):
            check_shell(tap, name, getattr(shells, name), folder)
        else:
            print("Bail out! not installed: " + name)
            sys.exit(1)


def plain(page):
    """What a manual page says, without its marks."""
    text = re.sub(r"^\.[A-Z]+ ?", "", page, flags=re.MULTILINE).replace('"', "")
    return text.replace("\\-", "-").replace("\\&", "").replace("\\e", "\\")


def check_manuals(tap):
    for language in LANGUAGES:
        with open(os.path.join(BUILD, "data", "man", "dermaga-cli.%s.1" % language),
                  encoding="utf-8") as file:
            page = file.read()
        text = plain(page)
        lacking = [command for command in commands() if not re.search(
            r"^\.SS %s\b" % command, page, re.MULTILINE)]
        tap.ok(not lacking, language + ": every command has its section", lacking)
        sections = re.split(r"^\.S[SH] ", page, flags=re.MULTILINE)
        for command in commands():
            section = next(plain(part) for part in sections if part.split()[0] == command)
            told = [name for name, _ in options(command, language)]
            lacking = [name for name in told if not re.search(
                r"^%s(=|$)" % re.escape(name), section, re.MULTILINE)]
            tap.ok(told and not lacking, "%s: options of %s" % (language, command), lacking)
        tap.ok("@" not in re.sub(r"\S+@example\.com", "", text), language + ": nothing left to fill")
        with open(os.path.join(SOURCE, "data", "man", language, "dermaga.1"),
                  encoding="utf-8") as file:
            window = file.read()
        for name, what in (("dermaga-cli", page), ("dermaga", window)):
            said = subprocess.run(["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z"], input=what,
                                  capture_output=True, encoding="utf-8", check=False)
            tap.same((said.returncode, said.stderr), (0, ""), "%s: %s(1) is good roff" % (language,
                                                                                     name))


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as home:
        check_shells(tap, home)
    check_manuals(tap)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
