#!/usr/bin/python3
"""dermaga-cli in access networks that block, intercept or lack something, in both languages."""
import sys

import blocking
import network
import scenes
import servers
import space
from network import DOMAIN, PAIR
from tap import Tap


class Families(network.Networks):
    """A broken IPv6, and a dead address among many."""

    def start(self):
        hole, none, closed = self.network(), self.network(), self.network()
        hole.drop("meta nfproto ipv6")
        none.no_ipv6()
        closed.refuse("meta nfproto ipv6 meta l4proto tcp", "tcp reset")
        self.scenes = [
            ("IPv6 black hole", "ipv6-broken", "timeout", hole),
            ("no IPv6", "no-ipv6", "net-unreach", none),
            ("refused on IPv6", "ipv6-broken", "refused", closed)]
        self.whole = [self.observe(place, DOMAIN, "--full", "--offline")
                      for _, _, _, place in self.scenes]
        self.eight = self.observe(self.network(), "delapan.test", "--full", "--offline")
        self.many = self.observe(self.network(), "banyak.test", "--full", "--offline")

    def finish(self):
        for (name, finding, outcome, place), whole in zip(self.scenes, self.whole):
            seen = whole.result()
            self.found(name, seen, finding, within=12)
            site = self.world.sites[DOMAIN]
            self.tap.same(seen.english.addresses(*PAIR[0]), {site.v4: "ok-tls", site.v6: outcome},
                          name + ": each family")
            fast = self.observe(place, DOMAIN, "--offline").result().english
            self.verdict(name + ", first answer", fast, *PAIR)
            # To wait for it would take 3 s at the least; this leaves a busy machine some time.
            self.tap.ok(fast.data["first_safe_ms"] < 2500, name + ": costs no time",
                        fast.data["first_safe_ms"], fast.data["elapsed_ms"])
        self.dead("delapan.test", self.eight.result(), 8)
        self.dead("banyak.test", self.many.result(), 4)

    def dead(self, domain, seen, tried):
        name = "one dead address of eight, %d tried" % tried
        pair = (scenes.row("imap." + domain, 993, "tls"), scenes.row("smtp." + domain, 465, "tls"))
        said = {"en": "One of its %d addresses did not work: %s." % (tried, self.world.dead[domain]),
                "id": "Satu dari %d alamatnya tidak berfungsi: %s." % (
                    tried, self.world.dead[domain])}
        for language, check in seen.reports.items():
            where = "%s (%s)" % (name, language)
            self.verdict(where, check, *pair)
            self.tap.ok(check.seconds < 12, where + ": within 12 s", check.seconds)
            outcomes = check.addresses(*pair[0])
            self.tap.same((len(outcomes), outcomes.get(self.world.dead[domain]),
                           list(outcomes.values()).count("ok-tls")),
                          (tried, "timeout", tried - 1), where + ": each address")
            self.tap.ok(said[language] in check.probe(*pair[0]).get("meaning", ""),
                        where + ": is told in the row", check.probe(*pair[0]))


def main():
    program = scenes.program(sys.argv)
    absent = servers.missing()
    if absent:
        space.skip("not installed: " + " ".join(absent))
    space.enter(["dnsmasq", "openssl"])
    tap = Tap()
    world = network.World(sys.argv[2])
    try:
        families = Families(program, world, tap)
        blocked = blocking.Blocking(program, world, tap)
        families.start()
        blocked.start()
        families.finish()
        blocked.finish()
    finally:
        world.close()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
