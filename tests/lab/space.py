"""Network namespaces of the lab's own: a client, a server, and the link between them.

enter() starts the program again inside fresh network, mount and process namespaces, so that
nothing it does is seen outside and nothing it starts outlives it.
"""
import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import struct
import subprocess
import sys

CLIENT4, CLIENT6 = "198.18.7.1", "fd00:7::1"
NET4, NET6 = "198.18.7.", "fd00:7::"
PREFIX4, PREFIX6 = 24, 64
DNS4, DNS6 = "198.18.7.53", "fd00:7::53"

# A directory that is always there; memory is mounted on it where only the lab sees it, so that
# nothing is left behind however the lab ends.
DIRECTORY = "/run/lock"

CLONE_NEWNET = 0x40000000
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x1, 0x1000
PATH = ":/usr/local/sbin:/usr/sbin:/sbin"
INSIDE = "DERMAGA_LAB_INSIDE"

libc = ctypes.CDLL(None, use_errno=True)


def skip(reason):
    """Ends a TAP program that cannot run here."""
    print("1..0 # SKIP " + reason)
    sys.exit(0)


def run(*argv, text=None):
    """Runs a program to its end and returns what it printed; raises OSError with its complaint."""
    done = subprocess.run(argv, input=text, text=True, capture_output=True)
    if done.returncode:
        raise OSError("%s: %s" % (" ".join(argv), (done.stderr or done.stdout).strip()))
    return done.stdout


def set_kernel(name, value):
    """Sets net.NAME of this network namespace."""
    with open("/proc/sys/net/" + name, "w", encoding="ascii") as file:
        file.write(str(value))


def enter(tools):
    """Continues in namespaces of its own, or skips with the reason why that is impossible."""
    os.environ["PATH"] += PATH
    if os.environ.get(INSIDE):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        return
    missing = [tool for tool in ("unshare", "ip", "nft", *tools) if not shutil.which(tool)]
    if missing:
        skip("not installed: " + " ".join(missing))
    spaces = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
              "--propagation", "private"]
    if os.geteuid() != 0:
        spaces += ["--map-root-user", "--map-auto"]
    if not possible([*spaces, "true"]):
        skip("the lab needs root, or newuidmap and the right to make user namespaces")
    os.environ[INSIDE] = "1"
    sys.stdout.flush()
    os.execvp(spaces[0], [*spaces, sys.executable, "-B", *sys.argv])


def possible(argv):
    """Whether ARGV ends well. Where unshare may make no user namespace, the process that it started
    to map the users waits for ever: it is ended, too."""
    trial = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, start_new_session=True)
    status = trial.wait()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(trial.pid, signal.SIGKILL)
    return status == 0


class Namespace:
    """A network namespace; as a context manager, what is started and opened inside belongs to it."""

    def __init__(self, fresh):
        with open_own() as here:
            if fresh:
                check_call(libc.unshare(CLONE_NEWNET))
            self.fd = os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
            check_call(libc.setns(here.fileno(), CLONE_NEWNET))

    @contextlib.contextmanager
    def inside(self):
        with open_own() as back:
            check_call(libc.setns(self.fd, CLONE_NEWNET))
            try:
                yield
            finally:
                check_call(libc.setns(back.fileno(), CLONE_NEWNET))

    def path(self):
        return "/proc/%d/fd/%d" % (os.getpid(), self.fd)


def open_own():
    return open("/proc/thread-self/ns/net", "rb")


def check_call(status):
    if status:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def open_tun(name):
    """Makes the TUN device NAME in this network namespace; returns its descriptor."""
    end = os.open("/dev/net/tun", os.O_RDWR | os.O_CLOEXEC)
    fcntl.ioctl(end, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    return end


class Space:
    """The two namespaces, joined; a directory in memory; resolv.conf pointing at the lab's DNS."""

    def __init__(self, wire=None):
        """WIRE: (path of delay-wire, round trip in ms) for a link that takes time."""
        self.dir = DIRECTORY
        run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", self.dir)
        self.client, self.server = Namespace(False), Namespace(True)
        run("ip", "link", "set", "lo", "up")
        with self.server.inside():
            run("ip", "link", "set", "lo", "up")
        self.wire = None
        if wire:
            self.join_slowly(*wire)
        else:
            run("ip", "link", "add", "lab0", "type", "veth", "peer", "name", "lab1",
                "netns", self.server.path())
        self.link_up()
        self.resolver("nameserver %s\noptions timeout:2\n" % DNS4)

    def join_slowly(self, program, round_trip_ms):
        """Two TUN devices, and a program that carries the packets between them in its own time."""
        ends = [open_tun("lab0")]
        with self.server.inside():
            ends.append(open_tun("lab1"))
        self.wire = subprocess.Popen([program, str(ends[0]), str(ends[1]),
                                      str(round_trip_ms * 500)], pass_fds=ends)
        for end in ends:
            os.close(end)

    def link_up(self):
        """Gives both ends their addresses; nodad: an address is usable at once."""
        run("ip", "addr", "add", "%s/%d" % (CLIENT4, PREFIX4), "dev", "lab0")
        run("ip", "addr", "add", "%s/%d" % (CLIENT6, PREFIX6), "dev", "lab0", "nodad")
        run("ip", "link", "set", "lab0", "up")
        run("ip", "route", "add", "default", "dev", "lab0")
        run("ip", "-6", "route", "add", "default", "dev", "lab0")
        with self.server.inside():
            run("ip", "link", "set", "lab1", "up")
        self.server_address(DNS4)
        self.server_address(DNS6)

    def server_address(self, address):
        with self.server.inside():
            if ":" in address:
                run("ip", "addr", "add", "%s/%d" % (address, PREFIX6), "dev", "lab1", "nodad")
            else:
                run("ip", "addr", "add", "%s/%d" % (address, PREFIX4), "dev", "lab1")

    def cut(self):
        """Takes the client's network away."""
        run("ip", "link", "del", "lab0")

    def resolver(self, text):
        path = os.path.join(self.dir, "resolv.conf")
        fresh = not os.path.exists(path)
        with open(path, "w", encoding="ascii") as file:
            file.write(text)
        if fresh:
            run("mount", "--bind", path, os.path.realpath("/etc/resolv.conf"))

    def filter(self, rules):
        """Loads nft rules on the server's side; see COUNTING for the table they belong to."""
        with self.server.inside():
            run("nft", "-f", "-", text=rules)

    def close(self):
        if self.wire:
            self.wire.kill()
            self.wire.wait()
        run("umount", os.path.realpath("/etc/resolv.conf"))
        run("umount", "-l", self.dir)
