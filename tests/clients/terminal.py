"""A program in a terminal, used as a person uses it: what it shows is read, keys are pressed."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

ESCAPES = re.compile(r"\x1b(\[[0-9;?>=]*[a-zA-Z]|[()][0A-B]|\][^\x07]*\x07|[=>78M])|[\x0e\x0f\r]")


def set_size(fd, rows, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))


class Terminal:
    def __init__(self, command, environment, rows=30, columns=160):
        self.rows, self.columns = rows, columns
        self.text = ""
        self.raw = b""
        self.status = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            set_size(0, rows, columns)
            os.execvpe(command[0], command, dict(environment, TERM="xterm-256color"))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            self.wait()
        os.close(self.fd)

    def read(self, seconds):
        """Whether something came, within that time, and was added."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # the program has ended
            return False
        self.raw += data
        self.text += ESCAPES.sub("", data.decode("utf-8", "replace"))
        return bool(data)

    def expect(self, *patterns, seconds=15):
        """Waits for one of the patterns in what came since the last one was found; gives its place
        in the list, or None when the program ended or time was up."""
        end = time.monotonic() + seconds
        while True:
            found = [(match.start(), -i, match) for i, pattern in enumerate(patterns)
                     for match in [re.search(pattern, self.text)] if match]
            if found:
                _, i, match = min(found)
                self.text = self.text[match.end():]
                return -i
            if not self.read(max(0, end - time.monotonic())):
                return None

    def screen(self):
        """All that was ever shown, without the movements of the cursor."""
        return ESCAPES.sub("", self.raw.decode("utf-8", "replace"))

    def type(self, keys):
        os.write(self.fd, keys.encode() if isinstance(keys, str) else keys)

    def settle(self):
        """Forgets all that comes, until nothing does: NeoMutt may draw a page twice."""
        while self.read(0.3):
            pass
        self.text = ""

    def redraw(self):
        """Another size, so that it draws everything anew."""
        self.rows ^= 1
        set_size(self.fd, self.rows, self.columns)

    def wait(self, seconds=10):
        """The exit status, when the program has ended by itself."""
        end = time.monotonic() + seconds
        while self.status is None and time.monotonic() < end:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status
