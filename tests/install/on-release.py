#!/usr/bin/env python3
"""Builds this source in a bare tree of another release of Debian, with warnings as errors, and runs
its tests there, where they see loopback only: usage: on-release.py RELEASE FOLDER PACKAGE... (as
root). The tree is made once and kept in FOLDER; packages come from this system's mirror. Which real
tests run there, and which do not and why, is said before them."""
import glob
import os
import shutil
import subprocess
import sys

SOURCE = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
# Nothing that is mounted is seen outside, and the source cannot be written on. The labs ask for a
# root that is a mount, and user namespaces for one that was not changed to by chroot.
ENTER = """
mount --rbind "$0" "$0" && cd "$0" && mount -t proc proc "$0/proc" &&
mount --rbind /dev "$0/dev" && mount --bind "$1" "$0/src" &&
mount -o remount,bind,ro "$0/src" && mount -t tmpfs tmpfs "$0/tmp" &&
mount -t tmpfs tmpfs "$0/run" && mkdir "$0/run/lock" && ip link set lo up &&
pivot_root . . && umount -l . && cd / &&
exec env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \\
  XDG_RUNTIME_DIR=/tmp PYTHONDONTWRITEBYTECODE=1 sh -c "$2"
"""
BUILD = """cd /src && { [ -f /build/build.ninja ] || meson setup /build -Dwerror=true; } &&
ninja -C /build"""
# What the tests of other programs get from the mirror, while there is a network.
FETCH = """cd /src/tests/clients && ./get-wordpress /build/tests/clients/wordpress &&
./get-mail-servers /build/tests/clients/mail-servers"""
TEST = "cd /src && meson test -C /build --no-rebuild --print-errorlogs --timeout-multiplier 3 "
# The labs, the driven windows, what is installed, and the programs that take what is exported.
REAL = ("wizard-en wizard-id wizard-practice-en wizard-practice-id wizard-signin-en "
        "wizard-signin-id wizard-learn-en wizard-learn-id wizard-port-en wizard-port-id "
        "wizard-practice-mail-en wizard-practice-mail-id desktop-en desktop-id opening-en "
        "opening-id activation-en activation-id a11y-windows-en a11y-windows-id a11y-walk-en "
        "a11y-walk-id a11y-walk-ar wizard-runs cli-network install discovery-servers completion "
        "flatpak check lab-network lab-discovery lab-outcomes lab-port lab-certificates "
        "lab-practice lab-signin wizard-lab wizard-discovery wizard-signin-memory "
        "client-thunderbird-publish client-wordpress-plugin client-wp-mail-smtp client-django "
        "client-rails client-nodemailer client-phpmailer client-laravel client-nextcloud "
        "client-ghost client-environment client-aerc client-mbsync client-msmtp client-mutt "
        "client-neomutt client-s-nail client-practice client-practice-load "
        "client-practice-neomutt client-practice-wordpress client-postfix client-exim "
        "client-nullmailer client-evolution")
NONE_SKIPPED = """ && ! grep -q '"result": "SKIP"' /build/meson-logs/testlog.json"""
SUITES = (
    ("the quick tests", TEST + "--suite quick"),
    ("real tests: " + REAL + """
Not run there: the other client-thunderbird-* and client-practice-thunderbird, which know from
inside the Thunderbird of the system where Dermaga is made, and no older one.""",
     TEST + REAL + NONE_SKIPPED),
)


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


def inside(tree, command, *more):
    return subprocess.run(["unshare", *more, "--mount", "--pid", "--fork", "--kill-child", "sh",
                           "-c", ENTER, tree, SOURCE, command], check=False).returncode


def main():
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    tree = make(sys.argv[1], os.path.realpath(sys.argv[2]))
    run("unshare", "--mount", "sh", "-c", 'mount -t proc proc "$0/proc" && chroot "$0" apt-get '
        'update -q && exec chroot "$0" apt-get install -y -q --no-install-recommends "$@"', tree,
        *sys.argv[3:])
    status = inside(tree, BUILD, "--net") or inside(tree, FETCH)
    for name, command in SUITES if status == 0 else ():
        print("\n== %s: %s" % (sys.argv[1], name), flush=True)
        status = inside(tree, command, "--net") or status
    return status


if __name__ == "__main__":
    sys.exit(main())
