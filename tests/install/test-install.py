#!/usr/bin/env python3
"""Installs what was built into a folder of its own, and runs it from there: usage:
test-install.py BUILD-FOLDER PREFIX; prints TAP."""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import installed  # noqa: E402
from tap import Tap  # noqa: E402

INSIDE = "DERMAGA_INSTALL_INSIDE"


def main():
    if not os.environ.get(INSIDE):
        os.environ[INSIDE] = "1"
        wrapper = os.path.join(HERE, "..", "app", "with-display")
        os.execv(sys.executable, [sys.executable, wrapper, sys.executable, "-B", *sys.argv])
    build, prefix = sys.argv[1:]
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        root, home = os.path.join(folder, "root"), os.path.join(folder, "home")
        os.mkdir(home)
        done = subprocess.run(["meson", "install", "-C", build, "--no-rebuild", "--destdir", root],
                              capture_output=True, encoding="utf-8", check=False)
        tap.ok(done.returncode == 0, "it is installed", done.stdout, done.stderr)
        root += prefix
        installed.check_files(tap, root)
        # What a package's trigger, or the installation without a staging folder, does.
        schemas = os.path.join(root, "share", "glib-2.0", "schemas")
        done = subprocess.run(["glib-compile-schemas", "--strict", schemas], check=False)
        tap.same(done.returncode, 0, "its schema is good")
        installed.check_cli(tap, os.path.join(root, "bin", "dermaga-cli"), home)
        installed.check_window(tap, os.path.join(root, "bin", "dermaga"), home)
        with open(os.path.join(root, "share/dbus-1/services/io.github.dermaga.Dermaga.service"),
                  encoding="utf-8") as file:
            tap.ok("\nExec=%s/bin/dermaga --gapplication-service\n" % prefix in file.read(),
                   "the bus starts what was installed")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
