"""What asking where servers are published costs: nothing, where the usual names are right."""
import socket
import ssl
import time

import published
import web

GUESSED = "jawab.test"     # its servers have the usual names
PUBLISHED = "konfig.test"  # its own web server alone knows their names
WEB = "198.18.7.200"
PAIR = ("surat." + PUBLISHED, "kirim." + PUBLISHED)
MAIL_NAMES = ["imap." + GUESSED, "smtp." + GUESSED, *PAIR]
WEB_NAMES = [name + GUESSED for name in ("", "autoconfig.", "autodiscover.")]
WEB_NAMES += ["autoconfig." + PUBLISHED, "autoconfig.thunderbird.net"]

HOLD_MS = 1500         # how long a web server that does not answer may hold back the end
THUNDERBIRD_MS = 5000  # how long Thunderbird waits for it


def dns(site):
    """Lines of dnsmasq configuration: mail names lead to SITE, all others to the web server."""
    return (["host-record=%s,%s" % (name, ",".join(site.addresses())) for name in MAIL_NAMES]
            + ["host-record=%s,%s" % (name, WEB) for name in WEB_NAMES])


class Discovery:
    """The measurements of one Bench; while there is no web server, its names are asked in vain."""

    def __init__(self, bench):
        self.bench, self.ca = bench, bench.ca
        bench.space.server_address(WEB)
        self.web = web.Web(bench.space, self.ca.issue("web", WEB_NAMES))
        self.web.pages["https://autoconfig." + PUBLISHED + published.A1] = web.Page(
            published.pair(PUBLISHED, *PAIR))
        self.web.listen(WEB)

    def measure(self, table, nothing):
        """NOTHING: a domain with the usual names of which no web server knows."""
        self.first_safe(table, "no web server", nothing)
        self.first_safe(table, "web server without settings", GUESSED)
        self.bench.filter.drop("ip daddr %s tcp dport { 80, 443 }" % WEB)
        self.first_safe(table, "web ports dropped", GUESSED, settled=True)
        self.bench.filter.allow_all()
        self.only_published(table)

    def first_safe(self, table, name, domain, settled=False):
        wire = "round trip %d ms, %s: " % (self.bench.round_trip, name)
        seen = self.bench.medians({
            "offline": lambda: self.bench.check("--offline", domain=domain),
            "all": lambda: self.bench.check(domain=domain)})
        offline, asked = seen["offline"], seen["all"]
        table.ratio(wire + "first safe pair (floor: --offline)", asked[1], offline[1],
                    target="<= one DNS answer more = %.2f" % (
                        1 + self.bench.round_trip / offline[1]))
        if settled:
            table.ratio(wire + "end of the check (floor: --offline)", asked[2], offline[2],
                        target="<= %d ms more = %.2f" % (HOLD_MS, 1 + HOLD_MS / offline[2]))
            table.ratio(wire + "end of the check (floor: Thunderbird's wait)", asked[2],
                        offline[2] + THUNDERBIRD_MS, target="< 1")

    def only_published(self, table):
        seen = self.bench.medians({
            "floor": lambda: self.fetch() + self.bench.floor(
                [PAIR[0] + ":993", PAIR[1] + ":465"]),
            "check": lambda: self.bench.check(domain=PUBLISHED)})
        table.ratio("round trip %d ms, published by the provider alone: first safe pair "
                    "(floor: fetch, then pair)" % self.bench.round_trip, seen["check"][1],
                    seen["floor"][0], target="<= 1.3")

    def fetch(self):
        """Milliseconds in which nothing but the file is fetched: name, TCP, TLS, HTTP."""
        host = "autoconfig." + PUBLISHED
        context = ssl.create_default_context(cafile=self.ca.cert)
        begin = time.monotonic()
        with socket.create_connection((host, 443)) as plain, \
                context.wrap_socket(plain, server_hostname=host) as connection:
            # Else the question waits for the answer to the end of the handshake.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.sendall(("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" % (
                published.A1, host)).encode("ascii"))
            while b"</clientConfig>" not in connection.recv(65536):
                pass
        return (time.monotonic() - begin) * 1000
