"""What the tests with a real Thunderbird share: accounts, and how one is compared with another."""
import collections
import os
import re

from certificates import make_authority, make_certificate
from lab import Tap, point_names_here, render
from marionette import ScriptError, Thunderbird
from smtp_server import Server
from thunderbird_scripts import FIND_XML, FOLLOW_STEPS, FORGET, IMPORT, READ_XML, SEE, SEND
from web_server import WebServer

BINARIES = ("/usr/lib/thunderbird/thunderbird-bin", "/usr/lib64/thunderbird/thunderbird-bin")
SOCKET = {"none": 0, "starttls": 2, "tls": 3}
PASSWORD = 3
MAIL_PASSWORD = 'pa\'ss\\w"o$rd é 字'

NASTY_USER = 'q"u\'o\\te $x {$y} <b>&amp; ]]> Ünï'
NASTY_NAME = 'Toko "O\'Brien" \\ $x <b> & Söhne */ ?> -- 字'


# wanted: the account; beside: those that came before it stay.
Case = collections.namedtuple("Case", "name wanted send by_hand beside",
                              defaults=(False, False, False))


def account(security, user, protocol="imap", email=None, name=NASTY_NAME, out_user=None,
            domain="contoh.example"):
    incoming_ports = {"imap": {"tls": 993, "starttls": 143}, "pop3": {"tls": 995, "starttls": 110}}
    return {"email": email or "toko@" + domain, "name": name,
            "incoming": {"protocol": protocol, "host": protocol + "." + domain, "user": user,
                         "port": incoming_ports[protocol][security], "security": security},
            "outgoing": {"protocol": "smtp", "host": "smtp." + domain,
                         "port": {"tls": 465, "starttls": 587}[security], "security": security,
                         "user": user if out_user is None else out_user}}


def meant(wanted, is_default=True):
    def server(side):
        s = wanted[side]
        return {"type": s["protocol"], "host": s["host"], "port": s["port"],
                "socket": SOCKET[s["security"]], "auth": PASSWORD, "user": s["user"]}
    return {"is_default": is_default, "incoming": server("incoming"),
            "leaves_mail": True if wanted["incoming"]["protocol"] == "pop3" else None,
            "identities": [{"email": wanted["email"], "name": wanted["name"], "valid": True,
                            "outgoing": server("outgoing")}]}


def differences(wanted, seen, path=""):
    if isinstance(wanted, dict) and isinstance(seen, dict):
        return [d for key in sorted(wanted.keys() | seen.keys())
                for d in differences(wanted.get(key), seen.get(key), path + "." + key)]
    if isinstance(wanted, list) and isinstance(seen, list) and len(wanted) == len(seen):
        return [d for i, (w, s) in enumerate(zip(wanted, seen))
                for d in differences(w, s, "%s[%d]" % (path, i))]
    return [] if wanted == seen else ["%s: meant %r, Thunderbird has %r" % (path, wanted, seen)]


def base64_of_pem(path):
    with open(path, encoding="ascii") as f:
        return "".join(line.strip() for line in f if "-----" not in line)


class Tester:
    def __init__(self, program, binary, folder):
        self.tap = Tap()
        self.program, self.binary, self.folder = program, binary, folder
        self.authority = make_authority(folder, "authority")
        self.certificate = make_certificate(folder, self.authority, "good", "smtp.contoh.example")
        self.web_certificate = make_certificate(folder, self.authority, "web",
                                                "autoconfig.contoh.example")
        point_names_here(folder, ["smtp.contoh.example", "autoconfig.contoh.example"])

    def take(self, connection, form, wanted, by_hand=False):
        path = os.path.join(self.folder, "export.zip")
        steps = render(self.program, form, path, wanted)
        if by_hand and form == "thunderbird-xml":
            self.find_on_web(connection, path, steps, wanted)
        elif by_hand:
            words = re.findall("“(.+?)”", steps)
            self.tap.note("pressing: " + ", ".join(words))
            connection.script(FOLLOW_STEPS, path, words)
        elif form == "thunderbird-zip":
            connection.script(IMPORT, path)
        else:
            with open(path, encoding="utf-8") as f:
                domains = connection.script(READ_XML, f.read(), wanted["email"], wanted["name"])
            if domains != [wanted["email"].split("@")[1]]:
                raise ScriptError("the file is for the domains %r" % domains)

    def find_on_web(self, connection, path, steps, wanted):
        """Puts the file where the steps say."""
        host, place = re.search(r"https://(autoconfig\.[\w.-]+)(/\S+\.xml)", steps).groups()
        media_type = re.search("text/xml|application/xml", steps).group()
        with open(path, "rb") as f:
            content = f.read()
        with WebServer(self.web_certificate, place, content, media_type) as web:
            connection.script(FIND_XML, self.trusted(), wanted["email"], wanted["name"])
        self.tap.note("asked for: %s" % web.asked)
        if [a.split("?")[0] for a in web.asked] != [host + place]:
            raise ScriptError("asked for %s" % web.asked)

    def trusted(self):
        return base64_of_pem(self.authority[1])

    def one_by_one(self, form, cases):
        """Each is seen after a restart, and is gone before the next comes, unless that one is to
        come beside it. Each start takes its time, so none is made that does not have to be."""
        there = []
        with Thunderbird(self.binary) as thunderbird:
            connection = thunderbird.start()
            for case in cases:
                if there and not case.beside:
                    connection.script(FORGET)
                    there = []
                there.append(case.wanted)
                try:
                    self.take(connection, form, case.wanted, case.by_hand)
                except ScriptError as error:
                    self.tap.result("%s: %s" % (form, case.name), ["Thunderbird says: %s" % error])
                    continue
                thunderbird.stop()
                connection = thunderbird.start()
                self.judge(form, case, there, connection)

    def together(self, form, cases):
        """All are taken by a Thunderbird that runs, and seen after a restart."""
        with Thunderbird(self.binary) as thunderbird:
            connection = thunderbird.start()
            for case in cases:
                try:
                    self.take(connection, form, case.wanted, case.by_hand)
                except ScriptError as error:
                    self.tap.result("%s: %s" % (form, case.name), ["Thunderbird says: %s" % error])
                    return
            thunderbird.stop()
            connection = thunderbird.start()
            for case in cases:
                self.judge(form, case, [one.wanted for one in cases], connection)

    def judge(self, form, case, there, connection):
        """Whether the case's account, and nothing but those that are to be THERE, is there."""
        seen = connection.script(SEE)
        place = there.index(case.wanted)
        problems = differences([one["email"] for one in there],
                               [i["email"] for a in seen["accounts"] for i in a["identities"]],
                               "addresses")
        problems += differences(len(there), seen["n_outgoing"], "number of outgoing servers")
        for i in [] if problems else range(len(there)) if case.beside else [place]:
            problems += differences(meant(there[i], i == 0), seen["accounts"][i], "account")
        if case.send and not problems:
            problems = self.send(connection, case.wanted["outgoing"], place)
        self.tap.result("%s: %s" % (form, case.name), problems)
        if not problems:
            self.tap.note("seen: %s" % seen["accounts"][place])

    def send(self, connection, outgoing, place=0):
        """Lets the account at that place send, and says what the server found wrong about it."""
        message = os.path.join(self.folder, "message")
        with open(message, "wb") as f:
            f.write(b"From: toko@contoh.example\r\nSubject: x\r\n\r\nIsi\r\n")
        with Server(outgoing["port"], outgoing["security"], self.certificate,
                    {outgoing["user"]: MAIL_PASSWORD}) as server:
            try:
                connection.script(SEND, self.trusted(), MAIL_PASSWORD, message,
                                  "penerima@tujuan.example", place)
            except ScriptError as error:
                return ["%s; the server heard %s" % (error, [(s.commands, s.signed_in)
                                                             for s in server.sessions])]
        arrived = [{key: m[key] for key in ("tls", "user", "sender", "recipients")}
                   for s in server.sessions for m in s.messages]
        self.tap.note("the server saw: %s" % arrived)
        return differences([{"tls": outgoing["security"], "user": outgoing["user"],
                             "sender": "toko@contoh.example",
                             "recipients": ["penerima@tujuan.example"]}], arrived, "message")
