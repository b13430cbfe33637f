#!/usr/bin/python3
"""Drives the question "is this port blocked here?" by keyboard, in the lab's access network that
loses what is sent to port 25, with stand-ins for the companies that are asked:
usage: drive-port.py PATH-OF-DERMAGA SOURCE-FOLDER LANGUAGE; prints TAP."""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import blockage  # noqa: E402
import desktop  # noqa: E402
import servers  # noqa: E402
import space  # noqa: E402
from desktop import Atspi  # noqa: E402
from tap import Tap  # noqa: E402

DOMAIN = "example.test"


class Question:
    """From the menu to the answer and back."""

    def __init__(self, program, language, crowd, tap):
        self.program, self.language, self.crowd, self.tap = program, language, crowd, tap
        self.wizard = None

    def heading(self, text, port=None):
        w = self.wizard
        text = w.catalogue.gettext(text)
        text = text if port is None else text.replace("%u", port).replace("{port}", port)
        w.wait_same(w.focused, ("heading", text), "the heading: " + text)
        self.tap.ok(True, "has the focus: " + text)

    def mail_connections(self):
        return {key for key in self.crowd.filter.connections() if key[1] != 80}

    def open_from_menu(self, heading="Is port %u blocked here?"):
        w = self.wizard
        w.open_menu()
        w.go_down(w._("_Is Port 25 Blocked Here?"))
        w.key("Return")
        self.heading(heading, "25")

    def entry(self):
        return "text", self.wizard._("_Email address or domain")

    def ask(self):
        """Who is asked stands there before anybody is; then the answers."""
        w = self.wizard
        rows = w.names("list item")
        lacking = [name for name in ("Google", "Microsoft", "192.0.2.1")
                   if not any(name in row for row in rows)]
        self.tap.ok(not lacking, "who will be asked is named before", lacking, rows)
        self.tap.same(self.mail_connections(), set(), "and nobody was asked yet")
        w.picture("port-1-question")
        w.key("Return")
        self.heading("This network likely blocks port {port}", "25")
        w.picture("port-2-answer")
        rows = w.names("list item")
        silent = w.catalogue.gettext(
            "{host} ({company}), port {port}, {family}: no answer.").split("{family}")[1]
        reached = w.catalogue.gettext("{host} ({company}), port {port}, {family}: reached, and it "
                                      "proved who it is.").split("{family}")[1]
        self.tap.ok(any(row.endswith(silent) for row in rows)
                    and any(row.endswith(reached) for row in rows),
                    "every row is a sentence about what came of it", rows)

    def by_hand(self):
        w = self.wizard
        w.key(w.access_key("How to do this test by _hand"))
        w.wait(lambda: w.shows("label", "telnet "), "the test by hand")
        self.tap.ok(True, "the test by hand is explained")

    def other_port(self):
        """Another port by keyboard: its own question, its own answer."""
        w = self.wizard
        w.key(w.access_key("_Port"))
        w.wait(lambda: w.focused()[0] != "heading", "the choice of a port")
        w.key("space", "Down", "Return")
        asked = w.catalogue.gettext("Is port %u blocked here?") % 465
        w.wait(lambda: w.shows("heading", asked), "the question about port 465")
        w.key(w.access_key("_Check Port"))
        self.heading("Port {port} is open in this network", "465")
        w.picture("port-3-other")

    def escape(self):
        """Escape ends what runs and stays; without anything that runs it does nothing."""
        w = self.wizard
        self.crowd.network.drop_both(blockage.MAIL_PORTS)
        w.key("F5")
        w.wait(lambda: w.shows("push button", w._("C_ancel")), "the running check")
        w.key("Escape")
        w.wait(lambda: not w.shows("push button", w._("C_ancel")), "its end")
        w.key("Escape")
        self.heading("Whether port {port} is blocked here is not known", "465")
        self.crowd.network.open()

    def back(self):
        w = self.wizard
        w.key("alt+Left")
        w.wait_same(w.focused, self.entry(), "the first page")
        self.tap.same(w.text(w.focus()[0]), DOMAIN, "Back leads to what was typed")
        self.tap.ok(w.step(1), "and to the step")

    def switch(self):
        """Switched off, nobody is asked, which is said, and it can be allowed on the spot."""
        w = self.wizard
        w.key(w.access_key("_Who is asked: the provider, and Mozilla’s public list too"))
        box = w._("Ask servers of other _companies when a port does not answer")
        w.wait(lambda: w.has_state(w.find("check box", box), Atspi.StateType.CHECKED),
               "the switch")
        w.key(w.access_key("Ask servers of other _companies when a port does not answer"))
        w.wait(lambda: not w.has_state(w.find("check box", box), Atspi.StateType.CHECKED),
               "the switch off")
        w.tab_to("check box", box)
        w.picture("port-4-switch")
        self.crowd.filter.forget()
        self.open_from_menu("This network likely blocks port {port}")  # it is kept
        w.wait(lambda: w.shows("heading", w._("Nobody is asked at present")), "the explanation")
        w.key("Return", "F5")
        w.picture("port-5-switched-off")
        self.tap.same(self.mail_connections(), set(), "switched off: nobody is asked")
        w.key(w.access_key("_Allow Asking Them Again"))
        w.wait(lambda: not w.shows("heading", w._("Nobody is asked at present")), "the permission")
        w.key("alt+Left")
        w.wait(lambda: w.has_state(w.find("check box", box), Atspi.StateType.CHECKED),
               "the switch on again")
        self.tap.ok(True, "allowed there, it is on here")
        w.wait_same(w.focused, ("check box", box), "the focus on the switch")
        self.tap.ok(True, "Back leads to where the menu was opened")

    def run(self):
        home = os.path.join(self.crowd.space.dir, "home-" + self.language)
        os.makedirs(home, exist_ok=True)
        self.wizard = desktop.Wizard(self.program, self.language, home,
                                     "--ca-file=" + self.crowd.ca.cert, DOMAIN)
        w = self.wizard
        w.begin()
        w.wait_same(w.focused, self.entry(), "the entry")
        self.crowd.network.drop_both("25")
        self.crowd.filter.forget()
        self.open_from_menu()
        self.ask()
        self.by_hand()
        self.other_port()
        self.escape()
        self.back()
        self.switch()
        self.tap.same(w.close(), 0, "ends well")
        bad = [line for line in w.log() if "WARNING" in line or "CRITICAL" in line]
        self.tap.ok(not bad, "no warning of GTK or GLib", bad)


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    sys.argv[1:3] = [os.path.abspath(path) for path in sys.argv[1:3]]
    absent = servers.missing()
    if absent:
        space.skip("not installed: " + " ".join(absent))
    space.enter(["dnsmasq", "openssl"])
    desktop.enter()
    tap = Tap()
    crowd = blockage.Crowd(sys.argv[2])
    try:
        question = Question(sys.argv[1], sys.argv[3], crowd, tap)
        desktop.drive(tap, "the question about a port", question.run, lambda: question.wizard)
    finally:
        crowd.close()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
