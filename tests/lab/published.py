"""What providers publish about their servers: autoconfig files, PACC documents, MTA-STS policies."""
import base64
import hashlib
import json

SSL, STARTTLS = "SSL", "STARTTLS"
A1 = "/mail/config-v1.1.xml"
A2 = "/.well-known/autoconfig/mail/config-v1.1.xml"
PACC = "/.well-known/user-agent-configuration.json"
STS = "/.well-known/mta-sts.txt"
AUTODISCOVER = "/autodiscover/autodiscover.xml"
ISPDB = "https://autoconfig.thunderbird.net/v1.1/"


def server(protocol, host, port, socket_type=SSL, user="%EMAILADDRESS%"):
    """One section of an autoconfig file; HOST and PORT are taken as they are."""
    element = "outgoingServer" if protocol == "smtp" else "incomingServer"
    return """<{0} type="{1}"><hostname>{2}</hostname><port>{3}</port>
<socketType>{4}</socketType><username>{5}</username>
<authentication>password-cleartext</authentication></{0}>
""".format(element, protocol, host, port, socket_type, user)


def autoconfig(domain, *servers, before="", inside="", declaration='encoding="UTF-8"'):
    """A file for DOMAIN with sections made by server(), as text."""
    return """<?xml version="1.0" %s?>
%s<clientConfig version="1.1"><emailProvider id="%s"><domain>%s</domain>
<displayName>Surel</displayName>
%s%s</emailProvider></clientConfig>
""" % (declaration, before, domain, domain, inside, "".join(servers))


def pair(domain, incoming, outgoing):
    """A file that names one server for IMAP and one for submission, as bytes."""
    return autoconfig(domain, server("imap", incoming, 993),
                      server("smtp", outgoing, 465)).encode("utf-8")


def pacc(incoming, outgoing):
    """A PACC document, as bytes."""
    return json.dumps({
        "protocols": {"imap": {"host": incoming}, "smtp": {"host": outgoing}},
        "authentication": {"password": True},
        "info": {"provider": {"name": "Surel"}},
    }).encode("utf-8")


def pacc_digest(document):
    """The TXT record that confirms DOCUMENT."""
    digest = base64.b64encode(hashlib.sha256(document).digest()).decode("ascii")
    return "v=UAAC1; a=sha256; d=" + digest


def mta_sts(*exchangers, mode="enforce"):
    """A policy, as bytes; its lines end as RFC 8461 has it."""
    lines = ["version: STSv1", "mode: " + mode, *["mx: " + mx for mx in exchangers],
             "max_age: 86400"]
    return ("\r\n".join(lines) + "\r\n").encode("ascii")
