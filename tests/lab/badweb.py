"""Scenes of discovery: web servers and name servers that answer badly or not at all."""
import domains
import scenes
import sources

# label of domains b-LABEL.test → what the report says of the page.
PROBLEMS = {
    "html": "web-page", "html-xml": "web-page", "kosong": "syntax", "besar": "too-big",
    "putus": "bad-reply", "mentah": "bad-reply", "nihil": "bad-reply", "dalam": "syntax",
    "tawa": "syntax", "luar": "syntax", "sandi16": "syntax", "nul": "syntax",
    "kutip": "no-server", "spasi": "no-server", "markup": "no-server", "port0": "no-server",
    "port70000": "no-server", "tautan": "no-server", "lain": "kind", "sepuluhribu": "too-big",
    "larang": "forbidden", "galat": "status", "tanpa": "not-found", "putaran": "redirects",
    "turun": "downgrade", "tutup": "unreachable",
}
# A page that is not there, or the web page that is there for everybody, is no failure.
NONE = ("tanpa", "html", "html-xml")
# These hold the answer back for as long as they could still change it, and no longer.
SLOW = {"tetes": (4.0, "timeout"), "diam": (1.5, "timeout")}
LEEWAY = 2.5


class BadPages(sources.Scene):
    """The provider's web server answers nonsense; its mail servers have the usual names."""

    def start(self):
        """The slow ones run beside everything else."""
        self.slow = {label: self.check("b-%s.test" % label) for label in SLOW}
        self.full = {label: self.check("b-%s.test" % label, "--full") for label in SLOW}

    def run(self):
        labels = list(PROBLEMS)
        checks = self.together(*[("b-%s.test" % label,) for label in labels])
        for label, check in zip(labels, checks):
            name = "bad page, " + label
            self.good_pair(name, check, "b-%s.test" % label)
            self.source(name, check, "autoconfig", "none" if label in NONE else "failed",
                        PROBLEMS[label])
            self.tap.same(check.source("autoconfig").get("servers", []), [],
                          name + ": names no server")
            self.harmless(name, check)
            self.tap.ok(check.seconds < 4, name + ": in bounded time", "%.1f s" % check.seconds)
        self.in_text()
        self.good_pages()
        self.certificates()

    def in_text(self):
        for label in ("html", "kutip", "tautan", "turun"):
            text = self.text("en", "b-%s.test" % label, "--full")
            self.tap.ok(domains.MALICE not in text and "imap.b-%s.test" % label in text,
                        "bad page, %s: nothing of it in the text" % label, text)

    def good_pages(self):
        """Not as it should be, but what it says is clear."""
        labels = ("teks", "biner", "sandi")
        checks = self.together(*[("b-%s.test" % label,) for label in labels])
        for label, check in zip(labels, checks):
            domain = "b-%s.test" % label
            self.verdict("odd page, " + label, check, scenes.row("surat." + domain, 993, "tls"),
                         scenes.row("kirim." + domain, 465, "tls"))
            self.source("odd page, " + label, check, "autoconfig", "found")
        check = self.check("b-banyak.test").finish()
        self.good_pair("900 servers", check, "b-banyak.test")
        report = check.source("autoconfig")
        self.tap.ok(report.get("status") == "found" and len(report.get("servers", [])) <= 64,
                    "900 servers: not all are tried", report)
        self.tap.ok(check.seconds < 15, "900 servers: in bounded time", "%.1f s" % check.seconds)

    def certificates(self):
        """Over https, a stranger's word is no word."""
        labels = ("nama", "lewat", "asing", "sendiri")
        checks = self.together(*[("s-%s.test" % label,) for label in labels])
        for label, check in zip(labels, checks):
            name = "bad certificate, " + label
            self.good_pair(name, check, "s-%s.test" % label)
            self.source(name, check, "autoconfig", "failed", "certificate")
            self.harmless(name, check)
            asked = [request for request in self.world.web.asked("s-%s.test" % label)
                     if request.scheme == "https" and request.host.endswith(".s-%s.test" % label)]
            self.tap.same(asked, [], name + ": nothing is asked through it")

    def finish(self):
        for label, (hold, problem) in SLOW.items():
            name = "slow page, " + label
            check = self.slow[label].finish()
            self.good_pair(name, check, "b-%s.test" % label)
            self.source(name, check, "autoconfig", "skipped", "not-needed")
            self.tap.ok(check.seconds < hold + LEEWAY, name + ": is not waited for",
                        "%.1f s" % check.seconds)
            check = self.full[label].finish()
            self.good_pair(name + ", --full", check, "b-%s.test" % label)
            self.source(name + ", --full", check, "autoconfig", "failed", problem)
            self.tap.ok(check.seconds < 15, name + ", --full: in bounded time",
                        "%.1f s" % check.seconds)


class BadNames(sources.Scene):
    """Answers of DNS that are missing, cut, or too good to be true."""

    def run(self):
        broken, silent, cut, null, chain, wild = self.together(
            ("d-rusak.test",), ("d-srv.test",), ("d-potong.test",), ("d-nol.test",),
            ("d-rantai.test",), ("liar.test",))
        self.good_pair("SERVFAIL for autoconfig", broken, "d-rusak.test")
        self.source("SERVFAIL for autoconfig", broken, "autoconfig", "failed", "dns-failed")
        self.good_pair("no answer for SRV alone", silent, "d-srv.test")
        self.tap.ok(silent.source("srv").get("status") in ("failed", "skipped"),
                    "no answer for SRV alone: is told", silent.source("srv"))
        self.tap.ok(silent.seconds < 5, "no answer for SRV alone: in bounded time",
                    "%.1f s" % silent.seconds)
        self.named("answers over TCP", cut, "d-potong.test", "srv")
        self.good_pair("null MX", null, "d-nol.test")
        self.tap.ok("null-mx" in null.findings(), "null MX: is told", null.findings())
        self.named("a chain of aliases", chain, "d-rantai.test", "autoconfig")
        self.wildcard(wild)

    def named(self, name, check, domain, source):
        self.verdict(name, check, scenes.row("surat." + domain, 993, "tls"),
                     scenes.row("kirim." + domain, 465, "tls"))
        self.tap.same(check.origins(), {source}, name + ": origin")

    def wildcard(self, check):
        """Every name resolves, and the web server has a page for everything."""
        self.tap.ok("wildcard-dns" in check.findings(), "a page for everything: is told",
                    check.findings())
        for report in ("autoconfig", "well-known"):
            self.source("a page for everything", check, report, "none", "web-page")
        self.verdict("a page for everything", check, scenes.row("mail.liar.test", 993, "tls"),
                     scenes.row("mail.liar.test", 465, "tls"))
        self.harmless("a page for everything", check)
