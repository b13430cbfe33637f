"""Scenes of discovery: a domain for each place where servers may be named, several at once, and
what is asked of whom."""
import collections
import concurrent.futures
import gettext
import os
import subprocess

import domains
import scenes
from published import A1, A2, AUTODISCOVER, ISPDB, PACC

AT_ONCE = 4
LANGUAGES = ("en", "id")

# origin: of the recommended servers; report: the id of the source's report; url: where it was
# found, None where there is no document.
Case = collections.namedtuple("Case", "domain origin report url incoming outgoing status options")

ORIGINS = {"user": "named by you", "table": "known to Dermaga",
           "pacc": "published by the provider", "autoconfig": "published by the provider",
           "ispdb": "named in Mozilla’s public list", "srv": "announced by the domain (DNS)",
           "mx-provider": "the provider to which the domain’s mail is delivered",
           "http": "published without protection (http)", "guess": "guessed from the usual names"}


def named(domain, origin, report, url=None, host=None, status=0, options=()):
    """A case whose servers have the names that are not guessed, below HOST or DOMAIN."""
    below = host or domain
    return Case(domain, origin, report, url,
                scenes.row("%s.%s" % (domains.IN, below), 993, "tls"),
                scenes.row("%s.%s" % (domains.OUT, below), 465, "tls"), status, options)


def cases():
    """One domain for each source that no other source helps."""
    yield named("ketik.test", "user", "user", options=(
        "--incoming=surat.ketik.test", "--outgoing=kirim.ketik.test"))
    yield Case("icloud.com", "table", "table", None,
               scenes.row("imap.mail.me.com", 993, "tls"),
               scenes.row("smtp.mail.me.com", 587, "starttls"), 0, ())
    yield named("pacc.test", "pacc", "pacc", "https://ua-auto-config.pacc.test" + PACC)
    yield named("konfig.test", "autoconfig", "autoconfig", "https://autoconfig.konfig.test" + A1)
    yield named("kenal.test", "autoconfig", "well-known", "https://kenal.test" + A2)
    yield named("daftar.test", "ispdb", "ispdb", ISPDB + "daftar.test")
    yield named("catatan.test", "srv", "srv")
    yield named("luar.test", "srv", "srv", host="penyedia.test", status=1)
    yield named("terang.test", "http", "http", "http://autoconfig.terang.test" + A1)
    yield named("terang-luar.test", "http", "http", "http://autoconfig.terang-luar.test" + A1,
                host="penyedia.test", status=1)
    imap, smtp = domains.guess("contoh.test")
    yield Case("contoh.test", "guess", "guess", None, scenes.row(imap, 993, "tls"),
               scenes.row(smtp, 465, "tls"), 0, ())
    migadu = ("imap.migadu.com", 993, "tls"), ("smtp.migadu.com", 465, "tls")
    for kind, status in (("mx", 1), ("sts", 0)):
        yield Case(kind + "-tabel.test", "mx-provider", "mx", None, scenes.row(*migadu[0]),
                   scenes.row(*migadu[1]), status, ())
        for label, report, url, host in (
                ("konfig", "mx-autoconfig", "https://autoconfig.pos.inang.test" + A1,
                 "inang.test"),
                ("pangkal", "mx-autoconfig", "https://autoconfig.induk.test" + A1, "induk.test"),
                ("daftar", "mx-ispdb", ISPDB + "pusat.test", "pusat.test")):
            yield named("%s-%s.test" % (kind, label), "mx-provider", report, url, host, status)
    for label in ("lain", "uji", "belok"):
        yield named("sts-%s.test" % label, "mx-provider", "mx-autoconfig",
                    "https://autoconfig.induk.test" + A1, "induk.test", 1)


class Scene(scenes.Scene):
    """What all scenes of discovery use."""

    def together(self, *arguments):
        """Runs check(*ARGUMENTS) for each, a few at a time; returns the finished checks."""
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(lambda wanted: self.check(*wanted).finish(), arguments))

    def text(self, language, domain, *options):
        """What a person reads, in English ("en") or Indonesian ("id")."""
        env = dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8")
        return subprocess.run(
            [self.program, "check", domain, "--ca-file=" + self.world.ca.cert, *options],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, env=env).stdout

    def translate(self, language, text):
        return gettext.translation(
            "dermaga", os.path.join(os.path.dirname(self.program), "..", "..", "po"), [language],
            fallback=language == "en").gettext(text)

    def source(self, name, check, report, status, problem=None):
        """One test: how the source with that id fared."""
        seen = check.source(report)
        good = seen.get("status") == status and problem in (None, seen.get("problem"))
        self.tap.ok(good, "%s: source %s is %s %s" % (name, report, status, problem or ""),
                    seen, "wanted %s %s" % (status, problem))

    def harmless(self, name, check, *texts):
        """Nothing that a bad page said comes out anywhere, and the program ended by itself."""
        self.tap.ok(check.status in (0, 1) and check.data.get("schema") == 1,
                    name + ": ends well", check.status, check.stderr)
        spoken = [text for text in (check.text, check.stderr, *texts) if domains.MALICE in text]
        self.tap.ok(not spoken, name + ": nothing of it in the output", spoken)


class OneSource(Scene):
    """Each source alone: its servers, its name, where it was found, in JSON and in both languages."""

    def run(self):
        self.recommended()
        self.accepted()
        self.pacc_refused()
        self.exchange()

    def recommended(self):
        wanted = list(cases())
        checks = self.together(*[(case.domain, *case.options) for case in wanted])
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            texts = list(pool.map(
                lambda pair: self.text(pair[1], pair[0].domain, *pair[0].options),
                [(case, language) for case in wanted for language in LANGUAGES]))
        for i, (case, check) in enumerate(zip(wanted, checks)):
            self.one(case, check)
            for j, language in enumerate(LANGUAGES):
                self.origin_in_text(case, language, texts[i * len(LANGUAGES) + j])

    def one(self, case, check):
        name = case.domain
        self.verdict(name, check, case.incoming, case.outgoing, status=case.status)
        self.tap.same(check.consent(), case.status == 1, name + ": consent")
        self.tap.same(check.origins(), {case.origin}, name + ": origin of the recommendation")
        rows = {case.incoming, case.outgoing}
        self.tap.same({probe["source"] for probe in check.data["probes"] if (
            probe["protocol"], probe["host"], probe["port"], probe["security"]) in rows},
                      {case.origin}, name + ": origin of its rows")
        self.source(name, check, case.report, "found")
        report = check.source(case.report)
        if case.url:
            self.tap.same(report.get("url"), case.url, name + ": where it was found")
        seen = {(server["protocol"], server["host"], server["port"], server["security"])
                for server in report.get("servers", [])}
        # A guess or a typed name leaves the ports open.
        if case.report not in ("guess", "user"):
            self.tap.ok(rows <= seen, name + ": the source's servers", seen, report)

    def origin_in_text(self, case, language, text):
        said = self.translate(language, ORIGINS[case.origin])
        self.tap.ok(said in " ".join(text.split()), "%s: origin in text (%s)" % (
            case.domain, language), said, text)
        if language != "en":
            self.tap.ok(said != ORIGINS[case.origin], "%s: origin is translated" % case.domain)

    def accepted(self):
        """With the user's word, what is found outside the domain may be used."""
        outside = [case for case in cases() if case.status == 1]
        checks = self.together(*[(case.domain, "--accept-unverified") for case in outside])
        for case, check in zip(outside, checks):
            self.verdict(case.domain + ", accepted", check, case.incoming, case.outgoing, status=0)

    def pacc_refused(self):
        """A document that DNS does not confirm is not used, one that it does not know not asked
        for."""
        wrong, without = self.together(("pacc-salah.test",), ("pacc-tanpa.test",))
        self.good_pair("PACC with another digest", wrong, "pacc-salah.test")
        self.source("PACC with another digest", wrong, "pacc", "failed", "digest")
        self.good_pair("PACC without digest", without, "pacc-tanpa.test")
        self.source("PACC without digest", without, "pacc", "none")
        asked = [request for request in self.world.web.requests
                 if request.host == "ua-auto-config.pacc-tanpa.test"]
        self.tap.same(asked, [], "PACC without digest: not fetched")

    def exchange(self):
        check = self.check("tukar.test").finish()
        self.verdict("Exchange", check, None, None)
        self.tap.ok("exchange" in check.findings(), "Exchange: is noticed", check.findings())
        self.source("Exchange", check, "autodiscover", "found")
        asked = [request for request in self.world.web.asked("tukar.test")
                 if request.path == AUTODISCOVER]
        self.tap.ok(asked and not any(request.method != "GET" or "authorization" in
                                      request.headers.lower() for request in asked),
                    "Exchange: asked without credentials", asked)


class Several(Scene):
    """Sources that disagree, and one that is out of date."""

    def run(self):
        fast, full, stale = self.together(("ragam.test",), ("ragam.test", "--full"),
                                          ("usang.test",))
        pair = (scenes.row("surat1.ragam.test", 993, "tls"),
                scenes.row("kirim1.ragam.test", 465, "tls"))
        self.verdict("five sources", fast, *pair)
        self.verdict("five sources, --full", full, *pair)
        self.tap.same(full.origins(), {"autoconfig"}, "five sources: the domain's own word wins")
        for report in ("autoconfig", "ispdb", "srv", "mx-autoconfig", "guess"):
            self.source("five sources", full, report, "found")
        for host in ("surat2.ragam.test", "surat3.ragam.test", "surat.ragam-inang.test",
                     "imap.ragam.test"):
            self.tap.same(full.rows().get(scenes.row(host, 993, "tls")), "ok-tls",
                          "five sources: %s works, too" % host)
        finding = full.finding("sources-disagree")
        self.tap.ok(finding, "five sources: that they disagree is told", full.findings())
        said = " ".join(finding.get(part, "") for part in ("headline", "meaning", "action"))
        for host in ("surat1.ragam.test", "surat2.ragam.test"):
            self.tap.ok(host in said, "five sources: %s is told" % host, finding)
        named = {server["host"] for source in full.data["sources"] for server in source["servers"]}
        for host in ("surat1.ragam.test", "surat2.ragam.test", "surat3.ragam.test",
                     "surat.ragam-inang.test"):
            self.tap.ok(host in named, "five sources: %s stands where it was named" % host, named)
        self.stale(stale)

    def stale(self, check):
        self.good_pair("published settings that do not work", check, "usang.test")
        self.tap.same(check.origins(), {"guess"}, "published settings that do not work: origin")
        self.source("published settings that do not work", check, "autoconfig", "found")
        self.tap.ok("published-stale" in check.findings(),
                    "published settings that do not work: is told", check.findings())


class Privacy(Scene):
    """Who is asked what. One check after the other: the DNS log is everybody's."""

    DOMAIN = "pribadi.test"

    def run(self):
        self.default()
        self.no_third_party()
        self.offline()
        self.address()

    def watched(self, *options):
        """(check, requests, DNS questions) of one check."""
        questions, requests = len(self.world.questions()), len(self.world.web.requests)
        check = self.check(self.DOMAIN, *options).finish()
        return check, self.world.web.requests[requests:], self.world.questions()[questions:]

    def default(self):
        check, requests, questions = self.watched("--full", "--email=budi@" + self.DOMAIN)
        self.tap.same(check.status, 0, "all may be asked: exit status")
        hosts = {request.host for request in requests}
        for host in ("autoconfig." + self.DOMAIN, self.DOMAIN, "autoconfig.thunderbird.net",
                     "ua-auto-config." + self.DOMAIN):
            self.tap.ok(host in hosts, "all may be asked: %s is" % host, hosts)
        self.tap.ok({"SRV", "MX", "TXT"} <= {kind for kind, _ in questions},
                    "all may be asked: so is DNS", questions)
        self.silent_about_address("all may be asked", requests, questions)
        odd = [request for request in requests
               if request.method != "GET" or "authorization" in request.headers.lower()
               or "cookie" in request.headers.lower()]
        self.tap.same(odd, [], "all may be asked: nothing but a plain question")

    def silent_about_address(self, name, requests, questions):
        told = [said for said in (*requests, *questions) if "budi" in str(said).lower()]
        self.tap.same(told, [], name + ": nobody learns the address")

    def no_third_party(self):
        check, requests, questions = self.watched("--full", "--no-third-party")
        self.tap.same(check.status, 0, "only the provider: exit status")
        strangers = [said for said in (*requests, *questions) if "thunderbird" in str(said)]
        self.tap.same(strangers, [], "only the provider: nobody else is asked")
        self.tap.ok(any(request.host == "autoconfig." + self.DOMAIN for request in requests),
                    "only the provider: is asked", requests)
        for report in ("ispdb", "mx-ispdb"):
            self.source("only the provider", check, report, "skipped", "privacy")

    def offline(self):
        check, requests, questions = self.watched("--full", "--offline")
        self.good_pair("offline", check, self.DOMAIN)
        self.tap.same(requests, [], "offline: no request to any web server")
        kinds = {kind for kind, _ in questions}
        self.tap.ok(kinds == {"A", "AAAA"}, "offline: only addresses are looked up", questions)
        web_names = [name for _, name in questions if name.startswith(
            ("autoconfig.", "autodiscover.", "ua-auto-config.", "mta-sts.", "_"))]
        self.tap.same(web_names, [], "offline: of mail servers only")
        for report in ("pacc", "autoconfig", "well-known", "ispdb", "srv", "mx"):
            self.source("offline", check, report, "skipped", "privacy")

    def address(self):
        check, requests, questions = self.watched("--full", "--send-address",
                                                  "--email=budi@" + self.DOMAIN)
        self.tap.same(check.status, 0, "address may be told: exit status")
        told = [request for request in requests if "budi" in str(request)]
        self.tap.ok(told and all(
            request.scheme == "https" and request.host == "autoconfig." + self.DOMAIN
            and request.path == A1
            and request.query.replace("%40", "@") == "emailaddress=budi@" + self.DOMAIN
            for request in told), "address may be told: only where it was agreed", told)
        self.silent_about_address("address may be told", [], questions)
