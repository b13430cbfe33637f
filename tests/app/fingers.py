"""Keys and the pointer of an X server, pressed from within this process: some hundred times faster
than a program started for each."""
import ctypes
import ctypes.util

SCREEN = (1024, 768)  # of with-display
VIEWABLE = 2
REVERT_TO_POINTER_ROOT = 1
LEFT, MIDDLE, RIGHT, UP, DOWN = 1, 2, 3, 4, 5  # the buttons of a mouse; a wheel has two
MODIFIERS = {"shift": "Shift_L", "ctrl": "Control_L", "alt": "Alt_L"}


class Attributes(ctypes.Structure):
    """XWindowAttributes of X11/Xlib.h."""
    _fields_ = [(name, ctypes.c_int) for name in ("x", "y", "width", "height", "border_width",
                                                  "depth")] + [
        ("visual", ctypes.c_void_p), ("root", ctypes.c_ulong), ("class_", ctypes.c_int),
        ("bit_gravity", ctypes.c_int), ("win_gravity", ctypes.c_int),
        ("backing_store", ctypes.c_int), ("backing_planes", ctypes.c_ulong),
        ("backing_pixel", ctypes.c_ulong), ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong), ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int), ("all_event_masks", ctypes.c_long),
        ("your_event_mask", ctypes.c_long), ("do_not_propagate_mask", ctypes.c_long),
        ("override_redirect", ctypes.c_int), ("screen", ctypes.c_void_p)]


HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
# A window that has just gone is no mistake.
IGNORE = HANDLER(lambda display, error: 0)


def load(name):
    return ctypes.CDLL(ctypes.util.find_library(name))


class Fingers:
    """On the display that DISPLAY names."""

    def __init__(self):
        self.x11, self.xtst = load("X11"), load("Xtst")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XStringToKeysym.restype = ctypes.c_ulong
        self.x11.XInternAtom.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(None))
        if not self.display:
            raise OSError("no X server")
        self.x11.XSetErrorHandler(IGNORE)
        self.root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))
        self.where = (0, 0)

    def sync(self):
        """Until the server has given all of it to whom it concerns."""
        self.x11.XSync(self.display, 0)

    def code(self, name):
        keysym = ctypes.c_ulong(self.x11.XStringToKeysym(name.encode()))
        code = self.x11.XKeysymToKeycode(self.display, keysym) & 0xff
        if not code:
            raise ValueError("no such key: " + name)
        return code

    def key(self, combination):
        """"ctrl+shift+Tab" and the like."""
        *modifiers, name = combination.split("+")
        codes = [self.code(MODIFIERS[modifier]) for modifier in modifiers] + [self.code(name)]
        for code in codes:
            self.xtst.XTestFakeKeyEvent(self.display, code, 1, 0)
        for code in reversed(codes):
            self.xtst.XTestFakeKeyEvent(self.display, code, 0, 0)
        self.sync()

    def move(self, x, y):
        self.where = (x, y)
        self.xtst.XTestFakeMotionEvent(self.display, -1, x, y, 0)
        self.sync()

    def button(self, number, down):
        self.xtst.XTestFakeButtonEvent(self.display, number, int(down), 0)
        self.sync()

    def click(self, number=LEFT, times=1):
        for _ in range(times):
            self.button(number, True)
            self.button(number, False)

    def windows(self):
        """(number, attributes) of what lies on the screen, the uppermost last."""
        root, parent = ctypes.c_ulong(), ctypes.c_ulong()
        children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        self.x11.XQueryTree(self.display, self.root, ctypes.byref(root), ctypes.byref(parent),
                            ctypes.byref(children), ctypes.byref(count))
        numbers = children[:count.value] if count.value else []
        if children:
            self.x11.XFree(children)
        found = []
        for number in numbers:
            seen = Attributes()
            if self.x11.XGetWindowAttributes(self.display, ctypes.c_ulong(number),
                                             ctypes.byref(seen)) and seen.map_state == VIEWABLE:
                found.append((number, seen))
        return found

    def title(self, number):
        """What stands above a window."""
        name = self.x11.XInternAtom(self.display, b"_NET_WM_NAME", 0)
        kind, form = ctypes.c_ulong(), ctypes.c_int()
        count, left = ctypes.c_ulong(), ctypes.c_ulong()
        text = ctypes.c_void_p()
        self.x11.XGetWindowProperty(
            self.display, ctypes.c_ulong(number), ctypes.c_ulong(name), ctypes.c_long(0),
            ctypes.c_long(100), 0, ctypes.c_ulong(0), ctypes.byref(kind), ctypes.byref(form),
            ctypes.byref(count), ctypes.byref(left), ctypes.byref(text))
        if not text:
            return ""
        said = ctypes.string_at(text, count.value).decode("utf-8", "replace")
        self.x11.XFree(text)
        return said

    def focus(self):
        """What a window manager does: the keyboard stays in a window as long as there is it, then
        the uppermost gets it, which is returned; None if there is none."""
        windows = [number for number, seen in self.windows() if not seen.override_redirect
                   and seen.width > 1]
        now, revert = ctypes.c_ulong(), ctypes.c_int()
        self.x11.XGetInputFocus(self.display, ctypes.byref(now), ctypes.byref(revert))
        if windows and now.value != windows[-1]:
            self.x11.XSetInputFocus(self.display, ctypes.c_ulong(windows[-1]),
                                    REVERT_TO_POINTER_ROOT, ctypes.c_ulong(0))
            self.sync()
        return windows[-1] if windows else None

    def raise_any(self, choose):
        """Brings one of the windows to the front; CHOOSE takes it from a list."""
        windows = [number for number, seen in self.windows() if not seen.override_redirect]
        if windows:
            self.x11.XRaiseWindow(self.display, ctypes.c_ulong(choose(windows)))
            self.sync()

    def resize(self, width, height):
        """The window that has the keyboard."""
        now, revert = ctypes.c_ulong(), ctypes.c_int()
        self.x11.XGetInputFocus(self.display, ctypes.byref(now), ctypes.byref(revert))
        if now.value > 1:
            self.x11.XResizeWindow(self.display, now, width, height)
            self.sync()

    def keep_on_screen(self):
        """What a window manager does with windows that were dragged."""
        for number, seen in self.windows():
            if not seen.override_redirect and (seen.x, seen.y) != (0, 0):
                self.x11.XMoveWindow(self.display, ctypes.c_ulong(number), 0, 0)
        self.sync()

    def release(self):
        """Lets go of every button."""
        for number in (LEFT, MIDDLE, RIGHT):
            self.button(number, False)
