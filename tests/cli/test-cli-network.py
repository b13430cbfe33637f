#!/usr/bin/env python3
"""dermaga-cli among hostile servers, and without a network, in namespaces of its own. TAP."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata

CLI = sys.argv[1]
TIME_LIMIT = 60
HOSTILE = b"\x1b[2J\x1b]0;owned\x07\xc2\x9b31m\xe2\x80\xae\xff\x00\x08" + b"%s%n"
tests = []


def test(function):
    tests.append(function)
    return function


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def enter_namespaces():
    """Starts this program again where it is root, alone, and has no network but its own."""
    user = ["--user", "--map-root-user"] if os.geteuid() != 0 else []
    command = ["unshare", *user, "--net", "--mount"]
    trial = subprocess.run([*command, "true"], capture_output=True, text=True, check=False)
    if trial.returncode:
        print("1..0 # SKIP no network namespace here: " + trial.stderr.strip())
        sys.exit(0)
    os.execvp(command[0], [*command, sys.executable, *sys.argv, "inside"])


def has_hidden(text):
    return any(c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
               for c in text)


def set_name_server(address):
    """The file is this test's own, mounted over the system's in its namespace."""
    with open("/etc/resolv.conf", "w", encoding="ascii") as file:
        file.write(f"nameserver {address}\n")


class Run:
    def __init__(self, *arguments, interrupt_after=None):
        environment = dict(os.environ, LANGUAGE="en", LC_ALL="C.UTF-8", TERM="xterm")
        start = time.monotonic()
        process = subprocess.Popen([CLI, *arguments], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=environment)
        if interrupt_after is not None:
            time.sleep(interrupt_after)
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=TIME_LIMIT)
        self.seconds = time.monotonic() - start
        self.status = process.returncode
        self.out = out.decode("utf-8", "strict")
        self.err = err.decode("utf-8", "strict")


def dns_name(name):
    return b"".join(bytes([len(label)]) + label for label in name.split(b".")) + b"\0"


class NameServer(threading.Thread):
    """Has addresses for imap. and smtp. of any domain, a hostile MX for each, and nothing else."""

    def __init__(self):
        super().__init__(daemon=True)
        self.silent = False
        self.asked = set()
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 53))
        self.start()

    def run(self):
        while True:
            question, sender = self.socket.recvfrom(2048)
            self.note(question)
            if not self.silent:
                self.socket.sendto(self.reply(question), sender)

    def note(self, question):
        """Keeps (kind, name)."""
        labels, at = [], 12
        while question[at]:
            labels.append(question[at + 1:at + 1 + question[at]].decode("ascii").lower())
            at += 1 + question[at]
        self.asked.add((int.from_bytes(question[at + 1:at + 3], "big"), ".".join(labels)))

    @staticmethod
    def reply(question):
        end = question.index(b"\0", 12) + 5
        kind = int.from_bytes(question[end - 4:end - 2], "big")
        first = question[13:13 + question[12]].lower()
        answer = b""
        if kind == 1 and first in (b"imap", b"smtp"):
            answer = b"\xc0\x0c\0\x01\0\x01\0\0\0\x3c\0\x04\x7f\0\0\x01"
        elif kind == 15:
            target = b"\0\x05" + dns_name(b"\x1b[2J\"'<b>")
            answer = (b"\xc0\x0c\0\x0f\0\x01\0\0\0\x3c" + len(target).to_bytes(2, "big") + target)
        known = first in (b"imap", b"smtp") or kind == 15
        header = (question[:2] + (b"\x81\x80" if known else b"\x81\x83") + b"\0\x01"
                  + (b"\0\x01" if answer else b"\0\0") + b"\0\0\0\0")
        return header + question[12:end] + answer


class Server(threading.Thread):
    """Says the same bytes to everybody, and then the same bytes to each line."""

    def __init__(self, port, greeting, answer=b""):
        super().__init__(daemon=True)
        self.greeting = greeting
        self.answer = answer
        self.listener = socket.create_server(("127.0.0.1", port))
        self.start()

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            connection.sendall(self.greeting)
            while connection.recv(4096):
                connection.sendall(self.answer)
        except OSError:
            pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


@test
def hostile_words(names):
    smtp = Server(587, b"220 " + HOSTILE + b"\r\n",
                  b"250-x\r\n250-" + HOSTILE + b"\r\n250 STARTTLS\r\n")
    imap = Server(143, b"* OK [ALERT] " + HOSTILE.replace(b"\0", b"") + b"\r\n",
                  b"* CAPABILITY " + HOSTILE.replace(b"\0", b"") + b"\r\n* BYE \x1b[31mred\r\n")
    tls = Server(993, b"HTTP/1.1 400 \x1b[2J\x07\r\n\r\n")
    with smtp, imap, tls:
        run = Run("check", "hostile.test", "--full")
        check(run.status == 1, f"{run.status} {run.err}")
        check(not has_hidden(run.out) and not has_hidden(run.err), repr(run.out))
        check("imap.hostile.test" in run.out and "smtp.hostile.test" in run.out, run.out)
        run = Run("check", "hostile.test", "--full", "--json")
        report = json.loads(run.out)
        check(run.status == 1 and not has_hidden(run.out), repr(run.out))
        texts = json.dumps(report, ensure_ascii=False)
        check(not has_hidden(texts) and "\\u00" not in texts, repr(texts))
        check(len(report["probes"]) >= 4, report)


def control_hosts():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../data/controls.ini")
    with open(path, encoding="utf-8") as file:
        return set(re.findall(r"(?:^|[ /])([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=[:/])", file.read(),
                              re.MULTILINE))


@test
def asks_whom_it_may(names):
    """README's table, as far as a name server sees it."""
    web = {"autoconfig.asked.test", "autodiscover.asked.test"}
    addresses = {1, 28}
    for options, listed, looks_around in (
            ((), True, True), (("--no-controls",), True, True),
            (("--no-third-party",), False, True), (("--offline",), False, False),
            (("--offline", "--no-third-party"), False, False)):
        names.asked = set()
        run = Run("check", "asked.test", "--full", "--json", *options)
        problems = {s["id"]: s["problem"] for s in json.loads(run.out)["sources"]}
        hosts = {name for kind, name in names.asked if kind in addresses}
        others = {name for kind, name in names.asked if kind not in addresses}
        check("imap.asked.test" in hosts, f"{options}: no usual names in {hosts}")
        check(("autoconfig.thunderbird.net" in hosts) == listed, f"{options}: {hosts}")
        check((problems["ispdb"] == "privacy") != listed, f"{options}: {problems}")
        check(hosts & web == (web if looks_around else set()), f"{options}: {hosts}")
        check(bool(others) == looks_around, f"{options}: {others}")
        check(("_ua-auto-config.asked.test" in others) == looks_around, f"{options}: {others}")
        check((problems["autoconfig"] == "privacy") != looks_around, f"{options}: {problems}")
        strangers = {name for name in hosts | others if not name.endswith("asked.test")}
        strangers -= {"autoconfig.thunderbird.net"}
        # Every port is refused here, so whether the network is to blame is asked elsewhere.
        check(bool(strangers) == (not options), f"{options}: {strangers}")
        check(strangers <= control_hosts(), f"{options}: {strangers}")


@test
def endless_words(names):
    endless = b"250-" + b"x" * 500 + b"\r\n"
    with Server(587, b"220 hello\r\n", endless * 4000), Server(143, b"* OK " + b"x" * 2000000):
        run = Run("check", "endless.test", "--full", "--json")
        check(run.status == 1 and run.seconds < 30, f"{run.status} {run.seconds}")
        check(len(run.out) < 100000, "what a server said was not bounded")


@test
def interrupted(names):
    with Server(993, b""), Server(465, b""), Server(143, b""), Server(587, b""):
        run = Run("check", "silent.test", interrupt_after=1)
        check(run.status == 1 and run.seconds < 3, f"{run.status} {run.seconds}")
        check("imap.silent.test" in run.out and "Not checked" in run.out, run.out)
        run = Run("check", "silent.test", "--json", interrupt_after=1)
        outcomes = {probe["outcome"] for probe in json.loads(run.out)["probes"]}
        check("not-checked" in outcomes, outcomes)


@test
def time_limit(names):
    with Server(993, b""), Server(465, b""), Server(143, b""), Server(587, b""):
        run = Run("check", "silent.test", "--timeout=1")
        check(run.status == 1 and 0.9 < run.seconds < 3, f"{run.status} {run.seconds}")


@test
def silent_names(names):
    names.silent = True
    run = Run("check", "nobody.test")
    names.silent = False
    check(run.status == 3 and run.seconds < 15, f"{run.status} {run.seconds}: {run.out}")


@test
def no_network(names):
    set_name_server("192.0.2.53")
    run = Run("check", "nobody.test", "--json")
    set_name_server("127.0.0.1")
    check(run.status == 3 and run.seconds < 5, f"{run.status} {run.seconds}: {run.out}")
    check(json.loads(run.out)["target"] == "nobody.test", run.out)


def main():
    if sys.argv[-1] != "inside":
        enter_namespaces()
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with tempfile.NamedTemporaryFile("w") as configuration:
        subprocess.run(["mount", "--bind", configuration.name, "/etc/resolv.conf"], check=True)
        set_name_server("127.0.0.1")
        names = NameServer()
        print(f"1..{len(tests)}", flush=True)
        failed = 0
        for number, function in enumerate(tests, 1):
            name = function.__name__.replace("_", "-")
            try:
                function(names)
                print(f"ok {number} {name}", flush=True)
            except (AssertionError, subprocess.TimeoutExpired, ValueError, KeyError) as error:
                failed += 1
                print("\n".join(f"# {line}" for line in str(error).splitlines()))
                print(f"not ok {number} {name}", flush=True)
        subprocess.run(["umount", "/etc/resolv.conf"], check=True)
    return 1 if failed else 0


sys.exit(main())
