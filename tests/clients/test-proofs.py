#!/usr/bin/env python3
"""Keeps the table of proofs honest: what the list calls tested is what a test with the real program
names. It prints the table.

    test-proofs.py DERMAGA-CLI BUILD-FOLDER
"""
import ast
import collections
import glob
import json
import os
import subprocess
import sys

from lab import Tap

HERE = os.path.dirname(os.path.abspath(__file__))
CONSTANTS = ("FORMATS", "READS", "STANDINS")  # what each test here says of itself; see lab.py


def constants_of(path):
    """The formats that a test names; read, not run."""
    with open(path, encoding="utf-8") as f:
        tree = ast.parse(f.read(), path)
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            name = getattr(node.targets[0], "id", None)
            if name in CONSTANTS:
                found[name] = ast.literal_eval(node.value)
    return found


def runs_of(build):
    """Script → [(name of the test in meson, its arguments)]."""
    with open(os.path.join(build, "meson-info", "intro-tests.json"), encoding="utf-8") as f:
        tests = json.load(f)
    runs = collections.defaultdict(list)
    for test in tests:
        for word in test["cmd"]:
            if os.path.dirname(os.path.abspath(word)) == HERE:
                runs[os.path.basename(word)].append((test["name"], test["cmd"]))
    return runs


def names_of_runs(runs, form, named):
    """The runs that are about one format: those that are told it, or that are told none."""
    return [name for name, command in runs
            if form in command or not any(other in command for other in named)]


class Proofs:
    """What the tests say, beside what the list says."""

    def __init__(self, program, build):
        done = subprocess.run([program, "formats", "--json"], capture_output=True, text=True,
                              check=True, env=dict(os.environ, LANGUAGE="en"))
        self.formats = {entry["id"]: entry for entry in json.loads(done.stdout)}
        self.tested, self.read, self.acted = (collections.defaultdict(list) for _ in CONSTANTS)
        self.problems = []
        runs = runs_of(build)
        for path in sorted(glob.glob(os.path.join(HERE, "test-*.py"))):
            if os.path.basename(path) != os.path.basename(__file__):
                self.take(os.path.basename(path), constants_of(path), runs)

    def take(self, script, constants, runs):
        if "FORMATS" not in constants:
            self.problems.append("%s: has no constant FORMATS" % script)
        named = [form for constant in constants.values() for form in constant]
        for constant, proofs in zip(CONSTANTS, (self.tested, self.read, self.acted)):
            for form in constants.get(constant, ()):
                names = names_of_runs(runs[script], form, named)
                if form not in self.formats:
                    self.problems.append("%s: there is no format %s" % (script, form))
                if not names:
                    self.problems.append("%s: is not run for %s" % (script, form))
                proofs[form] += names

    def problems_of_list(self):
        problems = []
        for form, entry in self.formats.items():
            if entry["proof"] == "tested" and not self.tested[form]:
                problems.append("%s: said to be tested, and no test names it in FORMATS" % form)
            if entry["proof"] != "tested" and self.tested[form]:
                problems.append("%s: is tested, and the list does not say so" % form)
            if entry["proof"] == "documented" and self.read[form]:
                problems.append("%s: a test has it read, and the list does not say so" % form)
        return problems

    def table(self):
        rows = [("FORMAT", "PROGRAM", "PROOF", "WITH", "BY")]
        for form, entry in self.formats.items():
            standins = ["%s (stand-in)" % name for name in self.acted[form]]
            by = ", ".join(self.tested[form] + self.read[form] + standins) or "-"
            rows.append((form, entry["program"], entry["proof"], entry["proved_with"] or "-", by))
        widths = [max(len(row[column]) for row in rows) for column in range(5)]
        return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
                         for row in rows)


def main():
    proofs = Proofs(*sys.argv[1:])
    tap = Tap()
    tap.note(proofs.table())
    tap.result("each test says which formats it proves, and is run for them", proofs.problems)
    tap.result("the list says of each format what the tests prove", proofs.problems_of_list())
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
