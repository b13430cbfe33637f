#!/usr/bin/python3
"""Sums up meson test logs: the last line of ./dev test.

usage: count.py BROKEN LOG...    BROKEN: 1 when something failed that is no test
"""
import json
import os
import re
import sys

RESULT = re.compile(r"^\s*(not )?ok\b[^#]*(#\s*(skip|todo)\b)?", re.IGNORECASE)


def count(test):
    """(passed, failed, skipped) of one meson test; each line of TAP is a test of its own."""
    seen = [0, 0, 0]
    for line in test.get("stdout", "").splitlines():
        match = RESULT.match(line)
        if not match:
            continue
        if match.group(2):
            seen[2] += 1
        else:
            seen[1 if match.group(1) else 0] += 1
    good = test["result"] in ("OK", "EXPECTEDFAIL")
    if test["result"] == "SKIP":
        seen[2] = max(seen[2], 1)
    elif good and not any(seen):
        seen[0] = 1
    elif not good and not seen[1]:
        seen[1] = 1
    return seen


def main():
    total = [0, 0, 0]
    for path in sys.argv[2:]:
        if not os.path.exists(path):
            total[1] += 1
            continue
        with open(path, encoding="utf-8") as log:
            for line in log:
                total = [a + b for a, b in zip(total, count(json.loads(line)))]
    if sys.argv[1] != "0" and not total[1]:
        total[1] = 1
    passed, failed, skipped = total
    strict = os.environ.get("CI") == "true"
    if strict and skipped:
        print("skipped tests are failures here (CI=true)")
    print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
    return 1 if failed or not passed or (strict and skipped) else 0


if __name__ == "__main__":
    sys.exit(main())
