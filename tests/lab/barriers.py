"""What access networks put in the way of mail."""
import types

import scripted
import servers
import web
from misbehave import Server, say

MAIL = "tcp dport { %s }" % ", ".join(map(str, servers.ALL_PORTS))
PORTAL_PAGE = b"<html><body>Selamat datang! Silakan masuk ke jaringan.</body></html>"


def sign_in_page(place, pem):
    """Every web page is the network's own, nothing else gets through but names."""
    site = web.Web(types.SimpleNamespace(server=place.router), pem)
    site.find = lambda *_: web.Page(PORTAL_PAGE, "text/html")
    site.listen("::", (80,))  # for both families
    place.answer("tcp dport 80")
    place.drop("meta l4proto tcp")


def web_on_mail_ports(place):
    """The sign-in page is where mail servers should be, too."""
    for port in servers.ALL_PORTS:
        scripted.Scripted(place, ["0.0.0.0", "::"], port, say(
            "HTTP/1.1 302 Found\nLocation: http://masuk.hotel.test/\n\n"))
    place.answer(MAIL)


def stand_in(place, pem, ports=servers.ALL_PORTS):
    """Mail servers of the network's own, with a certificate of its own, for whoever is meant."""
    protocols = {**dict.fromkeys(servers.SMTP_PORTS, "smtp"),
                 **dict.fromkeys(servers.IMAP_PORTS, "imap"),
                 **dict.fromkeys(servers.POP3_PORTS, "pop3")}
    for port in ports:
        scripted.Scripted(place, ["0.0.0.0", "::"], port, Server(
            protocols[port], secure=port in servers.TLS_PORTS), pem)
    place.answer("tcp dport { %s }" % ", ".join(map(str, ports)))
