#!/usr/bin/python3
"""Drives the wizard that was installed into a tree of its own through the practice provider to a
saved file, with the screen, the bus and the keys of the system outside: usage: drive-installed.py
TREE SOURCE-FOLDER LANGUAGE (as root); prints TAP."""
import importlib.util
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
APP = os.path.join(HERE, "..", "app")
sys.path[:0] = [APP, os.path.join(HERE, "..", "lab")]

import desktop  # noqa: E402
import space  # noqa: E402
from tap import Tap  # noqa: E402

# What is written there has one name inside and outside, and nobody else sees it.
ROOM = space.DIRECTORY
# The buses of the session and of the screen readers have their sockets in ROOM and /tmp.
LAUNCHER = """#!/bin/sh
exec unshare --mount sh -c 'for place in %(room)s /tmp; do
mkdir -p "$0$place" && mount --bind $place "$0$place" || exit 1; done
mount -t proc proc "$0/proc" && exec chroot "$0" /usr/bin/dermaga "$@"' '%(tree)s' "$@"
"""


def practice_class():
    """The way through the practice provider is the same as for the program that was just built."""
    spec = importlib.util.spec_from_file_location("practice", os.path.join(APP,
                                                                           "drive-practice.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Practice


def write_launcher(folder, tree):
    """What starts the program inside; beside it are the translations that came along."""
    os.makedirs(os.path.join(folder, "src", "app"))
    os.symlink(os.path.join(tree, "usr", "share", "locale"), os.path.join(folder, "po"))
    path = os.path.join(folder, "src", "app", "dermaga")
    with open(path, "w", encoding="utf-8") as file:
        file.write(LAUNCHER % {"room": ROOM, "tree": tree})
    os.chmod(path, 0o755)
    return path


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    sys.argv[1:3] = [os.path.realpath(path) for path in sys.argv[1:3]]
    space.enter([])
    space.run("ip", "link", "set", "lo", "up")
    if not os.environ.get(desktop.INSIDE):
        space.run("mount", "-t", "tmpfs", "-o", "mode=700", "tmpfs", ROOM)
        os.environ.update(TMPDIR=ROOM, XDG_RUNTIME_DIR=ROOM)
    desktop.enter()
    tap = Tap()
    with tempfile.TemporaryDirectory(dir=ROOM, ignore_cleanup_errors=True) as home:
        launcher = write_launcher(home, sys.argv[1])
        practice = practice_class()(launcher, sys.argv[2], sys.argv[3], home, tap)
        desktop.drive(tap, "the whole way", practice.run, lambda: practice.wizard)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
