#!/usr/bin/env python3
"""Real programs send to the practice mail server, and fetch what they sent.

    test-practice.py DERMAGA-CLI
"""
import mailbox
import os
import poplib
import smtplib
import subprocess
import sys
import tempfile

from lab import Tap, enter_private_machine, need_programs
from practice_server import BASE, PASSWORD, USER, Practice

FORMATS = ()

MOST_MEMORY = 200000  # KiB
SENDER, RECIPIENT = "siti@contoh.example", "rudi@jauh.example"

PHP = """
require '/usr/share/php/libphp-phpmailer/autoload.php';
$mail = new PHPMailer\\PHPMailer\\PHPMailer(true);
$mail->isSMTP(); $mail->Host = 'localhost'; $mail->Port = %d; $mail->SMTPAuth = true;
$mail->SMTPSecure = '%s'; $mail->Username = '%s'; $mail->Password = '%s';
$mail->SMTPOptions = ['ssl' => ['cafile' => '%s']];
$mail->setFrom('%s', 'Toko'); $mail->addAddress('%s'); $mail->Subject = '%s';
$mail->Body = 'isi'; $mail->addStringAttachment(str_repeat('x', 1000), 'lampiran.bin');
$mail->send();
"""

MBSYNC = """IMAPAccount practice
Host localhost
Port %d
User %s
Pass %s
SSLType IMAPS
CertificateFile %s

IMAPStore far
Account practice

MaildirStore near
Path %s/
Inbox %s/INBOX

Channel all
Far :far:
Near :near:
Patterns INBOX
Sync Pull
Create Near
SyncState *
"""


class Tester:
    def __init__(self, practice, folder):
        self.tap, self.practice, self.folder = Tap(), practice, folder

    def run(self, *command, text=""):
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60)
        return [] if done.returncode == 0 else ["%s ended with %d: %s" % (
            command[0], done.returncode, (done.stdout + done.stderr)[-500:])]

    def sent(self, name, subject, problems, port, security, user=USER, recipient=RECIPIENT):
        """The mail with SUBJECT was captured once, as it was meant."""
        problems = problems or self.practice.judge(subject, recipient, port, security, SENDER, user)
        self.tap.result("%s sends" % name, problems)

    def swaks(self):
        common = ["swaks", "--server", "127.0.0.1", "--from", SENDER, "--tls-verify",
                  "--tls-ca-path", self.practice.authority]
        signed = ["--to", RECIPIENT, "--auth-user", USER, "--auth-password", PASSWORD]
        for name, port, security, more in (
                ("swaks, TLS", 465, "tls", ["--tlsc", "--auth", "PLAIN", *signed]),
                ("swaks, STARTTLS", 587, "starttls", ["--tls", "--auth", "LOGIN", *signed])):
            problems = self.run(*common, "--port", str(BASE + port), "--h-Subject", name, *more)
            self.sent(name, name, problems, port, security)
        problems = self.run("swaks", "--server", "127.0.0.1", "--port", str(BASE + 25), "--from",
                            SENDER, "--to", "budi@practice.test", "--h-Subject", "swaks, relay")
        self.sent("swaks, port 25 in clear", "swaks, relay", problems, 25, "none", None,
                  "budi@practice.test")
        refused = self.run("swaks", "--server", "127.0.0.1", "--port", str(BASE + 25), "--from",
                           SENDER, "--to", RECIPIENT)
        self.tap.result("swaks, port 25, to somebody else: refused",
                        [] if refused and "554" in refused[0] else ["not refused: %s" % refused])

    def msmtp(self):
        for security, port, starttls in (("tls", 465, "off"), ("starttls", 587, "on")):
            name = "msmtp, " + security
            problems = self.run(
                "msmtp", "--host=localhost", "--port=%d" % (BASE + port), "--tls=on",
                "--tls-starttls=" + starttls, "--tls-trust-file=" + self.practice.authority,
                "--auth=on", "--user=" + USER, "--passwordeval=echo " + PASSWORD,
                "--from=" + SENDER, RECIPIENT, text="Subject: %s\n\n.isi\n" % name)
            self.sent(name, name, problems, port, security)

    def phpmailer(self):
        for security, port, secure in (("tls", 465, "ssl"), ("starttls", 587, "tls")):
            name = "PHPMailer, " + security
            problems = self.run("php", "-r", PHP % (
                BASE + port, secure, USER, PASSWORD, self.practice.authority, SENDER, RECIPIENT,
                name))
            self.sent(name, name, problems, port, security)

    def python(self):
        with smtplib.SMTP_SSL("localhost", BASE + 465, context=self.practice.context) as client:
            client.login(USER, PASSWORD)
            big = "Subject: besar\r\n\r\n" + ("x" * 76 + "\r\n") * (24 * 1024 * 1024 // 78)
            client.sendmail(SENDER, [RECIPIENT], big)
            long = "Subject: panjang\r\nX-Long: %s\r\n\r\nisi\r\n" % ("y" * 1048576)
            client.sendmail(SENDER, [RECIPIENT], long)
        self.sent("smtplib, 24 MB", "besar", [], 465, "tls")
        self.sent("smtplib, a header line of 1 MB", "panjang", [], 465, "tls")
        client = self.practice.imap()
        number = client.search(None, "SUBJECT", "besar")[1][0].decode()
        seen = client.fetch(number, "(BODY.PEEK[])")[1][0][1]
        self.tap.result("imaplib fetches the 24 MB as they were sent",
                        [] if seen == big.encode() else ["other octets"])
        structure = client.fetch("1:*", "(ENVELOPE BODYSTRUCTURE)")
        client.logout()
        self.tap.result("imaplib reads all envelopes and structures",
                        [] if structure[0] == "OK" else [structure])
        poplib._MAXLINE = 2 << 20  # the library's own limit
        client = poplib.POP3_SSL("localhost", BASE + 995, context=self.practice.context)
        client.user(USER)
        client.pass_(PASSWORD)
        count = client.stat()[0]
        sizes = [int(line.split()[1]) for line in client.list()[1]]
        seen = [sum(len(line) + 2 for line in client.retr(i + 1)[1]) for i in range(count)]
        client.quit()
        self.tap.result("poplib fetches everything, in the sizes that were said",
                        [] if seen == sizes else ["%s, not %s" % (seen, sizes)])

    def mbsync(self):
        place = os.path.join(self.folder, "mail")
        os.mkdir(place)
        config = os.path.join(self.folder, "mbsyncrc")
        with open(config, "w", encoding="ascii") as f:
            f.write(MBSYNC % (BASE + 993, USER, PASSWORD, self.practice.authority, place, place))
        problems = self.run("mbsync", "-c", config, "all")
        wanted = sorted(m["subject"] for m in self.practice.messages())
        seen = sorted(m["Subject"] for m in mailbox.Maildir(os.path.join(place, "INBOX")))
        if seen != wanted:
            problems.append("fetched %s, not %s" % (seen, wanted))
        self.tap.result("mbsync fetches all of them", problems)

    def everything(self):
        self.swaks()
        self.msmtp()
        self.phpmailer()
        self.python()
        self.mbsync()
        peak = self.practice.peak()
        self.tap.result("memory stays bounded: %d KiB" % peak,
                        [] if peak < MOST_MEMORY else ["more than %d KiB" % MOST_MEMORY])
        status = self.practice.stop()
        end = self.practice.events[-1]
        problems = [] if status == 0 and end["event"] == "end" else ["%d, %s" % (status, end)]
        if not problems and end["captured"] != len(self.practice.messages()):
            problems.append("counts %d, told of %d" % (end["captured"],
                                                       len(self.practice.messages())))
        self.tap.result("it ends when told to, and counted right", problems)
        return self.tap.finish()


def main():
    need_programs({"swaks": "swaks", "msmtp": "msmtp", "mbsync": "isync", "php": "php-cli"})
    enter_private_machine()
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder, \
            Practice(sys.argv[1], folder) as practice:
        return Tester(practice, folder).everything()


if __name__ == "__main__":
    sys.exit(main())
