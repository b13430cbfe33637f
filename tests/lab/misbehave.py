"""Servers that misbehave, each in one way; behaviours for scripted.Scripted."""
import socket
import ssl
import struct
import threading

from scripted import silent, smtp_replies

GREETINGS = {"smtp": "220 lab.test ESMTP\n", "imap": "* OK lab ready\n", "pop3": "+OK lab ready\n"}
CLEAR = {
    "smtp": {"EHLO": smtp_replies(["STARTTLS"]), "HELO": "250 lab.test\n",
             "STARTTLS": "220 go on\n", "QUIT": "221 bye\n"},
    "imap": {"CAPABILITY": "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\n{tag} OK done\n",
             "STARTTLS": "{tag} OK go on\n", "LOGOUT": "* BYE\n{tag} OK bye\n"},
    "pop3": {"CAPA": "+OK\nSTLS\n.\n", "STLS": "+OK go on\n", "QUIT": "+OK bye\n"},
}
SECURE = {
    "smtp": {"EHLO": smtp_replies(["AUTH PLAIN LOGIN"])},
    "imap": {"CAPABILITY": "* CAPABILITY IMAP4rev1 AUTH=PLAIN\n{tag} OK done\n"},
    "pop3": {"CAPA": "+OK\nUSER\nSASL PLAIN\n.\n"},
}
OTHERS = {"smtp": "502 not here\n", "imap": "{tag} BAD not here\n", "pop3": "-ERR not here\n"}
UPGRADES = {"STARTTLS", "STLS"}
LEAVES = {"QUIT", "LOGOUT"}


class Server:
    """PROTOCOL spoken well, but for the GREETING and for REPLIES ({verb: text or behaviour}).

    SECURE: TLS from the start. UPGRADE: what follows an accepted STARTTLS in place of TLS; one
    that REPLIES answers is refused.
    """

    def __init__(self, protocol, secure=False, greeting=None, upgrade=None, replies=None):
        self.protocol, self.secure, self.upgrade = protocol, secure, upgrade
        self.greeting = greeting or GREETINGS[protocol]
        self.replies = replies or {}

    def __call__(self, talk):
        if self.secure:
            talk.secure()
        talk.say(self.greeting)
        if self.converse(talk, self.secure):
            if self.upgrade:
                self.upgrade(talk)
                return
            talk.secure()
            self.converse(talk, True)

    def converse(self, talk, secure):
        """Until the other side leaves, or is to begin TLS: then True."""
        for line in talk.lines():
            tag, _, rest = line.partition(" ")
            verb = (rest if self.protocol == "imap" else tag).upper()
            reply = self.reply(verb, secure)
            if callable(reply):
                reply(talk)
                return False
            talk.say(reply.replace("{tag}", tag))
            if verb in UPGRADES and verb not in self.replies and not secure:
                return True
            if verb in LEAVES:
                return False
        return False

    def reply(self, verb, secure):
        known = dict(CLEAR[self.protocol])
        if secure:
            known.update(SECURE[self.protocol])
        known.update(self.replies)
        return known.get(verb, OTHERS[self.protocol])


def hang_up(_):
    """Closes the connection as it should be closed."""


def reset(talk):
    """Tears the connection: a reset in place of an end."""
    talk.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def say(text):
    """Says TEXT whatever comes, and waits until the other side leaves."""
    def behave(talk):
        talk.say(text)
        silent(talk)
    return behave


def after_hello(behaviour):
    """BEHAVIOUR once the other side has sent something, such as the start of TLS."""
    def behave(talk):
        talk.connection.recv(4096)
        behaviour(talk)
    return behave


def in_tls(behaviour):
    """BEHAVIOUR behind a good handshake."""
    def behave(talk):
        talk.secure()
        behaviour(talk)
    return behave


def alert(number):
    """Refuses the handshake with the fatal alert of that NUMBER."""
    def behave(talk):
        talk.connection.sendall(bytes([21, 3, 3, 0, 2, 2, number]))
        silent(talk)
    return after_hello(behave)


class Crowded:
    """Lets in a few at a time, whichever port they come to; tells the others that they are too
    many."""

    def __init__(self, places):
        self.places = threading.Semaphore(places)

    def on(self, server):
        def behave(talk):
            if not self.places.acquire(blocking=False):
                # Inside TLS where that is due: nobody can say it before.
                Server(server.protocol, server.secure,
                       "421 4.7.0 too many connections from your address\n")(talk)
                return
            held = [self.places]

            def leave():
                if held:
                    held.pop().release()

            def say_goodbye(talk):
                leave()  # first: who has heard it may come back at once
                talk.say("221 bye\n")
            try:
                Server(server.protocol, server.secure, replies={"QUIT": say_goodbye})(talk)
            finally:
                leave()
        return behave


# TLS that is no longer good enough

def old_tls(pem):
    """A server's context that ends with TLS 1.1."""
    context = weak_tls(pem, "DEFAULT")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context


def weak_tls(pem, ciphers):
    """A server's context up to TLS 1.2 with CIPHERS and keys of any length."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers(ciphers + ":@SECLEVEL=0")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(pem)
    return context



def old_hello(pem, prime=None):
    """The first flight of a server of long ago, which OpenSSL no longer plays: without secure
    renegotiation, or (PRIME) with it and key agreement in so small a group.

    The signature is no good: nobody looks at it who looks at the size first.
    """
    with open(pem, encoding="ascii") as file:
        der = ssl.PEM_cert_to_DER_cert(file.read().partition("-----END PRIVATE KEY-----\n")[2])
    renegotiation = b"\0\5\xff\1\0\1\0" if prime else b""
    flight = message(2, b"\3\3" + bytes(32) + b"\0" + b"\0\x9e" + b"\0" + renegotiation)
    flight += message(11, counted(counted(der, 3), 3))
    if prime:
        size = (prime.bit_length() + 7) // 8
        flight += message(12, counted(prime.to_bytes(size, "big"), 2) + counted(b"\2", 2)
                          + counted(b"\4", 2) + b"\4\1" + counted(bytes(256), 2))
    flight += message(14, b"")

    def behave(talk):
        talk.connection.sendall(b"\x16\3\3" + counted(flight, 2))
        silent(talk)
    return after_hello(behave)


def counted(data, width):
    return len(data).to_bytes(width, "big") + data


def message(kind, data):
    return bytes([kind]) + counted(data, 3)
