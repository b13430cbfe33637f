#!/usr/bin/env python3
"""Installs the packages into a bare Debian 12 of their own, and runs what came from there, the
wizard all the way to a saved file: usage: test-package.py FOLDER-WITH-PACKAGES (as root); prints
TAP. The bare tree is made once and kept in that folder's neighbour build-debian12; packages come
from the mirrors that this system uses."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import installed  # noqa: E402
from tap import Tap  # noqa: E402

INSIDE = "DERMAGA_PACKAGE_INSIDE"
# The tree has a /proc for as long as the program runs, and nobody else sees it.
ENTER = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'


def mirror():
    """Where this system has its packages from."""
    done = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Codename: bookworm",
               "Component: main", "Created-By: Packages")
    return done.stdout.split()[:1]


def run(*argv):
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False,
                          env=dict(os.environ, DEBIAN_FRONTEND="noninteractive", LC_ALL="C.UTF-8"))
    return done


def make_bare(folder):
    """A Debian 12 with nothing but what every system has; (the tree, what went wrong)."""
    tree = os.path.join(folder, "tree")
    if not os.path.exists(os.path.join(folder, "whole")):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        done = run("debootstrap", "--variant=minbase", "bookworm", tree, *mirror())
        if done.returncode != 0:
            return tree, done.stdout[-2000:]
        # The same way to the mirrors as this system's.
        for name in glob.glob("/etc/apt/apt.conf.d/99*") + ["/etc/resolv.conf"]:
            shutil.copy(name, tree + name)
        with open(os.path.join(folder, "whole"), "w", encoding="utf-8"):
            pass
    return tree, ""


def check(tap, packages, tree):
    for package in packages:
        shutil.copy(package, os.path.join(tree, "tmp"))
    run("chroot", tree, "apt-get", "update")
    names = ["/tmp/" + os.path.basename(package) for package in packages]
    done = run("chroot", tree, "apt-get", "install", "-y", "-o",
               "DPkg::Options::=--force-unsafe-io", "--no-install-recommends", "--reinstall",
               *names)
    tap.ok(done.returncode == 0, "a bare Debian 12 takes them and all that they need",
           done.stdout[-3000:])
    if done.returncode != 0:
        return
    installed.check_files(tap, os.path.join(tree, "usr"))
    before = ("unshare", "--mount", "sh", "-c", ENTER, tree)
    # The same name inside and outside, so that the test can write what the program reads.
    with tempfile.TemporaryDirectory(dir=os.path.join(tree, "tmp")) as home:
        inside = os.path.join("/tmp", os.path.basename(home))
        installed.check_cli(tap, "/usr/bin/dermaga-cli", home, before, inside)
        installed.check_window(tap, "/usr/bin/dermaga", inside, before)
    drive(tap, tree)
    done = run("chroot", tree, "apt-get", "remove", "-y", "dermaga", "dermaga-cli")
    left = [name for name in installed.FILES if os.path.exists(os.path.join(tree, "usr", name))]
    tap.ok(done.returncode == 0 and not left, "removed, they leave nothing", left, done.stdout)


def drive(tap, tree):
    for language in ("en", "id"):
        done = run(sys.executable, "-B", os.path.join(HERE, "drive-installed.py"), tree,
                   os.path.join(HERE, "..", ".."), language)
        tap.ok(done.returncode == 0 and "# SKIP" not in done.stdout,
               "the wizard leads from the first key to a saved file: " + language, done.stdout)


def main():
    if not os.environ.get(INSIDE):
        os.environ[INSIDE] = "1"
        wrapper = os.path.join(HERE, "..", "app", "with-display")
        os.execv(sys.executable, [sys.executable, wrapper, sys.executable, "-B", *sys.argv])
    folder = os.path.abspath(sys.argv[1])
    packages = [name for name in glob.glob(os.path.join(folder, "*.deb")) if "dbgsym" not in name]
    tap = Tap()
    tap.same(sorted(os.path.basename(name).split("_")[0] for name in packages),
             ["dermaga", "dermaga-cli"], "there are two packages")
    tree, trouble = make_bare(os.path.join(folder, "..", "build-debian12"))
    tap.ok(not trouble, "there is a bare Debian 12", trouble)
    if not tap.bad:
        check(tap, packages, tree)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
