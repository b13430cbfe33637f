"""Stand-ins for the servers that Dermaga asks about ports, and networks that are in the way.

How to stand in for the controls: data/controls.ini has their names; Crowd gives each company an
address, a certificate of the lab's authority for all its names, and real servers on its ports. Run
the program with --ca-file of that authority. The web document comes from a web server of the lab.
192.0.2.1 and 2001:db8::1 belong to nobody here as well; what is sent there goes to the router, the
lab's name server, where Network may answer in its place.
"""
import configparser
import os
import re

import certs
import packets
import servers
import space
import web
from space import DNS4, DNS6, run

FIRST = 0x70  # the last number of the first company's address
MAIL_PORTS = "{ 25, 465, 587, 2525, 143, 993, 110, 995 }"

# What the access network does, in the table of the filter before the servers. Interception answers
# for every address, so it stands before the decision where a packet goes.
NETWORK = """table ip fake {
  chain in { type nat hook prerouting priority -100; }
}
table ip6 fake {
  chain in { type nat hook prerouting priority -100; }
}
"""


class Company(servers.Site):
    """Everything that one company of data/controls.ini has, on one address a family."""

    def __init__(self, name, number, hosts, ports, pem, ipv6=True):
        super().__init__(name.lower() + ".test", number, [], pem, ports, ipv6)
        self.name, self.hosts = name, hosts

    def dns(self):
        return ["host-record=%s,%s" % (host, ",".join(self.addresses())) for host in self.hosts]


def read_companies(root):
    """{company: (hosts, ports)} of data/controls.ini, and (host, url, answer) of its page."""
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",),
                                       comment_prefixes=("#",), default_section="")
    parser.read(os.path.join(root, "data", "controls.ini"), encoding="utf-8")
    companies, page = {}, None
    for group in parser.sections():
        found = re.findall(r"([a-z0-9.-]+):(\d+) (?:tls|starttls)", parser[group].get("servers", ""))
        if found:
            hosts = list(dict.fromkeys(host for host, _ in found))
            companies[group] = (hosts, tuple(int(port) for _, port in found))
        if "page" in parser[group]:
            url = parser[group]["page"]
            page = (url.split("/")[2], url, parser[group]["answer"])
    return companies, page


class Crowd:
    """All companies, each with real servers; further SITES are served beside them.

    SPACE, CA and FILTER are the lab's; close() stops the servers.
    """

    def __init__(self, root, sites=None, ipv6=True):
        self.space = space.Space()
        self.route_by_router()
        self.filter = packets.Filter(self.space)
        self.ca = certs.Authority(self.space.dir)
        companies, (self.page_host, self.page_url, self.answer) = read_companies(root)
        self.companies = {
            name: Company(name, FIRST + index, hosts, ports, self.ca.issue(name, hosts), ipv6)
            for index, (name, (hosts, ports)) in enumerate(companies.items())}
        self.sites = sites(self.ca) if sites else []
        self.page = servers.Site("page.test", FIRST + len(companies), [], None, (), ipv6)
        served = [*self.companies.values(), *self.sites]
        self.dns = servers.Dns(self.space, [
            line for site in served for line in site.dns()]
            + ["host-record=%s,%s" % (self.page_host, ",".join(self.page.addresses()))])
        self.mail = servers.Mail(self.space, [*served, self.page])
        self.web = web.Web(self.space, self.ca.issue("web", [self.page_host]))
        self.web.pages[self.page_url] = web.Page(self.answer.encode() + b"\n", "text/plain")
        for address in [*self.page.addresses(), DNS4, DNS6]:
            self.web.listen(address, (80,))
        self.network = Network(self)
        self.filter.forget()

    def route_by_router(self):
        """What is not in the lab goes to its name server, as to a router of an access network."""
        run("ip", "route", "replace", "default", "via", DNS4)
        run("ip", "-6", "route", "replace", "default", "via", DNS6)

    def close(self):
        self.mail.stop()
        self.dns.stop()
        self.space.close()


class Network:
    """The access network: between the client and everybody."""

    def __init__(self, crowd):
        self.crowd, self.filter = crowd, crowd.filter
        self.filter.nft(NETWORK)

    def open(self):
        """Nothing is in the way."""
        self.filter.allow_all()
        self.filter.nft("flush chain ip fake in\nflush chain ip6 fake in\n")

    def drop(self, ports, family="ip"):
        """Loses what is sent to PORTS (as nft has it); FAMILY "ip", "ip6"."""
        self.filter.drop("meta nfproto %s tcp dport %s" % (
            "ipv4" if family == "ip" else "ipv6", ports))

    def drop_both(self, ports):
        self.drop(ports)
        self.drop(ports, "ip6")

    def refuse(self, ports):
        self.filter.reset_on("tcp dport %s" % ports)

    def redirect(self, ports, port):
        """Whatever is sent to PORTS, at any address, is answered by the router's own PORT."""
        for family in ("ip", "ip6"):
            self.filter.nft("add rule %s fake in tcp dport %s redirect to :%d\n" % (
                family, ports, port))

    def portal(self):
        """A sign-in page in place of the web, and no mail."""
        self.redirect("80", 80)
        self.crowd.web.pages["http://%s/*" % self.crowd.page_host] = web.redirect(
            "http://login.test/")
        self.crowd.web.pages.pop(self.crowd.page_url)
        self.drop_both(MAIL_PORTS)

    def portal_left(self):
        self.crowd.web.pages[self.crowd.page_url] = web.Page(
            self.crowd.answer.encode() + b"\n", "text/plain")
        self.open()
