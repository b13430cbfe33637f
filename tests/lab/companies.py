"""The servers of other companies that the program asks about ports (data/controls.ini), played by
servers of the lab under the same names."""
import blockage
import scripted
import web
from misbehave import Server
from space import NET4, NET6

PROTOCOLS = {25: "smtp", 465: "smtp", 587: "smtp", 2525: "smtp", 143: "imap", 993: "imap",
             110: "pop3", 995: "pop3"}
FIRST = 220  # the last number of the first company's address


class Companies:
    """All companies of the file in the source directory SOURCE; WORLD gives them addresses."""

    def __init__(self, world, source):
        self.world, self.sites = world, []
        companies, page = blockage.read_companies(source)
        for name, (hosts, ports) in companies.items():
            self.add(name, hosts, set(ports))
        self.page_host, self.page_url, self.answer = page
        self.add("page", [self.page_host], ())

    def add(self, name, hosts, ports):
        number = str(FIRST + len(self.sites))
        addresses = [NET4 + number, NET6 + number]
        self.sites.append((addresses, self.world.ca.issue("company-" + name, hosts), ports))
        self.world.dns_lines += ["host-record=%s,%s" % (host, ",".join(addresses))
                                 for host in hosts]

    def start(self):
        space = self.world.space
        for addresses, pem, ports in self.sites:
            for address in addresses:
                space.server_address(address)
            for port in ports:
                protocol = PROTOCOLS[port]
                scripted.Scripted(space, addresses, port, Server(
                    protocol, secure=port in (465, 993, 995)), pem)
        addresses, pem, _ = self.sites[-1]
        site = web.Web(space, pem)
        site.pages[self.page_url] = web.Page(self.answer.encode("ascii") + b"\n", "text/plain")
        for address in addresses:
            site.listen(address, (80,))
