#!/usr/bin/python3
"""dermaga-cli against real Postfix, Dovecot and DNS: recommendation and every row of the map."""
import os
import re
import sys
import tempfile

import exports
import faults
import publishing
import scenes
import servers
import space
from report import GOOD, changed, compare, expected
from tap import Tap


class Providers(scenes.Scene):
    """One method a kind of provider."""

    def good(self):
        self.world.filter.forget()
        check = self.check("contoh.test", "--full").finish()
        counted = self.world.connections("contoh.test")
        self.good_pair("good", check, "contoh.test")
        compare(self.tap, "good", check.rows(), expected("contoh.test", GOOD, pop3="mail"))
        site = self.world.sites["contoh.test"]
        wanted = {(address, port): 1 for address in site.addresses() for port in servers.ALL_PORTS}
        self.tap.same(counted, wanted, "good: one connection for each address and port")
        versions = {(p.get("tls") or {}).get("version") for p in check.data["probes"]
                    if p["outcome"] in ("ok-tls", "ok-starttls")}
        self.tap.same(versions, {"TLSv1.3"}, "good: TLS version of the safe rows")

    def good_fast(self):
        check = self.check("contoh.test").finish()
        self.good_pair("good, first answer", check, "contoh.test")
        compare(self.tap, "good, first answer", check.rows(),
                expected("contoh.test", GOOD, pop3="mail"), partial=True)

    def closed(self):
        check = self.check("tutup.test", "--full").finish()
        self.good_pair("465, 993, 995 closed", check, "tutup.test", "starttls")
        rows = changed(GOOD, smtp_465="refused", imap_993="refused", pop3_995="refused")
        compare(self.tap, "465, 993, 995 closed", check.rows(), expected("tutup.test", rows))

    def certificate(self, domain, name, outcome):
        check = self.check(domain, "--full").finish()
        self.verdict(name, check, None, None)
        rows = changed(GOOD, cert=outcome)
        compare(self.tap, name, check.rows(), expected(domain, rows))

    def no_tls(self):
        check = self.check("polos.test", "--full").finish()
        self.verdict("no TLS", check, None, None)
        rows = {row: {"none": "ok-plain", "starttls": "no-starttls", "tls": "refused"}[row[2]]
                for row in GOOD}
        compare(self.tap, "no TLS", check.rows(), expected("polos.test", rows))

    def srv_inside(self):
        check = self.check("catatan.test", "--full").finish()
        host = "surat.catatan.test"
        named = (scenes.row(host, 993, "tls"), scenes.row(host, 465, "tls"))
        self.verdict("SRV inside the domain", check, *named)
        compare(self.tap, "SRV inside the domain", check.rows(),
                expected("catatan.test", GOOD, imap="surat", pop3=None, smtp="surat"))
        self.tap.ok(not check.consent(), "SRV inside the domain: needs no consent")

    def srv_outside(self):
        host = "kotak.penyedia.test"
        named = (scenes.row(host, 993, "tls"), scenes.row(host, 465, "tls"))
        check = self.check("luar.test", "--full").finish()
        self.verdict("SRV leading outside", check, *named, status=1)
        self.tap.ok(check.consent(), "SRV leading outside: needs consent")
        compare(self.tap, "SRV leading outside", check.rows(),
                expected("penyedia.test", GOOD, imap="kotak", pop3=None, smtp="kotak"))
        check = self.check("luar.test", "--accept-unverified").finish()
        self.verdict("SRV leading outside, accepted", check, *named, status=0)

    def wildcard(self):
        """Any name resolves; the certificate is good for one of them, which a second look finds."""
        check = self.check("liar.test", "--full").finish()
        self.tap.ok("wildcard-dns" in check.findings(), "wildcard DNS: is found",
                    check.findings())
        self.verdict("wildcard DNS", check, scenes.row("mail.liar.test", 993, "tls"),
                     scenes.row("mail.liar.test", 465, "tls"))
        bare = {(protocol, "liar.test", port, security): outcome for (protocol, port, security),
                outcome in changed(GOOD, cert="cert-name").items()}
        wanted = expected("liar.test", GOOD, imap="mail", pop3="mail", smtp="mail", extra=bare)
        # Once the best ports are good under the other name, ports that could not beat them are not
        # tried under it, if they showed their certificate only then.
        for row in set(wanted) - set(check.rows()):
            if row[1] == "mail.liar.test" and row[2] not in (993, 465):
                del wanted[row]
        compare(self.tap, "wildcard DNS", check.rows(), wanted)

    def report(self):
        """The transcripts of real servers, as they are sent to a provider."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "report.txt")
            self.check("contoh.test", "--full", "--report=" + path).finish()
            with open(path, encoding="utf-8") as file:
                report = file.read()
        for name, said in (("Postfix", r"ms  Server: 220 \S+ ESMTP"),
                           ("Postfix's STARTTLS", r"ms  Dermaga: STARTTLS\n +\d+ ms  Server: 220 "),
                           ("Dovecot, IMAP", r"ms  Server: \* OK \[CAPABILITY [^]]+\] Dovecot"),
                           ("Dovecot, POP3", r"ms  Server: \+OK Dovecot"),
                           ("the goodbye", r"ms  Server: 221 2\.0\.0 Bye")):
            self.tap.ok(re.search(said, report), "report: the words of " + name, report[-4000:])
        for address in self.world.sites["contoh.test"].addresses():
            self.tap.ok(address in report, "report: names the server's address " + address)

    def run(self):
        self.good()
        self.report()
        self.good_fast()
        self.closed()
        self.certificate("lewat.test", "expired certificate", "cert-time")
        self.certificate("lain.test", "certificate of another host", "cert-name")
        self.certificate("asing.test", "unknown authority", "cert-trust")
        self.certificate("sendiri.test", "self-signed certificate", "cert-trust")
        self.no_tls()
        self.srv_inside()
        self.srv_outside()
        self.wildcard()


def main():
    program = scenes.program(sys.argv)
    absent = servers.missing()
    if absent:
        space.skip("not installed: " + " ".join(absent))
    space.enter(["dnsmasq", "openssl"])
    tap = Tap()
    world = scenes.World()
    try:
        slow = faults.Faults(program, world, tap)
        slow.start()
        Providers(program, world, tap).run()
        exports.Exports(program, world, tap).run()
        publishing.Publishing(program, world, tap).run()
        slow.finish()
        slow.without_network()
    finally:
        world.close()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
