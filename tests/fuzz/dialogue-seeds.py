#!/usr/bin/env python3
"""Turns transcripts into inputs for fuzz-dialogue and fuzz-signin: dialogue-seeds.py SOURCE TARGET"""

import pathlib
import re
import sys

PROTOCOLS = {"smtp": 0, "imap": 1, "pop3": 2}
MODES = {"none": 0, "starttls": 1, "tls": 2}
TAG = b"\x01"
PIECE = b"\x02"


def unescape(text):
    text = re.sub(rb"\\x([0-9a-f]{2})", lambda match: bytes([int(match[1], 16)]), text.encode())
    text = text.replace(rb"\r", b"\r").replace(rb"\n", b"\n").replace(rb"\\", b"\\")
    return text.replace(b"<tag>", TAG)


def convert(lines):
    protocol = mode = mail = 0
    stream = b""
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "PROTOCOL":
            protocol = PROTOCOLS[rest]
        elif word == "MODE":
            mode = MODES[rest]
        elif word == "MAIL":
            mail = 1
        elif word == "S:":
            stream += unescape(rest) + b"\r\n"
        elif word == "S+:":
            stream += unescape(rest)
        elif word == "REPEAT":
            count, _, text = rest.partition(" ")
            stream += (unescape(text) + b"\r\n") * int(count)
        elif word in ("C:", "---"):
            stream += PIECE
    return bytes([protocol + 3 * mode, mail]) + stream


def main():
    source, target = map(pathlib.Path, sys.argv[1:])
    target.mkdir(exist_ok=True)
    for path in sorted(source.glob("*.txt")):
        seed = convert(path.read_text(encoding="utf-8").splitlines())
        (target / path.stem).write_bytes(seed)


main()
