#!/usr/bin/env python3
"""A real WordPress sends mail through one of Dermaga's exports, and only as it should.

    test-wordpress.py RENDER-EXPORT FORMAT CACHE-FOLDER
"""
import email
import email.policy
import os
import shutil
import subprocess
import sys
import tempfile

from certificates import make_authority, make_certificate
from lab import Tap, enter_private_machine, point_names_here, render
from site_health import SiteHealth
from smtp_server import Server
from wordpress_site import Site, need_wordpress, php_string

FORMATS = ("wordpress-plugin",)
STANDINS = ("wp-mail-smtp",)

HERE = os.path.dirname(os.path.abspath(__file__))
HOST = "smtp.contoh.example"
USER = 'q"u\'o\\te $x {$y} <b>&amp; */ ?> Ünï 字\\'
PASSWORD = 'pa\'ss\\w"o$rd {$x} <&> é 字'
NAME = 'Toko "O\'Brien" \\ $x <b> & Söhne */ ?> 字'
EMAIL = "o'brien+$x@contoh.example"
SECRET = "DERMAGA_SMTP_PASSWORD"
PLACEHOLDER = b"PUT THE PASSWORD HERE"
PORTS = {"tls": 465, "starttls": 587, "none": 25}


class Plugin:
    """The must-use plugin: the file goes where it belongs, the password into wp-config.php."""

    def __init__(self, site, path):
        self.site, self.path = site, path
        self.copy = os.path.join(site.must_use, "dermaga-smtp.php")
        shutil.copyfile(path, self.copy)
        self.with_password()

    def with_password(self):
        self.site.configure("", {SECRET: PASSWORD})
        return {}

    def with_password_in_environment(self):
        self.site.configure("", {})
        return {SECRET: PASSWORD}

    def without_password(self):
        self.site.configure("", {})
        return {}

    def check_file(self):
        problems = []
        for arguments in (["-l", self.path], ["-d", "display_errors=1", self.path]):
            done = subprocess.run(["php", *arguments], capture_output=True, text=True)
            said = (done.stdout + done.stderr).strip()
            if done.returncode or not (said == "" or said.startswith("No syntax errors")):
                problems.append("php %s says: %s" % (arguments[0], said))
        return problems


class Constants:
    """The lines for WP Mail SMTP: pasted into wp-config.php, the placeholder replaced."""

    def __init__(self, site, path):
        self.site = site
        with open(path, "rb") as f:
            self.text = f.read()
        site.activate_standin()
        self.with_password()

    def with_password(self):
        password = php_string(PASSWORD)[1:-1].encode()
        self.site.configure(self.text.replace(PLACEHOLDER, password).decode(), {})
        return {}

    def without_password(self):
        self.site.configure(self.text.decode(), {})
        return {}

    def check_file(self):
        n = self.text.count(PLACEHOLDER)
        return [] if n == 1 else ["the place for the password is there %d times" % n]


class Tester:
    def __init__(self, folder, site, certificates):
        self.tap = Tap()
        self.folder, self.site, self.certificates = folder, site, certificates

    def send(self, security, mode=None, certificate="good", password=PASSWORD, mails=1,
             environment=None, auth_in_clear=False):
        """wp_mail() against one kind of server; what both sides saw."""
        with Server(PORTS[security], mode or security, self.certificates[certificate],
                    {USER: password}, auth_in_clear) as server:
            out = self.site.send(mails, environment or {})
        out["sessions"] = server.sessions
        out["messages"] = [m for s in server.sessions for m in s.messages]
        return out

    def delivered(self, name, security, **options):
        out = self.send(security, mails=2, **options)
        self.tap.result(name, judge_delivery(out, security))
        for session in out["sessions"][:1]:
            self.tap.note("seen: " + ", ".join(session.commands))
            self.tap.note("seen: signed in as %r" % (session.signed_in,))

    def refused(self, name, security, **options):
        out = self.send(security, **options)
        self.tap.result(name, judge_refusal(out))
        for error in {s["error"] for s in out["sends"]}:
            self.tap.note("WordPress says: %s" % error)

    def attack(self, what, security):
        self.refused(what + "refuses a certificate of an unknown authority", security,
                     certificate="stranger")
        self.refused(what + "refuses a certificate for another name", security,
                     certificate="other-name")
        self.refused(what + "server without encryption: nothing in clear", security, mode="none")
        if security == "starttls":
            self.refused(what + "server takes STARTTLS back: nothing in clear", security,
                         mode="refuse", auth_in_clear=True)
            self.refused(what + "server speaks TLS from the start", security, mode="tls")
        else:
            self.refused(what + "server wants STARTTLS", security, mode="starttls",
                         auth_in_clear=True)
        self.refused(what + "wrong password is reported", security, password="another")

    def variants(self, what, export, security):
        environment = export.without_password()
        self.refused(what + "no password set: no mail, the site stays up", security,
                     environment=environment)
        if isinstance(export, Plugin):
            self.delivered(what + "password from the environment", security,
                           environment=export.with_password_in_environment())
            export.with_password()
            other = os.path.join(self.site.must_use, "another.php")
            shutil.copyfile(os.path.join(HERE, "wordpress", "other-plugin.php"), other)
            self.delivered(what + "another plugin asks for something else", security)
            shutil.copyfile(export.path, other)
            self.delivered(what + "the file is there twice", security)
            os.unlink(other)


def judge_message(message, security):
    problems = []
    parsed = email.message_from_bytes(message["data"], policy=email.policy.default)
    seen = parsed["From"].addresses[0]
    wanted = {"way": None if security == "none" else security, "user": USER, "sender": EMAIL,
              "recipients": ["penerima@tujuan.example"], "From address": EMAIL, "From name": NAME}
    got = {"way": message["tls"], "user": message["user"], "sender": message["sender"],
           "recipients": message["recipients"], "From address": seen.addr_spec,
           "From name": seen.display_name}
    for key, value in wanted.items():
        if got[key] != value:
            problems.append("%s: meant %r, the server saw %r" % (key, value, got[key]))
    return problems


def judge_delivery(out, security):
    problems = [p for m in out["messages"] for p in judge_message(m, security)]
    if out["fatal"] or not out["loaded"]:
        problems.append("WordPress does not load: %s" % out["fatal"])
    if len(out["messages"]) != 2:
        problems.append("%d messages arrived, not 2; the server heard %s"
                        % (len(out["messages"]), [s.commands for s in out["sessions"]]))
    if security != "none" and any(s.clear_auth for s in out["sessions"]):
        problems.append("AUTH was sent in clear")
    for send in out["sends"]:
        if send["returned"] is not True:
            problems.append("wp_mail() returned %r: %s" % (send["returned"], send["error"]))
        if send["debug"]:
            problems.append("SMTPDebug is %r" % send["debug"])
    if out["spooled"]:
        problems.append("mail went to the local sendmail")
    if out["printed"]:
        problems.append("printed into the page: %r" % out["printed"][:80])
    problems += ["PHP complains: " + notice.strip() for notice in out["notices"]]
    return problems


def judge_refusal(out):
    problems = []
    if out["fatal"] or not out["loaded"]:
        problems.append("the page went down: %s" % out["fatal"])
    if out["messages"]:
        problems.append("delivered anyway")
    if out["spooled"]:
        problems.append("fell back to the local sendmail")
    if any(s.clear_auth for s in out["sessions"]):
        problems.append("the login was sent in clear")
    if any(s.clear_mail for s in out["sessions"]):
        problems.append("mail was begun in clear")
    if [s["returned"] for s in out["sends"]] != [False]:
        problems.append("wp_mail() returned %r" % [s["returned"] for s in out["sends"]])
    return problems


def account(security):
    return {"email": EMAIL, "name": NAME,
            "incoming": {"protocol": "imap", "host": "imap.contoh.example", "port": 993,
                         "security": "tls", "user": USER},
            "outgoing": {"protocol": "smtp", "host": HOST, "port": PORTS[security],
                         "security": security, "user": USER}}


def run_health(health, security, export):
    if security == "none":
        health.insecure()
        return
    health.all(security, export)
    if security == "tls":
        health.by_its_page()


def run(program, form, core, folder):
    authority = make_authority(folder, "authority")
    stranger = make_authority(folder, "stranger")
    certificates = {"good": make_certificate(folder, authority, "good", HOST),
                    "other-name": make_certificate(folder, authority, "other", "lain.example"),
                    "stranger": make_certificate(folder, stranger, "unknown", HOST)}
    point_names_here(folder, [HOST])
    site = Site(folder, core, authority[1])
    tester = Tester(folder, site, certificates)
    health = SiteHealth(tester, {"user": USER, "password": PASSWORD, "ports": PORTS})
    try:
        for security in ("tls", "starttls", "none"):
            path = os.path.join(folder, "export.php")
            render(program, form, path, account(security))
            export = (Plugin if form == "wordpress-plugin" else Constants)(site, path)
            what = "%s, %s: " % (form, security)
            tester.tap.result(what + "the file by itself", export.check_file())
            tester.delivered(what + "mail arrives", security)
            if security != "none":
                tester.attack(what, security)
                tester.variants(what, export, security)
            else:
                tester.delivered(what + "an offer of STARTTLS does no harm", security,
                                 mode="starttls", certificate="stranger", auth_in_clear=True)
            if form == "wordpress-plugin":
                run_health(health, security, export)
    finally:
        site.database.stop()
    return tester.tap.finish()


def main():
    program, form, cache = sys.argv[1:]
    core = need_wordpress(cache)
    enter_private_machine()
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder:
        return run(program, form, core, folder)


if __name__ == "__main__":
    sys.exit(main())
