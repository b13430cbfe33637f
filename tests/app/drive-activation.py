#!/usr/bin/python3
"""Installs the program and lets the session bus start it, the way desktops do: usage:
drive-activation.py BUILD-FOLDER PREFIX LANGUAGE; prints TAP."""
import os
import select
import signal
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import desktop  # noqa: E402
import space  # noqa: E402
from desktop import GLib  # noqa: E402
from gi.repository import Gio  # noqa: E402
from tap import Tap  # noqa: E402

NAME = "io.github.dermaga.Dermaga"
PATH = "/io/github/dermaga/Dermaga"
DOMAIN = "practice.test"


def install(build, prefix):
    """Puts the program in its place, which is laid over what is there for this test alone."""
    space.run("ip", "link", "set", "lo", "up")
    space.run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", space.DIRECTORY)
    root = os.path.join(space.DIRECTORY, "root")
    space.run("meson", "install", "-C", build, "--no-rebuild", "--destdir", root)
    root += prefix
    space.run("glib-compile-schemas", "--strict", os.path.join(root, "share/glib-2.0/schemas"))
    os.makedirs(prefix, exist_ok=True)
    space.run("mount", "-t", "overlay", "overlay", "-o", "lowerdir=%s:%s" % (root, prefix), prefix)
    # Where a session looks for what it may start.
    os.environ["XDG_DATA_DIRS"] = prefix + "/share:/usr/local/share:/usr/share"


class Bus:
    """The session bus, as a desktop uses it."""

    def __init__(self):
        self.connection = Gio.bus_get_sync(Gio.BusType.SESSION)

    def call(self, name, path, interface, method, parameters, answer=None):
        return self.connection.call_sync(
            name, path, interface, method, parameters, answer and GLib.VariantType(answer),
            Gio.DBusCallFlags.NONE, desktop.PATIENCE * 1000, None)

    def daemon(self, method, parameters, answer=None):
        return self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                         method, parameters, answer)

    def application(self, method, parameters):
        return self.call(NAME, PATH, "org.freedesktop.Application", method, parameters)

    def runs(self):
        return self.daemon("NameHasOwner", GLib.Variant("(s)", (NAME,)), "(b)")[0]

    def owner(self):
        return self.daemon("GetConnectionUnixProcessID", GLib.Variant("(s)", (NAME,)), "(u)")[0]


class Process:
    """A process that somebody else has started, with what is used of those that one starts."""

    def __init__(self, pid):
        self.pid, self.fd, self.returncode = pid, os.pidfd_open(pid), None

    def poll(self):
        return self.ended(0)

    def ended(self, seconds):
        """How it ended is told to its parent alone."""
        if self.returncode is None and select.select([self.fd], [], [], seconds)[0]:
            self.returncode = 0
        return self.returncode

    def wait(self, seconds=None):
        if self.ended(seconds) is None:
            raise subprocess.TimeoutExpired("the activated program", seconds)
        return self.returncode

    def kill(self):
        if self.poll() is None:
            signal.pidfd_send_signal(self.fd, signal.SIGKILL)


class Activated(desktop.Wizard):
    """The program, started by the bus for a message of the desktop's."""

    def __init__(self, bus, prefix, build, language, home, method, *parameters):
        self.bus, self.message, self.build = bus, (method, *parameters), build
        super().__init__(os.path.join(build, "src", "app", "dermaga"), language, home)
        self.installed = os.path.join(prefix, "bin", "dermaga")

    def start(self, command, env):
        # What it complains about is no line in a file here, but its end.
        env["G_DEBUG"] = "fatal-warnings"
        open(self.log_path, "w", encoding="utf-8").close()
        self.bus.daemon("UpdateActivationEnvironment", GLib.Variant("(a{ss})", (env,)))
        self.bus.application(*self.message)
        return Process(self.bus.owner())


class Way:
    """The messages that desktops send, and what comes of them."""

    def __init__(self, build, prefix, language, home, tap):
        self.build, self.prefix, self.language = build, prefix, language
        self.home, self.tap, self.wizard = home, tap, None
        self.bus = Bus()

    def activated(self, method, parameters):
        self.tap.ok(not self.bus.runs(), method + ": nothing runs before")
        self.wizard = Activated(self.bus, self.prefix, self.build, self.language, self.home,
                                method, parameters)
        self.wizard.begin()
        self.tap.same(os.readlink("/proc/%d/exe" % self.wizard.process.pid),
                      self.wizard.installed, method + ": what was installed is started")

    def entries(self):
        w = self.wizard
        return sorted(w.text(item) or ""
                      for item in w.find_all("text", w._("_Email address or domain")))

    def expect(self, look, wanted, name):
        self.wizard.wait_same(look, wanted, name)
        self.tap.ok(True, name)

    def activate(self):
        empty = GLib.Variant("(a{sv})", ({},))
        self.activated("Activate", empty)
        w = self.wizard
        self.expect(self.entries, [""], "a window with its first page comes up")
        self.bus.application("Activate", empty)
        self.tap.same((len(w.windows()), self.bus.owner()), (1, w.process.pid),
                      "asked for again, it is the same window")
        self.second_start()
        self.bus.application("ActivateAction",
                             GLib.Variant("(sava{sv})", ("new-window", [], {})))
        w.wait_windows(3, "a new window, for the action of the menu of starters")
        self.expect(self.entries, ["", "", "siti@second.test"], "it begins empty")
        self.close()

    def second_start(self):
        """Typed in a terminal; the program that runs takes it over."""
        w = self.wizard
        env = dict(os.environ, HOME=self.home, LC_ALL="C.UTF-8", GDK_BACKEND="x11")
        done = subprocess.run([w.installed, "siti@second.test"], env=env, check=False,
                              stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
                              timeout=desktop.PATIENCE)
        self.tap.same((done.returncode, done.stdout, done.stderr), (0, "", ""),
                      "a second start hands over and ends")
        w.wait_windows(2, "a window for it")
        self.expect(self.entries, ["", "siti@second.test"], "with what it was given filled in")
        self.tap.same(self.bus.owner(), w.process.pid, "one program has both")

    def open(self):
        """A file manager opens a result that was saved."""
        done = subprocess.run([os.path.join(self.prefix, "bin", "dermaga-cli"), "practice",
                               "--check-only", "--json"], check=True, stdout=subprocess.PIPE,
                              timeout=120)
        path = os.path.join(self.home, "good.json")
        with open(path, "wb") as file:
            file.write(done.stdout)
        uri = Gio.File.new_for_path(path).get_uri()
        self.activated("Open", GLib.Variant("(asa{sv})", ([uri], {})))
        w = self.wizard
        said = w.catalogue.gettext(
            "This is a saved result for {domain}, made on {date}. Nothing was tried now, and "
            "whoever had the file could have changed it. Test again before you rely on it.")
        said = said.split("{date}")[0].replace("{domain}", DOMAIN)
        w.wait(lambda: w.shows("label", said), "the saved result")
        self.tap.ok(w.shows("label", "smtp." + DOMAIN), "a result that is opened is shown")
        w.wait_windows(1, "one window")
        self.close()

    def close(self):
        self.tap.same(self.wizard.close(), 0, "Ctrl+Q ends it")

    def run(self):
        self.activate()
        self.open()


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    space.enter(["meson", "glib-compile-schemas"])
    if not os.environ.get(desktop.INSIDE):
        install(*sys.argv[1:3])
    desktop.enter()
    tap = Tap()
    home = os.path.join(space.DIRECTORY, "home")
    os.mkdir(home)
    way = Way(*sys.argv[1:], home, tap)
    desktop.drive(tap, "activation", way.run, lambda: way.wizard)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
