"""A small SMTP server for tests, on loopback. It lets a client sign in and hand over a message, and
keeps a record of what the client did, above all of what it said before encryption."""
import base64
import socket
import ssl
import threading


class Session:
    """What one client did on one connection."""

    def __init__(self):
        self.tls = None          # None, "tls" or "starttls"
        self.signed_in = None    # (user, password) of the last try, as bytes
        self.clear_auth = False  # AUTH came before encryption
        self.clear_mail = False  # MAIL came before encryption
        self.commands = []
        self.messages = []       # dict of sender, recipients, data, tls, user


class Server:
    """mode: "tls", "starttls", "refuse" (offers STARTTLS, then says no) or "none".
    users: user name → password; with none, no login is asked for."""

    def __init__(self, port, mode, certificate, users, auth_in_clear=False,
                 address="127.0.0.1"):
        self.mode, self.users, self.auth_in_clear = mode, users, auth_in_clear
        self.sessions = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.socket = socket.create_server((address, port), reuse_port=False)
        self.thread = threading.Thread(target=self._accept, daemon=True)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join(2)

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            session = Session()
            self.sessions.append(session)
            threading.Thread(target=self._guard, args=(connection, session), daemon=True).start()

    def _guard(self, connection, session):
        try:
            self.make_talk(connection, session).run()
        except (OSError, ValueError) as error:
            session.commands.append("(%s: %s)" % (type(error).__name__, error))
        finally:
            connection.close()


    def make_talk(self, connection, session):
        return Talk(self, connection, session)


class Talk:
    def __init__(self, server, connection, session):
        self.server, self.connection, self.session = server, connection, session
        self.buffer = b""
        self.user = None
        self.sender, self.recipients = None, []

    def run(self):
        # A client that waits for a greeting in clear gets none, and not for long.
        self.connection.settimeout(1.5 if self.server.mode == "tls" else 15)
        if self.server.mode == "tls":
            self._encrypt("tls")
        self.connection.settimeout(15)
        self._say("220 lab.invalid ESMTP")
        while True:
            line = self._line()
            verb, _, argument = line.decode("utf-8", "replace").partition(" ")
            verb = verb.upper()
            self.session.commands.append("[%s] %s" % (self.session.tls or "clear", verb))
            if verb == "QUIT":
                self._say("221 2.0.0 Bye")
                return
            getattr(self, "_on_" + verb.lower(), self._on_other)(argument)

    def _on_other(self, _argument):
        self._say("502 5.5.1 Not here")

    def _on_helo(self, _argument):
        self._say("250 lab.invalid")

    def _on_ehlo(self, _argument):
        lines = ["lab.invalid", "8BITMIME"]
        if not self.session.tls and self.server.mode in ("starttls", "refuse"):
            lines.append("STARTTLS")
        if self._auth_offered():
            lines.append("AUTH PLAIN LOGIN")
        for line in lines[:-1]:
            self._say("250-" + line)
        self._say("250 " + lines[-1])

    def _auth_offered(self):
        return self.server.users and (self.session.tls or self.server.mode == "none"
                                      or self.server.auth_in_clear)

    def _on_starttls(self, _argument):
        if self.session.tls or self.server.mode not in ("starttls", "refuse"):
            self._say("502 5.5.1 STARTTLS not available")
        elif self.server.mode == "refuse":
            self._say("454 4.7.0 TLS not available right now")
        else:
            self._say("220 2.0.0 Ready")
            self.buffer = b""
            self._encrypt("starttls")

    def _on_auth(self, argument):
        self.session.clear_auth |= not self.session.tls
        mechanism, _, initial = argument.partition(" ")
        if not self._auth_offered() or mechanism.upper() not in ("PLAIN", "LOGIN"):
            self._say("504 5.5.4 Mechanism not offered")
            return
        if mechanism.upper() == "PLAIN":
            answer = base64.b64decode(initial) if initial else self._ask("")
            _, user, password = answer.split(b"\0")
        else:
            user = base64.b64decode(initial) if initial else self._ask("Username:")
            password = self._ask("Password:")
        self.session.signed_in = (user, password)
        if self.server.users.get(user.decode("utf-8", "replace"), "").encode() == password:
            self.user = user.decode()
            self._say("235 2.7.0 Welcome")
        else:
            self._say("535 5.7.8 Authentication failed")

    def _on_mail(self, argument):
        self.session.clear_mail |= not self.session.tls
        if self.server.users and self.user is None:
            self._say("530 5.7.0 Authentication required")
            return
        self.sender, self.recipients = _address(argument), []
        self._say("250 2.1.0 Ok")

    def _on_rcpt(self, argument):
        self.recipients.append(_address(argument))
        self._say("250 2.1.5 Ok" if self.sender is not None else "503 5.5.1 MAIL first")

    def _on_data(self, _argument):
        if not self.recipients:
            self._say("503 5.5.1 RCPT first")
            return
        self._say("354 End with a dot")
        lines = []
        while (line := self._line()) != b".":
            lines.append(line[1:] if line.startswith(b".") else line)
        self.session.messages.append({"sender": self.sender, "recipients": self.recipients,
                                      "data": b"\n".join(lines) + b"\n", "tls": self.session.tls,
                                      "user": self.user})
        self._say("250 2.0.0 Taken")

    def _on_rset(self, _argument):
        self._say("250 2.0.0 Ok")

    _on_noop = _on_rset

    def _encrypt(self, how):
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.session.tls = how

    def _ask(self, prompt):
        self._say("334 " + base64.b64encode(prompt.encode()).decode())
        return base64.b64decode(self._line())

    def _say(self, text):
        self.connection.sendall(text.encode() + b"\r\n")

    def _line(self):
        while b"\n" not in self.buffer:
            chunk = self.connection.recv(8192)
            if not chunk:
                raise OSError("the client went away")
            self.buffer += chunk
            if len(self.buffer) > 65536:
                raise ValueError("line too long")
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line.rstrip(b"\r")


def _address(argument):
    return argument[argument.find("<") + 1:argument.find(">")]
