#!/usr/bin/python3
"""Whether clang accepts what gcc built: every C file of a build, without making anything."""
import itertools
import json
import os
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor


def arguments(command):
    """Of COMMAND what matters to the meaning of a file: neither its output nor its dependencies."""
    words = itertools.dropwhile(lambda word: not word.startswith("-"), shlex.split(command))
    for word in words:
        if word in ("-o", "-MF", "-MQ"):
            next(words)
        elif word not in ("-MD", "-c"):
            yield word


def check(entry):
    """What clang has to say."""
    # Each compiler may lack warnings that the other has.
    command = ["clang", "-fsyntax-only", "-Werror", "-Wno-unknown-warning-option",
               *arguments(entry["command"])]
    ran = subprocess.run(command, cwd=entry["directory"], text=True, check=False,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return ran.returncode, ran.stdout


def main():
    with open(os.path.join(sys.argv[1], "compile_commands.json"), encoding="utf-8") as file:
        entries = [entry for entry in json.load(file) if entry["file"].endswith(".c")]
    # What is in several programs is the same in all: the same words but for where it goes.
    entries = {(entry["file"], *arguments(entry["command"])): entry for entry in entries}
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        results = list(pool.map(check, entries.values()))
    for _, said in results:
        sys.stdout.write(said)
    print("clang looked at %d files" % len(results))
    return 0 if results and not any(status for status, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
