"""NeoMutt reads a mail of the practice server, sends another, and reads that one, too."""
import os
import smtplib

import mail_neomutt
from mail_tester import BODY, SUBJECT, trust
from practice_server import BASE, EMAIL, PASSWORD, USER

PROGRAMS = mail_neomutt.PROGRAMS


def prepare():
    return []


def judge(worked, said):
    return [] if worked else ["it said: %r" % said[-1500:]]


def run(tap, practice):
    trust(practice.folder, practice.authority)
    with smtplib.SMTP_SSL("localhost", BASE + 465, context=practice.context) as client:
        client.login(USER, PASSWORD)
        client.sendmail(EMAIL, [EMAIL], "Subject: %s\r\n\r\n%s\r\n" % (SUBJECT, BODY))
    home = os.path.join(practice.folder, "home")
    os.mkdir(home)
    neomutt = mail_neomutt.Client()
    neomutt.password = PASSWORD
    neomutt.install(practice.export("mutt"), home, [])
    tap.note(neomutt.version())
    tap.result("it reads a mail", judge(*neomutt.fetch(home)))
    tap.result("it sends one", judge(*neomutt.send(home))
               + practice.judge("Uji", "penerima@tujuan.example", 465, "tls"))
    tap.result("it reads what it sent", judge(*neomutt.fetch(home, "Uji", "Isi surel", "*\n")))
