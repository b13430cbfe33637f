"""IMAP and POP3 servers for tests, on loopback: a scripted door, which keeps a record of what the
client did before and after encryption, and behind it, once the client has signed in, a real
Dovecot."""
import base64
import os
import re
import select
import subprocess
import sys

from smtp_server import Server

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lab"))
import dovecot  # noqa: E402

# Dovecot serves no mail of root's: it is another user, in a user namespace of its own.
SANDBOX = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"]


class Mailbox:
    """A Maildir with one message, and what serves it."""

    def __init__(self, folder):
        self.folder = folder
        self.config = os.path.join(folder, "dovecot.conf")
        for part in ("cur", "new", "tmp"):
            os.makedirs(os.path.join(folder, "Maildir", part))
        with open(self.config, "w", encoding="ascii") as f:
            f.write(dovecot.versions() + dovecot.maildir(folder + "/Maildir"))
            f.write("base_dir = {0}/run\nstate_dir = {0}/run\nlog_path = {0}/log\n"
                    "ssl = no\nstats_writer_socket_path =\n"
                    "namespace inbox {{\n  inbox = yes\n  mailbox Sent {{\n    auto = create\n"
                    "    special_use = \\Sent\n  }}\n}}\n".format(folder))

    def put(self, subject, text):
        with open(os.path.join(self.folder, "Maildir/new/1.lab"), "w", encoding="ascii") as f:
            f.write("From: Lab <lab@lab.example>\nTo: toko@contoh.example\nMessage-ID: <1@lab>\n"
                    "Date: Fri, 02 Jan 2026 10:00:00 +0700\nSubject: %s\n\n%s\n" % (subject, text))

    def serve(self, protocol):
        environment = dict(os.environ, USER="lab", HOME=self.folder,
                           DOVECOT_PRESERVE_ENVS="USER HOME")  # else 2.4 drops them
        return subprocess.Popen(SANDBOX + ["/usr/lib/dovecot/" + protocol, "-c", self.config],
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, env=environment)


class MailboxServer(Server):
    """mode: as of the SMTP server. What the client signed in with is in the session."""

    def __init__(self, mailbox, *arguments, **options):
        self.mailbox = mailbox
        super().__init__(*arguments, **options)


class ImapServer(MailboxServer):
    def make_talk(self, connection, session):
        return ImapTalk(self, connection, session)


class Pop3Server(MailboxServer):
    def make_talk(self, connection, session):
        return Pop3Talk(self, connection, session)


class Door:
    """What both protocols share."""

    greeting = ""

    def __init__(self, server, connection, session):
        self.server, self.connection, self.session = server, connection, session
        self.buffer = b""

    def run(self):
        self.connection.settimeout(1.5 if self.server.mode == "tls" else 15)
        if self.server.mode == "tls":
            self.encrypt("tls")
        self.connection.settimeout(15)
        self.say(self.greeting)
        while self.answer(self.line()):
            pass

    def offers_starttls(self):
        return not self.session.tls and self.server.mode in ("starttls", "refuse")

    def offers_login(self):
        return self.session.tls or self.server.mode == "none" or self.server.auth_in_clear

    def encrypt(self, how):
        self.buffer = b""
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.session.tls = how

    def note(self, verb):
        self.session.commands.append("[%s] %s" % (self.session.tls or "clear", verb))

    def check(self, user, password):
        self.session.clear_auth |= not self.session.tls
        self.session.signed_in = (user, password)
        return self.server.users.get(user.decode("utf-8", "replace"), "").encode() == password

    def check_plain(self, answer):
        parts = base64.b64decode(answer).split(b"\0")
        return len(parts) == 3 and self.check(parts[1], parts[2])

    def say(self, text):
        self.connection.sendall(text.encode() + b"\r\n")

    def line(self):
        while b"\n" not in self.buffer:
            self.fill()
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line.rstrip(b"\r")

    def fill(self):
        chunk = self.connection.recv(8192)
        if not chunk:
            raise OSError("the client went away")
        self.buffer += chunk
        if len(self.buffer) > 65536:
            raise ValueError("line too long")

    def hand_over(self, protocol, welcome):
        """Lets Dovecot do the rest, to the end of the connection."""
        process = self.server.mailbox.serve(protocol)
        try:
            if protocol == "imap":
                process.stdout.readline()  # it greets, which the client has had already
            self.say(welcome)
            process.stdin.write(self.buffer)
            process.stdin.flush()
            self.carry(process)
        finally:
            process.kill()
            process.wait()
            process.stdin.close()
            process.stdout.close()
        return False

    def carry(self, process):
        out = process.stdout.fileno()
        while True:
            pending = getattr(self.connection, "pending", lambda: 0)()
            ready, _, _ = select.select([self.connection, out], [], [], 0 if pending else 30)
            if not ready and not pending:
                return
            if out in ready:
                data = os.read(out, 65536)
                if not data:
                    return
                self.connection.sendall(data)
            if pending or self.connection in ready:
                data = self.connection.recv(65536)
                if not data:
                    return
                self.note_after_login(data)
                process.stdin.write(data)
                process.stdin.flush()

    def note_after_login(self, data):
        for line in data.split(b"\r\n"):
            if line:
                self.note(line.decode("utf-8", "replace")[:60])


class ImapTalk(Door):
    greeting = "* OK Lab ready"

    def capabilities(self):
        words = ["IMAP4rev1"]
        if self.offers_starttls():
            words.append("STARTTLS")
        words.append("AUTH=PLAIN" if self.offers_login() else "LOGINDISABLED")
        return " ".join(words)

    def answer(self, line):
        tag, _, rest = line.decode("latin-1").partition(" ")
        verb, _, argument = rest.partition(" ")
        verb = verb.upper()
        self.note(verb)
        if verb == "CAPABILITY":
            self.say("* CAPABILITY %s\r\n%s OK Done" % (self.capabilities(), tag))
        elif verb == "STARTTLS":
            self.start_tls(tag)
        elif verb == "AUTHENTICATE" and argument.upper() == "PLAIN":
            self.say("+ ")
            return self.welcome(tag, self.check_plain(self.line()))
        elif verb == "LOGIN":
            words = self.words(argument.encode("latin-1"))
            return self.welcome(tag, self.check(*words))
        elif verb == "LOGOUT":
            self.say("* BYE Bye\r\n%s OK Done" % tag)
            return False
        elif verb == "NOOP":
            self.say(tag + " OK Done")
        else:
            self.say(tag + " BAD Not here")
        return True

    def start_tls(self, tag):
        if not self.offers_starttls():
            self.say(tag + " BAD Not here")
        elif self.server.mode == "refuse":
            self.say(tag + " NO Not right now")
        else:
            self.say(tag + " OK Begin")
            self.encrypt("starttls")

    def welcome(self, tag, good):
        if not self.offers_login() or not good:
            self.say(tag + " NO [AUTHENTICATIONFAILED] Authentication failed")
            return True
        return self.hand_over("imap", tag + " OK Logged in")

    def words(self, text):
        """Two words, each an atom, a quoted string or a literal."""
        words = []
        while len(words) < 2:
            text = text.lstrip(b" ")
            literal = re.fullmatch(rb"\{(\d+)(\+?)\}", text)
            if literal:
                if not literal.group(2):
                    self.say("+ Go on")
                while len(self.buffer) < int(literal.group(1)):
                    self.fill()
                words.append(self.buffer[:int(literal.group(1))])
                self.buffer = self.buffer[int(literal.group(1)):]
                text = self.line()
                continue
            word = re.match(rb'"((?:[^"\\]|\\.)*)"|([^ "]+)', text)
            quoted, atom = word.groups()
            words.append(atom if quoted is None else re.sub(rb"\\(.)", rb"\1", quoted))
            text = text[word.end():]
        return words


class Pop3Talk(Door):
    greeting = "+OK Lab ready"
    user = b""

    def answer(self, line):
        verb, _, argument = line.partition(b" ")
        verb = verb.decode("ascii", "replace").upper()
        self.note(verb)
        if verb == "CAPA":
            words = ["STLS"] if self.offers_starttls() else []
            words += ["USER", "SASL PLAIN"] if self.offers_login() else []
            self.say("\r\n".join(["+OK Capabilities", *words, "UIDL", "."]))
        elif verb == "STLS" and self.server.mode == "starttls" and self.offers_starttls():
            self.say("+OK Begin")
            self.encrypt("starttls")
        elif verb == "AUTH" and argument.upper().startswith(b"PLAIN"):
            initial = argument[len(b"PLAIN"):].strip()
            if not initial:
                self.say("+ ")
                initial = self.line()
            return self.welcome(self.check_plain(initial))
        elif verb == "USER":
            self.user = argument
            self.say("+OK Go on")
        elif verb == "PASS":
            return self.welcome(self.check(self.user, argument))
        elif verb == "QUIT":
            self.say("+OK Bye")
            return False
        else:
            self.say("-ERR Not here")
        return True

    def welcome(self, good):
        if not self.offers_login() or not good:
            self.say("-ERR [AUTH] Authentication failed")
            return True
        return self.hand_over("pop3", "+OK Logged in")
