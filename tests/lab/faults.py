"""Scenes in which something stays silent, lies, or is not there at all."""
import scenes
from report import GOOD, changed, compare, expected

REFUSED = dict.fromkeys(GOOD, "refused")


class Faults(scenes.Scene):
    """Checks that have to wait are started together and read afterwards."""

    DOMAINS = ("saring.test", "enam.test", "potong.test", "sisip.test", "lambat.test", "diam.test",
               "tukar.test", "web.test", "tiada.test", "rusak.test", "bisu.test")

    def start(self):
        self.checks = {domain: self.check(domain, "--full") for domain in self.DOMAINS}

    def finish(self):
        for check in self.checks.values():
            check.finish()
        self.dropped()
        self.ipv6()
        self.stripped()
        self.injected()
        self.slow_greeting()
        self.silent_port()
        self.swapped()
        self.web()
        self.names()

    def map(self, name, domain, rows, **options):
        compare(self.tap, name, self.checks[domain].rows(), expected(domain, rows, **options))

    def dropped(self):
        check = self.checks["saring.test"]
        self.good_pair("587 dropped", check, "saring.test")
        rows = changed(GOOD, smtp_587="timeout")
        self.map("587 dropped", "saring.test", rows)
        self.tap.ok(check.seconds < 8, "587 dropped: the whole map within 8 s",
                    "%.1f s" % check.seconds)

    def ipv6(self):
        check = self.checks["enam.test"]
        site = self.world.sites["enam.test"]
        self.good_pair("IPv6 black hole", check, "enam.test")
        self.map("IPv6 black hole", "enam.test", GOOD)
        self.tap.same(check.addresses(*scenes.row("imap.enam.test", 993, "tls")),
                      {site.v4: "ok-tls", site.v6: "timeout"}, "IPv6 black hole: each family")
        self.tap.ok("ipv6-broken" in check.findings(), "IPv6 black hole: is found",
                    check.findings())
        fast = self.check("enam.test").finish()
        self.good_pair("IPv6 black hole, first answer", fast, "enam.test")
        # To wait for it would take 3 s at the least; this leaves a busy machine some time.
        self.tap.ok(fast.seconds < 2, "IPv6 black hole: costs no time", "%.1f s" % fast.seconds)

    def stripped(self):
        rows = changed(REFUSED, smtp_587_none="ok-plain", smtp_587_starttls="no-starttls",
                       imap_143_none="ok-plain", imap_143_starttls="no-starttls")
        self.verdict("STARTTLS stripped", self.checks["potong.test"], None, None)
        self.map("STARTTLS stripped", "potong.test", rows, pop3=None)

    def injected(self):
        rows = changed(REFUSED, smtp_587_starttls="tampered", smtp_587_none="need-starttls",
                       imap_143_starttls="tampered", imap_143_none="need-starttls")
        self.verdict("bytes behind the STARTTLS reply", self.checks["sisip.test"], None, None)
        self.map("bytes behind the STARTTLS reply", "sisip.test", rows, pop3=None)

    def slow_greeting(self):
        rows = changed(REFUSED, smtp_465="ok-tls", imap_993="ok-tls")
        self.good_pair("greeting after 2 s", self.checks["lambat.test"], "lambat.test")
        self.map("greeting after 2 s", "lambat.test", rows, pop3=None)

    def silent_port(self):
        check = self.checks["diam.test"]
        rows = changed(REFUSED, smtp_465="ok-tls", imap_993="ok-tls", smtp_587="silent")
        self.good_pair("silent 587", check, "diam.test")
        other_manner = {scenes.row("smtp.diam.test", 587, "tls"): "silent"}
        self.map("silent 587", "diam.test", rows, pop3=None, extra=other_manner)
        self.tap.ok(check.seconds < 40, "silent 587: the whole map within 40 s",
                    "%.1f s" % check.seconds)

    def swapped(self):
        """TLS on 587 and 143, STARTTLS on 465 and 993: the manner is found out."""
        imap, smtp = "imap.tukar.test", "smtp.tukar.test"
        rows = changed(REFUSED, smtp_587="need-tls", imap_143="need-tls",
                       smtp_465="need-starttls", imap_993="need-starttls")
        found = {scenes.row(smtp, 587, "tls"): "ok-tls", scenes.row(imap, 143, "tls"): "ok-tls",
                 scenes.row(smtp, 465, "starttls"): "ok-starttls",
                 scenes.row(smtp, 465, "none"): "need-starttls",
                 scenes.row(imap, 993, "starttls"): "ok-starttls",
                 scenes.row(imap, 993, "none"): "need-starttls"}
        self.verdict("TLS on 587 and 143, STARTTLS on 465 and 993", self.checks["tukar.test"],
                     scenes.row(imap, 143, "tls"), scenes.row(smtp, 587, "tls"))
        self.map("TLS on 587 and 143, STARTTLS on 465 and 993", "tukar.test",
                 rows, pop3=None, extra=found)

    def web(self):
        rows = changed(REFUSED, smtp_465="not-mail", smtp_587_starttls="ok-starttls",
                       smtp_587_none="need-starttls", imap_993="ok-tls")
        self.verdict("web server on 465", self.checks["web.test"],
                     scenes.row("imap.web.test", 993, "tls"),
                     scenes.row("smtp.web.test", 587, "starttls"))
        self.map("web server on 465", "web.test", rows, pop3=None)

    def names(self):
        """Where no name leads anywhere, the most usual ones stand for all."""
        encrypted = [row for row in GOOD if row[2] != "none"]
        for name, domain, outcome in (("domain that does not exist", "tiada.test", "dns-nxdomain"),
                                      ("SERVFAIL", "rusak.test", "dns-servfail"),
                                      ("silent name server", "bisu.test", "dns-no-reply")):
            check = self.checks[domain]
            self.verdict(name, check, None, None)
            self.map(name, domain, dict.fromkeys(encrypted, outcome), pop3=None)
            self.tap.ok(check.seconds < 40, name + ": ends within 40 s", "%.1f s" % check.seconds)

    def without_network(self):
        """Last of all: it takes the client's network away."""
        self.world.space.cut()
        check = self.check("contoh.test", "--full").finish()
        self.verdict("no network", check, None, None, status=3)
        self.tap.ok(check.seconds < 10, "no network: ends within 10 s", "%.1f s" % check.seconds)
