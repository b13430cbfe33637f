"""The test that the must-use plugin adds to WordPress's page Site Health, run by WordPress."""
import contextlib
import json
import re

from smtp_server import Server

USED = ("good", "recommended", "critical")


class SiteHealth:
    """@tester: has tap, site and certificates. @place: host, user, password, ports by security."""

    def __init__(self, tester, place):
        self.tester, self.place = tester, place

    def serve(self, security, certificate="good", mode=None, password=None, auth_in_clear=False):
        return Server(self.place["ports"][security], mode or security,
                      self.tester.certificates[certificate],
                      {self.place["user"]: password or self.place["password"]}, auth_in_clear)

    def case(self, name, status, words, server, environment=None):
        """@words: what the sentence must say. @server: None where nobody listens."""
        with server or contextlib.nullcontext() as running:
            out = self.tester.site.look({"health": True}, environment or {})
        sessions = running.sessions if running else []
        results = out.get("health") or [{"status": None, "description": "", "label": ""}]
        problems = self.judge(out, results, sessions)
        if results[0]["status"] != status or words not in results[0]["description"]:
            problems.append("meant %s (%s), WordPress shows %s" % (status, words, results[0]))
        self.tester.tap.result("Site Health, " + name, problems)
        self.tester.tap.note("shown: %s: %s" % (results[0]["status"], results[0]["description"]))
        return sessions

    def judge(self, out, results, sessions):
        problems = ["PHP complains: " + notice.strip() for notice in out["notices"]]
        if out["fatal"] or len(results) != 1:
            problems.append("%d results; %s" % (len(results), out["fatal"]))
        if out["printed"] or out["spooled"]:
            problems.append("it printed %r or sent mail" % out["printed"][:80])
        for result in results:
            if not re.fullmatch("<p>[^<>]+</p>", result["description"]):
                problems.append("not one paragraph: %r" % result["description"])
            if self.place["password"] in json.dumps(result, ensure_ascii=False):
                problems.append("the password is shown")
        wanted = {key: sum(r["status"] == key for r in results) for key in USED}
        if out.get("counted") != wanted:
            problems.append("WordPress counted %s" % out.get("counted"))
        if any(s.clear_auth or s.messages for s in sessions):
            problems.append("it signed in without encryption, or sent a message")
        return problems

    def all(self, security, export):
        where = security + ": "
        sessions = self.case(where + "a good server", "good", "accepted user name and password",
                             self.serve(security))
        user = self.place["user"].encode(), self.place["password"].encode()
        self.tester.tap.result("Site Health, %sit signed in as wp_mail() does" % where,
                               [] if [s.signed_in for s in sessions] == [user]
                               else ["the server saw %s" % [s.signed_in for s in sessions]])
        self.case(where + "closed port", "critical", "465, 587 or 2525", None)
        for certificate in ("stranger", "other-name"):
            self.case(where + "certificate: " + certificate, "critical",
                      "its certificate is for another name", self.serve(security, certificate))
        self.case(where + "wrong password", "critical", "did not accept user name and password",
                  self.serve(security, password="another"))
        if security == "starttls":
            self.case(where + "the offer is removed", "critical", "does not offer encryption",
                      self.serve(security, mode="none", auth_in_clear=True))
            self.case(where + "STARTTLS is taken back", "critical", "no encrypted connection",
                      self.serve(security, mode="refuse", auth_in_clear=True))
            self.case(where + "server waits for TLS", "critical", "did not answer as a mail server",
                      self.serve(security, mode="tls"))
        else:
            self.case(where + "server in clear", "critical", "no encrypted connection",
                      self.serve(security, mode="none", auth_in_clear=True))
        environment = export.without_password()
        sessions = self.case(where + "no password set", "critical", "is not set, so no mail",
                             self.serve(security), environment)
        self.tester.tap.result("Site Health, %sno password set, none sent" % where,
                               ["it signed in" for s in sessions if s.signed_in])
        export.with_password()

    def insecure(self):
        sessions = self.case("none: without encryption no password goes out", "recommended",
                             "signing in was not tried", self.serve("none"))
        self.tester.tap.result("Site Health, none: the server saw no password",
                               ["it signed in" for s in sessions if s.signed_in])

    def by_its_page(self):
        """What the page's script asks for, and only administrators get."""
        for who, wanted in (("admin", True), ("nobody", False)):
            with self.serve("tls") as server:
                out = self.tester.site.look({"ajax": who}, {})
            answer = json.loads(out["printed"] or "null") or {}
            right = answer.get("success") is wanted and bool(server.sessions) is wanted
            if wanted:
                right &= answer.get("data", {}).get("status") == "good"
            self.tester.tap.result("Site Health, asked for by the page as %s" % who,
                                   [] if right else ["the answer is %r" % out["printed"][:200]])
