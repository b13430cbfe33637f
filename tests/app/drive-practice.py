#!/usr/bin/python3
"""Drives the whole wizard on the practice provider by keyboard and accessibility tree, where there
is no network at all: from the first key through two scenes of trouble, each to its topic in Learn
and back, to a sign-in and a saved file: usage: drive-practice.py PATH-OF-DERMAGA SOURCE-FOLDER
LANGUAGE; prints TAP."""
import os
import stat
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import desktop  # noqa: E402
import space  # noqa: E402
from tap import Tap  # noqa: E402

DOMAIN = "practice.test"
YOU = "you@" + DOMAIN


class Practice:
    """One method a part of the way."""

    def __init__(self, program, source, language, home, tap):
        self.program, self.source, self.language = program, source, language
        self.home, self.tap, self.wizard = home, tap, None

    def expect(self, look, wanted, name):
        self.wizard.wait_same(look, wanted, name)
        self.tap.ok(True, name)

    def title(self, topic):
        path = os.path.join(self.source, "data", "learn", self.language, topic + ".md")
        with open(path, encoding="utf-8") as file:
            return file.readline().removeprefix("# ").rstrip("\n")

    def entry(self):
        return "text", self.wizard._("_Email address or domain")

    def offline(self):
        text = "This computer seems to have no network. You can check anyway."
        return self.wizard.shows("status bar", self.wizard._(text))

    def first_key(self):
        """One press: the address is there, nothing is said of a network, the choice is next."""
        w = self.wizard
        w.wait_same(w.focused, self.entry(), "the entry")
        self.expect(self.offline, True, "there is no network, and that is said")
        w.key(w.access_key("_Try It Without an Account"))
        self.expect(lambda: w.text(w.find(*self.entry())), YOU, "the address is filled in")
        self.expect(self.offline, False, "for practice no network is needed")
        self.expect(self.scene_has_focus, True, "the choice of a scene has the keyboard")
        w.picture("practice-1-first")

    def scene_has_focus(self):
        """The button of a drop-down has the focus; the drop-down has the name."""
        item = self.wizard.focus()[0]
        label = self.wizard._("What do you _want to see?")
        while item is not None:
            if label in (item.get_name() or ""):
                return True
            item = item.get_parent()
        return False

    def pick(self, row, summary):
        """Opens the list and goes down to that row from the first; GTK 4.18 opens it there, 4.8 at
        the one that is chosen."""
        w = self.wizard
        if not self.scene_has_focus():
            w.key(w.access_key("What do you _want to see?"))
            w.wait(self.scene_has_focus, "the choice of a scene")
        w.key("space")
        w.wait(lambda: w.focused()[0] == "list item", "the list of scenes")
        w.key("Home")
        for _ in range(row):
            w.key("Down")
        w.key("Return")
        self.expect(lambda: w.shows("status bar", w._(summary)), True, "chosen: " + w._(summary))
        w.wait(self.scene_has_focus, "the choice with its list closed")

    def check(self, scene):
        """To the answer, which says what was practised."""
        w = self.wizard
        w.key(w.access_key("C_heck"))
        done = w.catalogue.gettext("%s has been checked") % DOMAIN
        # The page may still say so of the check before.
        w.wait(lambda: w.step(2) and w.shows("heading", done), "the end of the check")
        w.key("Return")
        w.wait(lambda: w.step(3) and w.focused()[0] == "heading", "the verdict")
        said = w.catalogue.gettext("Practice: {scene}").replace("{scene}", w._(scene))
        self.expect(lambda: w.shows("heading", said), True, "the answer says: " + said)

    def learn(self, role, name, topic):
        """From something with that name to its topic, and back to it."""
        w = self.wizard
        w.tab_to(role, name)
        before = w.focused()
        w.key("Return")
        self.expect(w.focused, ("heading", self.title(topic)), "leads to: " + self.title(topic))
        w.key("alt+Left")
        self.expect(w.focused, before, "and back")

    def back(self):
        w = self.wizard
        w.key("alt+Left")
        w.wait(lambda: w.step(2), "the check again")
        w.key("alt+Left")
        w.wait(lambda: w.step(1) and w.focused() == self.entry(), "the first page again")

    def blocked(self):
        w = self.wizard
        self.pick(1, "Nobody answers on port 25, as in most homes and offices. Mail programs do not "
                     "need it.")
        self.check("Port 25 is blocked")
        finding = w._("Port 25 cannot be used from here")
        self.tap.ok(w.shows("label", finding), "it is noticed: " + finding, w.names("label"))
        w.picture("practice-2-blocked")
        self.learn("link", self.title("why-25-is-blocked"), "why-25-is-blocked")
        self.back()

    def expired(self):
        w = self.wizard
        self.pick(2, "The provider forgot to renew its certificate three days ago. No port is safe.")
        self.check("The certificate has expired")
        w.picture("practice-3-expired")
        self.learn("push button", "%s %s" % (w._("Why?"), self.title("certificate")),
                   "certificate")
        self.back()

    def all_well(self):
        w = self.wizard
        w.key(w.access_key("What do you _want to see?"))
        w.wait(self.scene_has_focus, "the choice of a scene")
        w.key("space")
        w.wait(lambda: w.focused()[0] == "list item", "the list of scenes")
        w.key("Home", "Return")
        w.wait(self.scene_has_focus, "the choice with its list closed")
        self.check("All is well")

    def sign_in(self):
        """With the password that the first page told."""
        w = self.wizard
        w.key(w.access_key("Check My _Password Too…"))
        w.wait(lambda: w.focused()[0] == "heading" and not w.step(3), "the page")
        w.key(w.access_key("_Password"))
        w.wait_same(w.focused, ("password text", w._("_Password")), "the entry for the password")
        desktop.xdotool("type", "--delay", "20", "practice")
        w.key("Return")
        self.expect(lambda: w.shows("heading", w._("Your password is accepted")), True,
                    "the password is accepted")
        w.key(w.access_key("_Continue"))
        w.wait(lambda: w.step(4), "the export")

    def export(self):
        w = self.wizard
        w.wait(lambda: w.focused()[0] == "list item", "what can be set up")
        w.key("Return")
        w.wait(lambda: w.focused()[0] == "heading", "the file")
        w.key("ctrl+s")
        w.wait_windows(2, "the window to save in")
        w.wait(lambda: w.focused()[0] == "text", "the entry for the file's name")
        path = os.path.join(self.home, "practice.zip")
        w.type(path)
        w.key("Return")
        w.wait_windows(1, "the end of the window to save in")
        said = w.catalogue.gettext("Saved as %s.") % path
        self.expect(lambda: w.shows("status bar", said), True, said)
        self.tap.same(stat.S_IMODE(os.stat(path).st_mode), 0o600, "nobody else may read it")
        with zipfile.ZipFile(path) as archive:
            text = "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())
        lacking = [word for word in ("imap." + DOMAIN, "993", "smtp." + DOMAIN, "465", YOU)
                   if word not in text]
        self.tap.ok(not lacking, "the servers and the address are in it", lacking)

    def run(self):
        self.wizard = desktop.Wizard(self.program, self.language, self.home)
        self.wizard.begin()
        self.first_key()
        self.blocked()
        self.expired()
        self.all_well()
        self.sign_in()
        self.export()
        self.tap.same(self.wizard.close(), 0, "Ctrl+Q ends it")
        bad = [line for line in self.wizard.log() if "WARNING" in line or "CRITICAL" in line]
        self.tap.ok(not bad, "no warning of GTK or GLib", bad)


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    sys.argv[1:3] = [os.path.abspath(path) for path in sys.argv[1:3]]
    space.enter([])
    space.run("ip", "link", "set", "lo", "up")
    desktop.enter()
    tap = Tap()
    tap.same(space.run("ip", "route"), "", "there is no way out of this computer")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        practice = Practice(sys.argv[1], sys.argv[2], sys.argv[3], home, tap)
        desktop.drive(tap, "the whole way", practice.run, lambda: practice.wizard)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
