#!/usr/bin/python3
"""Walks every page of the gallery as somebody does who sees nothing: reads the whole accessibility
tree, then goes round by Tab. usage: walk-pages.py GALLERY-WINDOW LANGUAGE [each|odd|even|wizard|PAGE...]; prints TAP.

What GTK 4.8 cannot say in the tree, so that nobody looks for it here: the level of a heading, which
is not sent (no attribute but the toolkit); "showing", which only windows have; the links within a
text, which share the one object of their label; the value of a progress bar in words."""
import gettext
import os
import re
import select
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import desktop  # noqa: E402
from tap import Tap  # noqa: E402

SIZES = {"ar": ("360", "560")}  # where nothing else is said, the program's own
SIZE = ("720", "560")
MARKS = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
# What one acts on, and what one reads.
CONTROLS = {"button", "toggle button", "check box", "radio", "link", "text box", "search box",
            "combo box", "checkbox", "list item", "row", "tab", "menu item", "slider", "switch",
            "option"}
READ = {"heading", "label", "text box", "document", "list item"}
# What GTK says of parts that are its own and never have the focus.
OF_GTK = {"GtkBuiltinIcon", "GtkScrollbar", "GtkRange", "GtkListItemWidget", "GtkGizmo"}
NO_NAME = re.compile(r"(Gtk|Dermaga|Gdk)[A-Z]\w+|[\w-]+-symbolic|\S+\.(svg|png|ui)|\(null\)"
                     r"|No (name|description|label)")
OF_TYPE = re.compile(r"\b(Gtk|Dermaga|Gdk)[A-Z]\w+")
LEFT_OUT = {"port-choices"}  # with a list open, which has the keyboard to itself
# Another look at a page that is walked anyway, or what only pictures can show.
ALIKE = {"privacy-end", "practice-focus", "practice-blocked", "practice-expired",
         "practice-stripped", "practice-2525", "guide-465", "guide-advice", "mail-empty-end",
         "many-end", "tested", "verdict-domain", "changes-many", "changes-gained", "changes-none",
         "findings-more", "consent-end", "signin-domain", "signin-rejected-end",
         "expired-details", "wrong-name", "export-no-address", "export-steps", "export-phone-end",
         "port-mail-blocked", "port-intercepted", "port-portal", "map-results"}
# The way of the wizard, in languages that have no more.
WIZARD = ["domain", "privacy", "domain-error", "testing", "details", "cancelled", "verdict",
          "findings", "closed", "plain", "signin", "export", "export-wordpress", "export-by-hand"]
# Nothing but the list, which has a name.
HEADED_BY_WINDOW = {"mail-list", "mail-search", "mail-confirm"}
MAX_STOPS = 120


def plain(text):
    return text.translate(MARKS).strip()


def focusable(node):
    """What only scrolls is a group on GTK 4.8, and a generic part later."""
    return "focusable" in node.states and node.role not in ("group", "scroll pane", "generic")


class Page:
    """The tree of what is shown, and what is wrong with it."""

    def __init__(self, view, root, english, of_window, gtk):
        self.view, self.nodes, self.english, self.faults = view, list(root), english, []
        # Newer GTK forbids a status its name: it is read by its text.
        self.named = {"img", "image", "heading", "progress bar"} | (
            {"status"} if gtk < (4, 14) else set())
        self.of_window = of_window  # what its buttons are called
        self.by_path = {node.path: node for node in self.nodes}

    def same_list(self, one, other):
        """Tab goes from item to item, and comes back to the one where it left the list."""
        items = [self.by_path[path] for path in (one, other) if path in self.by_path]
        return len(items) == 2 and items[0].parent is items[1].parent \
            and all(item.role == "list item" for item in items)

    def complain(self, what, node):
        self.faults.append("%s: %s" % (what, node))

    def check(self):
        for node in self.nodes[1:]:
            self.check_name(node)
            if focusable(node):
                self.check_focusable(node)
            if "invalid" in node.states:
                self.check_invalid(node)
        self.check_unique()
        if self.view not in HEADED_BY_WINDOW \
                and not any(node.role == "heading" and node.name for node in self.nodes):
            self.faults.append("there is no heading")
        focused = [node for node in self.nodes if "focused" in node.states]
        if len(focused) != 1:
            self.faults.append("the focus is in %d places" % len(focused))
        elif focused[0].role not in CONTROLS | READ | {"list"}:
            self.complain("the page begins with the focus on what says nothing", focused[0])

    def check_name(self, node):
        name = plain(node.name)
        if (NO_NAME.fullmatch(name) and name not in OF_GTK and node.role != "label") \
                or (OF_TYPE.search(name) and node.role in CONTROLS):
            self.complain("named by what it is made of", node)
        if node.role in CONTROLS | {"heading"} and re.search(r"(^|\w|\s)_\w", name):
            self.complain("the mark of an access key is in its name", node)
        if len(name) > 3 and re.fullmatch(r"(.+) \1", name, re.DOTALL):
            self.complain("said twice", node)
        if name not in self.of_window \
                and (name in self.english or plain(node.description) in self.english):
            self.complain("not translated", node)
        if node.role in self.named and not name and node.extents and node.extents[2] > 0:
            self.complain("has no name", node)

    def check_focusable(self, node):
        if not plain(node.name):
            self.complain("can have the focus, but has no name", node)
        if node.name in OF_GTK and node.role != "widget":
            self.complain("named by what it is made of", node)
        if node.role not in CONTROLS | READ | {"list", "group", "scroll pane", "widget"}:
            self.complain("has no role that fits", node)

    def check_invalid(self, node):
        said = [plain(other.name) for other in node.relations.get("described-by", ())]
        said.append(plain(node.description))
        if not any(said):
            self.complain("is wrong, but does not say why", node)

    def check_unique(self):
        seen = {}
        for node in self.nodes:
            if node.role not in CONTROLS or not focusable(node):
                continue
            said = (node.role, plain(node.name), plain(node.description),
                    tuple(plain(other.name) for kind in ("described-by", "details")
                          for other in node.relations.get(kind, ())))
            if said in seen:
                self.complain("there are two of it", node)
            seen[said] = node


class Walk:
    """The program that shows the pages, and the way through each of them."""

    def __init__(self, program, language, tap):
        self.tap, self.language, self.tree = tap, language, None
        self.home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.log = open(os.path.join(self.home.name, "log"), "w+", encoding="utf-8")
        size = SIZES.get(language, SIZE)
        env = dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8", GDK_BACKEND="x11",
                   GSK_RENDERER="cairo", GTK_A11Y="atspi", GTK_THEME="Adwaita",
                   GSETTINGS_BACKEND="memory", HOME=self.home.name)
        self.process = subprocess.Popen([program, *size, "show"], env=env, text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=self.log)
        self.views, self.fingers = [], None
        for line in iter(self.process.stdout.readline, "end\n"):
            self.views += {line.split()[1]} - LEFT_OUT
        self.english = self.find_english(program)
        gtk = gettext.translation("gtk40", languages=[language], fallback=True)
        self.window_controls = {gtk.gettext(name) for name in ("Minimize", "Maximize", "Close")}

    def find_english(self, program):
        """What is said otherwise in the language under test."""
        if self.language == "en":
            return set()
        catalogue = gettext.translation(
            "dermaga", os.path.join(os.path.dirname(program), "..", "..", "po"), [self.language])
        texts = [(key, text) for key, text in catalogue._catalog.items() if isinstance(key, str)]
        said = {text.replace("_", "") for _, text in texts}
        return {key.replace("_", "") for key, text in texts if key and text != key} - said - {""}

    def line(self):
        """The words of the program's next line; it never writes two before it was asked again."""
        if not select.select([self.process.stdout], [], [], desktop.PATIENCE)[0]:
            raise desktop.Late("the program said nothing")
        line = self.process.stdout.readline()
        if not line:
            raise desktop.Late("the program ended with %s" % self.process.wait())
        return line.split()

    def show(self, view):
        """The access keys that two things share there."""
        self.process.stdin.write(view + "\n")
        self.process.stdin.flush()
        shared = self.line()[2:]
        if self.tree is None:
            import fingers
            import tree
            self.tree = tree.Tree(self.process.pid)
            self.fingers = fingers.Fingers()
            self.fingers.move(1023, 767)  # away from what has tooltips
        self.fingers.focus()
        self.tree.sync()
        return shared

    def press(self, key):
        """(object, its type, whether it is in sight) of what has the focus then."""
        self.fingers.key(key)
        return tuple(self.line()[1:])

    def focus_in_tree(self):
        """The path of what the program said last has got the focus."""
        self.tree.sync()
        heard = [path for path, signal, kind, detail, _ in self.tree.events
                 if signal == "StateChanged" and kind == "focused" and detail == 1]
        self.tree.events.clear()
        return heard[-1] if heard else None

    def go_round(self, page):
        """Tab until it comes back to where it began: (widget, object in the tree) in that order."""
        self.tree.events.clear()
        stops, seen = [], set()
        before = None
        for _ in range(MAX_STOPS):
            widget, kind, sight = self.press("Tab")
            path = self.focus_in_tree()
            if widget == before:
                continue  # the next link within one text
            before = widget
            if widget in seen:
                if widget != stops[0][0] and not page.same_list(path, stops[0][1]):
                    page.faults.append("Tab is caught at " + kind)
                return stops
            seen.add(widget)
            stops.append((widget, path))
            if sight != "seen":
                page.faults.append("Tab leads out of sight: %s %s"
                                   % (kind, page.by_path.get(path)))
        page.faults.append("Tab does not come round")
        return stops

    def go_back(self, page, stops):
        """Shift+Tab comes by the same, the other way round. It enters a list from behind, and a
        group at what is chosen, so that only what stands alone has one place in both."""
        wanted = [widget for widget, path in stops if not self.in_group(page, path)]
        seen = []
        for _ in range(2 * len(stops) + 10):
            widget = self.press("shift+Tab")[0]
            if seen and widget == seen[0]:
                break
            if widget in wanted and widget not in seen:
                seen.append(widget)
        if seen:
            start = wanted.index(seen[0])
            wanted = wanted[start::-1] + wanted[:start:-1]
        if seen != wanted:
            missed = [str(page.by_path.get(path)) for widget, path in stops
                      if widget in wanted and widget not in seen]
            page.faults.append("Shift+Tab goes another way than Tab%s"
                               % (", without " + ", ".join(missed) if missed else ""))

    @staticmethod
    def in_group(page, path):
        node = page.by_path.get(path)
        return node is not None and (node.role in ("list item", "radio", "radio button", "tab")
                                     or any(above.role in ("list", "list item")
                                            for above in node.above()))

    def check_reached(self, page, paths):
        """All that can be acted on is reached, itself or, in a list, by arrows from another."""
        stops = {path for path in paths if path in page.by_path}
        page.faults += ["has the focus, but is not in the tree: %s" % path
                        for path in paths if path not in page.by_path]
        parents = {page.by_path[path].parent for path in stops}
        for node in page.nodes:
            inside = set(node.above()) | {node}
            if node.role not in CONTROLS or not focusable(node) \
                    or any("sensitive" not in other.states for other in inside if other.parent):
                continue
            if not node.extents or node.extents[2] <= 0 or node.name in OF_GTK:
                continue
            if node.path in stops or any(child.path in stops for child in node):
                continue
            if node.role in ("list item", "radio", "tab") and node.parent in parents:
                continue
            if node.parent.role == "list" and node.parent.path in stops:
                continue
            if any(plain(above.name) in self.window_controls for above in inside):
                continue  # the window manager's keys do that
            page.complain("Tab does not reach it", node)

    def check_order(self, page, paths):
        """Down the page, and along each line in the direction of the language; the head of the
        window comes behind the page, as in all of GTK's windows."""
        rtl = self.language == "ar"
        places = []
        for path in paths:
            node = page.by_path.get(path)
            if node is not None and node.extents and node.parent.parent \
                    and not self.in_head(node) and not self.in_foot(node):
                places.append(node)
        if not places:
            return
        # The first one, as one reads.
        start = min(range(len(places)), key=lambda i: (
            places[i].extents[1], -places[i].extents[0] if rtl else places[i].extents[0]))
        places = places[start:] + places[:start]
        for one, other in zip(places, places[1:]):
            x, y, w, h = one.extents
            x2, y2, w2, h2 = other.extents
            if set(one.above()) & {other} or set(other.above()) & {one}:
                continue
            # What one types into a file runs from left to right, and so does its line.
            code = one.role == "label" and one.name.isascii() and x2 >= x + w
            if y2 + h2 <= y:
                page.complain("Tab goes up from %s to" % one, other)
            elif y2 < y + h and y2 <= y and not code \
                    and (x2 >= x + w if rtl else x2 + w2 <= x):
                page.complain("Tab goes backwards from %s to" % one, other)

    @staticmethod
    def in_head(node):
        """Whether it stands in the window's head."""
        return node.extents[1] + node.extents[3] <= 46

    @staticmethod
    def in_foot(node):
        """Whether it stands in the bar below a narrow page, or at its very end."""
        *_, window, _program = node.above()
        middle = node.extents[1] + node.extents[3] / 2
        return window.extents[3] - 60 < middle < window.extents[3]

    def view(self, view):
        shared = self.show(view)
        page = Page(view, self.tree.read(), self.english, self.window_controls, self.tree.gtk)
        page.faults += ["two things answer to Alt+" + key for key in shared]
        page.check()
        page.faults += ["one comes through " + name for name in self.tree.read_way_up(page.nodes)
                        if NO_NAME.fullmatch(name)]
        stops = self.go_round(page)
        self.go_back(page, stops)
        paths = [path for _, path in stops]
        page = self.read_again(page)
        self.check_reached(page, paths)
        self.check_order(page, paths)
        self.tap.ok(not page.faults, "%s: read and gone round" % view, *dict.fromkeys(page.faults))

    def read_again(self, page):
        """Where all lies after the page has been scrolled from end to end."""
        again = Page(page.view, self.tree.read(), self.english, self.window_controls,
                     self.tree.gtk)
        again.faults = page.faults
        return again

    def end(self):
        self.process.stdin.close()
        self.tap.same(self.process.wait(), 0, "ends well")
        self.log.seek(0)
        bad = [line for line in self.log if "WARNING" in line or "CRITICAL" in line]
        self.tap.ok(not bad, "no warning of GTK or GLib", *bad)


def choose(views, wanted):
    """All, where nothing is wanted; "each" for one look at each page, "odd" and "even" for every
    second of those, "wizard" for the way of the wizard; or those wanted by name."""
    each = [view for view in views if view not in ALIKE]
    groups = {(): views, ("each",): each, ("odd",): each[::2], ("even",): each[1::2],
              ("wizard",): WIZARD}
    return groups.get(tuple(wanted), wanted)


def main():
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    sys.argv[1] = os.path.abspath(sys.argv[1])
    desktop.enter()
    tap = Tap()
    walk = Walk(sys.argv[1], sys.argv[2], tap)
    try:
        for view in choose(walk.views, sys.argv[3:]):
            walk.view(view)
        walk.end()
    finally:
        walk.process.kill()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
