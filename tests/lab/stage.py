"""How the scenes of the table of outcomes are written down.

A Scene says how an outcome is made to happen, and every row that comes of it.
"""
import collections

import scenes
from misbehave import Server
from report import GOOD, changed, expected

REFUSED = dict.fromkeys(GOOD, "refused")
ENCRYPTED = [row for row in GOOD if row[2] != "none"]
NAMES = ["imap", "smtp"]
ALL_NAMES = ["imap", "pop", "smtp"]
USUAL = ("--full", "--offline")

# A provider with few ports, all good.
SMALL = {465: Server("smtp", secure=True), 587: Server("smtp"), 993: Server("imap", secure=True)}
SMALL_ROWS = {"smtp_465": "ok-tls", "smtp_587_none": "need-starttls",
              "smtp_587_starttls": "ok-starttls", "imap_993": "ok-tls"}

# told: the rows that the table shows, {row: outcome}; rows: all of them; families: {row:
# {address: outcome}} where the addresses tell more; client: where the check runs, None for the
# usual place; options: of the check; stop_after: seconds after which it is interrupted; patience:
# the seconds that must pass, so that those who need many are started first; findings: codes that
# must be among those of the check; within: seconds that it may take;
# once: the second check would find another world; others: whether the other rows matter.
Scene = collections.namedtuple(
    "Scene", "domain how told rows families client options stop_after patience findings within once others")


class Stage(scenes.World):
    """What the scenes of all kinds are made with.

    scenes: the checks to be made; scripted: (site, port, behaviour, TLS context); rules: of the
    packet filter; routes: (kind, site) of the client; stapled: (address, port, certificate, OCSP
    answer) for OpenSSL's own server.
    """

    def __init__(self):
        self.scenes, self.scripted, self.rules, self.routes, self.stapled = [], [], [], [], []
        super().__init__()

    def scene(self, domain, how, told, rows=None, names=NAMES, extra=None, families=None,
              client=None, options=USUAL, stop_after=None, patience=0, findings=(), within=None,
              once=False, others=True):
        """TOLD and EXTRA: {(label, port, security): outcome}, EXTRA for rows beyond the usual."""
        def full(short):
            return {scenes.row("%s.%s" % (label, domain), port, security): outcome
                    for (label, port, security), outcome in (short or {}).items()}
        labels = {protocol: label if label in names else None for protocol, label in (
            ("imap", "imap"), ("pop3", "pop"), ("smtp", "smtp"))}
        wanted = expected(domain, rows if rows is not None else REFUSED, **labels)
        wanted.update(full(extra))
        wanted.update(full(told))
        by_family = {}
        for (label, port, security), (v4, v6) in (families or {}).items():
            site = self.sites[domain]
            by_family[scenes.row("%s.%s" % (label, domain), port, security)] = {
                site.v4: v4, site.v6: v6}
        self.scenes.append(Scene(domain, how, full(told), wanted, by_family, client, options,
                                 stop_after, patience, set(findings), within, once,
                                 others))

    def odd(self, domain, how, ports, rows, context=None, names=NAMES, extra=None,
            ipv6=False, **options):
        """A provider with scripted servers: PORTS is {port: behaviour}, ROWS the options of
        changed() that say what comes of it; nothing listens elsewhere."""
        site = self.add(domain, names=names, ports=(), ipv6=ipv6)
        self.scripted += [(site, port, behaviour, context) for port, behaviour in ports.items()]
        wanted = changed(REFUSED, **rows)
        told = {("pop" if protocol == "pop3" else protocol, port, security): outcome
                for (protocol, port, security), outcome in wanted.items() if outcome != "refused"
                and (security, outcome) != ("none", wanted.get((protocol, port, "starttls")))}
        told.update({row: outcome for row, outcome in (extra or {}).items()
                     if outcome != "refused"})
        self.scene(domain, how, told, wanted, names, extra, **options)
        return site
