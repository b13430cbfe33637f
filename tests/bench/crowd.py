"""A provider with so many servers that sixty ways of connecting are tried at once."""
import scripted
import servers

DOMAIN = "ramai.test"
NAMES = ("imap", "smtp", "mail", "pop", "pop3", "email", "in", "smtps")


class Crowd:
    """One address a name, so that no two of them share connections."""

    def __init__(self, bench):
        pem = bench.ca.issue(DOMAIN, ["%s.%s" % (name, DOMAIN) for name in NAMES])
        self.sites = [servers.Site(DOMAIN, 0x60 + number, [name], pem, ports=(), ipv6=False)
                      for number, name in enumerate(NAMES)]
        for site in self.sites:
            bench.space.server_address(site.v4)
        addresses = [site.v4 for site in self.sites]
        for port in servers.SMTP_PORTS:
            scripted.Scripted(bench.space, addresses, port,
                              lambda talk, tls=port == 465: scripted.smtp(talk, secure=tls), pem)
        for port in servers.IMAP_PORTS:
            scripted.Scripted(bench.space, addresses, port,
                              lambda talk, tls=port == 993: scripted.imap(talk, secure=tls), pem)

    def dns(self):
        return [line for site in self.sites for line in site.dns()]
