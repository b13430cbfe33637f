"""All scenes of the table of outcomes, side by side in one world."""
import subprocess

import reaching
import scripted
import servers
import talking
from space import set_kernel
from report import GOOD
from stage import ALL_NAMES


class World(reaching.Reaching, talking.Talking):
    """All providers of the table; self.scenes are the checks to be made."""

    FIRST = 60

    def real_sites(self):
        self.good()
        self.certificates()

    def scripted_sites(self):
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
