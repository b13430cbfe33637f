#!/usr/bin/env python3
"""How dermaga-cli signin takes a password, and how it does not. It speaks TAP and uses no network:
its servers are ports of this computer that nobody listens on."""

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import time

CLI = sys.argv[1]
TIME_LIMIT = 60
PASSWORD = "sandi-Rahasia-7319"
tests = []


def test(function):
    tests.append(function)
    return function


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def closed_port():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return unused.getsockname()[1]


def choice(protocol, **changed):
    return dict({"protocol": protocol, "host": "localhost", "port": closed_port(),
                 "security": "tls", "username": "%EMAILADDRESS%", "consent_needed": False},
                **changed)


class Report:
    """A report of "check --json" in a file."""

    def __init__(self, incoming=None, outgoing=None, target="example.test"):
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "report.json")
        with open(self.path, "w", encoding="utf-8") as file:
            json.dump({"schema": 1, "target": target, "recommendation": {
                "incoming": incoming, "outgoing": outgoing}}, file)


def both(**changed):
    return Report(choice("imap", **changed), choice("smtp", **changed))


def environment(language="en"):
    return dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8", TERM="xterm")


class Run:
    """Without a terminal: setsid() takes it away."""

    def __init__(self, *arguments, stdin=b"", language="en"):
        done = subprocess.run([CLI, "signin", *arguments], input=stdin, capture_output=True,
                              timeout=TIME_LIMIT, env=environment(language), check=False,
                              start_new_session=True)
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8", "strict")
        self.err = done.stderr.decode("utf-8", "strict")
        check(PASSWORD not in self.out + self.err, "the password was printed")


def assert_sentence(run, status=2):
    check(run.status == status, f"status {run.status}, {run.err!r}")
    check(run.out == "", run.out)
    check(re.fullmatch(r"dermaga-cli: \S.{9,}\n", run.err), f"no sentence: {run.err!r}")


def sign_in(report, *arguments, **options):
    return Run("nama@example.test", f"--result={report.path}", *arguments, **options)


# What stands between the shell and the program: a session with a terminal of its own, in which the
# program is the job in front, so that it can be stopped and go on.
JOB = r"""
import fcntl, os, signal, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    # Whoever runs the tests in the background may have them ignore what the program is to end by.
    for number in (signal.SIGTTOU, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    os.execv(sys.argv[1], sys.argv[1:])
report = os.fdopen(3, "w")
print("pid", child, file=report, flush=True)
while True:
    _, status = os.waitpid(child, os.WUNTRACED)
    if os.WIFSTOPPED(status):
        print("stopped", os.WSTOPSIG(status), file=report, flush=True)
    elif os.WIFSIGNALED(status):
        print("killed", os.WTERMSIG(status), file=report, flush=True)
        break
    else:
        print("ended", os.WEXITSTATUS(status), file=report, flush=True)
        break
"""


class Terminal:
    """The program at a terminal, as a person has it."""

    def __init__(self, *arguments, language="en"):
        self.master, self.slave = os.openpty()
        read_end, write_end = os.pipe()
        self.job = subprocess.Popen(
            [sys.executable, "-c", f"import os; os.dup2({write_end}, 3)\n" + JOB, CLI, "signin",
             *arguments], stdin=self.slave, stdout=self.slave, stderr=self.slave,
            env=environment(language), pass_fds=[write_end])
        os.close(write_end)
        self.reports = os.fdopen(read_end)
        self.shown = b""
        self.pid = int(self.report("pid"))

    def report(self, kind):
        line = self.reports.readline().split()
        check(line and line[0] == kind, f"{line} in place of {kind}; shown: {self.text()!r}")
        return line[1]

    def read(self):
        ready, _, _ = select.select([self.master], [], [], 0.05)
        if ready:
            self.shown += os.read(self.master, 65536)

    def text(self):
        return self.shown.decode("utf-8", "replace")

    def wait(self, condition, what):
        end = time.monotonic() + TIME_LIMIT
        while not condition():
            check(time.monotonic() < end, f"{what}; shown: {self.text()!r}")
            self.read()

    def echoes(self):
        return bool(termios.tcgetattr(self.slave)[3] & termios.ECHO)

    def wait_for_prompt(self, times=1):
        self.wait(lambda: self.text().count("):") >= times and not self.echoes(), "no prompt")

    def type(self, text):
        os.write(self.master, text.encode() if isinstance(text, str) else text)

    def end(self, kind, number):
        """The program's end, with all that it showed."""
        seen = self.report(kind)
        while select.select([self.master], [], [], 0.2)[0]:
            self.read()
        self.job.wait(TIME_LIMIT)
        check(int(seen) == number, f"{kind} {seen}; shown: {self.text()!r}")
        check(self.echoes(), "the terminal does not echo any more")
        check(PASSWORD not in self.text(), "the password was shown")
        os.close(self.master)
        os.close(self.slave)
        self.reports.close()


def at_terminal(report, *arguments, **options):
    terminal = Terminal("nama@example.test", f"--result={report.path}", *arguments, **options)
    terminal.report_file = report  # it goes with the last who knows it
    return terminal


@test
def help_in_both_languages():
    english, indonesian = Run("--help").out, Run("--help", language="id").out
    for option in ("user", "password-fd", "incoming-only", "outgoing-only", "send-test",
                   "try-other-names", "result", "json", "accept-unverified", "ca-file"):
        check(f"  --{option}" in english and f"  --{option}" in indonesian, option)
    same = [line for line in english.splitlines()[1:]
            if line and line in indonesian.splitlines()]
    check(not same, f"not translated: {same}")


@test
def never_on_the_command_line():
    for arguments in ((f"--password={PASSWORD}",), ("--password", PASSWORD), (f"-p{PASSWORD}",),
                      ("-p", PASSWORD), (f"--pass={PASSWORD}",), (f"--passwd={PASSWORD}",),
                      (f"--pw={PASSWORD}",), (f"--secret={PASSWORD}",)):
        for language, word in (("en", "command line"), ("id", "baris perintah")):
            run = Run("nama@example.test", *arguments, language=language)
            assert_sentence(run)
            check(word in run.err and "--password-fd" in run.err, run.err)


@test
def wrong_use():
    report = both()
    assert_sentence(Run())
    assert_sentence(Run("example.test", f"--result={report.path}", "--password-fd=0"))
    for value in ("", "-1", "x", "99", "0x0", "99999999999999999999"):
        assert_sentence(sign_in(report, f"--password-fd={value}"))
    for value in ("", "a\tb", "x" * 300, "a\u202eb"):
        assert_sentence(sign_in(report, "--password-fd=0", f"--user={value}"))
    assert_sentence(sign_in(report, "--password-fd=0", "--incoming-only", "--outgoing-only"))
    assert_sentence(sign_in(report, "--password-fd=0", "--incoming-only", "--send-test"))
    assert_sentence(sign_in(report))
    assert_sentence(sign_in(report, "--password-fd=0", "--try-other-names"))
    assert_sentence(sign_in(Report(choice("imap"), choice("smtp"), "other.test"),
                            "--password-fd=0"))


@test
def no_password():
    report = both()
    for given in (b"", b"\n", b"\r\n", b"a\0b\n", b"x" * 1025, b"x" * 5000 + b"\n", b"a\rb\n"):
        assert_sentence(sign_in(report, "--password-fd=0", stdin=given))


@test
def consent_and_encryption():
    """Neither of these even asks for the password."""
    outside = both(consent_needed=True)
    run = sign_in(outside, "--password-fd=0", stdin=PASSWORD.encode())
    assert_sentence(run, 1)
    check("--accept-unverified" in run.err, run.err)
    clear = both(security="none")
    for options in ((), ("--accept-unverified",), ("--incoming-only",), ("--outgoing-only",)):
        assert_sentence(sign_in(clear, "--password-fd=0", *options, stdin=PASSWORD.encode()))
    # A direction that is not wanted counts for nothing.
    half = Report(choice("imap"), choice("smtp", consent_needed=True))
    run = sign_in(half, "--password-fd=0", "--incoming-only", stdin=PASSWORD.encode())
    check(run.status == 1 and "not reached" in run.out, run.err)
    for report in (Report(choice("imap"), None), Report(None, choice("smtp")), Report()):
        run = sign_in(report, "--password-fd=0")
        assert_sentence(run, 1)
        check("no safe server" in run.err, run.err)


@test
def descriptor_to_the_first_line():
    report = both()
    for given in (PASSWORD.encode(), PASSWORD.encode() + b"\n", PASSWORD.encode() + b"\r\nmore"):
        run = sign_in(report, "--password-fd=0", stdin=given)
        check(run.status == 1 and run.err == "", run.err)
        check(run.out.count("No password was sent") == 2, run.out)
    # What stands behind the line is left to others.
    read_end, write_end = os.pipe()
    os.write(write_end, PASSWORD.encode() + b"\nrest")
    os.close(write_end)
    subprocess.run([CLI, "signin", "nama@example.test", f"--result={report.path}",
                    f"--password-fd={read_end}"], pass_fds=[read_end], timeout=TIME_LIMIT,
                   stdout=subprocess.DEVNULL, env=environment(), check=False)
    check(os.read(read_end, 100) == b"rest", "it read too much")
    os.close(read_end)


@test
def as_json():
    run = sign_in(both(), "--password-fd=0", "--json", "--user=nama", stdin=PASSWORD.encode())
    results = json.loads(run.out)["signin"]
    check(run.status == 1 and [r["protocol"] for r in results] == ["imap", "smtp"], run.out)
    for result in results:
        check(result["verdict"] == "not-reached" and result["outcome"] == "refused", result)
        check(result["username"] == "nama" and result["mechanism"] is None, result)
        check(result["headline"] and result["meaning"] and result["action"], result)
        check(result["test_message"] is None, result)


@test
def asked_at_the_terminal():
    for language, words in (("en", ("Password for", "not saved")),
                            ("id", ("Kata sandi untuk", "tidak disimpan"))):
        terminal = at_terminal(both(), language=language)
        terminal.wait_for_prompt()
        for word in (*words, "nama@example.test", "localhost"):
            check(word in terminal.text(), terminal.text())
        terminal.type(PASSWORD + "\n")
        terminal.end("ended", 1)


@test
def nothing_typed():
    terminal = at_terminal(both())
    terminal.wait_for_prompt()
    terminal.type("\n")
    terminal.end("ended", 2)
    check("No password was given" in terminal.text(), terminal.text())


@test
def interrupted_while_typing():
    for key, number in ((b"\x03", signal.SIGINT), (b"\x1c", signal.SIGQUIT)):
        terminal = at_terminal(both())
        terminal.wait_for_prompt()
        terminal.type(PASSWORD.encode() + key)
        terminal.end("killed", number)
    for number in (signal.SIGTERM, signal.SIGHUP):
        terminal = at_terminal(both())
        terminal.wait_for_prompt()
        terminal.type(PASSWORD)
        os.kill(terminal.pid, number)
        terminal.end("killed", number)


@test
def stopped_while_typing():
    """Ctrl+Z gives the terminal back as it was; who goes on is asked again."""
    terminal = at_terminal(both())
    terminal.wait_for_prompt()
    terminal.type(PASSWORD.encode() + b"\x1a")
    check(int(terminal.report("stopped")) == signal.SIGTSTP, "not stopped")
    check(terminal.echoes(), "the terminal does not echo while the program is stopped")
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.wait_for_prompt(times=2)
    terminal.type(PASSWORD + "\n")
    terminal.end("ended", 1)


@test
def a_terminal_as_the_descriptor():
    terminal = at_terminal(both(), "--password-fd=0")
    terminal.wait(lambda: not terminal.echoes(), "it echoes")
    terminal.type(PASSWORD + "\n")
    terminal.end("ended", 1)


def main():
    print(f"1..{len(tests)}")
    failed = 0
    for number, function in enumerate(tests, 1):
        name = function.__name__.replace("_", " ")
        try:
            function()
            print(f"ok {number} - {name}", flush=True)
        except (AssertionError, OSError, ValueError, KeyError,
                subprocess.TimeoutExpired) as error:
            failed += 1
            print(f"not ok {number} - {name}")
            for line in str(error).splitlines():
                print(f"# {line}")
            sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
