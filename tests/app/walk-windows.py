#!/usr/bin/python3
"""Goes by keyboard through the program's menus and its other windows, and reads what they say in the
accessibility tree. usage: walk-windows.py DERMAGA LANGUAGE; prints TAP."""
import os
import re
import sys
import tempfile

from gi.repository import Gio, GLib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import desktop  # noqa: E402
from tap import Tap  # noqa: E402

# What is named after its type says nothing; a stack's first page in a menu has no name on purpose.
OF_TYPE = re.compile(r"\b(Gtk|Dermaga|Gdk)[A-Z]\w+")
ACTED_ON = {"button", "toggle button", "menu item", "menu item checkbox", "menu item radio", "link",
            "text box", "combo box", "tab", "list item", "menu", "dialog", "window"}
WINDOW = ("frame", "window")
ADDRESS = "you@practice.test"


class Walk:
    """The program and what is found wrong with it."""

    def __init__(self, program, language, home, tap):
        import tree
        self.tap, self.faults, self.roles = tap, [], {}
        self.wizard = desktop.Wizard(program, language, home, ADDRESS)
        self.wizard.begin()
        self.tree = tree.Tree(self.wizard.process.pid)

    def said(self, text):
        return self.wizard._(text)

    def wait_focus(self, role, text):
        """Until the focus is at what has TEXT in its name and a role that ends so."""
        w = self.wizard
        w.wait(lambda: w.focused()[0].endswith(role) and text in w.focused()[1],
               "the focus at %s %r" % (role, text))

    def read(self, where):
        """Nothing that can be acted on is named after its type, or not at all."""
        root = self.tree.read()
        for node in root:
            if node.role in ACTED_ON and OF_TYPE.search(node.name):
                self.faults.append("%s: %s" % (where, node))
            if "focusable" in node.states and node.role in ACTED_ON and not node.name.strip():
                self.faults.append("%s, without a name: %s" % (where, node))
        names = self.tree.read_way_up(list(root))
        self.faults += ["%s, one comes through %s" % (where, name) for name in names
                        if OF_TYPE.search(name)]
        return root

    def ok(self, name):
        self.tap.ok(not self.faults, name, *dict.fromkeys(self.faults))
        self.faults = []

    def menu(self):
        """F10 opens it, arrows go through it, Escape closes it, also from within the languages, and
        the focus is on its button."""
        w = self.wizard
        w.open_menu()
        root = self.read("the menu")
        self.faults += ["the menu has no name"] * (not any(
            node.role == "menu" and node.name == self.said("Main Menu") for node in root))
        w.go_down(self.said("_Language"))
        w.key("Right")
        w.wait(lambda: any(node.role.startswith("menu item") and node.name == "Bahasa Indonesia"
                           for node in self.tree.read()), "the languages")
        self.read("the languages")
        w.key("Escape", "Escape")
        self.wait_focus("button", self.said("Main Menu"))  # a toggle button in newer GTK
        self.ok("the main menu and its languages")

    def speak(self, language):
        """What the menu of languages does, from outside."""
        Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
            "io.github.dermaga.Dermaga", "/io/github/dermaga/Dermaga", "org.gtk.Actions",
            "Activate", GLib.Variant("(sava{sv})", ("language", [GLib.Variant("s", language)], {})),
            None, Gio.DBusCallFlags.NONE, -1, None)

    def languages_from_outside(self):
        """A window that goes while its menu is open leaves the keyboard to the next one."""
        w = self.wizard
        w.open_menu()
        window = w.windows()[0]
        self.speak("pl")
        w.wait(lambda: len(w.windows()) == 1 and w.windows()[0] != window, "a window in Polish")
        self.speak(w.language)
        w.wait(lambda: w.find("heading", self.said("Which mail provider?")), "the language again")
        w.wait_windows(1, "a window alone")
        w.open_menu()
        w.key("Escape")
        self.wait_focus("button", self.said("Main Menu"))
        self.ok("another language while the menu is open")

    def recent(self):
        w = self.wizard
        w.key(w.access_key("_Email address or domain"))
        self.wait_focus("text", self.said("_Email address or domain"))
        w.key("alt+Down")
        w.wait(lambda: w.focused()[0].endswith("menu item"), "the menu of domains")
        root = self.read("the domains")
        self.faults += ["the menu of domains has no name"] * (not any(
            node.role == "menu" and node.name == self.said("Domains That Were Checked")
            for node in root))
        w.key("Escape")
        self.ok("the domains that were checked")

    def window(self, name, key, title):
        """Another window comes up with the focus in it, and Escape takes it away."""
        w = self.wizard
        key()
        w.wait_windows(2, name)
        w.wait(lambda: any(title in seen for role, seen in
                           ((node.role, node.name) for node in self.tree.read())
                           if role in ("window", "dialog", "frame")), "the title of " + name)
        self.read(name)
        w.key("Escape")
        w.wait_windows(1, "%s to close" % name)
        self.ok(name)

    def second(self):
        """Another window of the program is a window as well, and so is what a change of language
        makes."""
        w = self.wizard
        w.key("ctrl+n")
        w.wait_windows(2, "a second window")
        windows = self.tree.read().children
        self.faults += ["not a window: %s" % node for node in windows if node.role not in WINDOW]
        self.faults += ["there are %d" % len(windows)] * (len(windows) != 2)
        w.key("ctrl+w")
        w.wait_windows(1, "the first window alone")
        self.ok("a second window")

    def about(self):
        w = self.wizard
        w.open_menu()
        w.go_down(self.said("_About Dermaga"))
        w.key("Return")

    def learn(self):
        """F1 leads to what the page is about, Alt+Left back to where one was."""
        w = self.wizard
        w.key(w.access_key("_Email address or domain"))
        self.wait_focus("text", self.said("_Email address or domain"))
        w.key("F1")
        w.wait(lambda: w.focused()[0] == "heading", "the lesson")
        w.key("alt+Left")
        self.wait_focus("text", self.said("_Email address or domain"))
        self.ok("F1 and back")

    def wait_told(self, text, times):
        """Until TEXT was announced so many times; before GTK 4.14, until the window was called so,
        which Orca tells at once."""
        text = self.said(text)

        def is_told(path, signal, kind, value):
            called = (signal == "PropertyChange" and kind == "accessible-name"
                      and self.roles.get(path) in WINDOW)
            return value == text and (called or signal == "Announcement")

        def told():
            self.tree.sync()
            return times <= sum(is_told(path, signal, kind, value)
                                for path, signal, kind, _, value in self.tree.events)

        if not self.roles:
            self.roles = {node.path: node.role for node in self.tree.read()}
        self.wizard.wait(told, "to be told: " + text)

    def check(self):
        """What happens is told of while the focus is elsewhere, and of the focus itself."""
        w = self.wizard
        w.key(w.access_key("C_heck"))
        w.wait(lambda: w.step(2), "the check")
        self.wait_told("Every way of connecting is tried. Most answer within seconds.", 1)
        self.wait_told("All results are in.", 1)
        self.ok("what happens is told")
        w.key("F5")
        self.wait_told("All results are in.", 2)
        self.ok("F5 checks again")
        # They are made anew, a few a frame; nobody reads and presses sooner.
        w.wait(lambda: any(node.role == "list item" and node.extents and node.extents[3] > 0
                           for node in self.tree.read()), "rows")
        w.key("Tab")
        w.wait(lambda: w.focused()[0] == "list item", "the first row")
        w.wait(lambda: w.find("frame", "Dermaga"), "the window under its own name again")
        self.ok("the window has its name back")

    def go(self):
        self.menu()
        self.languages_from_outside()
        self.recent()
        self.window("the keyboard shortcuts", lambda: self.wizard.key("ctrl+question"),
                    self.said("Keyboard Shortcuts"))
        self.window("About", self.about, "Dermaga")
        self.second()
        self.learn()
        self.check()
        self.tap.same(self.wizard.close(), 0, "ends well")
        self.tap.same(self.wizard.log(), [], "no warning of GTK or GLib")


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    program, language = os.path.abspath(sys.argv[1]), sys.argv[2]
    desktop.enter()
    tap = Tap()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        walks = []

        def way():
            walks.append(Walk(program, language, home, tap))
            walks[0].go()

        desktop.drive(tap, "the way through the windows", way,
                      lambda: walks[0].wizard if walks else None)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
