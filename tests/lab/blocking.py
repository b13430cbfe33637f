"""Access networks that block mail, want a sign-in first, or answer in place of the servers."""
import barriers
import network
from network import DOMAIN, PAIR

NOTHING = (None, None)
# Where nothing answers at all, a check waits 10 s; one silent port takes 4 s at the most. The rest
# is for a busy machine.
PATIENCE = 20


class Scene:
    """One network, and what is expected in it.

    FINDING: of the check, or None where there is nothing to be said; PORT and VERDICT: what the
    command that tells of one port says there.
    """

    def __init__(self, name, place, finding, pair, rows, port, verdict):
        self.name, self.place, self.finding = name, place, finding
        self.pair, self.rows, self.port, self.verdict = pair, rows, port, verdict
        self.seen = self.answer = None


class Blocking(network.Networks):
    """One method a scene; the options are the usual ones, so that other companies are asked."""

    FIRST = 60

    def start(self):
        self.scenes = [self.port_25(), self.port_25_refused(), self.all_mail(), self.portal(),
                       self.answering_portal(), self.proxy(), self.relay_proxy()]
        for scene in self.scenes:
            scene.seen = self.observe(scene.place, DOMAIN, "--full")
            scene.answer = self.ask(scene.place, scene.port)

    def port_25(self):
        place = self.network()
        place.drop("tcp dport 25")
        return Scene("port 25 dropped", place, "port-25-blocked", PAIR,
                     {("smtp", 25): {"net-blocked"}, ("smtp", 465): {"ok-tls"}}, 25, "blocked")

    def port_25_refused(self):
        """Whether the row's refusal was the network's, its speed tells: not on a busy machine."""
        place = self.network()
        place.refuse("tcp dport 25", "tcp reset")
        return Scene("port 25 refused by the network", place, "port-25-blocked", PAIR,
                     {("smtp", 25): {"net-blocked", "refused"}, ("smtp", 465): {"ok-tls"}}, 25,
                     "blocked")

    def all_mail(self):
        place = self.network()
        place.drop(barriers.MAIL)
        return Scene("all mail ports dropped", place, "mail-blocked", NOTHING,
                     {("smtp", 465): {"net-blocked"}, ("imap", 993): {"net-blocked"}}, 993,
                     "mail-blocked")

    def portal(self):
        place = self.network()
        barriers.sign_in_page(place, self.world.strangers)
        return Scene("portal", place, "portal", NOTHING,
                     {("smtp", 465): {"portal"}, ("imap", 993): {"portal"}}, 587, "portal")

    def answering_portal(self):
        """Mail ports are answered by the portal's web server as well."""
        place = self.network()
        barriers.web_on_mail_ports(place)
        barriers.sign_in_page(place, self.world.strangers)
        return Scene("portal that answers mail ports", place, "portal", NOTHING,
                     {("smtp", 465): {"portal"}, ("imap", 993): {"portal"}}, 587, "portal")

    def proxy(self):
        place = self.network()
        barriers.stand_in(place, self.world.strangers)
        return Scene("proxy for all mail", place, "intercepted", NOTHING,
                     {("smtp", 465): {"intercepted"}, ("imap", 993): {"intercepted"}}, 465,
                     "intercepted")

    def relay_proxy(self):
        """A mail program has nothing to do with it; whoever asks about the port is told."""
        place = self.network()
        barriers.stand_in(place, self.world.strangers, (25,))
        return Scene("proxy for port 25 alone", place, None, PAIR,
                     {("smtp", 465): {"ok-tls"}}, 25, "intercepted")

    def finish(self):
        for scene in self.scenes:
            seen = scene.seen.result()
            self.found(scene.name, seen, scene.finding, scene.pair, PATIENCE)
            self.told("%s, port %d" % (scene.name, scene.port), scene.answer.result(),
                      scene.verdict)
            for (protocol, port), wanted in scene.rows.items():
                outcomes = {p["outcome"] for p in seen.english.data["probes"]
                            if (p["protocol"], p["port"]) == (protocol, port)}
                self.tap.ok(outcomes and outcomes <= wanted, "%s: %s %d is %s" % (
                    scene.name, protocol, port, " or ".join(sorted(wanted))), outcomes,
                    seen.english.data.get("port_checks"))
