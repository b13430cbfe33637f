"""Scenes with certificates: of a hoster's name, out of date by a right and by a wrong clock, with a
part missing, and wrong at one address of two. Real Postfix, Dovecot, DNS and web servers."""
import datetime
import os
import subprocess

import certs
import scenes
import space
import web

WEB = space.NET4 + "200"
ISPDB = "autoconfig.thunderbird.net"
DAY = 24 * 60 * 60


def day(offset):
    """The date in so many days, as certs.Authority.issue() takes it."""
    return (datetime.datetime.utcnow() + datetime.timedelta(days=offset)).strftime("%Y%m%d")


class World(scenes.World):
    """Providers whose certificates are not what they should be."""

    def real_sites(self):
        self.hoster()
        self.dates()
        self.chains()
        self.two_addresses()
        self.web_names = [ISPDB]
        for domain in ("lewat.test", "dini.test"):
            self.web_names.append("autoconfig." + domain)
        self.dns_lines += ["host-record=%s,%s" % (name, WEB) for name in self.web_names]

    def alias(self, domain, site, names=("imap", "pop", "smtp")):
        """Names of another domain that lead to the machine of SITE."""
        self.dns_lines += ["host-record=%s.%s,%s" % (name, domain, ",".join(site.addresses()))
                           for name in names]

    def hoster(self):
        site = self.add("hoster.test", names=["mail"])
        self.alias("contoh.test", site)
        site = self.add("dalam.test", names=["surat"])
        self.alias("dalam.test", site)
        # Its certificate is for a name that leads to the hoster's machine.
        self.add("jauh.test", pem=self.ca.issue("jauh", ["mail.hoster.test"]), names=scenes.NAMES)
        wild = self.add("bintang.test", pem=self.ca.issue("bintang", ["*.bintang.test"]))
        self.dns_lines.append("host-record=a.imap.bintang.test," + ",".join(wild.addresses()))

    def dates(self):
        def dated(domain, start, end):
            self.add(domain, pem=self.ca.issue(domain, [n + "." + domain for n in scenes.NAMES],
                                               day(start), day(end)))
        dated("lewat.test", -60, -20)
        dated("dini.test", 5, 60)

    def chains(self):
        middle = certs.Authority(self.space.dir, "Lab Middle", issuer=self.ca)
        self.add("potong.test", pem=middle.issue(
            "potong", ["%s.potong.test" % name for name in scenes.NAMES],
            more="authorityInfoAccess=caIssuers;URI:http://ca.lab.test/middle.crt\n"))

    def two_addresses(self):
        """imap.dua.test leads to two machines; one of them has an old certificate."""
        names = ["imap.dua.test", "smtp.dua.test"]
        self.good = self.add("dua.test", names=["imap", "smtp"], ipv6=False,
                             pem=self.ca.issue("dua", names))
        self.old = self.add("dua-lama.test", names=["mesin"], ipv6=False,
                            pem=self.ca.issue("dua-lama", names, day(-60), day(-20)))
        self.dns_lines += ["host-record=%s,%s" % (name, self.old.v4) for name in names]

    def scripted_sites(self):
        pass

    def scripts(self):
        self.space.server_address(WEB)
        self.web = web.Web(self.space, self.ca.issue("web", self.web_names))
        self.web.listen(WEB)

    def dropped(self):
        pass

    def odd_names(self):
        pass


class Certificates(scenes.Scene):
    """One method a scene."""

    def row(self, check, *key):
        return next((p for p in check.data["probes"] if (
            p["protocol"], p["host"], p["port"], p["security"]) == key), {})

    def text(self, language, domain, *options):
        env = dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8")
        return " ".join(subprocess.run(
            [self.program, "check", domain, "--ca-file=" + self.world.ca.cert, *options],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
            env=env).stdout.split())

    def says(self, name, where, *parts):
        said = " ".join(str(where.get(member)) for member in ("headline", "meaning", "action"))
        for part in parts:
            self.tap.ok(part in said, "%s: “%s” is said" % (name, part), said)

    def hoster(self):
        name = "certificate of the hoster"
        other = (scenes.row("mail.hoster.test", 993, "tls"),
                 scenes.row("mail.hoster.test", 465, "tls"))
        check = self.check("contoh.test", "--full").finish()
        self.verdict(name, check, *other, status=1)
        self.tap.ok(check.consent(), name + ": needs consent")
        self.tap.same(check.origins(), {"certificate"}, name + ": origin")
        own = self.row(check, *scenes.row("imap.contoh.test", 993, "tls"))
        self.tap.same(own.get("outcome"), "cert-name", name + ": the customer's own name")
        self.tap.same(own.get("alternative"),
                      {"host": "mail.hoster.test", "port": 993, "outcome": "ok-tls"},
                      name + ": what was tried in its place")
        self.says(name, check.finding("cert-name"), "Use mail.hoster.test instead of",
                  "if you know that this company handles your mail")
        relay = self.row(check, *scenes.row("smtp.contoh.test", 25, "starttls"))
        self.tap.same(relay.get("outcome"), "cert-name", name + ": port 25")
        self.says(name + ", port 25", relay, "Port 25 is for mail between servers",
                  "Nothing needs to be done")
        check = self.check("contoh.test", "--accept-unverified").finish()
        self.verdict(name + ", accepted", check, *other, status=0)
        for language, words in (("en", "named in the server’s certificate"),
                                ("id", "tercantum dalam sertifikat server")):
            text = self.text(language, "contoh.test")
            self.tap.ok("mail.hoster.test" in text and words in text,
                        "%s: in text (%s)" % (name, language), text)

    def inside(self):
        check = self.check("dalam.test", "--full").finish()
        self.verdict("another name of the domain", check, scenes.row("surat.dalam.test", 993, "tls"),
                     scenes.row("surat.dalam.test", 465, "tls"))
        self.tap.ok(not check.consent(), "another name of the domain: needs no consent")

    def elsewhere(self):
        name = "certificate of another machine"
        self.world.filter.forget()
        check = self.check("jauh.test", "--full").finish()
        self.verdict(name, check, None, None)
        self.tap.same(self.world.connections("hoster.test"), {}, name + ": which is left alone")
        finding = check.finding("cert-name")
        self.tap.ok("hoster" not in finding.get("action", "hoster"),
                    name + ": is offered to nobody", finding)

    def wildcard(self):
        check = self.check("bintang.test", "--full").finish()
        self.good_pair("wildcard certificate", check, "bintang.test")
        self.says("wildcard certificate", self.row(
            check, *scenes.row("imap.bintang.test", 993, "tls")),
                  "all names with one part before bintang.test")
        check = self.check("bintang.test", "--full", "--incoming=a.imap.bintang.test").finish()
        self.says("wildcard certificate, two parts", self.row(
            check, *scenes.row("a.imap.bintang.test", 993, "tls")),
                  "exactly one part before bintang.test")

    def dated(self, name, domain, shift, state, *parts):
        """By the time that others tell, which is so many seconds from this computer's."""
        self.world.web.shift = shift
        check = self.check(domain, "--full").finish()
        self.world.web.shift = 0
        self.verdict(name, check, None, None)
        clock = check.data.get("clock", {})
        self.tap.same(clock.get("state"), state, name + ": the clock is " + state)
        if state == "wrong":
            self.tap.ok(abs(clock.get("ahead_s", 0) + shift) < 120, name + ": by how much", clock)
        self.tap.same("clock-wrong" in check.findings(), state == "wrong", name + ": finding")
        self.says(name, check.finding("cert-time"), *parts)
        self.tap.ok("xception" in check.finding("cert-time").get("action", ""),
                    name + ": no exception is advised", check.finding("cert-time"))

    def dates(self):
        self.dated("expired, clock right", "lewat.test", 0, "right", "expired on",
                   "agrees with others’, so the fault is likely the server’s")
        self.dated("expired, clock ahead", "lewat.test", -40 * DAY, "wrong",
                   "about 40 days ahead of others’", "Set the date and time of this computer")
        self.dated("not yet valid, clock right", "dini.test", 0, "right", "valid only from",
                   "agrees with others’, so the fault is likely the server’s")
        self.dated("not yet valid, clock behind", "dini.test", 20 * DAY, "wrong",
                   "about 20 days behind others’", "Set the date and time of this computer")
        self.dated("expired, clock behind", "lewat.test", 20 * DAY, "wrong",
                   "even by the clocks of others", "Tell your provider")

    def chain(self):
        check = self.check("potong.test", "--full").finish()
        self.verdict("intermediate missing", check, None, None)
        self.says("intermediate missing", check.finding("cert-trust"),
                  "seems to leave out a part of its certificate", "must send the whole chain")

    def addresses(self):
        name = "one address of two"
        check = self.check("dua.test", "--full").finish()
        self.verdict(name, check, None, None)
        self.tap.same(check.addresses(*scenes.row("imap.dua.test", 993, "tls")),
                      {self.world.good.v4: "ok-tls", self.world.old.v4: "cert-time"},
                      name + ": each")
        self.says(name, check.finding("cert-time"),
                  "It is shown at %s; elsewhere" % self.world.old.v4)

    def run(self):
        self.hoster()
        self.inside()
        self.elsewhere()
        self.wildcard()
        self.dates()
        self.chain()
        self.addresses()
