"""The domains of the discovery scenes: what each says about its servers, and where.

Every domain has its own names for the same few machines with real servers, so that a name which is
found was found where it was published.
"""
import os
import re

import certs
import hostile
import published
import scenes
import scripted
import servers
import space
import web
from published import A1, A2, AUTODISCOVER, ISPDB, PACC, STS
from web import Page

# Names that no guess hits.
IN, OUT = "surat", "kirim"
MACHINES = 5
WEB = space.NET4 + "200"
WEB_CLEAR = space.NET4 + "201"   # nothing listens on 443
WEB_SILENT = space.NET4 + "202"  # swallows what is sent to 443

QUESTION = re.compile(r"query\[([^]]+)\] (\S+) from")


def guess(domain):
    return "imap." + domain, "smtp." + domain


class World(scenes.World):
    """Machines, names and pages for all scenes of discovery."""

    def real_sites(self):
        self.mail_names, self.pages, self.odd_certificates = [], {}, {}
        self.web_names = ["autoconfig.thunderbird.net"]
        pem = os.path.join(self.ca.dir, "mesin.pem")
        self.machines = [self.add("mesin%d.test" % number, pem=pem, ipv6=number == 0)
                         for number in range(MACHINES)]
        self.closed = self.add("tutup.test", pem=pem, ports=(), ipv6=False)
        self.wild = self.add("liar.test", names=["mail"], pem=pem, ipv6=False)
        self.dns_lines += ["log-queries", "log-facility=-"]
        self.one_source_each()
        self.through_exchangers()
        self.several_sources()
        self.private()
        self.bad_pages()
        self.bad_certificates()
        self.bad_names()
        hostile.publish(self)
        self.ca.issue("mesin", self.mail_names)

    def scripted_sites(self):
        pass

    def scripts(self):
        for address in (WEB, WEB_CLEAR, WEB_SILENT):
            self.space.server_address(address)
        self.web = web.Web(self.space, self.ca.issue("web", self.web_names))
        self.web.pages = self.pages
        for host, pem in self.odd_certificates.items():
            self.web.certificate(host, pem)
        self.web.listen(WEB)
        self.web.listen(WEB_CLEAR, (80,))
        self.web.listen(WEB_SILENT)
        self.web.listen(self.wild.v4)

    def dropped(self):
        self.filter.drop("ip daddr %s tcp dport 443" % WEB_SILENT)

    def questions(self):
        """[(type, name)] of every question that the name server got so far."""
        with open(self.dns.log, encoding="ascii", errors="replace") as log:
            return [(match[1], match[2].lower()) for match in QUESTION.finditer(log.read())]

    # Names

    def mail(self, *names, machine=0):
        """NAMES lead to a machine with servers, whose certificate is good for them."""
        self.mail_names += names
        addresses = ",".join(self.machines[machine].addresses())
        self.dns_lines += ["host-record=%s,%s" % (name, addresses) for name in names]

    def nothing(self, *names):
        """NAMES lead to a machine on which nothing listens."""
        self.dns_lines += ["host-record=%s,%s" % (name, self.closed.v4) for name in names]

    def site(self, name, pages=None, address=WEB):
        """NAME is a web server's, with {path: page} on https."""
        self.web_names.append(name)
        self.dns_lines.append("host-record=%s,%s" % (name, address))
        for path, page in (pages or {}).items():
            self.pages["https://" + name + path] = page

    def pair(self, domain, machine=0):
        """Two names for DOMAIN's servers that nobody guesses."""
        names = "%s.%s" % (IN, domain), "%s.%s" % (OUT, domain)
        self.mail(*names, machine=machine)
        return names

    def txt(self, name, text):
        self.dns_lines.append('txt-record=%s,"%s"' % (name, text))

    def mx(self, domain, host, preference=10):
        self.dns_lines.append("mx-host=%s,%s,%d" % (domain, host, preference))

    def srv(self, domain, incoming, outgoing):
        self.dns_lines += ["srv-host=_imaps._tcp.%s,%s,993,0,1" % (domain, incoming),
                           "srv-host=_submissions._tcp.%s,%s,465,0,1" % (domain, outgoing)]

    # Scenes

    def one_source_each(self):
        self.pair("ketik.test")
        self.mail("imap.mail.me.com", "smtp.mail.me.com")  # the table's, for icloud.com
        self.pacc()
        self.site("autoconfig.konfig.test",
                  {A1: Page(published.pair("konfig.test", *self.pair("konfig.test")))})
        self.site("kenal.test",
                  {A2: Page(published.pair("kenal.test", *self.pair("kenal.test")))})
        self.site("autoconfig.thunderbird.net")
        self.pages[ISPDB + "daftar.test"] = Page(
            published.pair("daftar.test", *self.pair("daftar.test")))
        self.srv("catatan.test", *self.pair("catatan.test"))
        self.srv("luar.test", *self.pair("penyedia.test"))
        self.clear_only("terang.test", *self.pair("terang.test"))
        self.clear_only("terang-luar.test", "surat.penyedia.test", "kirim.penyedia.test")
        self.mail(*guess("contoh.test"))
        challenge = Page(b"", "text/html", 401, (
            ("WWW-Authenticate", "Negotiate"), ("WWW-Authenticate", "NTLM"),
            ("WWW-Authenticate", 'Basic realm="autodiscover.tukar.test"'),
            ("Server", "Microsoft-IIS/10.0")))
        self.site("autodiscover.tukar.test", {AUTODISCOVER: challenge})

    def clear_only(self, domain, incoming, outgoing):
        """A web server that does not know https."""
        name = "autoconfig." + domain
        self.site(name, address=WEB_CLEAR)
        self.pages["http://" + name + A1] = Page(published.pair(domain, incoming, outgoing))

    def pacc(self):
        for domain, promised in (("pacc.test", True), ("pacc-salah.test", False),
                                 ("pacc-tanpa.test", None)):
            document = published.pacc(*self.pair(domain))
            self.site("ua-auto-config." + domain, {PACC: Page(document, "application/json")})
            if promised is not None:
                self.txt("_ua-auto-config." + domain,
                         published.pacc_digest(document if promised else document + b" "))
        self.mail(*guess("pacc-salah.test"), *guess("pacc-tanpa.test"))

    def through_exchangers(self):
        """{customer: how its exchanger leads to the provider's servers}"""
        self.mail("imap.migadu.com", "smtp.migadu.com")
        self.nothing("aspmx1.migadu.com", "mx1.pos.inang.test", "mx1.induk.test",
                     "mx1.pusat.test")
        self.site("autoconfig.pos.inang.test",
                  {A1: Page(published.pair("inang.test", *self.pair("inang.test")))})
        self.site("autoconfig.induk.test",
                  {A1: Page(published.pair("induk.test", *self.pair("induk.test")))})
        self.pages[ISPDB + "pusat.test"] = Page(
            published.pair("pusat.test", *self.pair("pusat.test")))
        for kind, host in (("tabel", "aspmx1.migadu.com"), ("konfig", "mx1.pos.inang.test"),
                           ("pangkal", "mx1.induk.test"), ("daftar", "mx1.pusat.test")):
            self.mx("mx-%s.test" % kind, host)
            self.mx("sts-%s.test" % kind, host)
            self.policy("sts-%s.test" % kind, Page(published.mta_sts(host), "text/plain"))
        for kind, page in (
                ("lain", Page(published.mta_sts("mx.lain.test"), "text/plain")),
                ("uji", Page(published.mta_sts("mx1.induk.test", mode="none"), "text/plain")),
                ("belok", web.redirect("https://mta-sts.sts-pangkal.test" + STS))):
            self.mx("sts-%s.test" % kind, "mx1.induk.test")
            self.policy("sts-%s.test" % kind, page)

    def policy(self, domain, page):
        self.txt("_mta-sts." + domain, "v=STSv1; id=20261122T000000;")
        self.site("mta-sts." + domain, {STS: page})

    def several_sources(self):
        """Five that disagree, each with a machine of its own; and one that is out of date."""
        hosts = ["%s%d.ragam.test" % (name, number) for number in range(1, 4)
                 for name in (IN, OUT)]
        for machine, (incoming, outgoing) in enumerate(zip(hosts[::2], hosts[1::2])):
            self.mail(incoming, outgoing, machine=machine)
        self.mail(*guess("ragam.test"), machine=3)
        self.pair("ragam-inang.test", machine=4)
        self.site("autoconfig.ragam.test",
                  {A1: Page(published.pair("ragam.test", *hosts[0:2]))})
        self.pages[ISPDB + "ragam.test"] = Page(published.pair("ragam.test", *hosts[2:4]))
        self.srv("ragam.test", *hosts[4:6])
        self.mx("ragam.test", "mx1.ragam-inang.test")
        self.nothing("mx1.ragam-inang.test")
        self.site("autoconfig.ragam-inang.test", {A1: Page(published.pair(
            "ragam-inang.test", "surat.ragam-inang.test", "kirim.ragam-inang.test"))})

        self.nothing("lama.usang.test")
        self.mail(*guess("usang.test"))
        self.site("autoconfig.usang.test", {A1: Page(published.pair(
            "usang.test", "lama.usang.test", "lama.usang.test"))})

    def private(self):
        """A domain that answers wherever it is asked."""
        domain = "pribadi.test"
        incoming, outgoing = self.pair(domain)
        good = Page(published.pair(domain, incoming, outgoing))
        self.mail(*guess(domain))
        self.site("autoconfig." + domain, {A1: good})
        self.site(domain, {A2: good})
        self.pages["http://autoconfig." + domain + A1] = good
        self.pages[ISPDB + domain] = good
        document = published.pacc(incoming, outgoing)
        self.site("ua-auto-config." + domain, {PACC: Page(document, "application/json")})
        self.txt("_ua-auto-config." + domain, published.pacc_digest(document))
        self.srv(domain, incoming, outgoing)
        self.mx(domain, "mx1.induk.test")
        self.policy(domain, Page(published.mta_sts("mx1.induk.test"), "text/plain"))

    def guessed(self, domain, page, **options):
        """Servers with usual names, and PAGE where the provider's configuration should be."""
        self.mail(*guess(domain))
        self.site("autoconfig." + domain, {A1: page}, **options)

    def bad_pages(self):
        for label, page in bad_pages().items():
            self.guessed("b-%s.test" % label, page)
        self.guessed("b-putaran.test", web.redirect(
            "https://autoconfig.b-putaran.test" + A1))
        self.guessed("b-turun.test", web.redirect("http://autoconfig.b-turun.test/turun.xml"))
        self.pages["http://autoconfig.b-turun.test/turun.xml"] = Page(
            published.pair("b-turun.test", "jahat.b-turun.test", "jahat.b-turun.test"))
        self.guessed("b-diam.test", Page(b""), address=WEB_SILENT)
        self.guessed("b-tutup.test", Page(b""), address=self.closed.v4)
        for label in ("teks", "biner", "sandi"):
            names = self.pair("b-%s.test" % label)
            good = published.pair("b-%s.test" % label, *names)
            self.mail(*guess("b-%s.test" % label))
            self.site("autoconfig.b-%s.test" % label, {A1: {
                "teks": Page(good, "text/plain"),
                "biner": Page(good, "application/octet-stream"),
                # UTF-8 whatever it says
                "sandi": Page(good.replace(b'encoding="UTF-8"', b'encoding="UTF-16"')
                              .replace(b">Surel<", ">Surél<".encode("utf-8")))}[label]})
        self.pair("b-banyak.test")
        self.guessed("b-banyak.test", Page(published.autoconfig(
            "b-banyak.test", *[published.server("imap", "surat.b-banyak.test", 1000 + i)
                               for i in range(600)],
            *[published.server("smtp", "kirim.b-banyak.test", 2000 + i)
              for i in range(300)]).encode("utf-8")))

    def bad_certificates(self):
        def bad(label, pem):
            domain = "s-%s.test" % label
            host = "autoconfig." + domain
            self.guessed(domain, Page(published.pair(
                domain, "jahat.s-%s.test" % label, "jahat.s-%s.test" % label)))
            self.web_names.remove(host)
            self.odd_certificates[host] = pem
        other = certs.Authority(self.space.dir, "Nobody Knows")
        bad("nama", self.ca.issue("s-nama", ["autoconfig.lain.test"]))
        bad("lewat", self.ca.issue("s-lewat", ["autoconfig.s-lewat.test"], "20200101", "20210101"))
        bad("asing", other.issue("s-asing", ["autoconfig.s-asing.test"]))
        bad("sendiri", certs.self_signed(self.space.dir, "s-sendiri",
                                         ["autoconfig.s-sendiri.test"]))

    def bad_names(self):
        """What DNS can do; see also odd_names()."""
        for domain in ("d-rusak.test", "d-srv.test", "d-nol.test"):
            self.mail(*guess(domain))
        self.dns_lines.append("dns-rr=d-nol.test,15,000000")  # preference 0, the root: RFC 7505
        # More than fits into a datagram: the best is at the end of it.
        incoming, outgoing = self.pair("d-potong.test")
        for number in range(60):
            for service, port, host in (("_imaps", 993, incoming), ("_submissions", 465, outgoing)):
                self.dns_lines.append("srv-host=%s._tcp.d-potong.test,%s.%s,%d,%d,1" % (
                    service, "n%02d-%s" % (number, "x" * 40), host, port, 10 + number))
                if number == 59:
                    self.dns_lines.append("srv-host=%s._tcp.d-potong.test,%s,%d,0,1" % (
                        service, host, port))
        self.site("kebun2.rantai.test", {})
        self.dns_lines += ["cname=autoconfig.d-rantai.test,kebun1.rantai.test",
                           "cname=kebun1.rantai.test,kebun2.rantai.test"]
        self.web_names.append("autoconfig.d-rantai.test")
        self.pages["https://autoconfig.d-rantai.test" + A1] = Page(
            published.pair("d-rantai.test", *self.pair("d-rantai.test")))
        self.dns_lines.append("address=/liar.test/" + self.wild.v4)
        self.mail_names.append("mail.liar.test")
        self.web_names += ["liar.test", "autoconfig.liar.test"]
        for host in ("liar.test", "autoconfig.liar.test"):
            self.pages["https://%s/*" % host] = Page(MALICE_HTML, "text/html")

    def odd_names(self):
        scripted.BadDns(self.space, 5301, 2)
        scripted.BadDns(self.space, 5302, None)
        self.dns_lines += ["server=/autoconfig.d-rusak.test/%s#5301" % space.DNS4,
                           "server=/_tcp.d-srv.test/%s#5302" % space.DNS4]


# A word that no output may hold, wherever a page brings it.
MALICE = "jahat"
MALICE_HTML = b"<!DOCTYPE html><html><head><title>jahat</title></head><body>jahat</body></html>"


def bad_pages():
    """{label: page} of domains b-LABEL.test: nothing in them is of any use."""
    def sections(host, port=993):
        return published.autoconfig(
            "jahat.test", published.server("imap", host, port),
            published.server("smtp", host, 465 if port == 993 else port)).encode("utf-8")

    deep = "<jahat>" * 5000 + "</jahat>" * 5000
    laughs = '<!DOCTYPE clientConfig [<!ENTITY a "jahat"><!ENTITY b "&a;&a;&a;&a;">]>\n'
    outside = '<!DOCTYPE clientConfig [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n'
    links = ('<documentation url="javascript:jahat()"><descr lang="en">jahat</descr>'
             '</documentation><enable visiturl="file:///jahat"><instruction>jahat'
             '</instruction></enable>')
    servers_10000 = published.autoconfig("jahat.test", *[
        published.server("imap", "jahat%d.test" % i, 993) for i in range(10000)])
    good = sections("jahat.test")
    return {
        "html": Page(MALICE_HTML, "text/html"),
        "html-xml": Page(MALICE_HTML),
        "kosong": Page(b""),
        "besar": web.huge(10),
        "tetes": web.drip(30),
        "putus": web.cut(Page(good)),
        "mentah": web.raw(b"jahat jahat\r\n\r\njahat"),
        "nihil": web.raw(b""),
        "dalam": Page(published.autoconfig("jahat.test", inside=deep).encode("ascii")),
        "tawa": Page(published.autoconfig("&b;", before=laughs).encode("ascii")),
        "luar": Page(published.autoconfig("&a;", before=outside).encode("ascii")),
        "sandi16": Page(good.decode("ascii").replace('"UTF-8"', '"UTF-7"').replace(
            "Surel", "Sur\xe9l").encode("latin-1")),
        "nul": Page(good.replace(b"<domain>", b"<domain>\0")),
        "kutip": Page(sections("jahat&quot;.test' onload=&quot;jahat()")),
        "spasi": Page(sections("jahat . test")),
        "markup": Page(sections("&lt;b&gt;jahat&lt;/b&gt;.test")),
        "port0": Page(sections("jahat.test", 0)),
        "port70000": Page(sections("jahat.test", 70000)),
        "tautan": Page(published.autoconfig("jahat.test", inside=links).encode("ascii")),
        "lain": Page(b"<?xml version='1.0'?><rss><channel>jahat</channel></rss>"),
        "sepuluhribu": Page(servers_10000.encode("ascii")),
        "larang": Page(MALICE_HTML, "text/html", 403),
        "galat": Page(MALICE_HTML, "text/html", 500),
        "tanpa": Page(MALICE_HTML, "text/html", 404),
    }
