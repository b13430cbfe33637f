"""Looks for a text in all the memory of a running program."""
import base64
import itertools
import mmap
import re
import struct

PAGE = mmap.PAGESIZE
IN_USE = 3 << 62  # in memory, or in swap


def shapes(text, user=""):
    """{name: bytes} of the shapes in which a program may hold a password."""
    plain = text.encode()
    found = {"UTF-8": plain, "UTF-16": text.encode("utf-16-le"), "UTF-32": text.encode("utf-32-le")}
    for lead in range(3):
        # Whatever stands before and behind it: the characters that only the text itself decides.
        encoded = base64.b64encode(b"\0" * lead + plain)
        found["base64, %d before it" % lead] = encoded[(lead * 8 + 5) // 6:(lead + len(plain))
                                                       * 8 // 6]
    response = b"\0%s\0%s" % (user.encode(), plain)
    found["the PLAIN response"] = response
    found["the PLAIN response in base64"] = base64.b64encode(response)
    return found


def mappings(pid):
    """(start, end, name) of what can be read."""
    with open("/proc/%d/maps" % pid, encoding="utf-8") as file:
        for line in file:
            match = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)", line)
            if match[3][0] == "r" and match[4] not in ("[vvar]", "[vsyscall]"):
                yield int(match[1], 16), int(match[2], 16), match[4] or "anonymous"


def used_runs(pagemap, start, end):
    """(start, end) of pages in a row that were ever used; the others hold nothing."""
    pagemap.seek(start // PAGE * 8)
    entries = pagemap.read((end - start) // PAGE * 8)
    pages = struct.unpack("%dQ" % (len(entries) // 8), entries)
    at = start
    for used, group in itertools.groupby(pages, lambda page: bool(page & IN_USE)):
        length = sum(1 for _ in group) * PAGE
        if used:
            yield at, at + length
        at += length


def find_all(data, needle):
    at = data.find(needle)
    while at >= 0:
        yield at
        at = data.find(needle, at + 1)


def search(pid, wanted):
    """[(shape, mapping, address)] of each place; WANTED: {name: bytes}."""
    places = []
    with open("/proc/%d/mem" % pid, "rb", buffering=0) as memory, \
            open("/proc/%d/pagemap" % pid, "rb", buffering=0) as pagemap:
        for start, end, name in mappings(pid):
            for at, stop in used_runs(pagemap, start, end):
                try:
                    memory.seek(at)
                    data = memory.read(stop - at)
                except (OSError, ValueError):
                    continue  # unmapped meanwhile, or a device's
                places += [(shape, name, hex(at + hit)) for shape, needle in wanted.items()
                           for hit in find_all(data, needle)]
    return places
