#!/usr/bin/env python3
"""Builds this source in a bare tree of another release of Debian, with warnings as errors, and runs
its quick tests there, where they see loopback only: usage: on-release.py RELEASE FOLDER PACKAGE...
(as root). The tree is made once and kept in FOLDER; packages come from this system's mirror."""
import glob
import os
import shutil
import subprocess
import sys

SOURCE = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
# Nothing that is mounted is seen outside, and the source cannot be written on.
ENTER = """
mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && mount --bind "$1" "$0/src" &&
mount -o remount,bind,ro "$0/src" && mount -t tmpfs tmpfs "$0/tmp" &&
mount -t tmpfs tmpfs "$0/run" && mkdir "$0/run/lock" && ip link set lo up &&
exec chroot "$0" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \\
  XDG_RUNTIME_DIR=/tmp PYTHONDONTWRITEBYTECODE=1 sh -c "$2"
"""
BUILD = """cd /src && { [ -f /build/build.ninja ] || meson setup /build -Dwerror=true; } &&
ninja -C /build"""
TEST = """cd /src && meson test -C /build --no-rebuild --suite quick --print-errorlogs \\
  --timeout-multiplier 3"""


def run(*argv, **more):
    return subprocess.run(argv, check=True, stdin=subprocess.DEVNULL,
                          env=dict(os.environ, DEBIAN_FRONTEND="noninteractive", LC_ALL="C.UTF-8"),
                          **more)


def mirror():
    """Where this system has its packages from."""
    done = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Component: main",
               "Created-By: Packages", capture_output=True, encoding="utf-8")
    return done.stdout.split()[:1]


def make(release, folder):
    tree, whole = os.path.join(folder, "tree"), os.path.join(folder, "whole")
    if os.path.exists(whole):
        return tree
    shutil.rmtree(tree, ignore_errors=True)
    os.makedirs(folder, exist_ok=True)
    run("debootstrap", "--variant=minbase", release, tree, *mirror())
    # The same way to the mirrors as this system's.
    for name in glob.glob("/etc/apt/apt.conf.d/99*") + ["/etc/resolv.conf"]:
        shutil.copy(name, tree + name)
    policy = os.path.join(tree, "usr", "sbin", "policy-rc.d")
    with open(policy, "w", encoding="ascii") as file:
        file.write("#!/bin/sh\nexit 101\n")
    os.chmod(policy, 0o755)
    os.mkdir(os.path.join(tree, "src"))
    with open(whole, "w", encoding="ascii"):
        pass
    return tree


def inside(tree, command):
    return subprocess.run(["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "sh",
                           "-c", ENTER, tree, SOURCE, command], check=False).returncode


def main():
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    tree = make(sys.argv[1], os.path.realpath(sys.argv[2]))
    run("unshare", "--mount", "sh", "-c", 'mount -t proc proc "$0/proc" && chroot "$0" apt-get '
        'update -q && exec chroot "$0" apt-get install -y -q --no-install-recommends "$@"', tree,
        *sys.argv[3:])
    return inside(tree, BUILD) or inside(tree, TEST)


if __name__ == "__main__":
    sys.exit(main())
