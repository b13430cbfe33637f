"""Computers from which the lab checks: the usual one, and some where something is missing."""
import contextlib
import os

import access
import barriers
from space import Namespace, run, set_kernel

OTHER4, OTHER_END4 = "198.18.8.1", "198.18.8.2"

# Continues with another resolv.conf: $0.
WITH_RESOLVER = 'mount --bind "$0" "$(readlink -f /etc/resolv.conf)" && exec "$@"'


class Clients:
    """Where a check runs, by name; None is the usual place."""

    def __init__(self, space, strangers):
        """STRANGERS: the certificate of whoever answers for others."""
        self.space = space
        self.places = {"IPv4 only": self.without_ipv6()}
        self.behind_barriers(strangers)
        self.resolvers = {"no resolver": self.file("nowhere", "# nothing\n"),
                          "closed resolver": self.file("closed", "nameserver 198.18.7.1\n")}

    def file(self, name, text):
        path = os.path.join(self.space.dir, "resolv-" + name)
        with open(path, "w", encoding="ascii") as file:
            file.write(text)
        return path

    @contextlib.contextmanager
    def at(self, name):
        """Enters the place; yields what goes before the command line there."""
        if name in self.resolvers:
            yield ["unshare", "--mount", "--propagation", "private", "sh", "-c", WITH_RESOLVER,
                   self.resolvers[name]]
        elif name:
            with self.places[name].inside():
                yield []
        else:
            yield []

    @staticmethod
    def route(kind, site):
        """A route of that KIND to both addresses of SITE; "throw" is as if there were none."""
        run("ip", "route", "add", kind, site.v4 + "/32")
        run("ip", "-6", "route", "add", kind, site.v6 + "/128")

    def behind_barriers(self, strangers):
        """Computers in access networks that are in the way."""
        networks = {name: access.Access(self.space, 20 + number) for number, name in enumerate((
            "blocks 25", "portal", "proxy"))}
        networks["blocks 25"].drop("tcp dport 25")
        barriers.sign_in_page(networks["portal"], strangers)
        barriers.stand_in(networks["proxy"], strangers)
        self.places.update({name: place.client for name, place in networks.items()})

    def without_ipv6(self):
        """A computer with IPv4 alone, on a link of its own."""
        namespace = Namespace(True)
        with namespace.inside():
            run("ip", "link", "set", "lo", "up")
            run("ip", "link", "add", "lab2", "type", "veth", "peer", "name", "lab3", "netns",
                self.space.server.path())
            set_kernel("ipv6/conf/all/disable_ipv6", 1)
            run("ip", "addr", "add", OTHER4 + "/24", "dev", "lab2")
            run("ip", "link", "set", "lab2", "up")
            run("ip", "route", "add", "default", "via", OTHER_END4)
        with self.space.server.inside():
            run("ip", "addr", "add", OTHER_END4 + "/24", "dev", "lab3")
            run("ip", "link", "set", "lab3", "up")
        return namespace
