"""The scenes of the table of outcomes: for each code, a provider or a network that brings it about.

A Scene says how, and every row that comes of it.
"""
import collections

import certs
import misbehave
import scenes
import scripted
from misbehave import Server
from space import DNS4, set_kernel
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
# must be among those of the check.
Scene = collections.namedtuple(
    "Scene", "domain how told rows families client options stop_after patience findings")


class World(scenes.World):
    """All providers of the table; self.scenes are the checks to be made."""

    FIRST = 60

    def real_sites(self):
        self.scenes, self.servers, self.rules, self.routes = [], [], [], []
        self.other = certs.Authority(self.space.dir, "Nobody Knows")
        self.middle = certs.Authority(self.space.dir, "Dermaga Lab Middle", self.ca)
        self.good()
        self.certificates()

    def scripted_sites(self):
        self.unreached()
        self.one_family()
        self.hung_up()
        self.turned_away()
        self.wrong_manner()
        self.upgrades()
        self.handshakes()

    def odd_names(self):
        self.names()
        self.half_named()

    def scripts(self):
        for site, port, behaviour, context in self.servers:
            scripted.Scripted(self.space, site.addresses(), port, behaviour, site.pem, context)

    def dropped(self):
        # However often a port is refused, the word of the refusal comes.
        with self.space.server.inside():
            set_kernel("ipv4/icmp_ratelimit", 0)
            set_kernel("ipv6/icmp/ratelimit", 0)
        for rule in self.rules:
            self.filter.nft("add rule inet lab fault " + rule + "\n")

    # Making scenes

    def scene(self, domain, how, told, rows=None, names=NAMES, extra=None, families=None,
              client=None, options=USUAL, stop_after=None, patience=0,
              findings=()):
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
                                 stop_after, patience, set(findings)))

    def odd(self, domain, how, ports, rows, context=None, names=NAMES, extra=None,
            ipv6=False, **options):
        """A provider with scripted servers: PORTS is {port: behaviour}, ROWS the options of
        changed() that say what comes of it; nothing listens elsewhere."""
        site = self.add(domain, names=names, ports=(), ipv6=ipv6)
        self.servers += [(site, port, behaviour, context) for port, behaviour in ports.items()]
        wanted = changed(REFUSED, **rows)
        told = {("pop" if protocol == "pop3" else protocol, port, security): outcome
                for (protocol, port, security), outcome in wanted.items() if outcome != "refused"
                and (security, outcome) != ("none", wanted.get((protocol, port, "starttls")))}
        self.scene(domain, how, told, wanted, names, extra, **options)
        return site

    # What works

    def good(self):
        self.add("contoh.test", names=ALL_NAMES)
        self.scene("contoh.test", "Postfix and Dovecot with a good certificate", {
            ("imap", 993, "tls"): "ok-tls", ("smtp", 465, "tls"): "ok-tls",
            ("pop", 995, "tls"): "ok-tls", ("smtp", 587, "starttls"): "ok-starttls",
            ("imap", 143, "starttls"): "ok-starttls", ("smtp", 25, "none"): "ok-plain",
            ("smtp", 587, "none"): "need-starttls"}, GOOD, ALL_NAMES)
        self.add("polos.test", names=ALL_NAMES, pem=None, ports=(25, 587, 2525, 143, 110))
        self.scene("polos.test", "Postfix and Dovecot without TLS", {
            ("smtp", 587, "none"): "ok-plain", ("imap", 143, "none"): "ok-plain",
            ("pop", 110, "none"): "ok-plain", ("smtp", 587, "starttls"): "no-starttls",
            ("imap", 143, "starttls"): "no-starttls", ("smtp", 465, "tls"): "refused"},
            {row: {"none": "ok-plain", "starttls": "no-starttls", "tls": "refused"}[row[2]]
             for row in GOOD}, ALL_NAMES)

    # Certificates

    def faulty(self, domain, how, outcome, pem):
        """A good provider but for its certificate."""
        self.add(domain, names=ALL_NAMES, pem=pem)
        self.scene(domain, "Postfix and Dovecot, " + how, {
            ("imap", 993, "tls"): outcome, ("smtp", 587, "starttls"): outcome},
            changed(GOOD, cert=outcome), ALL_NAMES)

    def certificates(self):
        def names(domain):
            return [name + "." + domain for name in ALL_NAMES]
        self.faulty("lewat.test", "certificate expired", "cert-time", self.ca.issue(
            "lewat", names("lewat.test"), "20200101", "20210101"))
        self.faulty("nanti.test", "certificate not valid yet", "cert-time", self.ca.issue(
            "nanti", names("nanti.test"), "20480101", "20490101"))
        self.faulty("lain.test", "certificate for another name", "cert-name", self.ca.issue(
            "lain", ["mail.milik-lain.test"]))
        self.faulty("sendiri.test", "certificate signed by itself", "cert-trust",
                    certs.self_signed(self.space.dir, "sendiri", names("sendiri.test")))
        self.faulty("asing.test", "certificate of an unknown authority", "cert-trust",
                    self.other.issue("asing", names("asing.test")))
        self.faulty("putus.test", "certificate without the one between it and the root",
                    "cert-trust", self.middle.issue("putus", names("putus.test")))
        self.faulty("guna.test", "certificate for another purpose", "cert-bad", self.ca.issue(
            "guna", names("guna.test"), usage="clientAuth"))

    def weak_certificate(self):
        pem = self.ca.issue("lemah", ["imap.lemah.test", "smtp.lemah.test"],
                            key=("rsa", "-pkeyopt", "rsa_keygen_bits:768"))
        self.odd("lemah.test", "certificate with a key of 768 bits",
                 {993: Server("imap", secure=True), 587: Server("smtp")},
                 {"imap_993": "cert-bad", "smtp_587_none": "need-starttls",
                  "smtp_587_starttls": "cert-bad"}, misbehave.weak_tls(pem, "DEFAULT"))

    # Names

    def names(self):
        """Where no name leads anywhere, the most usual ones stand for all."""
        scripted.BadDns(self.space, 5301, 2)
        scripted.BadDns(self.space, 5302, None)
        scripted.BadDns(self.space, 5303, 5)
        for domain, port in (("rusak.test", 5301), ("bisu.test", 5302), ("tolak.test", 5303)):
            self.dns_lines.append("server=/%s/%s#%d" % (domain, DNS4, port))
        self.dns_lines += ["txt-record=%skosong.test,tidak ada" % name
                           for name in ("", "imap.", "smtp.")]
        for domain, how, outcome in (
                ("tiada.test", "name server: no such name", "dns-nxdomain"),
                ("kosong.test", "name server: the names have no address", "dns-nodata"),
                ("rusak.test", "name server: SERVFAIL", "dns-servfail"),
                ("tolak.test", "name server: REFUSED", "dns-servfail"),
                ("bisu.test", "name server that never answers", "dns-no-reply")):
            self.nameless(domain, how, outcome, patience=8 if domain == "bisu.test" else 0)
        self.dns_lines.append("mx-host=nol.test,.,0")
        self.nameless("nol.test", "the domain takes no mail (MX 0 .)", "dns-nxdomain",
                      options=("--full", "--no-third-party"), findings=["null-mx"])
        self.nameless("contoh.test", "no name server is set up on this computer", "dns-no-reply",
                      client="no resolver")
        self.nameless("contoh.test", "nothing listens where the name server should be",
                      "dns-no-reply", client="closed resolver")

    def nameless(self, domain, how, outcome, **options):
        told = {("imap", 993, "tls"): outcome, ("smtp", 465, "tls"): outcome}
        self.scene(domain, how, told, dict.fromkeys(ENCRYPTED, outcome), **options)

    def half_named(self):
        """IPv4 is looked up as it should be; what becomes of IPv6 is another question."""
        for number, (domain, how, rcode) in enumerate((
                ("pincang.test", "name server: SERVFAIL for IPv6 alone", 2),
                ("tunggu.test", "name server that never answers about IPv6", None))):
            closed = {("imap", port, security): "refused" for port, security in (
                (110, "none"), (110, "starttls"), (995, "tls"))}
            site = self.odd(domain, how, SMALL, SMALL_ROWS, extra=closed, patience=8, options=(
                *USUAL, "--incoming=imap." + domain, "--outgoing=smtp." + domain))
            site.names = []  # not in the usual name server
            scripted.BadDns(self.space, 5310 + number, rcode, site.v4)
            self.dns_lines.append("server=/%s/%s#%d" % (domain, DNS4, 5310 + number))

    # What is never reached

    def unreached(self):
        dead = [("batas.test", "a router reports host unreachable", "host-unreach",
                 "reject with icmpx host-unreachable"),
                ("larang.test", "a router reports administratively prohibited", "host-unreach",
                 "reject with icmpx admin-prohibited"),
                ("tutup.test", "a packet filter refuses with RST", "refused",
                 "reject with tcp reset"),
                ("gelap.test", "a packet filter drops everything", "timeout", "drop")]
        for domain, how, outcome, verdict in dead:
            site = self.add(domain, names=NAMES, ports=())
            self.rules += ["ip daddr %s %s" % (site.v4, verdict),
                           "ip6 daddr %s %s" % (site.v6, verdict)]
            told = {("imap", 993, "tls"): outcome, ("smtp", 587, "starttls"): outcome}
            self.scene(domain, how, told, dict.fromkeys(GOOD, outcome),
                       families={row: (outcome, outcome) for row in told},
                       patience=10 if verdict == "drop" else 0)
        self.by_routes()
        self.filtered()

    def by_routes(self):
        """Where the computer itself knows no way, or forbids it."""
        told = {("imap", 993, "tls"): "ok-tls", ("smtp", 465, "tls"): "ok-tls"}
        self.scene("contoh.test", "this computer has no IPv6", told, GOOD, ALL_NAMES,
                   families={row: ("ok-tls", "net-unreach") for row in told},
                   client="IPv4 only", findings=["no-ipv6"])
        site = self.add("enam.test", names=NAMES, ports=())
        self.scene("enam.test", "this computer has no route", {
            ("imap", 993, "tls"): "net-unreach", ("smtp", 587, "starttls"): "net-unreach"},
            dict.fromkeys(GOOD, "net-unreach"))
        self.routes.append(("throw", site))
        site = self.add("pagar.test", names=NAMES, ports=())
        told = {("imap", 993, "tls"): "local-block", ("smtp", 587, "starttls"): "local-block"}
        self.scene("pagar.test", "a policy of this computer forbids the way", told,
                   dict.fromkeys(GOOD, "local-block"),
                   families={row: ("local-block", "local-block") for row in told})
        self.routes.append(("prohibit", site))

    def one_family(self):
        """One family is good, the other not: it costs nothing, and both are told."""
        for domain, how, rule, v4, v6 in (
                ("enam-tutup.test", "refused on IPv6", "ip6 daddr {v6} reject with tcp reset",
                 "ok-tls", "refused"),
                ("enam-batas.test", "a router cannot reach it over IPv6",
                 "ip6 daddr {v6} reject with icmpv6 addr-unreachable", "ok-tls", "host-unreach"),
                ("enam-larang.test", "a router forbids the way over IPv6",
                 "ip6 daddr {v6} reject with icmpv6 admin-prohibited", "ok-tls", "host-unreach"),
                ("enam-gelap.test", "dropped on IPv6", "ip6 daddr {v6} drop", "ok-tls", "timeout"),
                ("empat-gelap.test", "dropped on IPv4", "ip daddr {v4} drop", "timeout",
                 "ok-tls")):
            site = self.odd(domain, how, SMALL, SMALL_ROWS, ipv6=True, patience=4,
                            families={("imap", 993, "tls"): (v4, v6)},
                            findings=["ipv6-broken"] if v4 == "ok-tls" else [])
            self.rules.append(rule.format(v4=site.v4, v6=site.v6))

    def filtered(self):
        """One port is silent, the others answer."""
        site = self.add("saring.test", names=ALL_NAMES)
        self.rules += ["ip daddr %s tcp dport 587 drop" % site.v4,
                       "ip6 daddr %s tcp dport 587 drop" % site.v6]
        told = {("smtp", 587, "starttls"): "timeout", ("smtp", 465, "tls"): "ok-tls"}
        self.scene("saring.test", "a packet filter drops 587", told,
                   changed(GOOD, smtp_587="timeout"), ALL_NAMES,
                   families={("smtp", 587, "starttls"): ("timeout", "timeout")})
        self.scene("saring.test", "a dropped port that is not waited for", {
            ("smtp", 587, "starttls"): "not-checked"}, changed(GOOD, smtp_587="not-checked"),
            ALL_NAMES, options=("--offline",))
        self.scene("saring.test", "the check is interrupted", {
            ("smtp", 587, "starttls"): "not-checked"}, changed(GOOD, smtp_587="not-checked"),
            ALL_NAMES, stop_after=1)

    # What answers and leaves

    def hung_up(self):
        self.odd("tutup-dulu.test", "hangs up in place of a greeting",
                 {587: misbehave.hang_up, 143: misbehave.hang_up},
                 {"smtp_587": "dropped", "imap_143": "dropped"})
        self.odd("putuskan.test", "RST in place of a greeting",
                 {587: misbehave.reset, 143: misbehave.reset},
                 {"smtp_587": "dropped", "imap_143": "dropped"})
        self.odd("lalu-pergi.test", "hangs up when asked what it can do",
                 {587: Server("smtp", replies={"EHLO": misbehave.hang_up}),
                  143: Server("imap", replies={"CAPABILITY": misbehave.hang_up})},
                 {"smtp_587": "dropped", "imap_143": "dropped"})
        self.odd("dalam.test", "hangs up inside TLS in place of a greeting",
                 {465: misbehave.in_tls(misbehave.hang_up),
                  993: misbehave.in_tls(misbehave.hang_up)},
                 {"smtp_465": "dropped", "imap_993": "dropped"})
        self.odd("diam.test", "takes connections and stays silent",
                 {587: scripted.silent, 465: scripted.silent},
                 {"smtp_587": "silent", "smtp_465": "silent"},
                 extra={("smtp", 587, "tls"): "silent"}, patience=30)
        self.odd("diam-dalam.test", "stays silent inside TLS",
                 {993: misbehave.in_tls(scripted.silent)}, {"imap_993": "silent"}, patience=30)

    def turned_away(self):
        smtp, imap, pop = ("554 5.7.1 no service for your address\n", "* BYE not for you\n",
                           "-ERR [SYS/PERM] not for you\n")
        self.refusing("usir.test", "turns away", smtp, imap, pop, "greet-refused")
        self.refusing("sibuk.test", "too many connections", "421 4.7.0 too many connections\n",
                      "* BYE [UNAVAILABLE] try later\n", "-ERR [SYS/TEMP] try later\n", "tempfail")
        self.odd("web.test", "a web server", {465: scripted.http, 587: misbehave.say(
            "HTTP/1.1 400 Bad Request\n\n")}, {"smtp_465": "not-mail", "smtp_587": "not-mail"})
        self.odd("cangkang.test", "an SSH server",
                 {587: misbehave.say("SSH-2.0-lab\n"), 993: misbehave.say("SSH-2.0-lab\n")},
                 {"smtp_587": "not-mail", "imap_993": "not-mail"})
        self.odd("tertukar.test", "an IMAP server on the port of POP3",
                 {110: Server("imap"), 995: Server("imap", secure=True)},
                 {"pop3_110": "not-mail", "pop3_995": "not-mail"}, names=ALL_NAMES)
        self.odd("kenalan.test", "550 to every introduction",
                 {587: Server("smtp", replies={"EHLO": "550 5.7.1 who are you\n",
                                               "HELO": "550 5.7.1 who are you\n"}),
                  465: Server("smtp", secure=True, replies={"EHLO": "550 5.7.1 who are you\n",
                                                            "HELO": "550 5.7.1 who are you\n"})},
                 {"smtp_587": "ehlo-refused", "smtp_465": "ehlo-refused"})

    def refusing(self, domain, how, smtp, imap, pop, outcome):
        """A greeting that says no, in clear, inside TLS, and in clear where TLS was due."""
        self.odd(domain, "%s: %s" % (how, smtp.strip()), {
            587: Server("smtp", greeting=smtp), 465: Server("smtp", secure=True, greeting=smtp),
            2525: Server("smtp", greeting=smtp), 143: Server("imap", greeting=imap),
            993: Server("imap", greeting=imap), 110: Server("pop3", greeting=pop),
            995: Server("pop3", secure=True, greeting=pop)},
            dict.fromkeys(("smtp_587", "smtp_465", "smtp_2525", "imap_143", "imap_993", "pop3_110",
                           "pop3_995"), outcome), names=ALL_NAMES)

    def wrong_manner(self):
        smtp, imap = Server("smtp"), Server("imap")
        self.odd("tukar.test", "TLS on 587 and 143, STARTTLS on 465 and 993",
                 {587: Server("smtp", secure=True), 143: Server("imap", secure=True),
                  465: smtp, 993: imap},
                 {"smtp_587": "need-tls", "imap_143": "need-tls",
                  "smtp_465": "need-starttls", "imap_993": "need-starttls"},
                 extra={("smtp", 587, "tls"): "ok-tls", ("imap", 143, "tls"): "ok-tls",
                        ("smtp", 465, "starttls"): "ok-starttls",
                        ("smtp", 465, "none"): "need-starttls",
                        ("imap", 993, "starttls"): "ok-starttls",
                        ("imap", 993, "none"): "need-starttls"})

    # From clear text to TLS

    def upgrades(self):
        def both(domain, how, smtp, imap, outcome, none="need-starttls"):
            self.odd(domain, how, {587: smtp, 143: imap}, {
                "smtp_587_none": none, "smtp_587_starttls": outcome,
                "imap_143_none": none, "imap_143_starttls": outcome})
        both("potong.test", "STARTTLS is not offered", lambda talk: scripted.smtp(talk, "none"),
             lambda talk: scripted.imap(talk, "none"), "no-starttls", "ok-plain")
        both("ingkar.test", "454 and NO to STARTTLS",
             Server("smtp", replies={"STARTTLS": "454 4.7.0 TLS not available\n"}),
             Server("imap", replies={"STARTTLS": "{tag} NO not now\n"}), "starttls-fail")
        both("ingkar-lagi.test", "accepts STARTTLS, then refuses in clear text",
             Server("smtp", upgrade=misbehave.after_hello(
                 misbehave.say("454 4.7.0 TLS not available\n"))),
             Server("imap", upgrade=misbehave.after_hello(
                 misbehave.say("* BYE no TLS today\n"))), "starttls-fail")
        both("sisip.test", "bytes behind the reply to STARTTLS",
             lambda talk: scripted.smtp(talk, "inject"),
             lambda talk: scripted.imap(talk, "inject"), "tampered")
        both("gunting.test", "accepts STARTTLS, then hangs up", Server(
            "smtp", upgrade=misbehave.hang_up), Server("imap", upgrade=misbehave.reset), "tls-cut")
        self.odd("masuk.test", "* PREAUTH", {143: Server(
            "imap", greeting="* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] ready\n"),
            993: Server("imap", greeting="* PREAUTH ready\n")},
            {"imap_143": "tampered", "imap_993": "tampered"})
        masked = scripted.smtp_replies(["XXXXXXXA", "AUTH PLAIN"])
        self.odd("topeng.test", "the offer of STARTTLS is masked",
                 {587: Server("smtp", replies={"EHLO": masked})},
                 {"smtp_587_none": "ok-plain", "smtp_587_starttls": "tampered"})

    # Inside the handshake

    def handshakes(self):
        rsa = ("rsa", "-pkeyopt", "rsa_keygen_bits:2048")

        def both(domain, how, outcome, context):
            self.odd(domain, how, {993: Server("imap", secure=True), 587: Server("smtp")},
                     {"imap_993": outcome, "smtp_587_none": "need-starttls",
                      "smtp_587_starttls": outcome}, context)
        pem = self.ca.issue("tua", [name + domain for domain in ("tua.test", "pendek.test",
                                                                 "asal.test")
                                    for name in ("imap.", "smtp.")], key=rsa)
        both("tua.test", "TLS 1.0 and 1.1 only", "tls-old", misbehave.old_tls(pem))
        for domain, how, prime in (
                ("pendek.test", "key agreement with 512 bits", (1 << 512) - 569),
                ("kuno.test", "a server of before secure renegotiation", None)):
            hello = misbehave.old_hello(pem, prime)
            self.odd(domain, how, {993: hello, 587: Server("smtp", upgrade=hello)}, {
                "imap_993": "tls-weak", "smtp_587_none": "need-starttls",
                "smtp_587_starttls": "tls-weak"})
        self.odd("lemah-sandi.test", "an alert in the handshake: insufficient security",
                 {465: misbehave.alert(71), 993: misbehave.alert(71)},
                 {"smtp_465": "tls-weak", "imap_993": "tls-weak"})
        both("asal.test", "no strong cipher in common", "tls-weak",
             misbehave.weak_tls(pem, "NULL-SHA256"))
        self.odd("gagal.test", "hangs up in the handshake",
                 {465: misbehave.after_hello(misbehave.hang_up),
                  993: misbehave.after_hello(misbehave.reset)},
                 {"smtp_465": "tls-cut", "imap_993": "tls-cut"})
        self.odd("siaga.test", "an alert in the handshake: internal error",
                 {465: misbehave.alert(80), 993: misbehave.alert(80)},
                 {"smtp_465": "tls-cut", "imap_993": "tls-cut"})
        self.weak_certificate()
