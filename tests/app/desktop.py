"""A screen without a monitor, a session bus, and the wizard on it, driven the way a person does who
sees nothing: keys go in through the X server, what comes of them is read from the accessibility
tree."""
import gettext
import os
import shutil
import subprocess
import sys
import time
import traceback

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

INSIDE = "DERMAGA_DESKTOP_INSIDE"
RESULTS = 9  # the descriptor that keeps standard output meanwhile
TOOLS = ("Xvfb", "xdotool", "dbus-run-session")
PATIENCE = 60  # seconds, where nothing else is said


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


def catalogue(program, language):
    """What PROGRAM, which was just built, says in a language."""
    return gettext.translation(
        "dermaga", os.path.join(os.path.dirname(program), "..", "..", "po"), [language],
        fallback=language == "en")


def environment(language, home):
    """What the program is started with, wherever it is driven."""
    return dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8", HOME=home, GDK_BACKEND="x11",
                XDG_CONFIG_HOME=os.path.join(home, ".config"), GSK_RENDERER="cairo",
                XDG_DATA_HOME=os.path.join(home, ".local", "share"),
                XDG_STATE_HOME=os.path.join(home, ".local", "state"), GTK_A11Y="atspi",
                G_DEBUG="gc-friendly", GTK_THEME="Adwaita",
                GSETTINGS_BACKEND="keyfile")  # below its home, not in a service


def picture(name):
    """Of the whole screen, where pictures are wanted."""
    folder = os.environ.get("DERMAGA_PICTURES")
    if folder:
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")])


class Late(Exception):
    """What was waited for did not come."""


class Missing(Exception):
    """What was asked about is not there (any more), so that there is no answer."""


class Wizard:
    """The program under test in one language."""

    def __init__(self, path, language, home, *arguments):
        self.language = language
        self.catalogue = catalogue(path, language)
        env = environment(language, home)
        self.log_path = os.path.join(home, "stderr-" + language)
        # Left to itself, libatspi gives up after 0.8 s, and a program that was busy has no states.
        Atspi.set_timeout(PATIENCE * 1000, PATIENCE * 1000)
        self.heard = []
        self.listener = Atspi.EventListener.new(lambda event: self.heard.append(event.any_data))
        self.listener.register("object:property-change:accessible-name")
        # Over the window, the pointer would call up tooltips, which are windows, too.
        xdotool("mousemove", "1023", "767")
        self.process = self.start([path, *arguments], env)

    def start(self, command, env):
        """The running program."""
        with open(self.log_path, "w", encoding="utf-8") as log:
            return subprocess.Popen(command, env=env, stderr=log)

    def begin(self):
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
        for child in self.children(desktop):
            try:
                if child.get_process_id() == self.process.pid:
                    child.set_cache_mask(Atspi.Cache.NONE)
                    return child
            except GLib.Error:
                pass  # another one that has just gone
        return None

    @staticmethod
    def children(item):
        """What is there of an object's children; some or all may go away meanwhile."""
        try:
            found = [item.get_child_at_index(i) for i in range(item.get_child_count())]
        except GLib.Error:
            return []
        return [child for child in found if child is not None]

    def everything(self, *roots):
        """(object, role, name) of all there is, depth first; what goes away meanwhile is left."""
        todo = list(reversed(roots)) or [self.application()]
        while todo:
            here = todo.pop()
            if here is None:
                continue
            try:
                seen = here, self.role(here), self.plain(here)
            except GLib.Error:
                continue
            yield seen
            todo.extend(reversed(self.children(here)))

    @staticmethod
    def role(item):
        """A button has had a shorter name since at-spi2 2.54."""
        name = item.get_role_name()
        return "push button" if name == "button" else name

    def plain(self, item):
        """An object's name without the marks that hold host names left-to-right. In GTK 4.18,
        what a status bar says is its text alone."""
        name = item.get_name() or ""
        if not name and self.role(item) == "status bar":
            name = self.text(item) or ""
        return name.replace("\u2066", "").replace("\u2069", "")

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

    def focus(self):
        """(object, role, name) of what has the keyboard; None and two empty texts if nothing has.
        A window that waits for another remembers its own focus, so the active one comes first, and
        where none says so, as the one to choose files in does not, the newest."""
        application = self.application()
        windows = self.children(application)[::-1] if application else []
        windows.sort(key=lambda window: not self.is_now(Atspi.StateType.ACTIVE, window))
        for item, role, name in self.everything(*windows) if windows else ():
            if self.is_now(Atspi.StateType.FOCUSED, item):
                return item, role, name
        return None, "", ""

    def focused(self):
        return self.focus()[1:]

    @staticmethod
    def has_state(item, state):
        """Whether an object that is there has STATE; one that is missing has none, nor lacks it."""
        if item is None:
            raise Missing("nothing to have the state %s" % state.value_nick)
        try:
            return item.get_state_set().contains(state)
        except GLib.Error as error:
            raise Missing("gone before it told its states") from error

    def is_now(self, state, item):
        """Whether it is there still and has STATE."""
        try:
            return self.has_state(item, state)
        except Missing:
            return False

    @staticmethod
    def text(item):
        """What stands in an object; None if there is no such object (any more)."""
        try:
            return item and Atspi.Text.get_text(item, 0, Atspi.Text.get_character_count(item))
        except GLib.Error:
            return None

    @staticmethod
    def described_by(item):
        """The object that describes another, if any."""
        try:
            for relation in item.get_relation_set() if item else ():
                if relation.get_relation_type() == Atspi.RelationType.DESCRIBED_BY:
                    return relation.get_target(0)
        except GLib.Error:
            pass
        return None

    def values(self, caption):
        """What stands in the labels that CAPTION, which stands beside them, describes."""
        labels = [(item, name) for item, role, name in self.everything() if role == "label"]
        described = [(self.described_by(item), name) for item, name in labels]
        return [name for target, name in described if target and self.plain(target) == caption]

    def step(self, number):
        """Whether the window says that it is at that step."""
        return self.shows("label", self.catalogue.gettext("Step %u of %u") % (number, 4))

    def wait(self, condition, what, seconds=PATIENCE):
        """What CONDITION () returns once that is true; what it asks about may be missing before."""
        end = time.monotonic() + seconds
        while True:
            if self.process.poll() is not None:
                raise Late("%s: the program ended with %s" % (what, self.process.returncode))
            began = time.monotonic()
            missing = ""
            try:
                found = condition()
            except Missing as error:
                found, missing = None, ": %s" % error
            if found:
                return found
            if time.monotonic() > end:
                raise Late(what + " did not come" + missing)
            # To be looked at costs the program time, and the more the busier the machine is.
            time.sleep(max(0.05, time.monotonic() - began))

    def wait_same(self, look, wanted, what, seconds=PATIENCE):
        """Waits until LOOK () is WANTED; otherwise tells what it was in the end."""
        seen = []

        def same():
            seen[:] = [look()]
            return seen[0] == wanted

        try:
            self.wait(same, what, seconds)
        except Late as late:
            raise Late("%s; seen: %r; wanted: %r" % (late, seen, wanted)) from None

    def state(self):
        """Where the program stands, for those who read of a failure."""
        status = self.process.poll()
        lines = ["exit status: " + str(status) if status is not None else "running"]
        if status is None:
            lines += ["focused: %s %r" % self.focused(),
                      "windows: %s, keyboard: %s" % (self.windows(), xdotool("getwindowfocus"))]
            lines += ["%s: %r" % (role, name) for _, role, name in self.everything()
                      if name and role in ("frame", "dialog", "heading", "label", "status bar")]
        return "\n".join(lines + ["log: " + line for line in self.log()[-20:]])

    # Doing

    def windows(self):
        return xdotool("search", "--onlyvisible", "--pid", str(self.process.pid))

    def focus_window(self):
        """Without a window manager nobody else gives the newest window the keyboard."""
        def taken():
            windows = self.windows()
            if windows and xdotool("getwindowfocus") == windows[-1:]:
                return True
            if windows:
                xdotool("windowfocus", windows[-1])
            return False

        self.wait(taken, "a window on the screen that takes the keyboard")

    def wait_windows(self, count, what):
        """Waits for so many windows, and types into the newest."""
        self.wait(lambda: len(self.windows()) == count, what)
        self.focus_window()

    def key(self, *keys):
        for key in keys:
            xdotool("key", key)

    def type(self, text):
        """Replaces the text that has the focus."""
        self.key("ctrl+a")
        xdotool("type", "--delay", "20", text)
        self.wait_same(lambda: self.text(self.focus()[0]), text, "what was typed")

    def move(self, key):
        """Presses a key that moves the focus; returns (role, name) of what has it then."""
        before = self.wait(lambda: self.focus()[0], "the focus").path
        self.key(key)
        return self.wait(lambda: self.focus_beside(before), "the focus elsewhere after " + key)

    def focus_beside(self, path):
        """(role, name) of what has the focus if that is not the object at PATH."""
        item, role, name = self.focus()
        return (role, name) if item is not None and item.path != path else None

    def tab_to(self, role, name, limit=60):
        """Presses Tab until the object has the focus."""
        focused = self.focused()
        for _ in range(limit):
            if focused[0] == role and name in focused[1]:
                return
            focused = self.move("Tab")
        raise Late("Tab does not reach %s %r" % (role, name))

    def open_menu(self):
        self.key("F10")
        self.wait(lambda: self.focused()[0] == "menu item", "the menu")

    def go_down(self, name):
        """Presses Down until the item of the menu has the focus."""
        focused = self.focused()
        for _ in range(12):
            if name in focused[1]:
                return
            focused = self.move("Down")
        raise Late("the menu has no %r: %s" % (name, focused))

    def picture(self, name):
        if os.environ.get("DERMAGA_PICTURES"):
            time.sleep(0.4)
            picture("%s-%s" % (self.language, name))

    def close(self):
        """Ctrl+Q; returns the exit status."""
        self.key("ctrl+q")
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            return None
        finally:
            self.end()

    def end(self):
        """Ends it, if it has not ended, and listens no more."""
        self.process.kill()
        self.process.wait()
        self.listener.deregister("object:property-change:accessible-name")


def drive(tap, name, way, get_wizard):
    """Goes a way to its end. Whatever fails on it is told with all that is known of it."""
    bad = tap.bad
    try:
        way()
    except Exception as error:  # a test that fails must say why, whatever it was
        tap.ok(False, name, "%s: %s" % (type(error).__name__, error), traceback.format_exc())
    wizard = get_wizard()
    if wizard is None:
        return
    if tap.bad > bad:
        wizard.picture("failed")
        tap.note(wizard.state())
    wizard.end()
