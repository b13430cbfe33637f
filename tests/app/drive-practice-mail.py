#!/usr/bin/python3
"""Drives the page "Practice Mail" by keyboard and accessibility tree, where there is no network at
all: real swaks and msmtp send to the ports that it names, with the certificate that it saved; their
mails are found, read, saved and deleted: usage: drive-practice-mail.py PATH-OF-DERMAGA LANGUAGE;
prints TAP."""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import desktop  # noqa: E402
import space  # noqa: E402
from tap import Tap  # noqa: E402

SENDER, RECIPIENT = "budi@asal.test", "siti@tujuan.test"
PASSWORD = "practice"  # it stands on the page
FIRST, SECOND = "Rapat besok", "Pesanan kedua"


class Mail:
    """One method a part of the way."""

    def __init__(self, program, language, home, tap):
        self.program, self.language, self.home, self.tap = program, language, home, tap
        self.wizard, self.authority = None, os.path.join(home, "authority.pem")

    def expect(self, look, wanted, name):
        self.wizard.wait_same(look, wanted, name)
        self.tap.ok(True, name)

    def say(self, one, many, count, **values):
        """A sentence with a number in it, as the window says it."""
        text = self.wizard.catalogue.ngettext(one, many, count)
        for name, value in values.items():
            text = text.replace("{%s}" % name, str(value))
        return text

    def status(self, text):
        w = self.wizard
        w.wait(lambda: text in w.names("status bar"), text)
        self.tap.ok(True, "it says: " + text)

    def counts(self, count, new):
        self.status(self.say("{all} message, {new} new", "{all} messages, {new} new", count, all=count,
                             new=new))

    def open(self):
        w = self.wizard
        w.open_menu()
        w.go_down(w._("Practice _Mail"))
        w.key("Return")
        self.expect(w.focused, ("heading", w._("Send practice mail here")),
                    "where to send to has the focus")
        w.picture("mail-1-empty")

    def port(self, usual):
        """Where a usual port is, as a screen reader says it."""
        template = self.wizard._("as port {port} elsewhere: {security}")
        mark = template.split("{security}")[0].replace("{port}", str(usual))
        rows = [name for name in self.wizard.names("list item") if mark in name]
        return [word.rstrip(",") for word in rows[0].split()][1]

    def choose(self, path):
        """In the desktop's own window: a path, Enter; and the word that it was saved."""
        w = self.wizard
        w.wait_windows(2, "the window to save in")
        w.wait(lambda: w.focused()[0] == "text", "the entry for the file's name")
        w.type(path)
        w.key("Return")
        w.wait_windows(1, "the end of the window to save in")
        w.wait(lambda: w.shows("status bar", w.catalogue.gettext("Saved as %s.") % path),
               "the word that it was saved")
        self.tap.ok(os.path.getsize(path) > 0, "saved: " + os.path.basename(path))

    def send(self):
        """By STARTTLS and by TLS from the start; both programs check the certificate."""
        ports = self.port(587), self.port(465)
        swaks = subprocess.run(
            ["swaks", "--server", "localhost", "--port", ports[0], "--tls", "--tls-verify",
             "--tls-ca-path", self.authority, "--auth", "PLAIN", "--auth-user", "budi",
             "--auth-password", PASSWORD, "--from", SENDER, "--to", RECIPIENT,
             "--header", "Subject: " + FIRST, "--body", "Pukul sembilan."],
            capture_output=True, text=True, timeout=desktop.PATIENCE, check=False)
        self.tap.ok(swaks.returncode == 0, "swaks sends by STARTTLS", swaks.stdout, swaks.stderr)
        self.counts(1, 1)
        msmtp = subprocess.run(
            ["msmtp", "-C", os.devnull, "--host=localhost", "--port=" + ports[1], "--tls=on",
             "--tls-starttls=off", "--tls-trust-file=" + self.authority, "--auth=plain",
             "--user=budi", "--passwordeval=echo " + PASSWORD, "--from=" + SENDER, "--",
             RECIPIENT],
            input="From: %s\nTo: %s\nSubject: %s\n\nDua tangkai melati.\n"
                  % (SENDER, RECIPIENT, SECOND),
            capture_output=True, text=True, timeout=desktop.PATIENCE, check=False)
        self.tap.ok(msmtp.returncode == 0, "msmtp sends by TLS", msmtp.stdout, msmtp.stderr)
        self.counts(2, 2)
        self.wizard.picture("mail-2-list")

    def search(self):
        w = self.wizard
        w.key("ctrl+f")
        w.wait(lambda: w.focused()[0] in ("text", "entry"), "the search")
        w.type("sembilan")
        self.status(self.say("{found} of {all} message", "{found} of {all} messages", 2, found=1, all=2))
        w.picture("mail-3-search")
        w.key("Escape")
        self.counts(2, 2)

    def row(self, subject):
        item, role, name = self.wizard.focus()
        return item is not None and role == "list item" and subject in name

    def read(self):
        """The newest is first; what was opened is no longer new."""
        w = self.wizard
        w.wait(lambda: w.focused()[0] == "list item", "a mail with the focus")
        w.key("Home")
        w.wait(lambda: self.row(SECOND), "the newest mail")
        self.tap.ok(w.focused()[1].startswith(w._("New: {subject}, from {sender}, {time}")
                                              .split("{")[0]), "a row says that it is new")
        w.key("Return")
        self.expect(w.focused, ("heading", SECOND), "Enter opens the mail")
        way = w._("port {port}, {security}, signed in as {user}").replace("{port}", "465")
        came = w.values(w._("Received on"))
        self.tap.ok(len(came) == 1 and came[0].startswith(way.split("{")[0]), "how it came", came)
        w.picture("mail-4-read")

    def save(self):
        path = os.path.join(self.home, "surel.eml")
        self.wizard.key("ctrl+s")
        self.choose(path)
        with open(path, "rb") as file:
            text = file.read()
        self.tap.ok(b"Subject: " + SECOND.encode() in text and b"\r\n\r\nDua tangkai" in text,
                    "the file is the mail as it was sent", text)

    def button(self, text, name):
        """A button has the focus; GTK puts the text with the mark of its key before its name."""
        w = self.wizard
        w.wait(lambda: w.focused()[0] == "push button" and w.focused()[1].endswith(w._(text)),
               "the button " + text)
        self.tap.ok(True, name)

    def delete(self):
        w = self.wizard
        w.key("Delete")
        self.expect(w.focused, ("heading", FIRST), "the next mail takes its place")
        w.key("alt+Left")
        self.status(self.say("{all} message", "{all} messages", 1, all=1))
        w.key(w.access_key("Delete A_ll…"))
        self.button("_Keep Them", "to delete all is asked about")
        w.picture("mail-5-delete")
        w.key("Return")
        self.button("Delete A_ll…", "nothing was deleted")
        w.key("Return")
        self.button("_Keep Them", "it is asked again")
        w.key(w.access_key("Dele_te All"))
        self.expect(w.focused, ("heading", w._("Send practice mail here")), "all is deleted")
        w.key("alt+Left")
        w.wait(lambda: w.step(1), "the first page")

    def run(self):
        self.wizard = desktop.Wizard(self.program, self.language, self.home)
        w = self.wizard
        w.begin()
        self.open()
        w.key(w.access_key("Save _Certificate…"))
        self.choose(self.authority)
        self.send()
        self.search()
        self.read()
        self.save()
        self.delete()
        self.tap.same(w.close(), 0, "Ctrl+Q ends it")
        bad = [line for line in w.log() if "WARNING" in line or "CRITICAL" in line]
        self.tap.ok(not bad, "no warning of GTK or GLib", bad)


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    sys.argv[1] = os.path.abspath(sys.argv[1])
    space.enter(["swaks", "msmtp"])
    space.run("ip", "link", "set", "lo", "up")
    desktop.enter()
    tap = Tap()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        mail = Mail(sys.argv[1], sys.argv[2], home, tap)
        desktop.drive(tap, "practice mail", mail.run, lambda: mail.wizard)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
