"""The accessibility tree of one program, read as a whole: all its objects are asked at the same
time, since there are hundreds on a page and libatspi waits for each answer before the next
question."""
from gi.repository import Gio, GLib

PREFIX = "org.a11y.atspi."
ROOT = "/org/a11y/atspi/accessible/root"
PATIENCE = 60000  # milliseconds
WINDOW = 1  # the coordinates are those of the window
# The numbers of AtspiStateType and AtspiRelationType that are asked for here.
STATES = {1: "active", 3: "busy", 4: "checked", 7: "editable", 8: "enabled", 9: "expandable",
          10: "expanded", 11: "focusable", 12: "focused", 20: "pressed", 23: "selected",
          24: "sensitive", 25: "showing", 30: "visible", 36: "invalid", 41: "checkable",
          44: "read-only"}
RELATIONS = {2: "labelled-by", 18: "described-by", 19: "details", 20: "error-message"}


class Node:
    """An object of the tree, with its parent and children."""

    def __init__(self, path, parent):
        self.path, self.parent, self.children = path, parent, []
        self.role = self.name = self.description = self.value = ""
        self.states, self.relations, self.extents = set(), {}, None
        self.way_up = ("", "")  # whom it names as its parent, which may be none of the tree

    def __iter__(self):
        """The object and all below it, depth first."""
        yield self
        for child in self.children:
            yield from child

    def above(self):
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def __str__(self):
        return "%s “%s”" % (self.role, self.name)


class Tree:
    """Reads the tree of the program with that number, and what it says of its changes."""

    def __init__(self, pid):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
                                    None, None, 0, PATIENCE).unpack()[0]
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.waiting, self.events = 0, []
        self.owner = self.find_owner(pid)
        version = self.bus.call_sync(self.owner, ROOT, "org.freedesktop.DBus.Properties", "Get",
                                     GLib.Variant("(ss)", (PREFIX + "Application", "Version")),
                                     None, 0, PATIENCE).unpack()[0]
        self.gtk = tuple(int(number) for number in version.split("."))
        self.bus.signal_subscribe(self.owner, PREFIX + "Event.Object", None, None, None, 0,
                                  self.take_event)
        # Newer GTK tells of nothing that nobody has asked for.
        self.bus.call_sync(PREFIX + "Registry", "/org/a11y/atspi/registry", PREFIX + "Registry",
                           "RegisterEvent", GLib.Variant("(sass)", ("object:", [], "")), None, 0,
                           PATIENCE)

    def find_owner(self, pid):
        """The program's name on the bus, once it has one."""
        for _ in range(600):
            apps = self.bus.call_sync(PREFIX + "Registry", ROOT, PREFIX + "Accessible",
                                      "GetChildren", None, None, 0, PATIENCE).unpack()[0]
            for owner, _path in apps:
                number = self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus",
                                            "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                            GLib.Variant("(s)", (owner,)), None, 0, PATIENCE)
                if number.unpack()[0] == pid:
                    return owner
            GLib.usleep(50000)
        raise RuntimeError("the program is not in the accessibility tree")

    def take_event(self, _bus, _sender, path, _interface, signal, parameters):
        kind, detail, _, value, _ = parameters.unpack()
        self.events.append((path, signal, kind, detail, value))

    def ask(self, path, interface, method, argument, take):
        """TAKE gets the answer; an object that has just gone, or lacks the interface, has none."""
        def done(bus, result):
            self.waiting -= 1
            try:
                take(*bus.call_finish(result).unpack())
            except GLib.Error:
                pass

        self.waiting += 1
        self.bus.call(self.owner, path, interface, method, argument, None, 0, PATIENCE, None, done)

    def settle(self):
        context = GLib.MainContext.default()
        while self.waiting:
            context.iteration(True)

    def sync(self):
        """All that the program has said until now has been heard afterwards."""
        self.ask(ROOT, "org.freedesktop.DBus.Peer", "Ping", None, lambda: None)
        self.settle()
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)

    def read(self):
        """The whole program."""
        root = Node(ROOT, None)
        self.fill(root)
        self.settle()
        by_path = {node.path: node for node in root}
        for node in root:
            node.relations = {kind: [by_path[path] for path in paths if path in by_path]
                              for kind, paths in node.relations.items()}
        return root

    def read_way_up(self, nodes):
        """The names of what one comes through only on the way up: the pages of a stack. Within a
        button that is what GTK made it of, and nobody comes there."""
        names = []
        ways = {node.way_up for node in nodes
                if not any("button" in above.role for above in node.above())}
        for owner, path in ways - {(self.owner, node.path) for node in nodes}:
            if owner == self.owner:
                self.ask(path, "org.freedesktop.DBus.Properties", "Get",
                         GLib.Variant("(ss)", (PREFIX + "Accessible", "Name")), names.append)
        self.settle()
        return names

    def fill(self, node):
        accessible = PREFIX + "Accessible"

        def take_properties(values):
            node.name, node.description = values.get("Name", ""), values.get("Description", "")
            node.way_up = values.get("Parent", ("", ""))

        def take_state(words):
            bits = words[0] | words[1] << 32
            node.states = {name for number, name in STATES.items() if bits >> number & 1}

        def take_relations(relations):
            node.relations = {RELATIONS.get(kind, str(kind)): [path for _, path in targets]
                              for kind, targets in relations}

        def take_children(children):
            for owner, path in children:
                if owner == self.owner:
                    child = Node(path, node)
                    node.children.append(child)
                    self.fill(child)

        self.ask(node.path, "org.freedesktop.DBus.Properties", "GetAll",
                 GLib.Variant("(s)", (accessible,)), take_properties)
        self.ask(node.path, accessible, "GetRoleName", None,
                 lambda role: setattr(node, "role", role))
        self.ask(node.path, accessible, "GetState", None, take_state)
        self.ask(node.path, accessible, "GetRelationSet", None, take_relations)
        self.ask(node.path, PREFIX + "Component", "GetExtents", GLib.Variant("(u)", (WINDOW,)),
                 lambda extents: setattr(node, "extents", extents))
        self.ask(node.path, accessible, "GetChildren", None, take_children)
