#!/usr/bin/python3
"""Drives what ties the program to the desktop: a second start, saved results, domains that were
checked, the window of shortcuts, notifications: usage: drive-desktop.py PATH-OF-DERMAGA
PATH-OF-DERMAGA-CLI LANGUAGE; prints TAP."""
import json
import os
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import desktop  # noqa: E402
from desktop import GLib  # noqa: E402
from gi.repository import Gio  # noqa: E402
from tap import Tap  # noqa: E402

DOMAIN = "practice.test"
STARTED = "2026-05-03T12:00:00Z"

NOTIFICATIONS = """<node><interface name="org.freedesktop.Notifications">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
<arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>"""


class Notifications:
    """What a desktop has to show notifications, on the bus of this test."""

    def __init__(self):
        self.seen = []   # (title, body)
        self.closed = 0
        self.context = GLib.MainContext()
        self.loop = GLib.MainLoop(self.context)
        ready = threading.Event()
        threading.Thread(target=self.run, args=(ready,), daemon=True).start()
        ready.wait()

    def run(self, ready):
        self.context.push_thread_default()
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        interface = Gio.DBusNodeInfo.new_for_xml(NOTIFICATIONS).interfaces[0]
        bus.register_object("/org/freedesktop/Notifications", interface, self.call, None, None)
        bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                      "RequestName", GLib.Variant("(su)", ("org.freedesktop.Notifications", 0)),
                      None, 0, -1, None)
        self.bus = bus
        ready.set()
        self.loop.run()

    def call(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        if method == "Notify":
            self.seen.append((parameters[3], parameters[4]))
            answer = GLib.Variant("(u)", (len(self.seen),))
        elif method == "GetCapabilities":
            answer = GLib.Variant("(as)", (["body", "actions"],))
        elif method == "GetServerInformation":
            answer = GLib.Variant("(ssss)", ("test", "test", "1", "1.2"))
        else:
            self.closed += 1
            answer = None
        invocation.return_value(answer)


class Way:
    """One start of the program and what comes of it."""

    def __init__(self, program, cli, language, home, tap):
        self.program, self.cli, self.language = program, cli, language
        self.home, self.tap, self.wizard = home, tap, None
        self.notifications = Notifications()

    def expect(self, look, wanted, name):
        self.wizard.wait_same(look, wanted, name)
        self.tap.ok(True, name)

    def start_again(self, *arguments):
        """A second start, which hands over to the first and ends."""
        env = dict(os.environ, HOME=self.home, LC_ALL="C.UTF-8", GDK_BACKEND="x11")
        return subprocess.run([self.program, *arguments], env=env, timeout=60, check=False,
                              stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8")

    def entry(self):
        w = self.wizard
        return w.text(w.find("text", w._("_Email address or domain")))

    def entries(self):
        w = self.wizard
        return sorted(w.text(item) or ""
                      for item in w.find_all("text", w._("_Email address or domain")))

    def write_settings(self, text):
        folder = os.path.join(self.home, ".config", "glib-2.0", "settings")
        os.makedirs(folder)
        with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as file:
            file.write("[io/github/dermaga/Dermaga]\n" + text)

    def settings(self):
        with open(os.path.join(self.home, ".config", "glib-2.0", "settings", "keyfile"),
                  encoding="utf-8") as file:
            return file.read()

    def history(self):
        return os.path.join(self.home, ".local", "state", "dermaga", "history")

    def write_history(self):
        """As if a check had been kept; what is in it does not matter to whoever forgets it."""
        os.makedirs(self.history())
        with open(os.path.join(self.history(), 64 * "a" + ".json"), "w", encoding="utf-8") as file:
            file.write("{}")

    def save_result(self):
        """A result as the terminal writes it, made to be of an earlier day."""
        done = subprocess.run([self.cli, "practice", "--check-only", "--json"],
                              stdout=subprocess.PIPE, check=True, encoding="utf-8", timeout=60)
        result = json.loads(done.stdout)
        self.tap.ok(result["started"].endswith("Z"), "a result says when it was made")
        result["started"] = STARTED
        path = os.path.join(self.home, "earlier.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(result, file)
        return path

    # The parts of the way

    def recent(self):
        w = self.wizard
        label = w._("_Email address or domain")
        w.wait_same(w.focused, ("text", label), "the entry with the focus")
        self.tap.same(self.entry(), "you@first.test", "an address on the command line is filled in")
        w.key("alt+Down")
        w.wait(lambda: w.focused()[0] == "menu item", "the domains that were checked")
        w.picture("desktop-recent")
        self.tap.ok(w.focused()[1].startswith("earlier.test"), "the latest comes first", w.focused())
        w.go_down("other.test")
        w.key("Return")
        self.expect(self.entry, "other.test", "what is chosen stands in the entry")
        self.expect(w.focused, ("text", label), "which has the focus again")
        w.key("alt+Down")
        w.wait(lambda: w.focused()[0] == "menu item", "the domains again")
        w.go_down(w._("_Forget Domains and Results"))
        w.key("Return")
        w.wait(lambda: "other.test" not in self.settings(), "nothing remembered")
        self.tap.ok("earlier.test" not in self.settings(), "they can be forgotten")
        w.wait(lambda: not os.path.exists(self.history()), "no result kept")
        self.tap.ok(True, "and what was found with them")

    def shortcuts(self):
        w = self.wizard
        w.wait_windows(1, "the window alone")
        w.key("ctrl+question")
        w.wait_windows(2, "the window of shortcuts")
        rows = w.wait(lambda: [name for name in w.names("list item") if "Ctrl+O" in name], "a row")
        self.tap.same(rows, [w._("Open a saved result") + ": Ctrl+O"], "a row says keys and meaning")
        w.picture("desktop-shortcuts")
        w.key("Escape")
        w.wait_windows(1, "the window alone again")

    def second_start(self):
        w = self.wizard
        done = self.start_again("mailto:siti@second.test?subject=a")
        self.tap.same((done.returncode, done.stdout, done.stderr), (0, "", ""),
                      "a second start hands over and ends")
        w.wait_windows(2, "a second window")
        self.expect(self.entries, ["mailto:siti@second.test?subject=a", "other.test"],
                    "each start has a window of its own, with what it was given filled in")
        w.key("ctrl+w")
        w.wait_windows(1, "one window again")
        done = self.start_again("--ca-file=" + os.path.join(self.home, "none.pem"))
        self.tap.ok(done.returncode == 2 and "none.pem" in done.stderr,
                    "what is wrong is said where it was typed", done)

    def saved(self, path):
        w = self.wizard
        self.tap.same(self.start_again(path).returncode, 0,
                      "a saved result is a start, too")
        w.wait_windows(2, "a window for it")
        text = w.catalogue.gettext(
            "This is a saved result for {domain}, made on {date}. Nothing was tried now, and "
            "whoever had the file could have changed it. Test again before you rely on it.")
        date = {"en": "3 May 2026", "id": "3 Mei 2026"}[self.language]
        said = text.replace("{domain}", DOMAIN).replace("{date}", date)
        w.wait(lambda: w.shows("label", said), "that it is saved, and from when")
        self.tap.ok(w.shows("label", "smtp." + DOMAIN), "it shows the servers")
        self.tap.ok(not any(w._("Check My _Password Too…") in name
                            for name in w.names("push button")), "no password is tried by it")
        w.picture("desktop-saved")
        w.key("alt+Left")
        w.wait(lambda: len(w.find_all("text", w._("_Email address or domain"))) == 2,
               "the first page, not a check that nobody saw")
        self.tap.ok(True, "Back leads to the first page")
        w.key("ctrl+w")
        w.wait_windows(1, "one window again")

    def refused(self):
        w = self.wizard
        path = os.path.join(self.home, "none.json")
        with open(path, "w", encoding="utf-8") as file:
            file.write('{"schema": 1}')
        self.start_again(path)
        w.wait_windows(3, "a window for it, and what is wrong over it")
        w.wait(lambda: w.shows("label", w.catalogue.gettext("“%s” cannot be opened") % "none.json"),
               "that it cannot be opened")
        self.tap.ok(True, "a file that is no result is refused in words")
        w.picture("desktop-refused")
        w.key("Escape")
        w.wait_windows(2, "the end of the words")
        w.key("ctrl+w")
        w.wait_windows(1, "one window again")

    def notification(self):
        """The check ends while another window has the keyboard."""
        w = self.wizard
        done = self.start_again("you@" + DOMAIN)
        w.wait_windows(2, "the window of a check")
        w.wait(lambda: w.focused()[0] == "text", "its entry")
        w.key("Return")
        first = w.windows()[0]
        desktop.xdotool("windowfocus", first)
        w.wait(lambda: self.notifications.seen, "a notification")
        title, body = self.notifications.seen[0]
        self.tap.same(title, w.catalogue.gettext("%s has been checked") % DOMAIN,
                      "a notification says that the check has ended")
        self.tap.ok(body and "@" not in body, "and its answer", body, done)
        w.focus_window()
        w.wait(lambda: self.notifications.closed, "the end of the notification")
        self.tap.ok(True, "it goes away when one looks")
        self.tap.ok(DOMAIN not in self.settings(), "the practice domain is not remembered")

    def run(self):
        path = self.save_result()
        self.write_history()
        self.write_settings("recent-domains=['earlier.test', 'other.test']\nnotify-after=uint32 0\n")
        self.wizard = w = desktop.Wizard(self.program, self.language, self.home, "you@first.test")
        w.begin()
        self.recent()
        self.shortcuts()
        self.second_start()
        self.saved(path)
        self.refused()
        self.notification()
        self.tap.same(w.close(), 0, "Ctrl+Q ends it")
        bad = [line for line in w.log() if "WARNING" in line or "CRITICAL" in line]
        self.tap.ok(not bad, "no warning of GTK or GLib", bad)


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    sys.argv[1:3] = map(os.path.abspath, sys.argv[1:3])
    desktop.enter()
    tap = Tap()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        way = Way(*sys.argv[1:], home, tap)
        desktop.drive(tap, "the desktop", way.run, lambda: way.wizard)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
