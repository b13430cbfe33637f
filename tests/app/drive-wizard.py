#!/usr/bin/python3
"""Drives the wizard by keyboard and accessibility tree from the domain to the saved file, on the
practice provider: usage: drive-wizard.py PATH-OF-DERMAGA LANGUAGE; prints TAP."""
import os
import stat
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import desktop  # noqa: E402
from desktop import Atspi  # noqa: E402
from tap import Tap  # noqa: E402

DOMAIN = "practice.test"
OTHER = "surat.test"  # is never asked anything
NAME = "Siti <b>&amp; \"Ayu\" O'Neil $HOME"


class Way:
    """The whole way, one method a page."""

    def __init__(self, program, language, home, tap):
        self.tap, self.home, self.row, self.wizard = tap, home, None, None
        self.program, self.first_language = program, language

    def domain(self):
        w = self.wizard
        label = w._("_Email address or domain")
        w.wait(lambda: w.focused() == ("text", label), "the entry with the focus")
        self.tap.ok(True, "the entry is labelled and has the focus")
        check = w.find("push button", w._("C_heck"))
        self.tap.ok(check is not None and not w.has_state(check, Atspi.StateType.SENSITIVE),
                    "nothing typed: no Check")
        w.picture("1-domain")
        w.open_menu()
        w.go_down(w._("_Try With the Practice Provider"))
        w.key("Return")
        w.wait_same(lambda: w.text(w.find("text", label)), "you@" + DOMAIN, "the practice provider")
        self.expect(w.focused, ("text", label), "the menu offers a provider to practise on")
        w.type("two words")
        w.key("Return")
        w.wait(lambda: self.error(label), "a sentence about the bad name")
        self.expect(w.focused, ("text", label), "a bad name: said, and the focus is back")
        w.picture("1-domain-error")
        w.type("siti@" + OTHER)
        self.note("Only %s is looked up, in Mozilla’s public list too. Your address stays on this "
                  "computer.")
        self.expect(lambda: self.error(label), "", "a better name takes the sentence away")
        self.privacy(label)
        w.type("siti@" + DOMAIN)
        self.expect(lambda: w.shows("heading", w._("Practice provider")), True,
                    "the practice provider is told from others")
        w.key("Return")

    def expect(self, look, wanted, name):
        """Waits for what the test is about: keys work at once, but nobody says when they have."""
        self.wizard.wait_same(look, wanted, name)
        self.tap.ok(True, name)

    def note(self, text):
        """Waits for the sentence that says what becomes of the address."""
        w = self.wizard
        text = w.catalogue.gettext(text) % ((OTHER, "autoconfig." + OTHER)[:text.count("%s")])
        w.wait(lambda: w.shows("label", text), "the note: " + text)

    def privacy(self, label):
        """Who is asked, by keyboard: the title, the note and the states follow."""
        w = self.wizard
        public, provider = "The _provider, and Mozilla’s public list too", "The provider _only"
        w.key(w.access_key("_Who is asked: the provider, and Mozilla’s public list too"))
        self.expect(lambda: self.checked(public), True, "Mozilla’s list is asked by default")
        w.tab_to("radio button", w._(public))
        w.key("Down")
        self.expect(lambda: self.checked(provider), True, "an arrow chooses the provider only")
        self.note("Only %s is looked up. Your address stays on this computer.")
        w.key(w.access_key("Also tell the provider my full _address"))
        self.note("%s is looked up. Your full address is sent only to %s, over an encrypted "
                  "connection.")
        w.picture("1-privacy")
        w.key(w.access_key("_Nobody (offline)"))
        self.note("Nobody is asked for the settings of %s; only the addresses of its servers are "
                  "looked up. Your address stays on this computer.")
        box = w._("Also tell the provider my full _address")
        self.expect(lambda: w.has_state(w.find("check box", box), Atspi.StateType.SENSITIVE), False,
                    "offline no address can be sent")
        w.wait(lambda: w.shows("label", w._("_Who is asked: nobody (offline)")),
               "the choice in the title")
        w.key(w.access_key("_Email address or domain"))
        w.wait_same(w.focused, ("text", label), "the entry with the focus again")

    def checked(self, text):
        w = self.wizard
        return w.has_state(w.find("radio button", w._(text)), Atspi.StateType.CHECKED)

    def error(self, label):
        """The sentence that describes the entry: another object before GTK 4.14, then its own."""
        entry = self.wizard.find("text", label)
        described_by = self.wizard.described_by(entry)
        if described_by is not None:
            return self.wizard.plain(described_by) or ""
        return entry is not None and entry.get_description() or ""

    def testing(self):
        w = self.wizard
        done = w.catalogue.gettext("%s has been checked") % DOMAIN
        w.wait(lambda: w.shows("heading", done), "the end of the check")
        self.expect(lambda: w.step(2), True, "step 2 shows the check")
        self.expect(lambda: w.shows("status bar", w._("All results are in.")), True,
                    "its end is announced")
        w.wait(lambda: len(w.names("list item")) > 10, "the rows, a few of which come a frame")
        rows = w.names("list item")
        self.tap.ok(len(rows) > 10 and all("port" in row and ":" in row for row in rows[:10]),
                    "every row is a sentence", rows)
        w.picture("2-tested")
        w.tab_to("list item", "993")
        w.key("Return")
        w.wait(lambda: self.expanded("993"), "the opened row")
        self.expect(lambda: w.shows("label", w._("Certificate for")), True,
                    "a row opens its details in place")
        w.picture("2-details")
        w.key(w.access_key("Show _Results"))

    def expanded(self, text):
        return any(self.wizard.has_state(item, Atspi.StateType.EXPANDED) and text in name
                   for item, role, name in self.wizard.everything() if role == "list item")

    def verdict(self):
        w = self.wizard
        w.wait(lambda: w.step(3), "the verdict")
        w.wait(lambda: w.focused()[0] == "heading", "the answer with the focus")
        self.tap.ok(True, "the answer has the focus: " + w.focused()[1])
        values = sum((w.values(w._(caption)) for caption in ("Server", "Port", "User name")), [])
        lacking = [value for value in ("imap." + DOMAIN, "993", "smtp." + DOMAIN, "465",
                                       "siti@" + DOMAIN)
                   if value not in values]
        self.tap.ok(not lacking, "host, port and user name of both servers", lacking, values)
        w.picture("3-verdict")
        w.tab_to("push button", w._("Copy the port"))
        # The word stands there for two seconds: too short to be looked for.
        w.heard.clear()
        w.key("Return")
        w.wait(lambda: w.focused() and w._("Copied") in w.heard, "the word that it was copied")
        self.tap.ok(True, "a value can be copied")

    def back_and_forth(self):
        w = self.wizard
        w.key("alt+Left")
        w.wait(lambda: w.step(2), "the check again")
        w.key("alt+Left")
        label = w._("_Email address or domain")
        w.wait(lambda: w.step(1) and w.focused() == ("text", label), "the first page again")
        self.expect(lambda: w.text(w.find("text", label)), "siti@" + DOMAIN,
                    "Back keeps what was typed")
        w.key("Return")
        done = w.catalogue.gettext("%s has been checked") % DOMAIN
        w.wait(lambda: w.step(2) and w.shows("heading", done), "the second check")
        w.tab_to("list item", "993")
        self.row = w.focused()[1]
        w.key("ctrl+c", w.access_key("Show _Results"))
        w.wait(lambda: w.step(3), "the verdict again")
        w.key(w.access_key("E_xport"))

    def export(self):
        w = self.wizard
        w.wait(lambda: w.step(4), "the export")
        thunderbird = w._("Thunderbird on this computer")
        w.wait(lambda: w.focused()[0] == "list item" and thunderbird in w.focused()[1],
               "what can be set up, with the focus on the first of it")
        self.tap.ok(w.shows("list", w._("What do you want to set up?")), "the list says what it is",
                    w.names("list"))
        self.tap.ok(not self.can_save(), "nothing chosen: nothing to save")
        w.picture("4-what")
        w.key("Return")
        self.expect(w.focused, ("heading", thunderbird), "what was chosen is the heading")
        self.person()
        w.picture("4-export")
        self.save("account.zip", self.check_zip)
        self.replace("account.zip")
        self.wordpress()
        self.save("constants.txt", self.check_constants)

    def person(self):
        w = self.wizard
        name = "text", w._("Your _name, as others will see it")
        w.key(w.access_key("Your _name, as others will see it"))
        self.expect(w.focused, name, "the name can be typed")
        self.expect(lambda: w.text(w.find("text", w._("Your _email address"))), "siti@" + DOMAIN,
                    "the address is filled in")
        w.key("ctrl+v")
        self.expect(lambda: w.text(w.find(*name)), self.row,
                    "Ctrl+C on a row has copied its sentence")
        w.type(NAME)

    def can_save(self):
        w = self.wizard
        return w.has_state(w.find("push button", w._("_Save…")), Atspi.StateType.SENSITIVE)

    def preview(self):
        return self.wizard.text(self.wizard.find("text", self.wizard._("Preview"))) or ""

    def wordpress(self):
        """Something else is set up: its list of files, its steps, and a copy of the file."""
        w = self.wizard
        site = w._("My WordPress site")
        w.key(w.access_key("Set Up So_mething Else"))
        w.wait(lambda: w.focused()[0] == "list item", "the first list again")
        w.go_down(site)
        w.key("Return")
        self.expect(w.focused, ("heading", site), "another choice, another heading")
        self.expect(lambda: "<?php" in self.preview(), True, "the best file comes first")
        code = "define( 'DERMAGA_SMTP_PASSWORD', '' );"
        self.expect(lambda: code in w.names("label"), True, "a line of code stands by itself")
        self.expect(lambda: any(name.startswith("1. ") for name in w.names("label")), True,
                    "the next steps are there before anything is saved")
        w.picture("4-wordpress")
        w.key(w.access_key("_Program or file"))
        w.wait(lambda: w.focused()[0] == "list item", "the list of files")
        row = w.focus()[0]
        self.tap.ok(w.has_state(row, Atspi.StateType.SELECTED), "the chosen file is selected")
        self.tap.ok("WordPress 6" in (row.get_description() or ""),
                    "how it was proved is told with it", row.get_description())
        w.go_down(w._("WordPress with the plugin WP Mail SMTP"))
        self.expect(lambda: "WPMS_SMTP_HOST" in self.preview(), True,
                    "another file, another preview")
        w.heard.clear()
        w.key(w.access_key("_Copy"))
        w.wait(lambda: w.focused() and w._("Copied") in w.heard, "the word that it was copied")
        name = "text", w._("Your _name, as others will see it")
        w.key(w.access_key("Your _name, as others will see it"))
        w.wait_same(w.focused, name, "the name with the focus")
        w.key("ctrl+a", "ctrl+v")
        w.wait(lambda: "WPMS_SMTP_HOST" in (w.text(w.find(*name)) or ""), "what was copied")
        self.tap.ok(True, "the file can be copied")
        w.type(NAME)

    def choose(self, path):
        """Ctrl+S, the desktop's own window, a path, Enter."""
        w = self.wizard
        w.wait_windows(1, "the wizard's window alone")
        w.key("ctrl+s")
        w.wait_windows(2, "the window to save in")
        w.wait(lambda: w.focused()[0] == "text", "the entry for the file's name")
        w.type(path)
        w.picture("4-save-" + os.path.basename(path).split(".")[0])
        w.key("Return")

    def replace(self, name):
        """A file that is there stays as it is until the person agrees to replace it."""
        w = self.wizard
        path = os.path.join(self.home, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("precious")
        self.choose(path)
        w.wait_windows(3, "the question")
        w.picture("4-replace")
        w.key("Escape")
        w.wait_windows(2, "the end of the question")
        with open(path, encoding="utf-8") as file:
            self.tap.same(file.read(), "precious", "a file is not replaced without a yes")
        w.key("Return")
        w.wait_windows(3, "the question again")
        w.key("Return")
        w.wait_windows(1, "the end of the window to save in")
        w.wait(lambda: zipfile.is_zipfile(path), "the new file")
        self.check_zip(path)

    def save(self, name, check):
        w = self.wizard
        path = os.path.join(self.home, name)
        self.choose(path)
        w.wait_windows(1, "the end of the window to save in")
        said = w.catalogue.gettext("Saved as %s.") % path
        w.wait(lambda: w.shows("status bar", said), "the word that it was saved")
        self.tap.ok(True, name + ": said to be saved")
        w.picture("4-saved-" + name.split(".")[0])
        self.tap.same(stat.S_IMODE(os.stat(path).st_mode), 0o600, name + ": nobody else may read")
        check(path)

    def check_zip(self, path):
        with zipfile.ZipFile(path) as archive:
            text = "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())
        lacking = [word for word in ("imap." + DOMAIN, "993", "smtp." + DOMAIN, "465",
                                     "siti@" + DOMAIN, "O'Neil $HOME") if word not in text]
        self.tap.ok(not lacking, "account.zip: names the servers and the person", lacking)

    def check_constants(self, path):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        lacking = [word for word in ("WPMS_SMTP_HOST", "smtp." + DOMAIN, "465") if word not in text]
        self.tap.ok(not lacking, "constants.txt: names the server", lacking, text)

    def language(self):
        """The menu changes the language at once, and nothing that was typed is lost."""
        w = self.wizard
        other = "id" if w.language == "en" else "en"
        w.open_menu()
        w.go_down(w._("_Language"))
        w.move("Return")
        w.go_down("Bahasa Indonesia" if other == "id" else "English")
        w.key("Return")
        w.language = other
        w.catalogue = desktop.catalogue(self.program, other)
        w.wait(lambda: w.step(4), "the window in the other language")
        w.wait_windows(1, "the end of the old window")
        self.expect(lambda: w.shows("heading", w._("My WordPress site")), True,
                    "the page is translated, and the choice is kept")
        self.expect(lambda: w.text(w.find("text", w._("Your _name, as others will see it"))), NAME,
                    "the name is still there")
        w.picture("5-other-language")

    def run(self):
        self.wizard = desktop.Wizard(self.program, self.first_language, self.home)
        self.wizard.begin()
        self.domain()
        self.testing()
        self.verdict()
        self.back_and_forth()
        self.export()
        self.language()
        self.tap.same(self.wizard.close(), 0, "Ctrl+Q ends it")
        bad = [line for line in self.wizard.log() if "WARNING" in line or "CRITICAL" in line]
        self.tap.ok(not bad, "no warning of GTK or GLib", bad)


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    sys.argv[1] = os.path.abspath(sys.argv[1])
    desktop.enter()
    tap = Tap()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        way = Way(sys.argv[1], sys.argv[2], home, tap)
        desktop.drive(tap, "the whole way", way.run, lambda: way.wizard)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
