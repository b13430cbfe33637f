"""What the tests with real programs share: TAP, a private network, the export under test.

Each test-*.py here says in constants of its own what it proves, as tuples of format ids, and
test-proofs.py compares them with what the list of formats claims:

    FORMATS = ("msmtp",)          # the real program takes the file and talks to a server as meant
    READS = ("kmail",)            # the real program only reads the file
    STANDINS = ("wp-mail-smtp",)  # not the real program, but one that does the same with the file

FORMATS must be there, if only empty; the others may be left out.

A script that is told in meson.build which format to try counts for the formats that it is run with,
one that is told none for all that it names.
"""
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys

INSIDE = "DERMAGA_TEST_INSIDE"


class Tap:
    """Prints results as the Test Anything Protocol."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def result(self, name, problems):
        self.count += 1
        self.failed += bool(problems)
        print("%s %d - %s" % ("not ok" if problems else "ok", self.count, name))
        for problem in problems:
            self.note(problem)
        sys.stdout.flush()

    @staticmethod
    def note(text):
        for line in str(text).splitlines():
            print("# " + line, flush=True)

    def finish(self):
        print("1..%d" % self.count)
        return 1 if self.failed else 0


def bail_out(text):
    print("Bail out! " + text, flush=True)
    sys.exit(1)


def need_programs(programs):
    """@programs: name of the program → Debian package that has it."""
    os.environ["PATH"] += ":/usr/sbin:/sbin"  # where servers are; not everybody's PATH has them
    missing = {package for program, package in programs.items() if not shutil.which(program)}
    if missing:
        bail_out("missing; run: apt-get install --no-install-recommends "
                 + " ".join(sorted(missing)))


def enter_private_machine(many_users=False):
    """@many_users: not root alone has to be there.

    Starts this program again with a network of its own that has only loopback, with its own
    mounts, and in a process group of its own that ends with it."""
    if os.environ.get(INSIDE):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            fcntl.ioctl(s, 0x8914, struct.pack("16sh14x", b"lo", 0x1 | 0x40))  # up, running
        return
    need_programs({"unshare": "util-linux", "mount": "mount"})
    command = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    if os.geteuid() != 0:
        command += ["--map-root-user"] + ["--map-auto"] * many_users
    probe = subprocess.run(command + ["true"], capture_output=True, text=True)
    if probe.returncode:
        print("1..0 # SKIP no private network namespace here: " + probe.stderr.strip())
        sys.exit(0)
    os.environ[INSIDE] = "1"
    sys.stdout.flush()
    os.execvp("unshare", command + [sys.executable] + sys.argv)


def run_quietly(*command, **options):
    """Runs a program that must succeed; what it printed is shown only when it does not."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        bail_out("%s failed: %s" % (command[0], (done.stdout + done.stderr)[-800:].strip()))
    return done.stdout


def point_names_here(folder, names):
    """Lets host names mean this machine, within the private mounts only."""
    path = os.path.join(folder, "hosts")
    with open(path, "w", encoding="ascii") as f:
        f.write("".join("127.0.0.1 %s\n" % name for name in ["localhost", *names]))
    run_quietly("mount", "--bind", path, "/etc/hosts")


def render(program, form, path, account):
    """Lets Dermaga write the export; gives the steps that it tells the user. @account: email, name,
    incoming and outgoing, each of these a dict of protocol, host, port, security, user."""
    def words(server):
        return [server["host"], str(server["port"]), server["security"], server["user"]]
    return run_quietly(program, form, path, account["email"], account["name"],
                       account["incoming"]["protocol"], *words(account["incoming"]),
                       *words(account["outgoing"]))
