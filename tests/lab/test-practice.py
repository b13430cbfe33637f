#!/usr/bin/python3
"""In each scene of the practice provider, dermaga-cli finds there what it finds at real Postfix and
Dovecot in that state.

Nothing of what is compared may differ. Not compared are names of certificates' issuers and times:
Dovecot cannot be made to greet late, so that the slow scene is really slow at SMTP only.
"""
import json
import subprocess
import sys

import certs
import packets
import scenes
import servers
import space
from report import Check
from tap import Tap

PRACTICE = "practice.test"
NAMES = ["", "mail", "imap", "pop", "smtp"]
CLEAR_PORTS = (25, 587, 2525, 143, 110)
SLOW_MS = 6000
SLEEP = "  -o smtpd_delay_reject=no\n  -o { smtpd_client_restrictions = sleep %d }" % (
    SLOW_MS // 1000)


class Postfix(servers.Postfix):
    """AUTH on every port, as where main.cf alone says so, and never outside TLS."""

    def main(self, sasl):
        return super().main(sasl) + "smtpd_sasl_auth_enable = yes\n"

    @staticmethod
    def master(sites):
        return [line.replace("smtpd_tls_auth_only=no", "smtpd_tls_auth_only=yes")
                + ("\n" + SLEEP if line.endswith("myhostname=smtp.lambat.test") else "")
                for line in servers.Postfix.master(sites)]


class Dovecot(servers.Dovecot):
    """No password outside TLS, also where there is none."""

    clear_without_tls = False


class Mail(servers.Mail):
    make_postfix, make_dovecot = Postfix, Dovecot


class World:
    """A real provider for each scene: {scene: domain}."""

    def __init__(self):
        self.space = space.Space()
        self.ca = certs.Authority(self.space.dir)
        self.filter = packets.Filter(self.space)
        self.domains, self.sites = {}, []
        self.add("good", "baik.test")
        silent = self.add("port-25-blocked", "saring.test")
        self.add("expired-certificate", "lewat.test", start="20200101", end="20210101")
        self.add("wrong-name", "lain.test", names=["mail.hosting.example", "*.hosting.example"])
        stripped = self.add("starttls-stripped", "kupas.test", ports=servers.TLS_PORTS)
        self.add("only-2525", "sisa.test", ports=(2525, 143, 993, 110, 995))
        self.add("slow-greeting", "lambat.test")
        bare = self.site("kulit.test", None, CLEAR_PORTS)
        self.dns = servers.Dns(self.space, [line for site in self.sites for line in site.dns()])
        self.mail = Mail(self.space, self.sites)
        self.filter.drop("ip daddr %s tcp dport 25" % silent.v4)
        self.space.filter("table ip strip {\nchain in {\ntype nat hook prerouting priority -100\n"
                          "ip daddr %s tcp dport { %s } dnat to %s\n}\n}\n" % (
                              stripped.v4, ", ".join(map(str, CLEAR_PORTS)), bare.v4))

    def site(self, domain, pem, ports):
        site = servers.Site(domain, 0x10 + len(self.sites), NAMES, pem, ports, ipv6=False)
        self.sites.append(site)
        return site

    def add(self, scene, domain, names=None, ports=servers.ALL_PORTS, **dates):
        self.domains[scene] = domain
        hosts = [(name + "." + domain).lstrip(".") for name in NAMES]
        return self.site(domain, self.ca.issue(domain, names or hosts, **dates), ports)

    def close(self):
        self.mail.stop()
        self.dns.stop()
        self.space.close()


def facts(data, domain):
    """What is to be the same: the map with what is inside TLS, the findings, what is chosen."""
    def name(host):
        return host.replace(domain, PRACTICE)
    found = {}
    for probe in data["probes"]:
        tls = probe["tls"]
        found[(probe["protocol"], name(probe["host"]), probe["port"], probe["security"])] = (
            probe["outcome"], sorted(probe["auth"]),
            tls and (tls["version"], tls["cipher"], tls["faults"], tls["staple"]))
    found["findings"] = sorted(finding["code"] for finding in data["findings"])
    for half, server in data["recommendation"].items():
        found[half] = server and {key: server[key] for key in ("protocol", "port", "security",
                                                               "auth", "source")}
        if server:
            found[half]["host"] = name(server["host"])
    return found


def greeted_late(data):
    """Whether all SMTP servers took their time."""
    return all(address["timing_ms"].get("greeting", 0) >= SLOW_MS for probe in data["probes"]
               if probe["protocol"] == "smtp" for address in probe["addresses"])


def compare(tap, scene, real, practice):
    different = ["%s: really %s, in practice %s" % (key, real.get(key), practice.get(key))
                 for key in sorted(real.keys() | practice.keys(), key=str)
                 if real.get(key) != practice.get(key)]
    tap.ok(not different, "%s: %d facts are the same" % (scene, len(real)), *different)


def main():
    program = scenes.program(sys.argv)
    absent = servers.missing()
    if absent:
        space.skip("not installed: " + " ".join(absent))
    space.enter(["dnsmasq", "openssl"])
    tap = Tap()
    world = World()
    try:
        runs = [(scene, domain,
                 Check(program, domain, "--full", "--offline", "--no-controls", ca=world.ca.cert),
                 subprocess.Popen([program, "practice", "--check-only", "--json",
                                   "--scene=" + scene], stdout=subprocess.PIPE, text=True))
                for scene, domain in world.domains.items()]
        seen = {}
        for scene, domain, real, practice in runs:
            found = json.loads(practice.communicate(timeout=60)[0])
            seen[scene] = facts(real.finish().data, domain)
            compare(tap, scene, seen[scene], facts(found, PRACTICE))
            tap.same(practice.returncode, real.status, scene + ": the same exit status")
            tap.same((greeted_late(real.data), greeted_late(found)),
                     (scene == "slow-greeting",) * 2, scene + ": when the greeting comes")
        tap.same([scene for scene in seen if seen[scene] == seen["good"]],
                 ["good", "slow-greeting"], "the scenes where all is as it should be")
        tap.same(world.mail.complaints(), "", "Postfix and Dovecot have nothing to complain of")
    finally:
        world.close()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
