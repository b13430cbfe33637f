#!/usr/bin/python3
"""dermaga-cli signin against real Dovecot and Postfix, with every packet looked at."""
import base64
import concurrent.futures
import hashlib
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import time

import accounts
import capture
import certs
import memory
import scripted
import servers
import space
from accounts import AWKWARD, PASSWORD
from misbehave import Server
from tap import Tap

SIDE_BY_SIDE = 4
TIME_LIMIT = 180
SIGN_IN_COMMANDS = re.compile(
    rb"(?im)^(?:\S+ )?(?:AUTH|AUTHENTICATE|LOGIN|USER|PASS|APOP|MAIL|RCPT|DATA)\b")
USUAL = {"imap": (993, "tls"), "pop3": (995, "tls"), "smtp": (465, "tls")}
UPGRADED = {"imap": (143, "starttls"), "pop3": (110, "starttls"), "smtp": (587, "starttls")}
LABELS = {"imap": "imap", "pop3": "pop", "smtp": "smtp"}


class Signin:
    """One run of the command line for one or two servers of a domain."""

    count = 0

    def __init__(self, world, domain, *protocols, user=None, password=PASSWORD, ports=USUAL,
                 options=(), host=None):
        Signin.count += 1
        self.path = os.path.join(world.space.dir, "result-%d.json" % Signin.count)
        halves = {"incoming": None, "outgoing": None}
        for protocol in protocols:
            port, security = ports[protocol]
            halves["outgoing" if protocol == "smtp" else "incoming"] = {
                "protocol": protocol, "host": host or "%s.%s" % (LABELS[protocol], domain),
                "port": port, "security": security, "username": "%EMAILADDRESS%",
                "consent_needed": False}
        with open(self.path, "w", encoding="utf-8") as file:
            json.dump({"schema": 1, "target": domain, "recommendation": halves}, file)
        self.argv = [world.program, "signin", "budi@" + domain, "--result=" + self.path,
                     "--password-fd=0", "--json", "--ca-file=" + world.ca.cert, *options]
        if len(protocols) == 1:
            self.argv.append("--outgoing-only" if protocols[0] == "smtp" else "--incoming-only")
        if user is not None:
            self.argv.append("--user=" + user)
        self.password, self.status, self.out, self.err, self.results = password, None, "", "", []

    def run(self):
        password = self.password
        done = subprocess.run(self.argv, input=password.encode() + b"\n", capture_output=True,
                              timeout=TIME_LIMIT, check=False)
        self.status, self.out = done.returncode, done.stdout.decode()
        self.err = done.stderr.decode()
        self.results = json.loads(self.out)["signin"] if self.out else []
        if password in self.out + self.err:
            raise AssertionError("the password was printed: " + self.out)
        return self

    def verdicts(self):
        return [result["verdict"] for result in self.results]

    def mechanisms(self):
        return [result["mechanism"] for result in self.results]

    def delivery(self):
        message = self.results[-1]["test_message"] if self.results else None
        return message and message["delivery"]

    def notes(self):
        return [self.out, self.err, "status %d" % self.status]


class World:
    """The lab with its accounts, and what stands in for attackers."""

    def __init__(self, program):
        self.program = program
        self.space = space.Space()
        self.ca = certs.Authority(self.space.dir)
        self.providers = accounts.Providers(self.space, self.ca)
        self.dns_lines = self.providers.dns()
        self.number = 0x70
        self.odd_sites()
        self.dns = servers.Dns(self.space, self.dns_lines)

    def odd(self, domain, pem=None):
        """A provider of one address, for scripted servers."""
        names = list(LABELS.values())
        if pem is None:
            pem = self.ca.issue(domain, [name + "." + domain for name in names])
        site = servers.Site(domain, self.number, names, pem, ports=(), ipv6=False)
        self.number += 1
        self.space.server_address(site.v4)
        self.dns_lines += site.dns()
        return site

    def serve(self, site, port, behaviour):
        scripted.Scripted(self.space, site.addresses(), port, behaviour, site.pem)

    def odd_sites(self):
        for domain, pem in self.bad_certificates().items():
            site = self.odd(domain, pem)
            for protocol in LABELS:
                self.serve(site, USUAL[protocol][0], Server(protocol, True))
                self.serve(site, UPGRADED[protocol][0], Server(protocol))
        stripped = self.odd("potong.test")
        self.serve(stripped, 587, lambda talk: scripted.smtp(talk, starttls="none"))
        self.serve(stripped, 143, lambda talk: scripted.imap(talk, starttls="none"))
        self.serve(stripped, 110, Server("pop3", replies={
            "CAPA": "+OK\nUSER\nSASL PLAIN\n.\n"}))
        injected = self.odd("sisip.test")
        self.serve(injected, 587, lambda talk: scripted.smtp(talk, starttls="inject"))
        self.serve(injected, 143, lambda talk: scripted.imap(talk, starttls="inject"))
        self.serve(injected, 110, Server("pop3", replies={
            "STLS": "+OK go on\n+OK\nUSER\nSASL PLAIN\n.\n"}))
        welcome = self.odd("sambut.test")
        self.serve(welcome, 143, Server("imap", greeting="* PREAUTH welcome\n"))
        self.serve(welcome, 587, Server("smtp", replies={"STARTTLS": "454 4.7.0 not now\n"}))
        self.serve(welcome, 110, Server("pop3", replies={"STLS": "-ERR not now\n"}))

    def bad_certificates(self):
        def names(domain):
            return [name + "." + domain for name in LABELS.values()]
        other = certs.Authority(self.space.dir, "Nobody Knows")
        return {
            "lewat.test": self.ca.issue("lewat", names("lewat.test"), "20200101", "20210101"),
            "lain.test": self.ca.issue("lain", ["mail.milik-lain.test"]),
            "asing.test": other.issue("asing", names("asing.test")),
            "sendiri.test": certs.self_signed(self.space.dir, "sendiri", names("sendiri.test")),
        }

    def close(self):
        self.providers.stop()
        self.dns.stop()
        self.space.close()


def each(function, jobs):
    """What FUNCTION makes of each of JOBS, a few side by side, in their order."""
    with concurrent.futures.ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        return list(pool.map(lambda job: function(*job), jobs))


class Tests:
    """One method a kind of answer."""

    def __init__(self, world, tap):
        self.world, self.tap = world, tap
        self.secrets = {PASSWORD, "budi"}

    def sign_in(self, domain, *protocols, **options):
        return Signin(self.world, domain, *protocols, **options).run()

    def expect(self, name, run, verdict, status=None):
        if status is None:
            status = 0 if verdict == "accepted" else 1
        good = run.status == status and run.verdicts() == [verdict] * len(run.results) \
            and run.results
        self.tap.ok(good, "%s: %s" % (name, verdict), *run.notes())

    def right_and_wrong(self):
        jobs = [(protocol, ports, password) for protocol in LABELS
                for ports in (USUAL, UPGRADED) for password in (PASSWORD, "sandi salah")]
        runs = each(lambda protocol, ports, password: self.sign_in(
            "rumah.test", protocol, ports=ports, password=password), jobs)
        for (protocol, ports, password), run in zip(jobs, runs):
            name = "%s on %d, %s" % (protocol, ports[protocol][0],
                                     "right" if password == PASSWORD else "wrong")
            self.expect(name, run, "accepted" if password == PASSWORD else "rejected")
            strongest = "scram-sha-256"
            self.tap.same(run.mechanisms(), [strongest], name + ": by the strongest way")
        both = self.sign_in("rumah.test", "imap", "smtp")
        self.tap.same(both.verdicts(), ["accepted", "accepted"], "both servers in one run")
        self.tap.same(both.status, 0, "both servers: exit status")

    def each_mechanism(self):
        kinds = {"plain.test": "plain", "login.test": "login", "cram.test": "cram-md5",
                 "scram1.test": "scram-sha-1", "scram256.test": "scram-sha-256"}
        jobs = [(domain, protocol, password) for domain in kinds for protocol in LABELS
                for password in (PASSWORD, "sandi salah")]
        runs = each(lambda domain, protocol, password: self.sign_in(
            domain, protocol, password=password), jobs)
        for (domain, protocol, password), run in zip(jobs, runs):
            name = "%s, %s alone, %s" % (protocol, kinds[domain],
                                         "right" if password == PASSWORD else "wrong")
            self.expect(name, run, "accepted" if password == PASSWORD else "rejected")
            self.tap.same(run.mechanisms(), [kinds[domain]], name + ": by that way")
        for domain, mechanism in kinds.items():
            log = self.world.providers.store_of(domain).log_text()
            used = set(re.findall(r"(?:Login|Logged in): user=<budi@[^>]+>, method=([A-Z0-9-]+),", log))
            self.tap.same(used, {mechanism.upper()}, "what Dovecot saw: " + mechanism)

    def awkward(self):
        domains = ("rumah.test", "plain.test", "login.test", "cram.test", "scram1.test")
        jobs = [(domain, protocol, user, password) for user, password in AWKWARD
                for domain in domains for protocol in LABELS]
        runs = each(lambda domain, protocol, user, password: self.sign_in(
            domain, protocol, user=user, password=password), jobs)
        for user, password in AWKWARD:
            mine = [(job, run) for job, run in zip(jobs, runs) if job[2] == user]
            bad = [(job[0], job[1], run.verdicts(), run.err) for job, run in mine
                   if run.verdicts() != ["accepted"]]
            self.tap.ok(not bad, "%.20s… by every way, in every protocol" % user, *bad)
            self.secrets |= {user, password}

    def nothing_to_use(self):
        """Only OAuth, only a client's certificate, or nothing: no password is of use. (Postfix does
        not run with EXTERNAL alone.)"""
        cases = [("oauth.test", "imap", "browser-needed"), ("oauth.test", "smtp", "browser-needed"),
                 ("external.test", "imap", "no-mechanism"), ("tanpa.test", "smtp", "no-mechanism"),
                 # Dovecot offers USER all the same, and refuses it as such.
                 ("oauth.test", "pop3", "mechanism-refused"),
                 ("external.test", "pop3", "mechanism-refused")]
        for domain, protocol, verdict in cases:
            run = self.sign_in(domain, protocol)
            self.expect("%s at %s" % (protocol, domain), run, verdict)

    def refusals(self):
        """Dovecot tells IMAP by a code that an account is disabled, POP3 only in words of its
        administrator. Of those whom its list of the denied names it says nothing at all."""
        for protocol, verdict in (("imap", "disabled"), ("pop3", "rejected")):
            run = self.sign_in("mati.test", protocol)
            self.expect("disabled account, " + protocol, run, verdict)
            self.tap.ok("Account-is-disabled" in (run.results and run.results[0]["meaning"] or ""),
                        "disabled account, %s: the server's words are told" % protocol,
                        *run.notes())
        for protocol in LABELS:
            self.expect("denied account, " + protocol, self.sign_in("tolak.test", protocol),
                        "rejected")

    def too_many(self):
        context = ssl.create_default_context(cafile=self.world.ca.cert)
        with socket.create_connection(("imap.penuh.test", 993), timeout=30) as raw, \
                context.wrap_socket(raw, server_hostname="imap.penuh.test") as held:
            held.recv(1000)
            held.sendall(b"a LOGIN budi@penuh.test %s\r\n" % PASSWORD.encode())
            answer = held.recv(4000)
            self.tap.ok(b"a OK" in answer, "too many: the one connection is taken", answer)
            run = self.sign_in("penuh.test", "imap")
            self.expect("too many connections, imap", run, "too-many")
        first = self.sign_in("laju.test", "smtp")
        self.tap.same(first.verdicts(), ["accepted"], "rate limit: the first")
        self.expect("rate limit, the second", self.sign_in("laju.test", "smtp"), "too-many")
        with socket.create_connection(("smtp.ramai.test", 587), timeout=30) as held:
            held.recv(1000)
            run = self.sign_in("ramai.test", "smtp", ports=UPGRADED)
            self.tap.ok(run.verdicts() in (["too-many"], ["not-reached"]) and run.status == 1,
                        "too many connections, smtp", *run.notes())

    def penalty(self):
        """Dovecot makes whoever guesses wait for ever longer; the answer is waited for."""
        for n in range(3):
            run = self.sign_in("sabar.test", "imap", password="salah %d" % n)
            self.expect("slow refusal %d" % (n + 1), run, "rejected")
        self.expect("the right one among them", self.sign_in("sabar.test", "imap"), "accepted")

    def messages(self):
        cases = (("rumah.test", "accepted"), ("pengirim.test", "sender-refused"),
                 ("relai.test", "relay-denied"), ("kecil.test", "too-large"),
                 ("kosong.test", "recipient-refused"), ("sarat.test", "mailbox-full"),
                 ("tunda.test", "temporary"), ("isi.test", "content-refused"))
        before = set(self.world.providers.postfix.queued())
        runs = each(lambda domain, _: self.sign_in(domain, "smtp", options=["--send-test"]), cases)
        for (domain, delivery), run in zip(cases, runs):
            self.tap.ok(run.verdicts() == ["accepted"] and run.delivery() == delivery
                        and run.status == (0 if delivery == "accepted" else 1),
                        "test message: " + delivery, *run.notes())
        queued = {number: text for number, text in self.world.providers.postfix.queued().items()
                  if number not in before}
        text = "\n".join(queued.values())
        self.tap.ok(len(queued) == 1 and "budi@rumah.test" in text
                    and re.search(r"(?m)^Subject: Test message from Dermaga$", text)
                    and PASSWORD not in text,
                    "test message: exactly one was taken, from and to oneself", text)
        failed = self.sign_in("rumah.test", "smtp", password="salah", options=["--send-test"])
        self.tap.ok(failed.verdicts() == ["rejected"] and failed.delivery() is None,
                    "test message: none without a sign-in", *failed.notes())

    def held(self):
        """The program waits to write its answer, into a pipe that is full: by then nothing of the
        password is left in it. While the server makes it wait, the same search finds it."""
        signin = Signin(self.world, "sabar.test", "imap", password="Salah-" + PASSWORD)
        wanted = memory.shapes(signin.password, "budi@sabar.test")
        read_end, write_end = os.pipe()
        os.set_blocking(write_end, False)
        try:
            while os.write(write_end, b"." * 4096):
                pass
        except BlockingIOError:
            os.set_blocking(write_end, True)
        process = subprocess.Popen(signin.argv, stdin=subprocess.PIPE, stdout=write_end,
                                   stderr=subprocess.DEVNULL)
        process.stdin.write(signin.password.encode() + b"\n")
        process.stdin.close()
        seen = self.watch(process, wanted)
        self.tap.ok(any(seen[:-1]), "while the answer is waited for, memory holds the password")
        self.tap.ok(seen[-1] == [], "when the answer is written, it does not", *seen[-1][:20])
        process.kill()
        process.wait()
        os.close(read_end)
        os.close(write_end)

    @staticmethod
    def watch(process, wanted):
        """What is found again and again, the last time while the program writes."""
        seen, end = [], time.monotonic() + TIME_LIMIT
        while time.monotonic() < end and process.poll() is None:
            with open("/proc/%d/wchan" % process.pid, encoding="ascii") as file:
                writes = "pipe" in file.read()
            seen.append(memory.search(process.pid, wanted))
            if writes and len(seen) > 1:
                return seen
        raise AssertionError("the program did not come to write: %s" % process.poll())

    def attacks(self):
        """Nothing is given to whoever is not proved to be the server."""
        jobs = [(domain, protocol, ports) for domain in (
            "lewat.test", "lain.test", "asing.test", "sendiri.test")
            for protocol in LABELS for ports in (USUAL, UPGRADED)]
        jobs += [(domain, protocol, UPGRADED) for domain in ("potong.test", "sisip.test",
                                                            "sambut.test") for protocol in LABELS]
        runs = each(lambda domain, protocol, ports: self.sign_in(
            domain, protocol, ports=ports), jobs)
        for (domain, protocol, ports), run in zip(jobs, runs):
            name = "%s, %s on %d" % (domain, protocol, ports[protocol][0])
            self.expect(name, run, "not-encrypted")
            self.tap.ok(run.results and run.results[0]["outcome"] not in (
                "ok-tls", "ok-starttls", "not-checked"), name + ": and why", *run.notes())

    def packets(self, seen, lost):
        self.tap.same(lost, 0, "no packet escaped the capture")
        streams = seen.streams()
        mine = {ends: data for ends, data in streams.items() if ends[0] == space.CLIENT4
                and ends[3] in servers.ALL_PORTS}
        self.tap.ok(len(mine) > 200, "%d conversations were captured" % len(mine))
        for name, needles in self.needles().items():
            found = [needle for needle in needles if seen.holding(needle)
                     or any(needle in data for data in mine.values())]
            self.tap.ok(not found, "in no packet: " + name, *found)
        commands, broken = [], []
        for ends, data in mine.items():
            clear, whole = capture.before_tls(data)
            commands += [line for line in SIGN_IN_COMMANDS.findall(clear)]
            if not whole:
                broken.append((ends, clear, data[:200]))
        self.tap.ok(not commands, "no command of a sign-in or a message before TLS", commands)
        self.tap.ok(not broken, "behind the start of TLS there is nothing but TLS",
                    *broken[:3])
        clear = b"".join(capture.before_tls(data)[0] for data in mine.values())
        self.tap.ok(b"STARTTLS\r\n" in clear and b"EHLO " in clear,
                    "the capture sees what is said in clear", clear[:300])

    def needles(self):
        """What must stand nowhere, in the shapes that it could have."""
        plain = [text.encode() for text in self.secrets]
        encoded = set()
        for text in plain:
            for lead in (b"", b"\0", b"\0budi\0", b"x"):
                encoded.add(base64.b64encode(lead + text).rstrip(b"=")[:-1])
        pairs = [base64.b64encode(b"\0%s\0%s" % (user.encode(), password.encode()))
                 for user, password in AWKWARD]
        return {"user names and passwords": plain,
                "their base64": [text for text in encoded if len(text) > 4],
                "the base64 of the PLAIN response": pairs,
                "their digests": [hashlib.md5(PASSWORD.encode()).hexdigest().encode()]}

    def run(self):
        self.right_and_wrong()
        self.each_mechanism()
        self.awkward()
        self.nothing_to_use()
        self.refusals()
        self.too_many()
        self.penalty()
        self.held()
        self.messages()
        self.attacks()


def main():
    if len(sys.argv) != 2 or not os.access(sys.argv[1], os.X_OK):
        raise SystemExit("usage: %s PATH-OF-DERMAGA-CLI" % sys.argv[0])
    absent = servers.missing()
    if absent:
        space.skip("not installed: " + " ".join(absent))
    space.enter(["dnsmasq", "openssl"])
    tap = Tap()
    world = World(os.path.abspath(sys.argv[1]))
    try:
        tests = Tests(world, tap)
        seen = capture.Capture("lab0")
        tests.run()
        tests.packets(seen, seen.stop())
    finally:
        world.close()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
