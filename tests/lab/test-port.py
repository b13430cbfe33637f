#!/usr/bin/python3
"""dermaga-cli port, and what a check makes of it, in access networks that block, fake and greet."""
import json
import subprocess
import sys
import time

import blockage
import scenes
import scripted
import servers
import space
from report import Check
from tap import Tap

PROVIDER = "contoh.test"
ANSWERS = {"open": 0, "blocked": 1, "mail-blocked": 1, "intercepted": 1, "portal": 1,
           "unknown": 1, "offline": 3}


class PortScene:
    """Runs of the command in networks of all kinds."""

    def __init__(self, program, crowd, tap):
        self.program, self.crowd, self.tap = program, crowd, tap

    def ask(self, port, *options):
        begin = time.monotonic()
        done = subprocess.run([self.program, "port", str(port), "--json",
                               "--ca-file=" + self.crowd.ca.cert, *options],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        self.seconds, self.status, self.named = time.monotonic() - begin, done.returncode, done.stderr
        checks = json.loads(done.stdout)["port_checks"]
        self.tap.same(len(checks), 1, "port %d: one check" % port)
        return checks[0]

    def expect(self, name, port, verdict, ipv4, ipv6, limit):
        check = self.ask(port)
        self.tap.same((check["verdict"], check["ipv4"], check["ipv6"]), (verdict, ipv4, ipv6),
                      "%s: verdict" % name)
        if check["verdict"] != verdict:
            self.tap.note(json.dumps(check["controls"], indent=1))
        self.tap.same(self.status, ANSWERS[verdict], "%s: exit status" % name)
        self.tap.ok(self.seconds < limit, "%s: within %.1f s" % (name, limit), self.seconds)
        self.tap.note("%s: %s after %.2f s: %s" % (name, verdict, self.seconds, check["headline"]))
        return check

    def hosts_are_named(self, check):
        hosts = {control["host"] or control["address"] for control in check["controls"]}
        missing = [host for host in hosts if host not in self.named]
        self.tap.ok(hosts and not missing, "who is asked is named", missing, self.named)

    def polite(self, check):
        """One connection for each address and port, and no word but a greeting and good-bye."""
        seen = {(address, port): count for (address, port), count
                in self.crowd.filter.connections().items() if port != 80}
        asked = {(control["address"], control["port"]) for control in check["controls"]
                 if control["kind"] in ("same-port", "other-port") and control["address"]}
        self.tap.same(set(seen.values()), {1}, "one connection a control")
        self.tap.ok(set(seen) <= asked, "nobody else is asked", set(seen) - asked)
        companies = {control["company"] for control in check["controls"]
                     if control["kind"] == "same-port"}
        self.tap.ok(2 <= len(companies) <= 3, "two or three companies", companies)

    def all_open(self):
        for port in servers.ALL_PORTS:
            self.crowd.filter.forget()
            check = self.expect("nothing in the way, %d" % port, port, "open", "open", "open", 2)
            self.hosts_are_named(check)
            self.polite(check)

    def blocked(self):
        network = self.crowd.network
        network.drop_both("25")
        check = self.expect("25 dropped", 25, "blocked", "blocked", "blocked", 3)
        self.tap.ok("likely" in check["headline"], "25 dropped: likely", check["headline"])
        self.hosts_are_named(check)
        others = {control["port"] for control in check["controls"]
                  if control["kind"] == "other-port"}
        self.tap.ok(25 not in others and len(others) > 1, "25 dropped: other ports tried", others)
        self.expect("25 dropped, but 587 asked", 587, "open", "open", "open", 2)
        network.open()
        network.refuse("25")
        self.expect("25 refused", 25, "blocked", "blocked", "blocked", 2)
        network.open()
        network.drop("587")
        self.expect("587 dropped in IPv4", 587, "open", "blocked", "open", 3)
        network.open()
        network.drop_both(blockage.MAIL_PORTS)
        self.expect("all mail dropped", 993, "mail-blocked", "mail-blocked", "mail-blocked", 4.5)
        network.open()

    def faked(self):
        network = self.crowd.network
        scripted.Scripted(self.crowd.space, ["0.0.0.0", "::"], 2599, scripted.smtp,
                          self.crowd.ca.issue("proxy", ["proxy.test"]))
        network.redirect("25", 2599)
        check = self.expect("25 answered by a stranger", 25, "intercepted", "intercepted",
                            "intercepted", 5)
        nowhere = [control for control in check["controls"] if control["kind"] == "negative"]
        self.tap.ok(all(control["open"] for control in nowhere),
                    "25 answered by a stranger: also where nobody is", nowhere)
        self.tap.ok(not any(control["genuine"] for control in check["controls"]
                            if control["port"] == 25),
                    "25 answered by a stranger: nobody proved a name")
        network.open()

    def portal(self):
        self.crowd.network.portal()
        self.expect("portal", 587, "portal", "portal", "portal", 3)
        self.crowd.network.portal_left()
        self.expect("portal left", 587, "open", "open", "open", 2)

    def check(self, name, *options):
        """A whole check of the provider that shares this network with the companies."""
        check = Check(self.program, PROVIDER, *options, ca=self.crowd.ca.cert).finish()
        self.tap.ok(check.data["schema"] == 1, name + ": a report", check.stderr)
        self.tap.note("%s: %.2f s, findings %s" % (name, check.seconds, sorted(check.findings())))
        return check

    def outcomes(self, check, port):
        return {outcome for row, outcome in check.rows().items() if row[2] == port}

    def check_nothing(self):
        self.crowd.filter.forget()
        check = self.check("check, nothing in the way", "--full")
        self.tap.same(check.data["port_checks"], [], "check, nothing in the way: no port is asked")
        companies = {address for company in self.crowd.companies.values()
                     for address in company.addresses()}
        asked = {address for address, _ in self.crowd.filter.connections()}
        self.tap.same(asked & companies, set(), "check, nothing in the way: no company is asked")

    def check_blocked(self):
        self.crowd.network.drop_both("25")
        check = self.check("check, 25 dropped", "--full")
        self.tap.same(self.outcomes(check, 25), {"net-blocked"}, "check, 25 dropped: its rows")
        self.tap.same(self.outcomes(check, 587), {"ok-starttls", "need-starttls"},
                      "check, 25 dropped: rows of 587")
        self.tap.same([(c["port"], c["verdict"]) for c in check.data["port_checks"]],
                      [(25, "blocked")], "check, 25 dropped: what was asked")
        self.tap.ok("port-25-blocked" in check.findings(), "check, 25 dropped: is said")
        self.tap.ok(check.status == 0 and check.seconds < 5, "check, 25 dropped: in time",
                    check.seconds)
        for options in (["--no-controls"], ["--no-third-party"], []):
            check = self.check("check, 25 dropped %s" % options, *options)
            self.tap.same((check.data["port_checks"], check.status), ([], 0),
                          "check, 25 dropped, %s: nobody is asked" % (options or "not --full"))
        self.crowd.network.open()

    def check_sending_blocked(self):
        self.crowd.network.drop_both("{ 25, 465, 587, 2525 }")
        check = self.check("check, sending dropped")
        self.tap.same(self.outcomes(check, 465) | self.outcomes(check, 587), {"net-blocked"},
                      "check, sending dropped: the rows wait for the answer")
        self.tap.ok("sending-blocked" in check.findings(), "check, sending dropped: is said",
                    check.findings())
        self.crowd.network.open()

    def check_faked(self):
        self.crowd.network.redirect("{ 25, 465, 587, 2525 }", 2599)
        check = self.check("check, sending answered by a stranger", "--full")
        self.tap.ok("intercepted" in self.outcomes(check, 587),
                    "check, sending answered by a stranger: rows", check.rows())
        self.tap.ok("intercepted" in check.findings(),
                    "check, sending answered by a stranger: is said", check.findings())
        self.tap.same(self.outcomes(check, 993), {"ok-tls"},
                      "check, sending answered by a stranger: what is proved stays")
        self.crowd.network.open()

    def check_portal(self):
        self.crowd.network.portal()
        check = self.check("check, portal")
        self.tap.ok("portal" in check.findings(), "check, portal: is said", check.findings())
        self.tap.ok("portal" in self.outcomes(check, 587), "check, portal: rows", check.rows())
        self.crowd.network.portal_left()

    def not_asked(self):
        for option in ("--offline", "--no-third-party", "--no-controls"):
            self.crowd.filter.forget()
            check = self.ask(25, option)
            self.tap.same((check["verdict"], check["controls"], self.status), ("unknown", [], 1),
                          option + ": nothing is known")
            self.tap.same(dict(self.crowd.filter.connections()), {}, option + ": nobody is asked")

    def without_network(self):
        self.crowd.space.cut()
        self.expect("no network", 25, "offline", "offline", "offline", 6)

    def run(self):
        self.all_open()
        self.blocked()
        self.faked()
        self.portal()
        self.check_nothing()
        self.check_blocked()
        self.check_sending_blocked()
        self.check_faked()
        self.check_portal()
        self.not_asked()
        self.without_network()


def sites(ca):
    """A provider as good as any, with all ports."""
    names = ["imap", "pop", "smtp"]
    pem = ca.issue(PROVIDER, [name + "." + PROVIDER for name in names])
    return [servers.Site(PROVIDER, 0x20, names, pem)]


def main():
    program = scenes.program(sys.argv)
    absent = servers.missing()
    if absent:
        space.skip("not installed: " + " ".join(absent))
    space.enter(["dnsmasq", "openssl"])
    tap = Tap()
    crowd = blockage.Crowd(sys.argv[2], sites)
    try:
        PortScene(program, crowd, tap).run()
    finally:
        crowd.close()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
