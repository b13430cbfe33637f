#!/usr/bin/python3
"""Reads in Learn by keyboard and accessibility tree, without a network: by F1, by its table of
contents, through links and back, to the map, and by the guide into the wizard:
usage: drive-learn.py PATH-OF-DERMAGA SOURCE-FOLDER LANGUAGE; prints TAP."""
import os
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import desktop  # noqa: E402
from tap import Tap  # noqa: E402

DOMAIN = "practice.test"
PORTS = {"25", "465", "587", "2525", "993", "995", "143", "110"}


class Reader:
    """From the first page into Learn and back."""

    def __init__(self, program, source, language, home, tap):
        self.program, self.source, self.language = program, source, language
        self.home, self.tap, self.wizard = home, tap, None

    def title(self, topic):
        path = os.path.join(self.source, "data", "learn", self.language, topic + ".md")
        with open(path, encoding="utf-8") as file:
            return file.readline().removeprefix("# ").rstrip("\n")

    def reads(self, topic):
        """The heading has the focus, so that it is what a screen reader says."""
        self.heading(self.title(topic))

    def heading(self, text):
        w = self.wizard
        w.wait_same(w.focused, ("heading", text), "the heading: " + text)
        self.tap.ok(True, "has the focus: " + text)

    def tab_to(self, role, name):
        """Links within a text are stops, too, that look the same from outside; who went too far
        comes round again."""
        w = self.wizard
        for _ in range(120):
            end = time.monotonic() + 0.5
            while time.monotonic() < end:
                if w.focused() == (role, name):
                    return
            w.key("Tab")
        raise desktop.Late("Tab does not reach %s %r" % (role, name))

    def entry(self):
        w = self.wizard
        w.wait_same(w.focused, ("text", w._("_Email address or domain")), "the first page")
        self.tap.same(w.text(w.focus()[0]), DOMAIN, "Back leads to what was typed")

    def by_f1(self):
        """At what fits the page; on by a link, and back through it."""
        w = self.wizard
        w.key("F1")
        self.reads("port")
        w.picture("learn-1-topic")
        w.move("Tab")
        self.tap.same(w.focused()[0], "label", "Tab stops at the first link within the text")
        w.key("Return")
        self.reads("port-25")
        w.key("alt+Left")
        self.reads("port")
        self.tab_to("link", self.title("port-465"))
        w.key("Return")
        self.reads("port-465")
        w.key("alt+Left")
        self.reads("port")
        w.key("alt+Left")
        self.entry()

    def by_menu(self):
        """The table of contents, and from it the map with a sentence for each port."""
        w = self.wizard
        w.open_menu()
        w.go_down(w._("L_earn"))
        w.key("Return")
        self.heading(w._("What do you want to know?"))
        rows = w.names("list item")
        lacking = [topic for topic in ("port", "map", "port-465", "certificate", "practice")
                   if self.title(topic) not in rows]
        self.tap.same(lacking, [], "the topics are there")
        self.tab_to("list item", self.title("port"))
        w.move("Down")
        w.key("Return")
        self.reads("map")
        w.picture("learn-2-map")
        lanes = [name for name in w.names("list item") if name.startswith("Port ")]
        told = {lane.split(":")[0].removeprefix("Port ") for lane in lanes}
        self.tap.same(told, PORTS, "the map says each port in a sentence")
        modes = {w.catalogue.gettext(text) for text in
                 ("encrypted from the start (SSL/TLS)", "STARTTLS")}
        wrong = [lane for lane in lanes if lane.split(": ", 1)[1] not in modes]
        self.tap.same(wrong, [], "and what secures it")
        w.key("alt+Left")
        self.heading(w._("What do you want to know?"))

    def pick(self, text):
        w = self.wizard
        self.tab_to("radio button", text)
        w.key("space")

    def guide(self):
        """Three questions, and back in the wizard with what was typed."""
        w = self.wizard
        w.key(w.access_key("Find My _Port"))
        self.heading(w._("What do you want to set up?"))
        choice = w.names("radio button")
        self.tap.ok(len(choice) > 5, "what can be set up stands there", choice)
        self.pick(choice[0])
        w.key(w.access_key("_Next"))
        self.heading(w._("Does your provider offer port 465?"))
        self.tab_to("radio button", w._("Yes"))
        w.key("Down", "space")
        w.key(w.access_key("_Next"))
        self.heading(w._("Is port 587 closed where the mail is sent?"))
        self.tab_to("radio button", w._("Yes"))
        w.key("Down", "space")
        w.key(w.access_key("_Next"))
        self.heading(w._("Use port 587"))
        w.picture("learn-3-advice")
        w.key("Return" if w.focused()[0] == "heading" else w.access_key("_Check My Provider"))
        self.entry()
        self.tap.ok(w.step(1), "the guide ends in the wizard")

    def run(self):
        self.wizard = desktop.Wizard(self.program, self.language, self.home, DOMAIN)
        w = self.wizard
        w.begin()
        w.wait_same(w.focused, ("text", w._("_Email address or domain")), "the entry")
        self.by_f1()
        self.by_menu()
        self.guide()
        self.tap.same(w.close(), 0, "ends well")
        bad = [line for line in w.log() if "WARNING" in line or "CRITICAL" in line]
        self.tap.ok(not bad, "no warning of GTK or GLib", bad)


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    sys.argv[1:3] = [os.path.abspath(path) for path in sys.argv[1:3]]
    desktop.enter()
    tap = Tap()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        reader = Reader(sys.argv[1], sys.argv[2], sys.argv[3], home, tap)
        desktop.drive(tap, "reading", reader.run, lambda: reader.wizard)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
