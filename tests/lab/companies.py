"""The servers of other companies that the program asks about ports (data/controls.ini), played by
servers of the lab under the same names."""
import configparser
import os
import urllib.parse

import scripted
import web
from misbehave import Server

PROTOCOLS = {25: "smtp", 465: "smtp", 587: "smtp", 2525: "smtp", 143: "imap", 993: "imap",
             110: "pop3", 995: "pop3"}
FIRST = 220  # the last number of the first company's address


class Companies:
    """All companies of the file in the source directory SOURCE; WORLD gives them addresses."""

    def __init__(self, world, source):
        self.world, self.sites, self.pages = world, [], []
        groups = configparser.ConfigParser(interpolation=None)
        groups.read(os.path.join(source, "data/controls.ini"), encoding="utf-8")
        for number, name in enumerate(groups.sections()):
            self.company(name, FIRST + number, groups[name])

    def company(self, name, number, group):
        servers = [entry.split()[0].rpartition(":")
                   for entry in group.get("servers", "").split(",") if entry.strip()]
        hosts = sorted({host for host, _, _ in servers})
        if "page" in group:
            page = urllib.parse.urlsplit(group["page"])
            hosts.append(page.hostname)
            self.pages.append((group["page"], group["answer"], number))
        pem = self.world.ca.issue("company-" + name, hosts)
        self.sites.append((self.world.address(number), pem,
                           {int(port) for _, _, port in servers}))
        self.world.dns_lines += ["host-record=%s,%s" % (host, ",".join(self.world.address(number)))
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
        for url, answer, number in self.pages:
            addresses = self.world.address(number)
            site = web.Web(space, self.sites[number - FIRST][1])
            site.pages[url] = web.Page(answer.encode("ascii") + b"\n", "text/plain")
            for address in addresses:
                site.listen(address, (80,))
