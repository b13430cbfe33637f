#!/usr/bin/python3
"""Drives the page that checks a password, by keyboard and accessibility tree:
usage: drive-signin.py PATH-OF-DERMAGA en|id|lab; prints TAP. In a language: on the practice
provider. "lab": on real Dovecot and Postfix; when the page has been left, the program's memory is
searched for the password."""
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import accounts  # noqa: E402
import certs  # noqa: E402
import desktop  # noqa: E402
import memory  # noqa: E402
import servers  # noqa: E402
import space  # noqa: E402
from desktop import Atspi  # noqa: E402
from tap import Tap  # noqa: E402

PRACTICE = "practice.test"
QUESTION = "Is your password accepted?"


class Page:
    """What both ways have in common."""

    def __init__(self, program, language, home, tap):
        self.program, self.language, self.home, self.tap = program, language, home, tap
        self.wizard = None

    def open(self, typed, *arguments):
        """From the start to the page."""
        self.wizard = desktop.Wizard(self.program, self.language, self.home, *arguments, typed)
        w = self.wizard
        w.begin()
        w.wait(lambda: w.focused()[0] == "text", "the entry")
        w.key("Return")
        done = w.catalogue.gettext("%s has been checked") % typed.partition("@")[2]
        w.wait(lambda: w.shows("heading", done), "the end of the check")
        w.key("Return")
        w.wait(lambda: w.step(3) and w.focused()[0] == "heading", "the verdict")
        w.tab_to("push button", w._("Check My _Password Too…"))
        self.open_by("Return")

    def open_again(self):
        self.open_by(self.wizard.access_key("Check My _Password Too…"))

    def open_by(self, key):
        w = self.wizard
        w.key(key)
        w.wait(lambda: w.focused()[0] == "heading" and not w.step(3), "the page")

    def button(self, text):
        w = self.wizard
        return w.find("push button", w._(text))

    def is_ready(self, text="_Sign In"):
        return self.wizard.has_state(self.button(text), Atspi.StateType.SENSITIVE)

    def type_password(self, password):
        w = self.wizard
        # The page before may still slide away: it answers to the same key no more.
        w.key(w.access_key("_Password"))
        w.wait_same(w.focused, ("password text", w._("_Password")), "the entry for the password")
        w.key("ctrl+a", "BackSpace")
        w.wait(lambda: not self.is_ready(), "an empty entry")
        # What stands in it is not asked for: the answer would be a copy that only this test makes.
        desktop.xdotool("type", "--delay", "20", password)
        w.wait(self.is_ready, "the typed text")

    def heading(self, text):
        w = self.wizard
        w.wait(lambda: w.shows("heading", w._(text)), w._(text))

    def leave(self):
        w = self.wizard
        w.key("alt+Left")
        w.wait(lambda: w.step(3), "the verdict again")

    def close(self):
        w = self.wizard
        self.tap.same(w.close(), 0, "Ctrl+Q ends it")
        bad = [line for line in w.log() if "WARNING" in line or "CRITICAL" in line]
        self.tap.ok(not bad, "no warning of GTK or GLib", bad)


class Practice(Page):
    """The whole page on the practice provider, in one language."""

    def first_look(self):
        w = self.wizard
        self.tap.same(w.focused(), ("heading", w._(QUESTION)), "the question has the focus")
        note = w.catalogue.gettext("Sent only to %s and %s over encrypted connections. Not saved.")
        self.tap.ok(w.shows("label", note % ("imap." + PRACTICE, "smtp." + PRACTICE)),
                    "to whom the password goes is said", w.names("label"))
        self.tap.same(w.text(w.find("text", w._("_User name"))), "siti@" + PRACTICE,
                      "the user name is filled in")
        self.tap.ok(not self.is_ready(), "without a password nothing can be tried")
        self.tap.ok(self.button("S_kip") is not None, "the page can be skipped")
        w.picture("signin-1")

    def wrong(self):
        """Refused twice: why, what to do, the warning; another name only as a button."""
        w = self.wizard
        for n in range(2):
            self.type_password("salah %d" % n)
            w.key("Return")
            self.heading("Not signed in")
            w.wait(lambda: w.focused()[0] == "heading", "the answer with the focus")
        for word in ("Not accepted", "This user name and password were not accepted"):
            self.tap.same(w.names("label").count(w._(word)), 2, "both servers: " + word)
        warning = w.catalogue.gettext(
            "{host} has refused more than once. After a few more refusals it may lock the account "
            "for a while: be sure before you try again.").split("{host}")[1]
        self.tap.ok(w.shows("label", warning), "after two refusals it warns of a lock-out")
        name = w.catalogue.gettext("Try the User Name “%s” There") % "siti"
        w.wait(lambda: w.find("push button", name), "another form of the user name")
        w.picture("signin-2-rejected")

    def right(self):
        w = self.wizard
        self.type_password("practice")
        w.key("Return")
        self.heading("Your password is accepted")
        for word in ("Signed in for receiving", "Signed in for sending"):
            w.wait(lambda word=word: w.shows("label", w._(word)), word)
            self.tap.ok(True, word)
        w.wait(lambda: self.is_ready("Send a _Test Message to Myself"), "the offer of a message")
        w.picture("signin-3-accepted")

    def message(self):
        w = self.wizard
        w.key(w.access_key("Send a _Test Message to Myself"))
        w.wait(lambda: w.shows("label", w._("The server took the test message")), "its answer")
        self.tap.ok(True, "the answer to the test message is explained")
        w.picture("signin-4-sent")

    def left(self):
        """Back leads to the button; when the page is there again, the entry is empty."""
        w = self.wizard
        self.leave()
        self.tap.ok(w._("Check My _Password Too…") in w.focused()[1],
                    "Back leads to the button that led there", w.focused())
        self.open_again()
        self.tap.same(w.text(w.find("password text", w._("_Password"))), "",
                      "the password was not kept")
        self.tap.ok(not self.is_ready(), "and nothing can be tried without it")

    def skipped(self):
        w = self.wizard
        w.key(w.access_key("_Continue"))
        w.wait(lambda: w.step(4), "the export")
        self.tap.ok(True, "Continue leads to the export")

    def run(self):
        self.open("siti@" + PRACTICE)
        self.first_look()
        self.wrong()
        self.right()
        self.message()
        self.left()
        self.skipped()
        self.close()


class Memory(Page):
    """Whether anything of a password is left in the program, on a real server."""

    USER = "budi@rumah.test"

    def search(self):
        return memory.search(self.wizard.process.pid,
                             memory.shapes(accounts.PASSWORD, self.USER))

    def is_gone(self, name):
        """What is freed late, such as what is drawn, has a moment; what is kept has not."""
        w = self.wizard
        places = []

        def gone():
            places[:] = self.search()
            return not places

        try:
            w.wait(gone, "memory without the password", 15)
        except desktop.Late:
            pass
        self.tap.ok(not places, name + ": no copy of the password in memory", *places[:20])

    def signed_in(self):
        w = self.wizard
        self.type_password(accounts.PASSWORD)
        w.wait(self.search, "the typed password in memory")
        self.tap.ok(True, "while it is typed, the search finds it")
        w.key("Return")
        self.heading("Your password is accepted")
        Tap.note("after the sign-in, on the page: %s" % self.search())

    def way_back(self):
        self.signed_in()
        self.leave()
        self.is_gone("left by Back")

    def way_on(self):
        w = self.wizard
        self.open_again()
        self.type_password(accounts.PASSWORD)
        w.key(w.access_key("_Continue"))
        w.wait(lambda: w.step(4), "the export")
        self.is_gone("skipped with a typed password")
        w.key("alt+Left")
        w.wait(lambda: w.step(3), "the verdict")

    def refused(self):
        """A wrong one that was sent is wiped as well."""
        w = self.wizard
        self.open_again()
        wrong = "Salah-" + accounts.PASSWORD
        self.type_password(wrong)
        w.key("Return")
        self.heading("Not signed in")
        self.leave()
        self.is_gone("left after a refusal")

    def other_language(self):
        """The window is built anew, in the other language."""
        w = self.wizard
        self.open_again()
        self.type_password(accounts.PASSWORD)
        w.open_menu()
        w.go_down(w._("_Language"))
        w.move("Return")
        w.go_down("Bahasa Indonesia")
        w.key("Return")
        w.wait(lambda: w.shows("label", "Kata sandi"), "the page in the other language")
        w.wait_windows(1, "the end of the old window")
        self.is_gone("language changed with a typed password")

    def run(self):
        self.way_back()
        self.way_on()
        self.refused()
        self.other_language()
        self.close()


def drive_practice(program, language, tap):
    desktop.enter()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        page = Practice(program, language, home, tap)
        desktop.drive(tap, "the page", page.run, lambda: page.wizard)


def drive_lab(program, tap):
    absent = servers.missing()
    if absent:
        space.skip("not installed: " + " ".join(absent))
    space.enter(["dnsmasq", "openssl"])
    desktop.enter()
    lab = space.Space()
    authority = certs.Authority(lab.dir)
    providers = accounts.Providers(lab, authority)
    dns = servers.Dns(lab, providers.dns())
    try:
        home = os.path.join(lab.dir, "home")
        os.mkdir(home)
        page = Memory(program, "en", home, tap)

        def way():
            page.open(page.USER, "--ca-file=" + authority.cert)
            page.run()
        desktop.drive(tap, "the page", way, lambda: page.wizard)
    finally:
        providers.stop()
        dns.stop()
        lab.close()


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    sys.argv[1] = os.path.abspath(sys.argv[1])
    tap = Tap()
    if sys.argv[2] == "lab":
        drive_lab(sys.argv[1], tap)
    else:
        drive_practice(sys.argv[1], sys.argv[2], tap)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
