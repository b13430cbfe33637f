"""Access networks: each with a computer of its own, and a router on its way to the lab's servers."""
from space import PREFIX4, PREFIX6, Namespace, run, set_kernel

TABLE = """table inet access {
  chain forward {
    type filter hook forward priority 0;
  }
  chain answer {
    type nat hook prerouting priority -100;
  }
}
"""


def ip(*lines):
    """Several commands of ip at once."""
    run("ip", "-batch", "-", text="\n".join(lines) + "\n")


def device(name, v4, v6):
    return ("addr add %s/%d dev %s" % (v4, PREFIX4, name),
            "addr add %s/%d dev %s nodad" % (v6, PREFIX6, name), "link set %s up" % name)


class Access:
    """Access network NUMBER of SPACE. Its router stands between: what it drops, refuses or answers
    itself is the network's doing, not the server's.

    It takes the place of a Space for what is to listen in the router: server is the router.
    """

    def __init__(self, space, number):
        self.space, self.number = space, number
        self.client, self.router = Namespace(True), Namespace(True)
        self.server = self.router
        self.client4, self.client6 = "198.18.%d.1" % number, "fd00:%d::1" % number
        self.router4, self.router6 = "198.18.%d.2" % number, "fd00:%d::2" % number
        self.plug_in()
        self.nft(TABLE)

    def plug_in(self):
        end = "acc%d" % self.number
        far, far6 = "198.19.%d.%%d" % self.number, "fd01:%d::%%d" % self.number
        for place in (self.client, self.router, self.space.server):
            with place.inside():
                # Addresses are usable at once, those that the kernel gives itself as well.
                set_kernel("ipv6/conf/default/accept_dad", 0)
        with self.router.inside():
            set_kernel("ipv4/ip_forward", 1)
            set_kernel("ipv6/conf/all/forwarding", 1)
            ip("link set lo up", "link add lan type veth peer name net0 netns "
               + self.client.path(), "link add wan type veth peer name %s netns %s" % (
                   end, self.space.server.path()),
               *device("lan", self.router4, self.router6),
               *device("wan", far % 1, far6 % 1),
               "route add 0.0.0.0/0 via " + far % 2, "route add ::/0 via " + far6 % 2)
        with self.client.inside():
            ip("link set lo up", *device("net0", self.client4, self.client6),
               "route add 0.0.0.0/0 via " + self.router4, "route add ::/0 via " + self.router6)
        with self.space.server.inside():
            ip(*device(end, far % 2, far6 % 2),
               "route add 198.18.%d.0/24 via %s" % (self.number, far % 1),
               "route add fd00:%d::/64 via %s" % (self.number, far6 % 1))

    def nft(self, text):
        with self.router.inside():
            run("nft", "-f", "-", text=text)

    def drop(self, match):
        """Does not let through: "tcp dport 25"."""
        self.nft("add rule inet access forward %s drop\n" % match)

    def refuse(self, match, how):
        self.nft("add rule inet access forward %s reject with %s\n" % (match, how))

    def answer(self, match):
        """The router answers on the same port, whoever was meant."""
        self.nft("add rule inet access answer %s redirect\n" % match)

    def no_ipv6(self):
        """The computer has no way out over IPv6."""
        with self.client.inside():
            run("ip", "-6", "route", "del", "default")
