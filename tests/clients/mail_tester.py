"""The cases that every mail program has to pass, with servers that are as they should be and with
those of an attacker."""
import email
import email.header
import email.policy
import email.utils
import os
import re
import shutil

from certificates import make_authority, make_certificate
from lab import Tap, point_names_here, render, run_quietly
from mailbox_servers import ImapServer, Mailbox, Pop3Server
from smtp_server import Server

EMAIL = "o'brien+$x@contoh.example"
NAME = 'Toko "O\'Brien" \\ $x `id` <b> & Söhne; #1, 字'
USER = 'q"u\'o\\te $x `id` {$y} %41 #;<b>&amp; */ Ünï 字\\'
PASSWORD = 'pa\'ss\\w"o$rd `id` %s #;é 字'
SUBJECT, BODY = "KirimanPertama", "IsiYangDikenali"
PORTS = {"smtp": {"tls": 465, "starttls": 587, "none": 25},
         "imap": {"tls": 993, "starttls": 143, "none": 1143},
         "pop3": {"tls": 995, "starttls": 110, "none": 1110}}
SERVERS = {"imap": ImapServer, "pop3": Pop3Server}
DIRECTIONS = {"incoming": "fetching", "outgoing": "sending"}


class Seen:
    """What the servers saw of one run, and what the program said about it."""

    def __init__(self, said):
        self.said = said
        self.sessions = {}

    def of(self, side):
        return self.sessions.get(side, [])

    def messages(self):
        return [m for s in self.of("outgoing") for m in s.messages]


class Tester:
    """client: an object with
    directions: of "incoming" and "outgoing", those that it uses
    fetch(home), send(home): do it as a person would, and give (whether it worked as the program
      says, what it said)
    install(path, home, steps): puts the file where it belongs; gives problems"""

    def __init__(self, program, form, client, folder):
        self.tap = Tap()
        self.program, self.form, self.client, self.folder = program, form, client, folder
        self.user, self.email, self.name = USER, EMAIL, NAME
        self.homes = 0
        self.rows = []
        self.make_certificates()

    def make_certificates(self):
        folder = self.folder
        authority, stranger = (make_authority(folder, n) for n in ("authority", "stranger"))
        self.certificates = {}
        for protocol in PORTS:
            host = host_of(protocol)
            self.certificates[protocol] = {
                "good": make_certificate(folder, authority, "good-" + protocol, host),
                "other-name": make_certificate(folder, authority, "other-" + protocol,
                                               "lain.example"),
                "stranger": make_certificate(folder, stranger, "unknown-" + protocol, host)}
        point_names_here(folder, [host_of(protocol) for protocol in PORTS])
        trust(folder, authority[1])

    def account(self, security, protocol="imap"):
        def server(protocol):
            return {"protocol": protocol, "host": host_of(protocol), "user": self.user,
                    "port": PORTS[protocol][security], "security": security}
        return {"email": self.email, "name": self.name, "incoming": server(protocol),
                "outgoing": server("smtp")}

    def take(self, security, protocol="imap"):
        """A fresh home with the file in it."""
        self.security, self.protocol = security, protocol
        self.homes += 1
        self.home = os.path.join(self.folder, "home-%d" % self.homes)
        os.mkdir(self.home)
        path = os.path.join(self.folder, "export")
        steps = render(self.program, self.form, path, self.account(security, protocol))
        self.mailbox = Mailbox(os.path.join(self.folder, "mailbox-%d" % self.homes))
        self.mailbox.put(SUBJECT, BODY)
        problems = self.client.install(path, self.home, steps.splitlines())
        self.tap.result("%s, %s: the file goes where the steps say" % (self.form, security),
                        problems)

    def run(self, direction, mode=None, certificate="good", password=PASSWORD,
            auth_in_clear=False):
        """Both servers are there; the one of that direction is as told."""
        def as_told(side):
            protocol = "smtp" if side == "outgoing" else self.protocol
            told = side == direction
            return (PORTS[protocol][self.security], mode if told and mode else self.security,
                    self.certificates[protocol][certificate if told else "good"],
                    {self.user: password if told else PASSWORD}, told and auth_in_clear)
        with Server(*as_told("outgoing")) as outgoing, \
                SERVERS[self.protocol](self.mailbox, *as_told("incoming")) as incoming:
            act = self.client.send if direction == "outgoing" else self.client.fetch
            worked, said = act(self.home)
        seen = Seen(said)
        seen.worked = worked
        seen.sessions = {"outgoing": outgoing.sessions, "incoming": incoming.sessions}
        return seen

    def works(self, direction, **options):
        seen = self.run(direction, **options)
        problems = self.judge_success(seen, direction)
        self.result(direction, "works", problems, seen)
        self.rows.append((self.security, self.protocol if direction == "incoming" else "smtp",
                          DIRECTIONS[direction], not problems))

    def refuses(self, direction, name, **options):
        seen = self.run(direction, **options)
        tried = "password" in options  # only then may it get as far as the password
        self.result(direction, name, judge_refusal(seen, direction, tried), seen)

    def result(self, direction, name, problems, seen):
        self.tap.result("%s, %s, %s: %s" % (self.form, self.security, DIRECTIONS[direction], name),
                        problems)
        if problems:
            self.tap.note("it said: %r" % seen.said[-1500:])
            for side in seen.sessions:
                self.tap.note("%s server saw: %s" % (side, [(s.commands, s.signed_in)
                                                            for s in seen.of(side)]))

    def judge_success(self, seen, direction):
        sessions = seen.of(direction)
        way = None if self.security == "none" else self.security
        problems = [] if seen.worked else ["the program reports a failure"]
        if not any(s.signed_in == (self.user.encode(), PASSWORD.encode()) for s in sessions):
            problems.append("not signed in as meant")
        if any(s.tls != way for s in sessions if s.signed_in):
            problems.append("signed in over %r" % [s.tls for s in sessions])
        if way and any(s.clear_auth or s.clear_mail for s in sessions):
            problems.append("the login or the mail went in clear")
        if direction == "incoming":
            return problems if BODY in seen.said else problems + ["the message is not there"]
        if len(seen.messages()) != 1:
            return problems + ["%d messages arrived" % len(seen.messages())]
        return problems + self.client.judge_message(seen.messages()[0], self)

    def judge_from(self, message):
        parsed = email.message_from_bytes(message["data"], policy=email.policy.compat32)
        name, address = email.utils.parseaddr(str(parsed["From"]).replace("\n", ""))
        name = str(email.header.make_header(email.header.decode_header(name)))
        wanted = (self.email, self.email, self.name)
        seen = (message["sender"], address, name)
        return [] if wanted == seen else ["sender: meant %r, seen %r in %r"
                                          % (wanted, seen, message["data"])]

    def attacks(self, direction):
        self.refuses(direction, "refuses a certificate of an unknown authority",
                     certificate="stranger")
        self.refuses(direction, "refuses a certificate for another name", certificate="other-name")
        self.refuses(direction, "server without encryption: nothing in clear", mode="none")
        if self.security == "starttls":
            self.refuses(direction, "server takes STARTTLS back: nothing in clear", mode="refuse",
                         auth_in_clear=True)
        self.refuses(direction, "wrong password is reported", password="another")

    def everything(self, protocol="imap"):
        for security in ("tls", "starttls"):
            self.take(security, protocol)
            for direction in self.client.directions:
                self.works(direction)
                self.attacks(direction)

    def without_encryption(self, protocol="imap"):
        """Only for those who said that they understand."""
        self.take("none", protocol)
        for direction in self.client.directions:
            self.works(direction)

    def finish(self):
        version = self.client.version()
        for security, protocol, what, good in self.rows:
            self.tap.note("%-24s %-9s %-5s %-9s %s" % (version, security, protocol, what,
                                                       "connects" if good else "FAILED"))
        return self.tap.finish()


def host_of(protocol):
    return protocol + ".contoh.example"


def trust(folder, authority):
    """The system's list of authorities, in all its forms, is the one of this test: within the
    private mounts only."""
    store = os.path.join(folder, "certificates")
    os.mkdir(store)
    shutil.copyfile(authority, os.path.join(store, "ca-certificates.crt"))
    hashed = run_quietly("openssl", "x509", "-in", authority, "-noout", "-hash").strip()
    shutil.copyfile(authority, os.path.join(store, hashed + ".0"))
    run_quietly("mount", "--bind", store, "/etc/ssl/certs")


def judge_refusal(seen, direction, tried):
    problems = ["the program reports success"] if seen.worked else []
    if not seen.of(direction):
        problems.append("it did not even connect")
    if tried != any(s.signed_in for s in seen.of(direction)):
        problems.append("it did not try to sign in" if tried else "it tried to sign in")
    for side in seen.sessions:
        for session in seen.of(side):
            if session.clear_auth:
                problems.append("%s: the login was sent in clear" % side)
            if session.clear_mail:
                problems.append("%s: mail was begun in clear" % side)
    if seen.messages():
        problems.append("delivered anyway")
    if BODY in seen.said:
        problems.append("fetched anyway")
    return problems


def commands_in(steps, word):
    """The lines of code among the steps that begin with that word."""
    return [line[1:] for line in steps if re.match("\t" + re.escape(word) + r"\b", line)]
