"""A packet filter before the lab's servers: it counts connections and drops what it is told to."""
import collections
import json

from space import run

TABLE = """table inet lab {
  set syn4 { type ipv4_addr . inet_service . inet_service; flags dynamic; size 65535; }
  set syn6 { type ipv6_addr . inet_service . inet_service; flags dynamic; size 65535; }
  chain count {
    type filter hook input priority -10;
    tcp flags & (syn | ack) == syn update @syn4 { ip daddr . tcp dport . tcp sport counter }
    tcp flags & (syn | ack) == syn update @syn6 { ip6 daddr . tcp dport . tcp sport counter }
  }
  chain fault {
    type filter hook input priority 0;
  }
}
"""


class Filter:
    """The filter of SPACE's server."""

    def __init__(self, space):
        self.space = space
        self.nft(TABLE)

    def nft(self, text):
        with self.space.server.inside():
            return run("nft", "-f", "-", text=text)

    def drop(self, match):
        """Silently drops packets: "ip daddr 192.0.2.1 tcp dport 587"."""
        self.nft("add rule inet lab fault %s drop\n" % match)

    def reset_on(self, match):
        """Refuses connections as a closed port does."""
        self.nft("add rule inet lab fault %s reject with tcp reset\n" % match)

    def allow_all(self):
        self.nft("flush chain inet lab fault\n")

    def forget(self):
        """Starts the count anew."""
        self.nft("flush set inet lab syn4\nflush set inet lab syn6\n")

    def connections(self):
        """{(address, port): number of connections tried}; a repeated SYN is the same connection."""
        count = collections.Counter()
        for name in ("syn4", "syn6"):
            with self.space.server.inside():
                listing = json.loads(run("nft", "-j", "list", "set", "inet", "lab", name))
            for entry in listing["nftables"]:
                for element in entry.get("set", {}).get("elem", []):
                    address, port, _ = element["elem"]["val"]["concat"]
                    count[(address, port)] += 1
        return count
