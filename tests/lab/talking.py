"""Scenes in which a server is reached, and something is wrong with what it says or shows."""
import certs
import misbehave
import scripted
from misbehave import Server
from report import GOOD, changed
from stage import ALL_NAMES, Stage


class Talking(Stage):
    """Greetings, capabilities, the way to TLS, and certificates."""

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

    def late(self):
        """After eight seconds without a greeting the other manner is tried; when one comes in clear
        after all, nobody waits for the other any more."""
        self.odd("telat.test", "greets after 9 seconds",
                 {587: scripted.slow(9, Server("smtp")), 143: scripted.slow(9, Server("imap"))},
                 {"smtp_587_none": "need-starttls", "smtp_587_starttls": "ok-starttls",
                  "imap_143_none": "need-starttls", "imap_143_starttls": "ok-starttls"},
                 extra={("smtp", 587, "tls"): "need-starttls",
                        ("imap", 143, "tls"): "need-starttls"}, patience=9, within=15)

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
        self.odd("helo.test", "550 to EHLO, but not to HELO",
                 {587: Server("smtp", replies={"EHLO": "550 5.7.1 who are you\n"})},
                 {"smtp_587_none": "ok-plain", "smtp_587_starttls": "no-starttls"})
        self.odd("kenalan.test", "550 to every introduction",
                 {587: Server("smtp", replies={"EHLO": "550 5.7.1 who are you\n",
                                               "HELO": "550 5.7.1 who are you\n"}),
                  465: Server("smtp", secure=True, replies={"EHLO": "550 5.7.1 who are you\n",
                                                            "HELO": "550 5.7.1 who are you\n"})},
                 {"smtp_587": "ehlo-refused", "smtp_465": "ehlo-refused"})

    def crowded(self):
        """Who is told of too many connections comes back alone, and is let in."""
        crowd = misbehave.Crowded(1)
        self.odd("sesak.test", "421 to all but one connection at a time", {
            587: crowd.on(Server("smtp")), 465: crowd.on(Server("smtp", secure=True)),
            2525: crowd.on(Server("smtp"))},
            {"smtp_587_none": "need-starttls", "smtp_587_starttls": "ok-starttls",
             "smtp_2525_none": "need-starttls", "smtp_2525_starttls": "ok-starttls",
             "smtp_465": "ok-tls"}, once=True)

    def banned(self):
        """Eight connections, then none: clear text on 465, 993 and 995 makes the program come
        back."""
        site = self.odd("larang-masuk.test", "shuts out who has connected eight times",
                        {465: Server("smtp"), 993: Server("imap"), 995: Server("pop3")},
                        {"smtp_465": "need-starttls", "imap_993": "need-starttls",
                         "pop3_995": "need-starttls"}, names=ALL_NAMES, extra={
                             (label, port, security): "banned" for label, port in (
                                 ("smtp", 465), ("imap", 993), ("pop", 995))
                             for security in ("none", "starttls")}, findings=["banned"],
                        once=True)
        self.rules.append("ip daddr %s tcp flags & (syn | ack) == syn limit rate over 8/day "
                          "burst 8 packets reject with tcp reset" % site.v4)

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
        self.revoked()

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
        other = certs.Authority(self.space.dir, "Nobody Knows")
        middle = certs.Authority(self.space.dir, "Dermaga Lab Middle", self.ca)
        self.faulty("lewat.test", "certificate expired", "cert-time", self.ca.issue(
            "lewat", names("lewat.test"), "20200101", "20210101"))
        self.faulty("nanti.test", "certificate not valid yet", "cert-time", self.ca.issue(
            "nanti", names("nanti.test"), "20480101", "20490101"))
        self.faulty("lain.test", "certificate for another name", "cert-name", self.ca.issue(
            "lain", ["mail.milik-lain.test"]))
        self.faulty("sendiri.test", "certificate signed by itself", "cert-trust",
                    certs.self_signed(self.space.dir, "sendiri", names("sendiri.test")))
        self.faulty("asing.test", "certificate of an unknown authority", "cert-trust",
                    other.issue("asing", names("asing.test")))
        self.faulty("putus.test", "certificate without the one between it and the root",
                    "cert-trust", middle.issue("putus", names("putus.test")))
        self.faulty("guna.test", "certificate for another purpose", "cert-bad", self.ca.issue(
            "guna", names("guna.test"), usage="clientAuth"))

    def weak_certificate(self):
        pem = self.ca.issue("lemah", ["imap.lemah.test", "smtp.lemah.test"],
                            key=("rsa", "-pkeyopt", "rsa_keygen_bits:768"))
        self.odd("lemah.test", "certificate with a key of 768 bits",
                 {993: Server("imap", secure=True), 587: Server("smtp")},
                 {"imap_993": "cert-bad", "smtp_587_none": "need-starttls",
                  "smtp_587_starttls": "cert-bad"}, misbehave.weak_tls(pem, "DEFAULT"))

    def revoked(self):
        """OpenSSL itself staples the issuer's word; what it says inside TLS does not matter."""
        names = ["imap.cabut.test", "smtp.cabut.test"]
        pem = self.ca.issue("cabut", names)
        site = self.odd("cabut.test", "certificate revoked, says the answer that comes with it",
                        {}, {"smtp_465": "cert-bad", "imap_993": "cert-bad"})
        answer = self.ca.revoke(pem)
        self.stapled = [(site.v4, port, pem, answer) for port in (465, 993)]
