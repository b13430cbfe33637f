#!/usr/bin/env python3
"""Whole runs of the wizard in one process leave nothing behind: test-runs.py WITH-DISPLAY PROGRAM.

./dev bench does a hundred and shows how much memory each takes.
"""
import os
import subprocess
import sys

RUNS = 20
SETTLED = 5       # after these, what GTK, fonts and OpenSSL keep is there
LEAK = 16 * 1024  # octets a run; what a page, a check or a connection needs is far more


def main():
    env = dict(os.environ, GDK_BACKEND="x11", GSK_RENDERER="cairo", GSETTINGS_BACKEND="memory",
               GTK_A11Y="none", LC_ALL="C.UTF-8", G_SLICE="always-malloc",
               GLIBC_TUNABLES="glibc.malloc.tcache_count=0")
    done = subprocess.run([*sys.argv[1:], "runs", str(RUNS)], env=env, stdout=subprocess.PIPE,
                          text=True, check=True)
    lines = [[int(word) for word in line.split()] for line in done.stdout.splitlines()]
    print("1..4")
    octets, widgets, descriptors = zip(*lines)
    growth = (octets[-1] - octets[SETTLED]) / (RUNS - 1 - SETTLED)
    for number, (name, good, seen) in enumerate((
            ("all runs came to their end", len(lines) == RUNS, len(lines)),
            ("no widget is left behind", len(set(widgets[1:])) == 1, widgets),
            ("no descriptor is left behind", descriptors[-1] <= max(descriptors[:SETTLED]),
             descriptors),
            ("memory does not grow", growth < LEAK, "%.0f octets a run" % growth)), 1):
        print("%s %d - %s" % ("ok" if good else "not ok", number, name))
        print("# %s" % (seen,))


if __name__ == "__main__":
    main()
