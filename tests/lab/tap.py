"""Test results in the Test Anything Protocol."""
import sys


class Tap:
    """Prints one line a test and remembers whether all were good."""

    def __init__(self):
        self.count = self.bad = 0

    def ok(self, good, name, *notes):
        self.count += 1
        if not good:
            self.bad += 1
        print("%sok %d - %s" % ("" if good else "not ", self.count, name))
        if not good:
            for note in notes:
                self.note(note)
        sys.stdout.flush()

    def same(self, seen, wanted, name):
        self.ok(seen == wanted, name, "seen:   %r" % (seen,), "wanted: %r" % (wanted,))

    @staticmethod
    def note(text):
        for line in str(text).splitlines():
            print("# " + line)

    def end(self):
        print("1..%d" % self.count)
        sys.stdout.flush()
        return 1 if self.bad else 0
