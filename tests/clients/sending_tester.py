"""The cases that every program that only sends has to pass, with servers that are as they should be
and with those of an attacker."""
import email
import email.header
import email.policy
import email.utils
import os
import shutil

from certificates import make_authority, make_certificate
from lab import Tap, point_names_here, render, run_quietly
from smtp_server import Server

HOST = "smtp.contoh.example"
EMAIL = "o'brien+$x@contoh.example"
NAME = 'Toko "O\'Brien" \\ $x `id` #{1} %41 <b> & Söhne; #1, 字'
USER = 'q"u\'o\\te $x `id` #{1} ${y} %41 #;<b>&amp; */ ?> Ünï 字\\'
PASSWORD = 'pa\'ss\\w"o$rd `id` #{1} %s #;é 字'
RECIPIENT = "penerima@tujuan.example"
PORTS = {"tls": 465, "starttls": 587, "none": 25}


class Client:
    """A real program. Subclasses say what differs.

    user, password, email, name: as awkward as the program can take
    fails_open: what is known of the program: it signs in in clear where STARTTLS is missing
    sender_name: whether the name of the sender is in the file
    header: whether the header From is made from the file
    address: where the server has to be
    queues: it keeps a message that it could not send, so its end says nothing"""
    user, password, email, name = USER, PASSWORD, EMAIL, NAME
    fails_open = False
    sender_name = True
    queues = False
    header = True
    address = "127.0.0.1"

    def version(self):
        raise NotImplementedError

    def install(self, path, home, steps):
        """Puts the file where the steps say; gives problems."""
        raise NotImplementedError

    def send(self, home, password):
        """Sends one message to RECIPIENT; gives (whether it says that it worked, what it said)."""
        raise NotImplementedError


class SendingTester:
    def __init__(self, program, form, client, folder):
        self.tap = Tap()
        self.program, self.form, self.client, self.folder = program, form, client, folder
        self.rows = []
        authority, stranger = (make_authority(folder, n) for n in ("authority", "stranger"))
        self.certificates = {
            "good": make_certificate(folder, authority, "good", HOST),
            "other-name": make_certificate(folder, authority, "other", "lain.example"),
            "stranger": make_certificate(folder, stranger, "unknown", HOST)}
        self.authority = authority[1]
        point_names_here(folder, [HOST])
        with open(os.path.join(folder, "hosts"), "w", encoding="ascii") as f:
            f.write("127.0.0.1 localhost\n%s %s\n" % (client.address, HOST))
        trust(folder, self.authority)
        client.authority = self.authority

    def account(self, security):
        client = self.client
        return {"email": client.email, "name": client.name,
                "incoming": {"protocol": "imap", "host": "imap.contoh.example", "port": 993,
                             "security": "tls", "user": client.user},
                "outgoing": {"protocol": "smtp", "host": HOST, "port": PORTS[security],
                             "security": security, "user": client.user}}

    def take(self, security):
        """A fresh home with the file in it."""
        self.security = security
        self.home = os.path.join(self.folder, "home-" + security)
        os.mkdir(self.home)
        self.path = os.path.join(self.folder, "export-" + security)
        steps = render(self.program, self.form, self.path, self.account(security))
        problems = self.client.install(self.path, self.home, steps.splitlines())
        with open(self.path, encoding="utf-8") as f:
            warned = "Warning:" in f.read()
        if warned != (security == "none" or self.client.fails_open and security == "starttls"):
            problems.append("the file %s" % ("warns" if warned else "does not warn"))
        self.tap.result("%s, %s: the file goes where the steps say" % (self.form, security),
                        problems)

    def run(self, mode=None, certificate="good", password=None, auth_in_clear=False,
            given=None):
        """@password: the one that the server knows, @given: the one that the program is given."""
        known = self.client.password if password is None else password
        given = self.client.password if given is None else given
        with Server(PORTS[self.security], mode or self.security, self.certificates[certificate],
                    {self.client.user: known}, auth_in_clear, self.client.address) as server:
            worked, said = self.client.send(self.home, given)
        return worked, said, server.sessions

    def result(self, name, problems, said, sessions):
        self.tap.result("%s, %s: %s" % (self.form, self.security, name), problems)
        if problems:
            self.tap.note("it said: %s" % said[-1500:])
            self.tap.note("the server saw: %s" % [(s.commands, s.signed_in) for s in sessions])
            self.tap.note("messages: %s" % [m for s in sessions for m in s.messages])

    def delivers(self):
        worked, said, sessions = self.run()
        problems = [] if worked else ["the program reports a failure"]
        problems += self.judge_delivery(sessions)
        self.result("delivers as meant", problems, said, sessions)
        self.rows.append((self.security, not problems))

    def judge_delivery(self, sessions):
        client, problems = self.client, []
        way = None if self.security == "none" else self.security
        if not any(s.signed_in == (client.user.encode(), client.password.encode())
                   for s in sessions):
            problems.append("not signed in as meant")
        if way and any(s.clear_auth or s.clear_mail for s in sessions):
            problems.append("the login or the mail went in clear")
        messages = [m for s in sessions for m in s.messages]
        if len(messages) != 1:
            return problems + ["%d messages arrived" % len(messages)]
        return problems + self.judge_message(messages[0], way)

    def judge_message(self, message, way):
        client = self.client
        pairs = {"way": (message["tls"], way), "user": (message["user"], client.user),
                 "sender": (message["sender"], client.email),
                 "recipients": (message["recipients"], [RECIPIENT])}
        problems = ["%s: meant %r, the server saw %r" % (key, meant, got)
                    for key, (got, meant) in pairs.items() if got != meant]
        if not client.header:
            return problems
        sender = (client.name if client.sender_name else "", client.email)
        senders = [read(message["data"]) for read in (sender_of, sender_as_of_old)]
        if sender not in senders:
            problems.append("From: meant %r, read as %r" % (sender, senders))
        return problems

    def refuses(self, name, tried=False, **options):
        worked, said, sessions = self.run(**options)
        problems = judge_refusal(worked and not self.client.queues, sessions, tried)
        self.result(name, problems, said, sessions)

    def fails_open(self, name, **options):
        """What the list says of the program must be true, too."""
        _, said, sessions = self.run(**options)
        problems = []
        if not any(s.clear_auth for s in sessions):
            problems.append("nothing went in clear: the trait of the format is no longer true")
        self.result(name, problems, said, sessions)

    def attacks(self):
        self.refuses("refuses a certificate of an unknown authority", certificate="stranger")
        self.refuses("refuses a certificate for another name", certificate="other-name")
        if self.security == "tls":
            self.refuses("server without encryption: nothing in clear", mode="none")
        elif self.client.fails_open:
            self.fails_open("server without encryption: goes on in clear, as the list says",
                            mode="none")
        else:
            self.refuses("server without encryption: nothing in clear", mode="none")
            self.refuses("server takes STARTTLS back: nothing in clear", mode="refuse",
                         auth_in_clear=True)
        self.refuses("wrong password is reported", tried=True, password="another")

    def everything(self):
        for security in ("tls", "starttls"):
            self.take(security)
            self.delivers()
            self.attacks()

    def without_encryption(self):
        """Only for those who said that they understand."""
        self.take("none")
        self.delivers()

    def finish(self):
        for security, good in self.rows:
            self.tap.note("%-28s %-9s %s" % (self.client.version(), security,
                                             "connects" if good else "FAILED"))
        return self.tap.finish()


def sender_of(data):
    """(name, address) of the header From."""
    sender = email.message_from_bytes(data, policy=email.policy.default)["From"].addresses[0]
    return sender.display_name, sender.addr_spec


def sender_as_of_old(data):
    """The same by the older reader of the library: the newer one trips over some encoded names."""
    sender = email.message_from_bytes(data)["From"]
    name, address = email.utils.parseaddr(sender.replace("\n", ""))
    return str(email.header.make_header(email.header.decode_header(name))), address


def trust(folder, authority):
    """The system's list of authorities, in all its forms, is the one of this test: within the
    private mounts only."""
    store = os.path.join(folder, "certificates")
    os.mkdir(store)
    shutil.copyfile(authority, os.path.join(store, "ca-certificates.crt"))
    hashed = run_quietly("openssl", "x509", "-in", authority, "-noout", "-hash").strip()
    shutil.copyfile(authority, os.path.join(store, hashed + ".0"))
    run_quietly("mount", "--bind", store, "/etc/ssl/certs")


def judge_refusal(worked, sessions, tried):
    problems = ["the program reports success"] if worked else []
    if not sessions:
        problems.append("it did not even connect")
    if tried != any(s.signed_in for s in sessions):
        problems.append("it did not try to sign in" if tried else "it tried to sign in")
    if any(s.clear_auth for s in sessions):
        problems.append("the login was sent in clear")
    if any(s.clear_mail for s in sessions):
        problems.append("mail was begun in clear")
    if any(s.messages for s in sessions):
        problems.append("delivered anyway")
    return problems


def codes(steps):
    """The lines of code among the steps."""
    return [line[1:] for line in steps if line.startswith("\t")]
