"""What silent ports cost: the answer does not wait for them, and the map not for long."""
import scripted
import servers

QUIET = "lambat.test"    # greets late, and offers nothing else
MIXED = "campur.test"    # greets late on one port, at once on others
GREETING_S = 8
PATIENCE_MS = 4000       # and four round trips
THUNDERBIRD_MS = 12000   # to 18000: how long Thunderbird takes to give such ports up


class Silence:
    """The measurements of one Bench."""

    def __init__(self, bench):
        self.bench = bench
        self.sites = [self.site(QUIET, 0x20, {
            143: scripted.slow(GREETING_S, scripted.imap),
            587: scripted.slow(GREETING_S, scripted.smtp)}),
                      self.site(MIXED, 0x21, {
                          587: scripted.slow(GREETING_S, scripted.smtp),
                          465: lambda talk: scripted.smtp(talk, secure=True),
                          993: lambda talk: scripted.imap(talk, secure=True)})]

    def site(self, domain, number, ports):
        pem = self.bench.ca.issue(domain, ["imap." + domain, "smtp." + domain])
        site = servers.Site(domain, number, ["imap", "smtp"], pem, ports=(), ipv6=False)
        self.bench.space.server_address(site.v4)
        for port, behaviour in ports.items():
            scripted.Scripted(self.bench.space, [site.v4], port, behaviour, pem)
        return site

    def dns(self):
        return [line for site in self.sites for line in site.dns()]

    def measure(self, table, domain):
        """DOMAIN: a good provider on both families."""
        self.maps(table, domain)
        self.answers(table, domain)
        self.greetings(table)

    def bar(self):
        return PATIENCE_MS + 4 * self.bench.round_trip

    def maps(self, table, domain):
        """The whole map of a host whose other ports answer."""
        for name, rule in (("25 dropped", "tcp dport 25"),
                           ("25, 587, 2525, 110, 995 dropped",
                            "tcp dport { 25, 587, 2525, 110, 995 }"),
                           ("IPv6 dropped", "meta nfproto ipv6")):
            self.bench.filter.drop(rule)
            seen = self.bench.medians({"full": lambda: self.bench.check(
                "--full", "--offline", domain=domain)}, rounds=3)["full"]
            self.bench.filter.allow_all()
            wire = "round trip %d ms, %s: whole map " % (self.bench.round_trip, name)
            table.ratio(wire + "(floor: 4 s + 4 round trips)", seen[0], self.bar(), target="<= 1")
        table.ratio(wire + "(floor: Thunderbird's 12 s)", seen[0], THUNDERBIRD_MS, target="< 1")

    def answers(self, table, domain):
        """The answer with silent ports against the answer without."""
        def check():
            return self.bench.check("--offline", domain=domain)

        def silent():
            self.bench.filter.drop("tcp dport { 25, 587, 2525, 143, 110 }")
            try:
                return check()
            finally:
                self.bench.filter.allow_all()
        seen = self.bench.medians({"good": check, "silent": silent})
        wire = "round trip %d ms, five ports dropped: " % self.bench.round_trip
        table.ratio(wire + "first safe pair (floor: none dropped)", seen["silent"][1],
                    seen["good"][1], target="<= 1.1")
        table.ratio(wire + "end of the check (floor: none dropped)", seen["silent"][0],
                    seen["good"][0], target="<= 1.1")

    def greetings(self, table):
        """A slow greeting is waited for where nothing better is known, and only there."""
        seen = self.bench.medians({
            "alone": lambda: self.bench.check("--offline", domain=QUIET),
            "beside": lambda: self.bench.check("--offline", domain=MIXED)}, rounds=1)
        wire = "round trip %d ms, greeting after %d s: " % (self.bench.round_trip, GREETING_S)
        floor = GREETING_S * 1000 + 8 * self.bench.round_trip
        table.ratio(wire + "end of the check (floor: the greeting and 8 round trips)",
                    seen["alone"][0], floor, target="<= 1.1")
        table.figure(wire + "first safe pair", "%.0f ms" % seen["alone"][1], "found")
        table.figure(wire + "end of the check beside better ports",
                     "%.0f ms" % seen["beside"][0], "< 2000 ms")
