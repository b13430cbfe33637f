"""All scenes of the table of outcomes, side by side in one world."""
import subprocess

import companies
import reaching
import scripted
import servers
import talking
from space import set_kernel
from report import GOOD, changed
from stage import ALL_NAMES


class World(reaching.Reaching, talking.Talking):
    """All providers of the table; self.scenes are the checks to be made."""

    FIRST = 60

    def __init__(self, source):
        self.source = source
        super().__init__()

    def real_sites(self):
        self.companies = companies.Companies(self, self.source)
        self.good()
        self.certificates()

    def in_the_way(self):
        """What the access network does. Whom the program asks, companies plays."""
        told = {("smtp", 25, "starttls"): "net-blocked", ("smtp", 465, "tls"): "ok-tls"}
        self.scene("contoh.test", "the access network drops 25, for other companies as well", told,
                   changed(GOOD, smtp_25="net-blocked"), ALL_NAMES, client="blocks 25",
                   options=("--full",), patience=4, findings=["port-25-blocked"])
        for how, client, outcome in (
                ("the access network shows its own page for every web page, and drops mail",
                 "portal", "portal"),
                ("the access network answers in place of every mail server", "proxy",
                 "intercepted")):
            told = {("imap", 993, "tls"): outcome, ("smtp", 587, "starttls"): outcome}
            self.scene("contoh.test", how, told, names=ALL_NAMES, client=client,
                       options=("--full",), patience=10, findings=[outcome], others=False)

    def scripted_sites(self):
        self.in_the_way()
        self.unreached()
        self.one_family()
        self.hung_up()
        self.late()
        self.turned_away()
        self.crowded()
        self.banned()
        self.wrong_manner()
        self.upgrades()
        self.handshakes()

    def odd_names(self):
        self.names()
        self.half_named()

    def scripts(self):
        self.companies.start()
        for site, port, behaviour, context in self.scripted:
            scripted.Scripted(self.space, site.addresses(), port, behaviour, site.pem, context)
        for address, port, pem, answer in self.stapled:
            server = servers.Daemon(self.space, "stapled-%d" % port, [
                "openssl", "s_server", "-accept", "%s:%d" % (address, port), "-cert", pem, "-key",
                pem, "-status_file", answer, "-quiet"], subprocess.PIPE)
            servers.wait_for(address, port, server.process)

    def dropped(self):
        # However often a port is refused, the word of the refusal comes.
        with self.space.server.inside():
            set_kernel("ipv4/icmp_ratelimit", 0)
            set_kernel("ipv6/icmp/ratelimit", 0)
        for rule in self.rules:
            self.filter.nft("add rule inet lab fault " + rule + "\n")

    def good(self):
        self.add("contoh.test", names=ALL_NAMES)
        self.scene("contoh.test", "Postfix and Dovecot with a good certificate", {
            ("imap", 993, "tls"): "ok-tls", ("smtp", 465, "tls"): "ok-tls",
            ("pop", 995, "tls"): "ok-tls", ("smtp", 587, "starttls"): "ok-starttls",
            ("imap", 143, "starttls"): "ok-starttls", ("smtp", 25, "none"): "ok-plain",
            ("smtp", 587, "none"): "need-starttls"}, GOOD, ALL_NAMES)
        self.add("polos.test", names=ALL_NAMES, pem=None, ports=(25, 587, 2525, 143, 110))
        self.scene("polos.test", "Postfix and Dovecot without TLS", {
            ("smtp", 587, "none"): "ok-plain", ("imap", 143, "none"): "ok-plain",
            ("pop", 110, "none"): "ok-plain", ("smtp", 587, "starttls"): "no-starttls",
            ("imap", 143, "starttls"): "no-starttls", ("smtp", 465, "tls"): "refused"},
            {row: {"none": "ok-plain", "starttls": "no-starttls", "tls": "refused"}[row[2]]
             for row in GOOD}, ALL_NAMES)
