"""Scenes in which a server is not found, or not reached."""
import scripted
from report import GOOD, changed
from space import DNS4
from stage import ALL_NAMES, ENCRYPTED, NAMES, SMALL, SMALL_ROWS, USUAL, Stage


class Reaching(Stage):
    """Names, routes and packet filters."""

    # Names

    def names(self):
        """Where no name leads anywhere, the most usual ones stand for all."""
        scripted.BadDns(self.space, 5301, 2)
        scripted.BadDns(self.space, 5302, None)
        scripted.BadDns(self.space, 5303, 5)
        for domain, port in (("rusak.test", 5301), ("bisu.test", 5302), ("tolak.test", 5303)):
            self.dns_lines.append("server=/%s/%s#%d" % (domain, DNS4, port))
        self.dns_lines += ["txt-record=%skosong.test,tidak ada" % name
                           for name in ("", "imap.", "smtp.")]
        for domain, how, outcome in (
                ("tiada.test", "name server: no such name", "dns-nxdomain"),
                ("kosong.test", "name server: the names have no address", "dns-nodata"),
                ("rusak.test", "name server: SERVFAIL", "dns-servfail"),
                ("tolak.test", "name server: REFUSED", "dns-servfail"),
                ("bisu.test", "name server that never answers", "dns-no-reply")):
            self.nameless(domain, how, outcome, patience=8 if domain == "bisu.test" else 0)
        self.dns_lines.append("mx-host=nol.test,.,0")
        self.nameless("nol.test", "the domain takes no mail (MX 0 .)", "dns-nxdomain",
                      options=("--full", "--no-third-party"), findings=["null-mx"])
        self.nameless("contoh.test", "no name server is set up on this computer", "dns-no-reply",
                      client="no resolver")
        self.nameless("contoh.test", "nothing listens where the name server should be",
                      "dns-no-reply", client="closed resolver")

    def nameless(self, domain, how, outcome, **options):
        told = {("imap", 993, "tls"): outcome, ("smtp", 465, "tls"): outcome}
        self.scene(domain, how, told, dict.fromkeys(ENCRYPTED, outcome), **options)

    def half_named(self):
        """IPv4 is looked up as it should be; what becomes of IPv6 is another question."""
        for number, (domain, how, rcode) in enumerate((
                ("pincang.test", "name server: SERVFAIL for IPv6 alone", 2),
                ("tunggu.test", "name server that never answers about IPv6", None))):
            closed = {("imap", port, security): "refused" for port, security in (
                (110, "none"), (110, "starttls"), (995, "tls"))}
            site = self.odd(domain, how, SMALL, SMALL_ROWS, extra=closed, patience=8, options=(
                *USUAL, "--incoming=imap." + domain, "--outgoing=smtp." + domain))
            site.names = []  # not in the usual name server
            scripted.BadDns(self.space, 5310 + number, rcode, site.v4)
            self.dns_lines.append("server=/%s/%s#%d" % (domain, DNS4, 5310 + number))

    # What is never reached

    def unreached(self):
        dead = [("batas.test", "a router reports host unreachable", "host-unreach",
                 "reject with icmpx host-unreachable"),
                ("larang.test", "a router reports administratively prohibited", "host-unreach",
                 "reject with icmpx admin-prohibited"),
                ("tutup.test", "a packet filter refuses with RST", "refused",
                 "reject with tcp reset"),
                ("gelap.test", "a packet filter drops everything", "timeout", "drop")]
        for domain, how, outcome, verdict in dead:
            site = self.add(domain, names=NAMES, ports=())
            self.rules += ["ip daddr %s %s" % (site.v4, verdict),
                           "ip6 daddr %s %s" % (site.v6, verdict)]
            told = {("imap", 993, "tls"): outcome, ("smtp", 587, "starttls"): outcome}
            self.scene(domain, how, told, dict.fromkeys(GOOD, outcome),
                       families={row: (outcome, outcome) for row in told},
                       patience=10 if verdict == "drop" else 0)
        self.by_routes()
        self.filtered()

    def by_routes(self):
        """Where the computer itself knows no way, or forbids it."""
        told = {("imap", 993, "tls"): "ok-tls", ("smtp", 465, "tls"): "ok-tls"}
        self.scene("contoh.test", "this computer has no IPv6", told, GOOD, ALL_NAMES,
                   families={row: ("ok-tls", "net-unreach") for row in told},
                   client="IPv4 only", findings=["no-ipv6"])
        site = self.add("enam.test", names=NAMES, ports=())
        self.scene("enam.test", "this computer has no route", {
            ("imap", 993, "tls"): "net-unreach", ("smtp", 587, "starttls"): "net-unreach"},
            dict.fromkeys(GOOD, "net-unreach"))
        self.routes.append(("throw", site))
        site = self.add("pagar.test", names=NAMES, ports=())
        told = {("imap", 993, "tls"): "local-block", ("smtp", 587, "starttls"): "local-block"}
        self.scene("pagar.test", "a policy of this computer forbids the way", told,
                   dict.fromkeys(GOOD, "local-block"),
                   families={row: ("local-block", "local-block") for row in told})
        self.routes.append(("prohibit", site))

    def one_family(self):
        """One family is good, the other not: it costs nothing, and both are told."""
        for domain, how, rule, v4, v6 in (
                ("enam-tutup.test", "refused on IPv6", "ip6 daddr {v6} reject with tcp reset",
                 "ok-tls", "refused"),
                ("enam-batas.test", "a router cannot reach it over IPv6",
                 "ip6 daddr {v6} reject with icmpv6 addr-unreachable", "ok-tls", "host-unreach"),
                ("enam-larang.test", "a router forbids the way over IPv6",
                 "ip6 daddr {v6} reject with icmpv6 admin-prohibited", "ok-tls", "host-unreach"),
                ("enam-gelap.test", "dropped on IPv6", "ip6 daddr {v6} drop", "ok-tls", "timeout"),
                ("empat-gelap.test", "dropped on IPv4", "ip daddr {v4} drop", "timeout",
                 "ok-tls")):
            site = self.odd(domain, how, SMALL, SMALL_ROWS, ipv6=True, patience=4,
                            families={("imap", 993, "tls"): (v4, v6)},
                            findings=["ipv6-broken"] if v4 == "ok-tls" else [])
            self.rules.append(rule.format(v4=site.v4, v6=site.v6))

    def filtered(self):
        """One port is silent, the others answer."""
        site = self.add("saring.test", names=ALL_NAMES)
        self.rules += ["ip daddr %s tcp dport 587 drop" % site.v4,
                       "ip6 daddr %s tcp dport 587 drop" % site.v6]
        told = {("smtp", 587, "starttls"): "timeout", ("smtp", 465, "tls"): "ok-tls"}
        self.scene("saring.test", "a packet filter drops 587", told,
                   changed(GOOD, smtp_587="timeout"), ALL_NAMES,
                   families={("smtp", 587, "starttls"): ("timeout", "timeout")})
        self.scene("saring.test", "a dropped port that is not waited for", {
            ("smtp", 587, "starttls"): "not-checked"}, changed(GOOD, smtp_587="not-checked"),
            ALL_NAMES, options=("--offline",))
        self.scene("saring.test", "the check is interrupted", {
            ("smtp", 587, "starttls"): "not-checked"}, changed(GOOD, smtp_587="not-checked"),
            ALL_NAMES, stop_after=1, once=True)
