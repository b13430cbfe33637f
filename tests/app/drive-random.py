#!/usr/bin/python3
"""Presses keys and buttons at random, as a cat on the keyboard would, and resizes and changes the
language meanwhile; not a word of complaint may come, and in the end the wizard must still lead from
its first page to an answer: usage: drive-random.py PATH-OF-DERMAGA EVENTS [SEED [START]]; START is
plain or practice; without it, each gets half of the events. Prints TAP."""
import collections
import gettext
import os
import random
import re
import subprocess
import sys
import tempfile
import time

import gi

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import desktop  # noqa: E402
import fingers  # noqa: E402
import space  # noqa: E402
from tap import Tap  # noqa: E402

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

ROOM = space.DIRECTORY
NAME = "io.github.dermaga.Dermaga"
PATH = "/io/github/dermaga/Dermaga"
YOU = "you@practice.test"
LANGUAGES = ("", "en", "id", "ar", "pl")
STARTS = {"plain": [], "practice": [YOU]}
EDGE, HEADER = 10, 50  # pixels of a window: where it is resized, and where it is moved
SHOWN = 30  # of what was done before something broke

# (how often, keys); the more often, the sooner one gets somewhere
KEYS = (
    (14, ("Tab",)), (6, ("shift+Tab",)), (12, ("Up", "Down", "Left", "Right")),
    (14, ("Return",)), (8, ("space",)), (3, ("Escape",)),
    (3, ("Home", "End", "Page_Up", "Page_Down")), (2, ("BackSpace", "Delete")),
    (3, ("alt+Left", "alt+Right")), (1, ("alt+Down", "alt+Up")),
    (2, ("F1",)), (1, ("F5", "ctrl+r")), (3, ("F10",)), (1, ("shift+F10", "Menu")),
    (1, ("ctrl+s", "ctrl+o")), (2, ("ctrl+c", "ctrl+a", "ctrl+v", "ctrl+x")),
    (1, ("ctrl+question", "ctrl+n", "ctrl+w", "ctrl+w", "ctrl+w", "ctrl+F6")),
    (1, ("ctrl+Tab", "ctrl+shift+Tab", "F6", "F8", "shift+F1", "ctrl+Page_Up")),
)
QUIT = "ctrl+q"
# In windows to save and open in, which are GTK's own: what leads out of them again.
KEYS_THERE = ("Return", "Escape", "Tab")
TITLES_THERE = ("Save", "Open a Saved Result")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TYPED = LETTERS + "0123456789"
NAMED = {".": "period", "@": "at", "-": "minus"}


def make_room():
    """A folder that nobody else sees, for the services of the session, too."""
    if not os.environ.get(desktop.INSIDE):
        space.run("mount", "-t", "tmpfs", "-o", "mode=700", "tmpfs", ROOM)
        os.environ["XDG_RUNTIME_DIR"] = ROOM


def write_only_there():
    """A window to save in leads everywhere; nothing else of these mounts can be written on."""
    with open("/proc/self/mounts", encoding="utf-8") as file:
        points = [line.split()[1] for line in file]
    for point in points:
        if point != ROOM and not point.startswith(("/proc", "/dev", "/sys")):
            subprocess.run(["mount", "-o", "remount,bind,ro", point], check=False,
                           capture_output=True)


def open_nothing(home):
    """The browser of this session does nothing at all."""
    applications = os.path.join(home, ".local", "share", "applications")
    os.makedirs(applications)
    os.makedirs(os.path.join(home, ".config"))
    with open(os.path.join(applications, "nothing.desktop"), "w", encoding="ascii") as file:
        file.write("[Desktop Entry]\nType=Application\nName=Nothing\nExec=true %U\n")
    with open(os.path.join(home, ".config", "mimeapps.list"), "w", encoding="ascii") as file:
        file.write("[Default Applications]\n" + "".join(
            "%s=nothing.desktop\n" % kind for kind in
            ("x-scheme-handler/http", "x-scheme-handler/https", "x-scheme-handler/mailto",
             "inode/directory", "text/html", "text/plain")))


def catalogues(program):
    folder = os.path.join(os.path.dirname(program), "..", "..", "po")
    return [gettext.translation("dermaga", folder, [language or "en"], fallback=True)
            for language in LANGUAGES]


# Passed over: how often widgets were pressed is GTK's own count, which the program never touches.
# In 4.8.3 gtkmain.c counts down where a grab takes the pointer away (GDK_CROSSING_GRAB) and again
# at the release. A window of GTK's widgets alone says it, too: an entry, a primary GtkMenuButton
# and a GtkDropDown, where F10 opens the menu while the left button is held down, and in between a
# click with the right one.
# And GTK's window to open files in sorts its list by the head that was pressed a while ago, though
# the list is being read anew, and tells of a folder that it cannot read in a GtkDialog, also when
# that window has gone. The program has no GtkTreeView and no GtkDialog of its own.
OF_GTK = re.compile(r"(\(dermaga:\d+\): )?Gtk-(WARNING|CRITICAL|Message)( \*\*)?: [\d:.]+: ("
                    r"Broken accounting of active state for widget 0x[0-9a-f]+\(\w+\)|"
                    r"gtk_tree_sortable_\w+: assertion 'GTK_IS_TREE_SORTABLE \(sortable\)' failed|"
                    r"GtkDialog mapped without a transient parent\. This is discouraged\.)")


def stand_still(home):
    """Cats are quicker than people: a list that is opened while its page still slides in is off the
    screen, where GTK 4.8.3 finds no monitor and asks it for its size all the same
    (gdk_x11_surface_layout_popup). A GtkMenuButton in a GtkStack of a window as large as the screen
    does the same, without a line of this program. So nothing slides."""
    folder = os.path.join(home, ".config", "gtk-4.0")
    os.makedirs(folder)
    with open(os.path.join(folder, "settings.ini"), "w", encoding="ascii") as file:
        file.write("[Settings]\ngtk-enable-animations=false\n")


class Broken(Exception):
    """What must not happen has happened."""


class Cat:
    """On the keyboard and the mouse of one program after another."""

    def __init__(self, program, home, arguments, seed):
        self.program, self.home, self.arguments = program, home, arguments
        self.random = random.Random(seed)
        self.hand = fingers.Fingers()
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        self.done = collections.deque(maxlen=SHOWN)
        self.titles = collections.Counter()  # how often what was uppermost
        self.count = self.starts = self.heard = 0
        self.process = self.log = self.top = None
        self.of_gtk = {catalogue.gettext(title) for title in TITLES_THERE
                       for catalogue in catalogues(program)}
        self.doings = (
            (60, self.press), (14, self.press_access_key), (8, self.write), (12, self.click),
            (6, self.scroll), (4, self.point), (2, self.drag), (3, self.resize), (1, self.speak),
            (1, self.practise), (1, self.come_up))

    # The program

    def start(self):
        self.starts += 1
        while self.owned():  # by one that has just gone; it would be handed what to do
            time.sleep(0.02)
        self.heard = 0
        self.log = os.path.join(self.home, "log-%d" % self.starts)
        env = desktop.environment("en", self.home)
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen([self.program, *self.arguments], env=env, stderr=log,
                                            cwd=self.home)
        self.wait(lambda: self.hand.focus(), "a window")

    def wait(self, condition, what):
        end = time.monotonic() + desktop.PATIENCE
        while not condition():
            self.listen()
            # That it has ended may be what is waited for, and may just have come true.
            if self.process.poll() is not None and not condition():
                raise Broken("%s: it ended with %s" % (what, self.process.returncode))
            if time.monotonic() > end:
                raise Broken(what + " did not come")
            time.sleep(0.02)

    def owned(self):
        return self.bus.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                  "NameHasOwner", GLib.Variant("(s)", (NAME,)), None,
                                  Gio.DBusCallFlags.NONE, -1, None).unpack()[0]

    def call(self, path, method, arguments=None):
        """Asks the program's main loop; None where it has gone."""
        try:
            return self.bus.call_sync(NAME, path, "org.gtk.Actions", method, arguments, None,
                                      Gio.DBusCallFlags.NO_AUTO_START, desktop.PATIENCE * 1000,
                                      None).unpack()
        except GLib.Error as error:
            if error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.TIMED_OUT):
                raise Broken("it does not answer any more") from None
            return None

    def listen(self):
        if os.path.getsize(self.log) == self.heard:
            return
        with open(self.log, encoding="utf-8", errors="replace") as file:
            text = file.read()
        self.heard = len(text.encode())
        said = [line for line in text.splitlines() if line and not OF_GTK.fullmatch(line)]
        if said:
            raise Broken("\n".join(said))

    def answered(self):
        """It has taken what came and has nothing to complain of; a new one is started where the
        last was told to go."""
        if self.call(PATH, "List") is None or self.process.poll() is not None:
            try:
                status = self.process.wait(desktop.PATIENCE)
            except subprocess.TimeoutExpired:
                raise Broken("it left the bus but does not end") from None
            self.listen()
            if status != 0:
                raise Broken("it ended with %d" % status)
            self.start()
        self.listen()
        self.top = self.hand.focus()
        if self.top is None:
            self.wait(lambda: self.process.poll() is not None or self.hand.focus(), "a window")

    # What cats do

    def choose(self, weighted):
        return self.random.choices([what for _, what in weighted],
                                   [weight for weight, _ in weighted])[0]

    def press(self):
        key = self.random.choice(self.choose(KEYS))
        if self.random.randrange(1500) == 0:
            key = QUIT
        self.hand.key(key)
        return key

    def press_access_key(self):
        key = "alt+" + self.random.choice(LETTERS)
        self.hand.key(key)
        return key

    def leave(self):
        """Mostly with a name for the file."""
        key = self.random.choice(KEYS_THERE)
        if self.random.random() < 0.3:
            self.hand.key(self.random.choice(TYPED))
            self.answered()
        self.hand.key(key)
        return key + " in a window to save or open in"

    def write(self):
        text = self.random.choice([YOU, "mail.example", "587", self.random.choice(TYPED)])
        for letter in text:
            self.hand.key(NAMED.get(letter, letter))
        return "types " + text

    def place(self, below=EDGE):
        """Within the uppermost window, below so much of it. Its edges belong to the window
        manager, and there is none here: what GTK does then instead, nobody ever sees."""
        windows = self.hand.windows()
        if not windows:
            return fingers.SCREEN[0] - 1, fingers.SCREEN[1] - 1
        seen = windows[-1][1]
        return (seen.x + self.random.randrange(EDGE, max(seen.width - EDGE, EDGE + 1)),
                seen.y + self.random.randrange(below, max(seen.height - EDGE, below + 1)))

    def point(self):
        self.hand.move(*self.place())
        return "points at %d, %d" % self.hand.where

    def click(self):
        self.hand.move(*self.place())
        button = self.random.choice((fingers.LEFT,) * 8 + (fingers.RIGHT, fingers.MIDDLE))
        times = self.random.choice((1, 1, 1, 2, 3))
        for _ in range(times):
            self.hand.button(button, True)
            self.answered()  # nobody lets go sooner
            self.hand.button(button, False)
        return "clicks button %d %d times at %d, %d" % (button, times, *self.hand.where)

    def scroll(self):
        button = self.random.choice((fingers.UP, fingers.DOWN))
        times = self.random.randrange(1, 6)
        self.hand.click(button, times)
        return "scrolls %s %d" % ("up" if button == fingers.UP else "down", times)

    def drag(self):
        self.hand.move(*self.place(HEADER))
        begin = self.hand.where
        self.hand.button(fingers.LEFT, True)
        self.answered()
        for _ in range(4):
            self.hand.move(*self.place())
            self.answered()
        self.hand.button(fingers.LEFT, False)
        self.answered()
        self.hand.keep_on_screen()
        return "drags from %d, %d to %d, %d" % (*begin, *self.hand.where)

    def resize(self):
        size = self.random.randrange(360, 1025), self.random.randrange(294, 769)
        self.hand.resize(*size)
        return "resizes to %d, %d" % size

    def act(self, name, *parameters):
        self.call(PATH, "Activate", GLib.Variant("(sava{sv})", (name, list(parameters), {})))

    def speak(self):
        language = self.random.choice(LANGUAGES)
        self.act("language", GLib.Variant("s", language))
        return "chooses the language %r" % language

    def practise(self):
        self.act("practice")
        return "chooses the practice provider"

    def come_up(self):
        self.hand.raise_any(self.random.choice)
        return "brings a window to the front"

    def step(self):
        doing = self.choose(self.doings)
        title = self.hand.title(self.top) if self.top is not None else "no window"
        self.titles[title] += 1
        if title in self.of_gtk:
            doing = self.leave
        pause = self.random.random() * 0.2 if self.random.randrange(12) == 0 else 0
        self.done.append("%s" % doing.__name__)
        self.done[-1] = "%d: %s" % (self.count, doing())
        self.count += 1
        self.answered()
        if pause:  # whoever looks for a while sees what moves come to rest
            time.sleep(pause)

    # Whether it still is a wizard

    def windows_of_program(self):
        """Where it has the actions of its windows on the bus; nowhere if it has just gone."""
        try:
            text = self.bus.call_sync(NAME, PATH + "/window", "org.freedesktop.DBus.Introspectable",
                                      "Introspect", None, None, Gio.DBusCallFlags.NO_AUTO_START,
                                      desktop.PATIENCE * 1000, None).unpack()[0]
        except GLib.Error as error:
            if error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.TIMED_OUT):
                raise Broken("it does not answer any more") from None
            return []
        return ["%s/window/%s" % (PATH, line.split('"')[1]) for line in text.splitlines()
                if "<node name=" in line]

    def enabled(self, action):
        seen = [self.call(path, "Describe", GLib.Variant("(s)", (action,)))
                for path in self.windows_of_program()]
        return any(each and each[0][0] for each in seen)

    def go_on(self):
        for path in self.windows_of_program():
            self.call(path, "Activate", GLib.Variant("(sava{sv})", ("next", [], {})))

    def has_others(self):
        return len([1 for _, seen in self.hand.windows() if seen.width > 1]) > 1

    def seen(self):
        """The windows for those who read of a failure, the uppermost last."""
        return ", ".join("%r of %dx%d at %d, %d%s" % (
            self.hand.title(number), seen.width, seen.height, seen.x, seen.y,
            " (a popup)" if seen.override_redirect else "") for number, seen in self.hand.windows())

    def close_others(self):
        """Whether one window is left; if not, what lies uppermost is told to go."""
        if not self.has_others():
            return True
        self.hand.key("Escape")
        self.answered()
        # That may have been enough, and the last one must stay.
        if self.has_others() and self.hand.title(self.top) not in self.of_gtk:
            self.hand.key("ctrl+w")
            self.answered()
        return False

    def has_popup(self):
        return any(seen.override_redirect and seen.width > 1 for _, seen in self.hand.windows())

    def menu_comes(self):
        """By its key, which a page that was still on its way may have answered by closing it; and a
        button that was pressed just before may open a window only now."""
        if self.has_popup():
            return True
        if self.close_others():
            self.hand.key("F10")
            self.answered()
        return self.has_popup()

    def hears(self):
        """One window is left, and its keys are heard."""
        self.done.append("%d: whether it hears" % self.count)
        self.hand.release()
        try:
            self.wait(self.close_others, "the last window alone")
            self.answered()  # what went may have had the keyboard
            self.wait(self.menu_comes, "the menu, by its key")
        except Broken as error:
            raise Broken("%s; there are %s" % (error, self.seen())) from None
        self.hand.key("Escape")
        self.answered()

    def leads_to_an_answer(self):
        """From wherever it is: the practice provider is chosen, checked, and all is found out."""
        self.hears()
        self.act("practice")
        self.wait(lambda: not self.enabled("back") and self.enabled("next"), "the first page")
        self.go_on()
        self.wait(lambda: self.enabled("back"), "the check")
        self.wait(lambda: self.enabled("test-again") and self.enabled("next"), "its end")
        self.act("quit")
        try:
            status = self.process.wait(desktop.PATIENCE)
        except subprocess.TimeoutExpired:
            raise Broken("it does not end") from None
        self.listen()
        if status:
            raise Broken("it ended with %d" % status)

    def run(self, events):
        self.start()
        while self.count < events:
            self.step()
            if self.count % 500 == 0:
                self.hears()
        self.leads_to_an_answer()

    def end(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def run(tap, program, events, seed, start):
    name = "%d keys and clicks leave no warning: %s, seed %s" % (events, start, seed)
    with tempfile.TemporaryDirectory(dir=ROOM) as home:
        open_nothing(home)
        stand_still(home)
        cat = Cat(program, home, STARTS[start], "%s %s" % (seed, start))
        try:
            cat.run(events)
            tap.ok(True, name)
        except Broken as error:
            tap.ok(False, name, error, *cat.done)
            desktop.picture("random-%s" % seed)
        finally:
            cat.end()
        tap.note("started %d times" % cat.starts)
        tap.note("uppermost: " + ", ".join("%r %d times" % each for each in
                                           cat.titles.most_common()))


def main():
    if not 3 <= len(sys.argv) <= 5:
        raise SystemExit(__doc__)
    sys.argv[1] = os.path.abspath(sys.argv[1])
    space.enter([])
    space.run("ip", "link", "set", "lo", "up")
    make_room()
    desktop.enter()
    events = int(sys.argv[2])
    seed = sys.argv[3] if len(sys.argv) > 3 else str(random.randrange(10 ** 6))
    starts = sys.argv[4:] or list(STARTS)
    tap = Tap()
    tap.same(space.run("ip", "route"), "", "there is no way out of this computer")
    # The services of the session are there before nothing else can be written any more.
    Gio.bus_get_sync(Gio.BusType.SESSION, None).call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
        Gio.DBusCallFlags.NONE, -1, None)
    write_only_there()
    for start in starts:
        run(tap, sys.argv[1], events // len(starts), seed, start)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
