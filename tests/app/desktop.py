"""A screen without a monitor, a session bus, and the wizard on it, driven the way a person does who
sees nothing: keys go in through the X server, what comes of them is read from the accessibility
tree."""
import gettext
import os
import shutil
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

INSIDE = "DERMAGA_DESKTOP_INSIDE"
RESULTS = 9  # the descriptor that keeps standard output meanwhile
TOOLS = ("Xvfb", "xdotool", "dbus-run-session")


def enter():
    """Starts this program again under an X server and a session bus of its own."""
    if os.environ.get(INSIDE):
        os.dup2(RESULTS, sys.stdout.fileno())
        os.close(RESULTS)
        return
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print("Bail out! not installed: " + " ".join(missing))
        sys.exit(1)
    os.environ[INSIDE] = "1"
    # The desktop of whoever runs the test must not be driven by mistake.
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS"):
        os.environ.pop(name, None)
    # What the services of the session print is no test result.
    sys.stdout.flush()
    os.dup2(sys.stdout.fileno(), RESULTS)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    wrapper = os.path.join(os.path.dirname(os.path.abspath(__file__)), "with-display")
    os.execv(sys.executable, [sys.executable, wrapper, "dbus-run-session", "--", sys.executable,
                              "-B", *sys.argv])


def xdotool(*argv):
    return subprocess.run(["xdotool", *argv], capture_output=True, text=True).stdout.split()


class Late(Exception):
    """What was waited for did not come."""


class Wizard:
    """The program under test in one language."""

    def __init__(self, path, language, home, *arguments):
        self.language = language
        self.catalogue = gettext.translation(
            "dermaga", os.path.join(os.path.dirname(path), "..", "..", "po"), [language],
            fallback=language == "en")
        env = dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8", HOME=home, GDK_BACKEND="x11",
                   XDG_CONFIG_HOME=os.path.join(home, ".config"), GSK_RENDERER="cairo",
                   XDG_DATA_HOME=os.path.join(home, ".local", "share"), GTK_A11Y="atspi",
                   G_DEBUG="gc-friendly", GTK_THEME="Adwaita")
        self.log_path = os.path.join(home, "stderr-" + language)
        with open(self.log_path, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen([path, *arguments], env=env, stderr=log)
        self.wait(lambda: self.find("frame", "Dermaga"), "the window")
        self.focus_window()

    def _(self, text):
        """TEXT in the program's language, without the mark of an access key."""
        return self.catalogue.gettext(text).replace("_", "")

    def access_key(self, text):
        """The keys that reach what is labelled TEXT, in the program's language."""
        label = self.catalogue.gettext(text)
        return "alt+" + label[label.index("_") + 1].lower()

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as log:
            return [line for line in log.read().splitlines() if line.strip()]

    # Looking

    def application(self):
        """The program in the tree. What libatspi remembers of the tree is brought up to date by
        events that nobody here waits for, so it is made to forget."""
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                child.set_cache_mask(Atspi.Cache.NONE)
                return child
        return None

    def everything(self):
        """(object, role, name) of all there is, depth first; what goes away meanwhile is left."""
        todo = [self.application()]
        while todo:
            here = todo.pop()
            if here is None:
                continue
            try:
                children = [here.get_child_at_index(i) for i in range(here.get_child_count())]
                seen = here, here.get_role_name(), self.plain(here)
            except GLib.Error:
                continue
            yield seen
            todo.extend(reversed(children))

    @staticmethod
    def plain(item):
        """An object's name without the marks that hold host names left-to-right."""
        return (item.get_name() or "").replace("\u2066", "").replace("\u2069", "")

    def find_all(self, role, name=None):
        return [item for item, its_role, its_name in self.everything()
                if its_role == role and name in (None, its_name)]

    def find(self, role, name=None):
        return next(iter(self.find_all(role, name)), None)

    def names(self, role):
        return [name for _, its_role, name in self.everything() if its_role == role]

    def shows(self, role, text):
        """Whether an object of ROLE has TEXT in its name (GTK appends a value's label to it)."""
        return any(text in name for name in self.names(role))

    def focused(self):
        """(role, name) of what has the keyboard; two empty texts if nothing has."""
        for item, role, name in self.everything():
            if self.has_state(item, Atspi.StateType.FOCUSED):
                return role, name
        return "", ""

    @staticmethod
    def has_state(item, state):
        try:
            return item is not None and item.get_state_set().contains(state)
        except GLib.Error:
            return False

    @staticmethod
    def text(item):
        return Atspi.Text.get_text(item, 0, Atspi.Text.get_character_count(item))

    def step(self, number):
        """Whether the window says that it is at that step."""
        return self.shows("label", self.catalogue.gettext("Step %u of %u") % (number, 4))

    def wait(self, condition, what, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Late("%s: the program ended with %s: %s" % (
                    what, self.process.returncode, self.log()[-5:]))
            found = condition()
            if found:
                return found
            time.sleep(0.1)
        raise Late("%s did not come; focused: %s; headings: %s" % (
            what, self.focused(), self.names("heading")))

    # Doing

    def windows(self):
        return xdotool("search", "--onlyvisible", "--pid", str(self.process.pid))

    def focus_window(self):
        """Without a window manager nobody else gives the newest window the keyboard."""
        windows = self.wait(self.windows, "a window on the screen")
        xdotool("windowfocus", "--sync", windows[-1])

    def key(self, *keys):
        for key in keys:
            xdotool("key", key)
            time.sleep(0.05)

    def type(self, text):
        xdotool("type", "--delay", "20", text)

    def move(self, key, before, seconds=2):
        """Presses a key that takes the focus away from BEFORE; returns where it is when the key has
        done its work. Neighbours with one role and one name look like no move: only then it waits
        for nothing."""
        self.key(key)
        end = time.monotonic() + seconds
        while True:
            focused = self.focused()
            if focused not in (before, ("", "")) or time.monotonic() > end:
                return focused
            time.sleep(0.05)

    def tab_to(self, role, name, limit=40):
        """Presses Tab until the object has the focus."""
        focused = self.focused()
        for _ in range(limit):
            if focused[0] == role and name in focused[1]:
                return
            focused = self.move("Tab", focused)
        raise Late("Tab does not reach %s %r" % (role, name))

    def picture(self, name):
        folder = os.environ.get("DERMAGA_PICTURES")
        if folder:
            os.makedirs(folder, exist_ok=True)
            time.sleep(0.4)
            subprocess.run(["import", "-window", "root",
                            os.path.join(folder, "%s-%s.png" % (self.language, name))])

    def close(self):
        """Ctrl+Q; returns the exit status."""
        self.key("ctrl+q")
        try:
            return self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None
