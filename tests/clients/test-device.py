#!/usr/bin/env python3
"""What is written for phones and to be typed in by hand, read by other people's readers: Python's
property lists, XML and HTML. Random values come back as they were, or nothing is written.

    test-device.py RENDER-EXPORT
"""
import html.parser
import os
import plistlib
import random
import re
import subprocess
import sys
import tempfile
import uuid

from lab import Tap

FORMATS = ()
ROUNDS = 60
PIECES = ['"', "'", "\\", "$", "{", "}", "<", ">", "&", "&amp;", "&#0;", "]]>", "<![CDATA[", "-->",
          "--", "<script>", "</td>", "#", "%s", "{host}", "{user}", "\\n", "a", "Z", "0", " ", "@",
          "é", "字", "☕", "true", ":"]


class Cells(html.parser.HTMLParser):
    """The pairs of the page's tables, and every element that there is."""

    def __init__(self, text):
        super().__init__()
        self.pairs, self.elements, self.cell = [], set(), None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.add(tag)
        if tag in ("th", "td"):
            self.cell = ""

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag == "th":
            self.pairs.append((self.cell, None))
        elif tag == "td":
            self.pairs[-1] = (self.pairs[-1][0], self.cell)
        if tag in ("th", "td"):
            self.cell = None


def random_text(most):
    return "".join(random.choice(PIECES) for _ in range(random.randint(0, most)))


def random_account():
    return {"email": random.choice(["a@b.example", "o'k$&+{x}@xn--e1afmkfd.example"]),
            "name": random_text(6), "protocol": random.choice(["imap", "pop3"]),
            "in_port": str(random.randint(1, 65535)), "out_port": str(random.randint(1, 65535)),
            "in_security": random.choice(["tls", "starttls"]),
            "out_security": random.choice(["tls", "starttls"]),
            "in_user": random_text(4), "out_user": random_text(4)}


def write(program, form, path, account):
    done = subprocess.run(
        [program, form, path, account["email"], account["name"], account["protocol"],
         "in.b.example", account["in_port"], account["in_security"], account["in_user"],
         "out.b.example", account["out_port"], account["out_security"], account["out_user"]],
        capture_output=True, env=dict(os.environ, LANGUAGE="en"))
    if done.returncode:
        return None
    with open(path, "rb") as f:
        return f.read()


def differences(wanted, seen):
    return ["%s: meant %r, read %r" % (key, wanted[key], seen.get(key)) for key in wanted
            if seen.get(key) != wanted[key]]


def check_profile(written, account):
    profile = plistlib.loads(written)
    mail, = profile["PayloadContent"]
    uuids = [uuid.UUID(profile["PayloadUUID"]), uuid.UUID(mail["PayloadUUID"])]
    problems = [] if [u.version for u in uuids] == [5, 5] and len(set(uuids)) == 2 else [
        "identifiers %s" % uuids]
    if any("password" in str(key).lower() and "same" not in str(key).lower() for key in mail):
        problems.append("a key for a password")
    wanted = {"EmailAddress": account["email"], "IncomingMailServerHostName": "in.b.example",
              "EmailAccountType": {"imap": "EmailTypeIMAP",
                                   "pop3": "EmailTypePOP"}[account["protocol"]],
              "IncomingMailServerPortNumber": int(account["in_port"]),
              "IncomingMailServerUseSSL": True, "IncomingMailServerUsername": account["in_user"],
              "OutgoingMailServerHostName": "out.b.example", "OutgoingMailServerUseSSL": True,
              "OutgoingMailServerPortNumber": int(account["out_port"]),
              "OutgoingMailServerUsername": account["out_user"],
              "OutgoingPasswordSameAsIncomingPassword": account["in_user"] == account["out_user"],
              "PayloadType": "com.apple.mail.managed"}
    if account["name"]:
        wanted["EmailAccountName"] = account["name"]
    return problems + differences(wanted, mail)


def wanted_pairs(account):
    words = {"tls": "SSL/TLS", "starttls": "STARTTLS"}
    pairs = [("Email address", account["email"]), ("Username", account["in_user"]),
             ("Username", account["out_user"]), ("User Name", account["in_user"]),
             ("Hostname", "in.b.example"), ("Server Port", account["in_port"]),
             ("SMTP server", "out.b.example"), ("Port", account["out_port"]),
             ("Connection security", words[account["in_security"]]),
             ("Encryption method", words[account["out_security"]])]
    return pairs + ([("Name that others see", account["name"])] if account["name"] else [])


def check_page(written, account):
    page = Cells(written.decode())
    problems = ["the page lacks %r" % (pair,) for pair in wanted_pairs(account)
                if pair not in page.pairs]
    strange = page.elements - {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2",
                               "h3", "p", "table", "tbody", "tr", "th", "td"}
    return problems + (["elements %s" % strange] if strange else [])


def check_sheet(written, account):
    lines = written.decode().split("\n")
    return ["the sheet lacks %s: %r" % pair for pair in wanted_pairs(account)
            if not any(re.fullmatch(re.escape(pair[0]) + ": +" + re.escape(pair[1]), line)
                       for line in lines)]


def check_steps(written, account):
    text = written.decode()
    wanted = ["user name there is %s." % account["out_user"],
              "for “Username” %s, and" % account["in_user"], "Type %s" % account["email"],
              "“Server” in.b.example, for “Port” %s," % account["in_port"]]
    return ["the steps lack %r" % words for words in wanted if words not in text]


def main():
    checks = {"apple-profile": check_profile, "sheet": check_sheet, "sheet-html": check_page,
              "outlook": check_steps}
    tap = Tap()
    seed = random.randrange(2 ** 32)
    random.seed(seed)
    tap.note("seed %d" % seed)
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder:
        path = os.path.join(folder, "export")
        for form, check in checks.items():
            problems, n_written = [], 0
            for _ in range(ROUNDS):
                account = random_account()
                written = write(sys.argv[1], form, path, account)
                if written is not None:
                    n_written += 1
                    problems += check(written, account)
            # Some accounts are refused, by chance more of them in one run than in another.
            if n_written < ROUNDS / 4:
                problems.append("only %d of %d were written" % (n_written, ROUNDS))
            tap.result("%s reads back" % form, problems[:10])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
