"""Small servers for what Postfix and Dovecot cannot be made to do."""
import socket
import ssl
import threading
import time

from space import DNS4

EHLO = ["lab.test", "PIPELINING", "SIZE 10240000"]


class Talk:
    """One connection: lines in, lines out, TLS when asked."""

    def __init__(self, connection, context):
        self.connection, self.context, self.buffer = connection, context, b""

    def say(self, text):
        self.connection.sendall(text.replace("\n", "\r\n").encode("latin-1"))

    def lines(self):
        while True:
            while b"\n" not in self.buffer:
                more = self.connection.recv(4096)
                if not more:
                    return
                self.buffer += more
            line, self.buffer = self.buffer.split(b"\n", 1)
            yield line.decode("latin-1").rstrip("\r")

    def secure(self):
        self.connection = self.context.wrap_socket(self.connection, server_side=True)
        self.buffer = b""


def smtp_replies(capabilities):
    words = EHLO + capabilities
    return "".join("250%s%s\n" % ("-" if i < len(words) - 1 else " ", word)
                   for i, word in enumerate(words))


def smtp(talk, starttls="good", secure=False):
    """Submission; STARTTLS is "good", "none" (not offered) or "inject" (bytes behind the 220)."""
    if secure:
        talk.secure()
    talk.say("220 lab.test ESMTP\n")
    while True:
        upgraded = False
        for line in talk.lines():
            verb = line.split(" ")[0].upper()
            if verb in ("EHLO", "HELO"):
                offer = ["AUTH PLAIN LOGIN"] if secure or starttls == "none" else ["STARTTLS"]
                talk.say(smtp_replies(offer))
            elif verb == "STARTTLS" and not secure and starttls != "none":
                talk.say("220 go on\n" + (smtp_replies(["AUTH PLAIN"])
                                          if starttls == "inject" else ""))
                talk.secure()
                secure = upgraded = True
                break
            elif verb == "QUIT":
                talk.say("221 bye\n")
                return
            else:
                talk.say("502 not here\n")
        if not upgraded:
            return


def imap(talk, starttls="good", secure=False):
    """IMAP; STARTTLS as in smtp()."""
    if secure:
        talk.secure()
    talk.say("* OK lab ready\n")
    while True:
        upgraded = False
        for line in talk.lines():
            tag, _, verb = line.partition(" ")
            verb = verb.upper()
            open_door = secure or starttls == "none"
            if verb == "CAPABILITY":
                talk.say("* CAPABILITY IMAP4rev1 %s\n%s OK done\n" % (
                    "AUTH=PLAIN" if open_door else "STARTTLS LOGINDISABLED", tag))
            elif verb == "STARTTLS" and not open_door:
                talk.say(tag + " OK go on\n" + ("* CAPABILITY IMAP4rev1 AUTH=PLAIN\n"
                                                if starttls == "inject" else ""))
                talk.secure()
                secure = upgraded = True
                break
            elif verb == "LOGOUT":
                talk.say("* BYE\n%s OK bye\n" % tag)
                return
            else:
                talk.say(tag + " BAD not here\n")
        if not upgraded:
            return


def http(talk):
    """A web server: whatever comes is a bad request."""
    talk.connection.recv(4096)
    talk.say("HTTP/1.1 400 Bad Request\nServer: lab\nContent-Length: 0\nConnection: close\n\n")


def silent(talk):
    """Takes the call and says nothing until the other side leaves."""
    talk.connection.settimeout(120)
    while talk.connection.recv(4096):
        pass


def slow(seconds, behaviour):
    """BEHAVIOUR after a pause."""
    def later(talk):
        time.sleep(seconds)
        behaviour(talk)
    return later


class Scripted:
    """Listens on PORT of ADDRESSES in the server's namespace and behaves the same to all comers."""

    def __init__(self, space, addresses, port, behaviour, pem=None, context=None):
        self.behaviour, self.context = behaviour, context
        if pem and not context:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(pem)
        for address in addresses:
            with space.server.inside():
                family = socket.AF_INET6 if ":" in address else socket.AF_INET
                listener = socket.create_server((address, port), family=family, backlog=64)
            threading.Thread(target=self.accept, args=(listener,), daemon=True).start()

    def accept(self, listener):
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        connection.settimeout(30)
        talk = Talk(connection, self.context)
        try:
            self.behaviour(talk)
        except OSError:
            pass  # the other side left: its right
        finally:
            talk.connection.close()


class BadDns:
    """A name server on DNS4 that answers every question with RCODE, or not at all (None).

    ADDRESS: what it answers all the same to who asks for IPv4.
    """

    def __init__(self, space, port, rcode, address=None):
        with space.server.inside():
            self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((DNS4, port))
        self.rcode, self.address = rcode, address
        threading.Thread(target=self.answer, daemon=True).start()

    def answer(self):
        while True:
            question, sender = self.socket.recvfrom(2048)
            end = 12 + end_of_question(question[12:])
            known = self.address and question[end - 4:end] == b"\0\1\0\1"
            if known or self.rcode is not None:
                flags = bytes([question[2] | 0x80, 0x80 | (0 if known else self.rcode)])
                counts = b"\0\1\0\0\0\0" if known else bytes(6)
                record = b"\xc0\x0c\0\1\0\1" + bytes(4) + b"\0\4" + socket.inet_aton(
                    self.address) if known else b""
                self.socket.sendto(question[:2] + flags + question[4:6] + counts
                                   + question[12:end] + record, sender)


def end_of_question(data):
    return data.index(0) + 5
