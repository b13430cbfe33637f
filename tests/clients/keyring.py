"""A keyring of the desktop for one test, on a D-Bus session bus of its own. Packages: dbus-daemon
gnome-keyring libsecret-tools libglib2.0-bin"""
import os
import subprocess

from lab import bail_out

PACKAGES = {"dbus-daemon": "dbus", "gnome-keyring-daemon": "gnome-keyring",
            "secret-tool": "libsecret-tools", "gdbus": "libglib2.0-bin"}


class Keyring:
    """As a context manager: puts the bus into this process's environment."""

    def __init__(self, folder):
        self.folder = os.path.join(folder, "keyring")
        os.mkdir(self.folder, 0o700)
        self.processes = []

    def start(self, *command, **options):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, **options)
        self.processes.append(process)
        return process

    def __enter__(self):
        os.environ.update(XDG_RUNTIME_DIR=self.folder, XDG_DATA_HOME=self.folder)
        bus = self.start("dbus-daemon", "--session", "--nofork", "--print-address=1",
                         stdout=subprocess.PIPE)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        daemon = self.start("gnome-keyring-daemon", "--foreground", "--unlock",
                            "--components=secrets", stdin=subprocess.PIPE,
                            stdout=subprocess.DEVNULL)
        daemon.stdin.write(b"the keyring's own password")
        daemon.stdin.close()
        if subprocess.run(["gdbus", "wait", "--session", "--timeout=20",
                           "org.freedesktop.secrets"]).returncode:
            self.__exit__()
            bail_out("no keyring came up")
        return self

    def __exit__(self, *error):
        for process in reversed(self.processes):
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()

    @staticmethod
    def store(command, password):
        """Runs the "secret-tool store" of a user, and answers what it asks."""
        done = subprocess.run(command, shell=True, input=password, text=True, capture_output=True)
        return [] if done.returncode == 0 else ["%s: %s" % (command, done.stderr.strip())]
