"""WordPress sends through the practice server with its own mailer and the must-use plugin."""
import email
import email.policy
import os
import shutil

from practice_server import EMAIL, PASSWORD
from wordpress_site import Site, need_wordpress

PROGRAMS = {}
RECIPIENT = "pembeli@jauh.example"
SUBJECT = "Pesanan №7: kopi & gula"
BODY = ("Yth. Ibu Sari,\n.\n..dua titik di awal\nFrom sini\n" + "panjang " * 200
        + "\nTerima kasih – 字\n\n.\n")
HTML = "<p>Halo <b>Budi</b> &amp; keluarga – 字</p>\n"
ATTACHED = bytes(range(256)) * 400


def prepare(cache):
    return [need_wordpress(cache)]


def lines_of(text):
    """PHPMailer ends the last line once more."""
    return text.rstrip("\r\n").splitlines()


def judge_mail(octets, subject, subtype, text, attachment):
    """What is not as WordPress was told."""
    mail = email.message_from_bytes(octets, policy=email.policy.default)
    body = mail.get_body((subtype,))
    wanted = {"subject": subject, "from": EMAIL, "to": RECIPIENT, "text": lines_of(text),
              "attached": [attachment] if attachment else []}
    seen = {"subject": mail["Subject"], "from": mail["From"].addresses[0].addr_spec,
            "to": mail["To"].addresses[0].addr_spec, "text": lines_of(body.get_content()) if body else None,
            "attached": [(part.get_filename(), part.get_content())
                         for part in mail.iter_attachments()]}
    return ["%s: %r, not %r" % (key, seen[key], value) for key, value in wanted.items()
            if seen[key] != value]


def judge_site(out):
    problems = ["PHP complains: " + notice.strip() for notice in out["notices"]]
    if out["fatal"] or [send["returned"] for send in out["sends"]] != [True]:
        problems.append("WordPress: %s" % out)
    return problems + (["mail went to the local sendmail"] if out["spooled"] else [])


def run(tap, practice, core):
    folder = os.path.join(practice.folder, "site")
    os.mkdir(folder)
    attached = os.path.join(folder, "lampiran é.bin")
    with open(attached, "wb") as f:
        f.write(ATTACHED)
    site = Site(folder, core, practice.authority)
    try:
        shutil.copyfile(practice.export("wordpress-plugin"),
                        os.path.join(site.must_use, "dermaga-smtp.php"))
        site.configure("", {"DERMAGA_SMTP_PASSWORD": PASSWORD})
        for subject, subtype, body, headers, files in (
                (SUBJECT, "plain", BODY, "", []),
                ("HTML dan lampiran", "html", HTML, "Content-Type: text/html", [attached])):
            problems = judge_site(site.send_one(RECIPIENT, subject, body, headers, files))
            problems = problems or practice.judge(subject, RECIPIENT, 465, "tls")
            if not problems:
                problems = judge_mail(practice.fetch_newest(), subject, subtype, body,
                                      (os.path.basename(attached), ATTACHED) if files else None)
            tap.result("“%s” arrives as it was written" % subject, problems)
    finally:
        site.database.stop()
