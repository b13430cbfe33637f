"""Thunderbird takes the export, sends through the practice server, and fetches by IMAP and POP3."""
import os

from lab import bail_out, render
from marionette import Thunderbird
from practice_server import BASE, EMAIL, PASSWORD, USER
from thunderbird_lab import BINARIES, base64_of_pem
from thunderbird_scripts import FETCH, IMPORT, READ_XML, SEND

PROGRAMS = {}
SUBJECT = "Kiriman Burung Guntur"
RECIPIENT = "rudi@jauh.example"
MAIL = ("From: Budi <%s>\r\nTo: %s\r\nSubject: %s\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        "Isi: é 字\r\n.\r\n..dua titik\r\nFrom sini\r\n\r\n.\r\nakhir\r\n"
        % (EMAIL, RECIPIENT, SUBJECT)).encode()
POP3 = {"email": "siti@practice.test", "name": "Siti",
        "incoming": {"protocol": "pop3", "host": "localhost", "port": BASE + 995,
                     "security": "tls", "user": USER},
        "outgoing": {"protocol": "smtp", "host": "localhost", "port": BASE + 587,
                     "security": "starttls", "user": USER}}


def prepare(render_export):
    binary = next((b for b in BINARIES if os.path.exists(b)), None)
    if binary is None:
        bail_out("missing; run: apt-get install --no-install-recommends thunderbird")
    return binary, render_export


def fetched(connection, practice, protocol):
    """What Thunderbird shows of the mail that it sent, and what is wrong about that."""
    found = connection.script(FETCH, base64_of_pem(practice.authority), protocol, PASSWORD, 1)
    if [mail["subject"] for mail in found] != [SUBJECT]:
        return ["in the folder: %s" % found]
    seen = found[0]["octets"].encode("latin-1")
    return [] if without_own_fields(seen) == without_own_fields(practice.fetch_newest()) else [
        "other octets: %r" % seen]


def without_own_fields(octets):
    """Thunderbird notes its own state in a mail that it keeps, and ends lines as the system does."""
    lines = octets.replace(b"\r\n", b"\n").split(b"\n")
    return [line for line in lines if not line.startswith((b"X-Mozilla-", b"X-Account-Key:",
                                                           b"X-UIDL:", b"From - "))]


def run(tap, practice, binary, render_export):
    message, other = (os.path.join(practice.folder, name) for name in ("message", "pop3.xml"))
    with open(message, "wb") as f:
        f.write(MAIL)
    render(render_export, "thunderbird-xml", other, POP3)
    with open(other, encoding="utf-8") as f:
        other = f.read()
    with Thunderbird(binary) as thunderbird:
        thunderbird.start().script(IMPORT, practice.export("thunderbird-zip"))
        thunderbird.stop()
        connection = thunderbird.start()
        connection.script(SEND, base64_of_pem(practice.authority), PASSWORD, message, RECIPIENT, 0)
        problems = practice.judge(SUBJECT, RECIPIENT, 465, "tls")
        if not problems and not practice.fetch_newest().endswith(MAIL):
            problems = ["captured: %r" % practice.fetch_newest()]
        tap.result("it sends with the export that the check led to, octet by octet", problems)
        tap.result("it fetches that mail by IMAP", fetched(connection, practice, "imap"))
        connection.script(READ_XML, other, POP3["email"], POP3["name"])
        tap.result("it fetches that mail by POP3", fetched(connection, practice, "pop3"))
