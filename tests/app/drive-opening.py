#!/usr/bin/python3
"""Drives what the window itself opens and becomes: a saved result that is chosen, one that is
dropped, and another language from the menu: usage: drive-opening.py PATH-OF-DERMAGA
PATH-OF-DERMAGA-CLI PATH-OF-DRAG-SOURCE LANGUAGE; prints TAP."""
import gettext
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import desktop  # noqa: E402
from desktop import Atspi, xdotool  # noqa: E402
from tap import Tap  # noqa: E402

DOMAIN = "practice.test"
CORNER = (860, 640)  # where no window of the wizard reaches
TARGET = (300, 300)


class Drag:
    """A file under the pointer of a person who brings it from another program."""

    def __init__(self, source, path, wizard):
        self.wizard, self.said = wizard, ""
        env = dict(os.environ, GDK_BACKEND="x11", GSK_RENDERER="cairo", GTK_A11Y="none",
                   GSETTINGS_BACKEND="memory")
        self.process = subprocess.Popen([source, path], env=env, stdout=subprocess.PIPE)
        os.set_blocking(self.process.stdout.fileno(), False)

    def told(self, word):
        self.said += (self.process.stdout.read() or b"").decode("ascii")
        return word in self.said.split()

    def over(self, x, y, word):
        """Moves the pointer about a place until the source says WORD. Motion that comes while
        nobody looks yet is lost, so there is always more of it."""
        def moved():
            for step in (4, 0):
                xdotool("mousemove", str(x + step), str(y + step))
            return self.told(word)

        self.wizard.wait(moved, "a drag that is " + word)

    def run(self):
        w = self.wizard
        try:
            window = w.wait(lambda: xdotool("search", "--onlyvisible", "--pid",
                                            str(self.process.pid)), "the thing to drag")[-1]
            xdotool("windowmove", "--sync", window, *map(str, CORNER))
            x, y = CORNER[0] + 50, CORNER[1] + 50
            xdotool("mousemove", str(x), str(y))
            xdotool("mousedown", "1")
            self.over(x - 30, y - 30, "begun")
            self.over(*TARGET, "accepted")
            xdotool("mouseup", "1")
            w.wait(lambda: self.told("ended"), "the end of the drag")
        finally:
            xdotool("mouseup", "1")
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
        xdotool("mousemove", "1023", "767")


class Way:
    """One start of the program and what comes of it; then another start."""

    def __init__(self, program, cli, source, language, home, tap):
        self.program, self.cli, self.source, self.language = program, cli, source, language
        self.home, self.tap, self.wizard = home, tap, None

    def expect(self, look, wanted, name):
        self.wizard.wait_same(look, wanted, name)
        self.tap.ok(True, name)

    def write(self, name, text):
        path = os.path.join(self.home, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def first_page(self):
        w = self.wizard
        w.wait(lambda: w.step(1) and w.focused()[0] == "text", "the first page")

    def is_saved(self, how):
        """The window shows the saved result; back again."""
        w = self.wizard
        said = w.catalogue.gettext(
            "This is a saved result for {domain}, made on {date}. Nothing was tried now, and "
            "whoever had the file could have changed it. Test again before you rely on it.")
        said = said.split("{date}")[0].replace("{domain}", DOMAIN)
        w.wait(lambda: w.shows("label", said), how + ": that it is saved")
        self.tap.ok(w.shows("label", "smtp." + DOMAIN), how + ": it shows the servers")
        w.wait_windows(1, how + ": one window")
        w.key("alt+Left")
        self.first_page()

    def is_refused(self, how, name):
        """A window over the window says in plain words that this is no result."""
        w = self.wizard
        w.wait_windows(2, how + ": what is wrong")
        title = w.catalogue.gettext("“%s” cannot be opened") % name
        reason = w.catalogue.gettext("This is no result that Dermaga has saved. Such a file is "
                                     "written by “dermaga-cli check --json”.")
        for text in (title, reason):
            w.wait(lambda: w.shows("label", text), text)
        self.tap.ok(True, how + ": refused in words")
        w.key("Escape")
        w.wait_windows(1, how + ": the end of the words")
        self.first_page()

    # The parts of the way

    def choose(self, path):
        """The path is put into the desktop's own window as a whole, as dictation does: in GTK 4.18
        that completes what is typed letter by letter, and gets into the way of whoever is fast."""
        w = self.wizard
        w.wait_windows(2, "the window to choose in")
        w.wait(lambda: w.focused()[0] not in ("text", "push button", "menu item", ""),
               "its list of files")
        w.key("ctrl+l")
        w.wait(lambda: w.focused()[0] == "text", "the entry for a path")
        entry = w.focus()[0]
        Atspi.EditableText.set_text_contents(entry, path)
        w.wait_same(lambda: w.text(entry), path, "the path")
        # GTK looks at what stands there a moment later, and has it opened only then.
        label = gettext.translation("gtk40", languages=[w.language], fallback=True).gettext("_Open")
        w.wait(lambda: w.has_state(w.find("push button", label.replace("_", "")),
                                   Atspi.StateType.SENSITIVE), "the button that opens it")
        w.picture("opening-choose")
        w.key("Return")

    def chosen(self, good, wrong):
        w = self.wizard
        w.open_menu()
        w.go_down(w._("_Open a Saved Result…"))
        w.key("Return")
        self.choose(good)
        self.is_saved("chosen")
        w.key("ctrl+o")
        self.choose(wrong)
        self.is_refused("chosen", os.path.basename(wrong))
        w.key("ctrl+o")
        w.wait_windows(2, "the window to choose in")
        w.key("Escape")
        w.wait_windows(1, "the end of it")
        self.first_page()
        self.tap.ok(True, "who chooses nothing is where they were")

    def dropped(self, good, wrong):
        Drag(self.source, good, self.wizard).run()
        self.is_saved("dropped")
        Drag(self.source, wrong, self.wizard).run()
        self.is_refused("dropped", os.path.basename(wrong))

    def menu_is_left(self):
        """Whether the button of the menu is in the left half of the window: it is at the end."""
        w = self.wizard
        button = w.find("push button", w._("Main Menu"))
        frame = next(iter(w.children(w.application())), None)  # no frame after a change
        if button is None or frame is None:
            return None
        try:
            place = button.get_extents(Atspi.CoordType.WINDOW)
            whole = frame.get_extents(Atspi.CoordType.WINDOW)
        except desktop.GLib.Error:
            return None
        return place.x + place.width / 2 < whole.width / 2

    def choose_language(self, name, language):
        w = self.wizard
        w.open_menu()
        w.go_down(w._("_Language"))
        w.move("Return")
        w.go_down(name)
        w.key("Return")
        w.language, w.catalogue = language, desktop.catalogue(self.program, language)

    def speaks(self, left, name):
        """The window's words and its direction."""
        w = self.wizard
        label = w._("_Email address or domain")
        self.expect(lambda: w.text(w.find("text", label)), "siti@kata.test",
                    name + ": the language, and what was typed")
        w.wait_windows(1, name + ": one window")
        self.expect(self.menu_is_left, left, name + ": the direction")

    def begin(self, *arguments):
        self.wizard = desktop.Wizard(self.program, self.language, self.home, *arguments)
        self.wizard.begin()

    def end(self):
        self.tap.same(self.wizard.close(), 0, "Ctrl+Q ends it")
        bad = [line for line in self.wizard.log() if "WARNING" in line or "CRITICAL" in line]
        self.tap.ok(not bad, "no warning of GTK or GLib", bad)

    def languages(self):
        """From the desktop's own to Arabic, over a new start, and back."""
        self.begin("siti@kata.test")
        self.speaks(False, "the desktop's own")
        self.choose_language("العربية", "ar")
        self.speaks(True, "Arabic")
        self.wizard.picture("opening-arabic")
        self.end()
        self.begin("siti@kata.test")
        self.wizard.catalogue = desktop.catalogue(self.program, "ar")
        self.speaks(True, "Arabic after a new start")
        self.choose_language(self.wizard._("_System"), self.language)
        self.speaks(False, "the desktop's own again")
        self.end()

    def run(self):
        done = subprocess.run([self.cli, "practice", "--check-only", "--json"], check=True,
                              stdout=subprocess.PIPE, encoding="utf-8", timeout=120)
        good = self.write("good.json", done.stdout)
        wrong = self.write("wrong.json", '{"schema": 1}')
        self.begin()
        self.first_page()
        self.chosen(good, wrong)
        self.dropped(good, wrong)
        self.end()
        self.languages()


def main():
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    sys.argv[1:4] = map(os.path.abspath, sys.argv[1:4])
    desktop.enter()
    tap = Tap()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        way = Way(*sys.argv[1:], home, tap)
        desktop.drive(tap, "what the window opens", way.run, lambda: way.wizard)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
