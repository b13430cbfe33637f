"""The provider of each scene: real servers where they can be made to behave so, else scripts."""
import os

import certs
import packets
import scripted
import servers
import space
from report import Check

NAMES = ["imap", "pop", "smtp"]


class World:
    """All scenes' providers side by side, each with a domain and an address of its own."""

    FIRST = 0x10  # the last number of the first provider's address

    def __init__(self):
        self.space = space.Space()
        self.filter = packets.Filter(self.space)
        self.ca = certs.Authority(self.space.dir)
        self.sites, self.dns_lines = {}, []
        self.real_sites()
        self.scripted_sites()
        self.odd_names()
        for site in self.sites.values():
            self.dns_lines += site.dns()
        self.dns = servers.Dns(self.space, self.dns_lines)
        self.mail = servers.Mail(self.space, list(self.sites.values()))
        self.scripts()
        self.dropped()
        self.filter.forget()

    def add(self, domain, pem="", names=(), **options):
        """A provider with the next free address; PEM: "" stands for a good certificate."""
        names = list(names or NAMES)
        if pem == "":
            pem = self.ca.issue(domain, [name + "." + domain for name in names if name])
        site = servers.Site(domain, self.FIRST + len(self.sites), names, pem, **options)
        self.sites[domain] = site
        return site

    def real_sites(self):
        good = self.add("contoh.test", names=["imap", "pop", "smtp", "mail", "mx"])
        good.mx = ["mx.contoh.test"]
        self.add("tutup.test", ports=(25, 587, 2525, 143, 110))
        self.add("saring.test")
        self.add("lewat.test", pem=self.ca.issue(
            "lewat", [name + ".lewat.test" for name in NAMES], "20200101", "20210101"))
        self.add("lain.test", pem=self.ca.issue("lain", ["mail.milik-lain.test"]))
        self.add("polos.test", pem=None, ports=(25, 587, 2525, 143, 110))
        self.add("enam.test")
        self.add("berubah.test")
        inside = self.add("catatan.test", names=["surat"])
        inside.srv = [("_imaps._tcp", "surat.catatan.test,993,0,1"),
                      ("_submissions._tcp", "surat.catatan.test,465,0,1")]
        host = self.add("penyedia.test", names=["kotak"])
        host.srv = [("_imaps._tcp", "kotak.penyedia.test,993,0,1")]
        self.dns_lines += ["srv-host=_imaps._tcp.luar.test,kotak.penyedia.test,993,0,1",
                           "srv-host=_submissions._tcp.luar.test,kotak.penyedia.test,465,0,1"]
        wild = self.add("liar.test", names=["mail"], ipv6=False)
        self.dns_lines.append("address=/liar.test/" + wild.v4)
        other = certs.Authority(self.space.dir, "Nobody Knows")
        self.add("asing.test", pem=other.issue("asing", [n + ".asing.test" for n in NAMES]))
        self.add("sendiri.test", pem=certs.self_signed(
            self.space.dir, "sendiri", [n + ".sendiri.test" for n in NAMES]))

    def scripted_sites(self):
        for domain in ("potong.test", "sisip.test", "lambat.test", "diam.test", "tukar.test",
                       "web.test"):
            self.add(domain, names=["imap", "smtp"], ports=(), ipv6=False)

    def scripts(self):
        def serve(domain, port, behaviour):
            site = self.sites[domain]
            scripted.Scripted(self.space, site.addresses(), port, behaviour, site.pem)

        def smtp(**options):
            return lambda talk: scripted.smtp(talk, **options)

        def imap(**options):
            return lambda talk: scripted.imap(talk, **options)

        serve("potong.test", 587, smtp(starttls="none"))
        serve("potong.test", 143, imap(starttls="none"))
        serve("sisip.test", 587, smtp(starttls="inject"))
        serve("sisip.test", 143, imap(starttls="inject"))
        serve("lambat.test", 465, scripted.slow(2, smtp(secure=True)))
        serve("lambat.test", 993, scripted.slow(2, imap(secure=True)))
        serve("diam.test", 587, scripted.silent)
        serve("diam.test", 465, smtp(secure=True))
        serve("diam.test", 993, imap(secure=True))
        serve("tukar.test", 587, smtp(secure=True))
        serve("tukar.test", 465, smtp())
        serve("tukar.test", 143, imap(secure=True))
        serve("tukar.test", 993, imap())
        serve("web.test", 465, scripted.http)
        serve("web.test", 587, smtp())
        serve("web.test", 993, imap(secure=True))

    def dropped(self):
        self.filter.drop("ip daddr %s tcp dport 587" % self.sites["saring.test"].v4)
        self.filter.drop("ip6 daddr %s tcp dport 587" % self.sites["saring.test"].v6)
        self.filter.drop("ip6 daddr " + self.sites["enam.test"].v6)

    def odd_names(self):
        scripted.BadDns(self.space, 5301, 2)
        scripted.BadDns(self.space, 5302, None)
        self.dns_lines += ["server=/rusak.test/%s#5301" % space.DNS4,
                           "server=/bisu.test/%s#5302" % space.DNS4]

    def connections(self, domain):
        """{(address, port): connections} to one provider since filter.forget()."""
        addresses = self.sites[domain].addresses()
        return {(address, port): count for (address, port), count
                in self.filter.connections().items() if address in addresses}

    def close(self):
        self.mail.stop()
        self.dns.stop()
        self.space.close()


def program(argv):
    """The command line under test: the first argument."""
    if len(argv) < 2 or not os.access(argv[1], os.X_OK):
        raise SystemExit("usage: %s PATH-OF-DERMAGA-CLI" % argv[0])
    return os.path.abspath(argv[1])


def row(host, port, security):
    """The key of a row: a usual port tells its protocol."""
    protocol = {993: "imap", 143: "imap", 995: "pop3", 110: "pop3"}.get(port, "smtp")
    return (protocol, host, port, security)


class Scene:
    """What every scene does: run the program in the world, test its answer."""

    def __init__(self, argv0, world, tap):
        self.program, self.world, self.tap = argv0, world, tap

    def check(self, domain, *options):
        return Check(self.program, domain, *options, ca=self.world.ca.cert)

    def verdict(self, name, check, incoming, outgoing, status=None):
        """Exit status (by default what the recommendation calls for) and recommendation."""
        if status is None:
            status = 0 if incoming and outgoing else 1
        self.tap.ok(check.status == status, "%s: exit status %d" % (name, status),
                    "status %r after %.1f s" % (check.status, check.seconds), check.stderr)
        self.tap.same((check.choice("incoming"), check.choice("outgoing")), (incoming, outgoing),
                      name + ": recommendation")
        self.tap.note("%s: %s and %s, %.2f s, first safe pair after %s ms" % (
            name, check.choice("incoming"), check.choice("outgoing"), check.seconds,
            check.data.get("first_safe_ms")))

    def good_pair(self, name, check, domain, security="tls"):
        ports = (993, 465) if security == "tls" else (143, 587)
        self.verdict(name, check, row("imap." + domain, ports[0], security),
                     row("smtp." + domain, ports[1], security))
