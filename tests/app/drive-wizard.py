#!/usr/bin/python3
"""Drives the wizard by keyboard and accessibility tree from the domain to the saved file, on the
practice provider: usage: drive-wizard.py PATH-OF-DERMAGA LANGUAGE; prints TAP."""
import os
import stat
import sys
import tempfile
import traceback
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import desktop  # noqa: E402
from desktop import Atspi  # noqa: E402
from tap import Tap  # noqa: E402

DOMAIN = "practice.test"
NAME = "Siti <b>&amp; \"Ayu\" O'Neil $HOME"


class Way:
    """The whole way, one method a page."""

    def __init__(self, program, language, home, tap):
        self.tap, self.home, self.row = tap, home, None
        self.wizard = desktop.Wizard(program, language, home)

    def domain(self):
        w = self.wizard
        label = w._("_Email address or domain")
        w.wait(lambda: w.focused() == ("text", label), "the entry with the focus")
        self.tap.ok(True, "the entry is labelled and has the focus")
        self.tap.ok(not w.has_state(w.find("push button", self.button("C_heck")),
                                    Atspi.StateType.SENSITIVE), "nothing typed: no Check")
        w.picture("1-domain")
        w.key("F10")
        w.wait(lambda: w.focused()[0] in ("menu item", "push button"), "the menu")
        self.go_down(w._("_Try With the Practice Provider"))
        w.key("Return")
        w.wait(lambda: w.text(w.find("text", label)) == "you@" + DOMAIN, "the practice provider")
        self.tap.ok(w.focused() == ("text", label), "the menu offers a provider to practise on")
        w.key("ctrl+a")
        w.type("two words")
        w.key("Return")
        w.wait(lambda: self.error(label), "a sentence about the bad name")
        self.tap.ok(w.focused() == ("text", label), "a bad name: said, and the focus is back")
        w.picture("1-domain-error")
        w.key("ctrl+a")
        w.type("siti@" + DOMAIN)
        cut = w.catalogue.gettext("Only %s is looked up. Your address stays on this computer.")
        w.wait(lambda: w.shows("label", cut % DOMAIN), "the note about the domain alone")
        self.tap.ok(not self.error(label), "a better name takes the sentence away")
        w.key("Return")

    def button(self, text):
        """GTK 4.8 names a button with an access key by both its forms."""
        return "%s %s" % (self.wizard.catalogue.gettext(text), self.wizard._(text))

    def error(self, label):
        """Whether the entry is described by a sentence that is not empty."""
        entry = self.wizard.find("text", label)
        for relation in entry.get_relation_set():
            if relation.get_relation_type() == Atspi.RelationType.DESCRIBED_BY:
                return self.wizard.plain(relation.get_target(0))
        return ""

    def testing(self):
        w = self.wizard
        done = w.catalogue.gettext("%s has been checked") % DOMAIN
        w.wait(lambda: w.shows("heading", done), "the end of the check")
        self.tap.ok(w.step(2), "step 2 shows the check")
        self.tap.ok(w.shows("status bar", w._("All results are in.")), "its end is announced")
        rows = w.names("list item")
        self.tap.ok(len(rows) > 10 and all("port" in row and ":" in row for row in rows[:10]),
                    "every row is a sentence", rows)
        w.picture("2-tested")
        w.tab_to("list item", "993")
        w.key("Return")
        w.wait(lambda: self.expanded("993"), "the opened row")
        self.tap.ok(w.shows("label", w._("Certificate for")), "a row opens its details in place")
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
        values = w.names("label")
        lacking = [value for value in ("imap." + DOMAIN, "993", "smtp." + DOMAIN, "465",
                                       "siti@" + DOMAIN)
                   if not any(name.startswith(value + " ") for name in values)]
        self.tap.ok(not lacking, "host, port and user name of both servers", lacking, values)
        w.picture("3-verdict")
        w.tab_to("push button", w._("Copy the port"))
        w.key("Return")
        w.wait(lambda: w.shows("push button", w._("Copied")), "the word that it was copied")
        self.tap.ok(True, "a value can be copied")

    def back_and_forth(self):
        w = self.wizard
        w.key("alt+Left")
        w.wait(lambda: w.step(2), "the check again")
        w.key("alt+Left")
        label = w._("_Email address or domain")
        w.wait(lambda: w.step(1) and w.focused() == ("text", label), "the first page again")
        self.tap.same(w.text(w.find("text", label)), "siti@" + DOMAIN, "Back keeps what was typed")
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
        self.tap.ok(w.focused() == ("text", w._("Your _name, as others will see it")),
                    "the address is known, so the name has the focus")
        self.tap.same(w.text(w.find("text", w._("Your _email address"))), "siti@" + DOMAIN,
                      "the address is filled in")
        w.key("ctrl+v")
        entry = w.find("text", w._("Your _name, as others will see it"))
        self.tap.same(w.text(entry), self.row, "Ctrl+C on a row has copied its sentence")
        w.key("ctrl+a")
        w.type(NAME)
        w.picture("4-export")
        self.save("account.zip", self.check_zip)
        self.replace("account.zip")
        w.key(w.access_key("_Program"))
        for _ in range(4):
            w.key("Down")
        self.tap.ok("define" in w.text(w.find("text", w._("Preview"))),
                    "another format, another preview", w.text(w.find("text", w._("Preview"))))
        self.save("constants.txt", self.check_constants)

    def choose(self, path):
        """Ctrl+S, the desktop's own window, a path, Enter; returns how many windows there were."""
        w = self.wizard
        before = len(w.windows())
        w.key("ctrl+s")
        w.wait(lambda: len(w.windows()) > before, "the window to save in")
        w.focus_window()
        w.wait(lambda: w.focused()[0] == "text", "the entry for the file's name")
        w.key("ctrl+a")
        w.type(path)
        w.picture("4-save-" + os.path.basename(path).split(".")[0])
        w.key("Return")
        return before

    def replace(self, name):
        """A file that is there stays as it is until the person agrees to replace it."""
        w = self.wizard
        path = os.path.join(self.home, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("precious")
        before = self.choose(path)
        w.wait(lambda: len(w.windows()) > before + 1, "the question")
        w.focus_window()
        w.picture("4-replace")
        w.key("Escape")
        w.wait(lambda: len(w.windows()) == before + 1, "the end of the question")
        with open(path, encoding="utf-8") as file:
            self.tap.same(file.read(), "precious", "a file is not replaced without a yes")
        w.focus_window()
        w.key("Return")
        w.wait(lambda: len(w.windows()) > before + 1, "the question again")
        w.focus_window()
        w.key("Return")
        w.wait(lambda: len(w.windows()) == before, "the end of the window to save in")
        w.focus_window()
        w.wait(lambda: zipfile.is_zipfile(path), "the new file")
        self.check_zip(path)

    def save(self, name, check):
        w = self.wizard
        path = os.path.join(self.home, name)
        before = self.choose(path)
        w.wait(lambda: len(w.windows()) == before, "the end of the window to save in")
        w.focus_window()
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
        w.key("F10")
        w.wait(lambda: w.focused()[0] in ("menu item", "push button"), "the menu")
        self.go_down(w._("_Language"))
        w.key("Return")
        self.go_down("Bahasa Indonesia" if other == "id" else "English")
        w.key("Return")
        w.language = other
        w.catalogue = desktop.gettext.translation(
            "dermaga", os.path.join(os.path.dirname(sys.argv[1]), "..", "..", "po"), [other],
            fallback=other == "en")
        w.wait(lambda: w.step(4), "the window in the other language")
        w.focus_window()
        self.tap.ok(w.shows("heading", w._("Save for your mail program")), "the page is translated")
        self.tap.same(w.text(w.find("text", w._("Your _name, as others will see it"))), NAME,
                      "the name is still there")
        w.picture("5-other-language")

    def go_down(self, name):
        w = self.wizard
        focused = w.focused()
        for _ in range(8):
            if name in focused[1]:
                return
            focused = w.move("Down", focused)
        raise desktop.Late("the menu has no %r: %s" % (name, focused))

    def run(self):
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
    with tempfile.TemporaryDirectory() as home:
        way = Way(sys.argv[1], sys.argv[2], home, tap)
        try:
            way.run()
        except desktop.Late as late:
            tap.ok(False, "the whole way", late, traceback.format_exc())
            way.wizard.picture("failed")
            way.wizard.process.kill()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
