#!/usr/bin/env python3
"""Makes a language that nobody speaks: every string of the sources with accents, four tenths longer
and between brackets, so that what is not translated shows, and what cannot grow breaks.

Usage: pseudo.py SOURCE-FOLDER LOCALE-FOLDER COMMAND... ; writes the catalogue of language "xx" into
LOCALE-FOLDER and runs COMMAND with it.
"""
import os
import re
import subprocess
import sys

XGETTEXT = ["xgettext", "--from-code=UTF-8", "--no-location", "--keyword=_", "--keyword=N_",
            "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--keyword=ngettext:1,2",
            "--keyword=g_dngettext:2,3", "--output=-"]
PLAIN = "AaCcEeIiLlNnOoRrSsTtUuYyZz"
ACCENTED = "ÅåÇçÉéÎîĻļÑñÖöŔŕŠšŢţÛûÝýŽž"
ACCENTS = str.maketrans(PLAIN, ACCENTED)
# A place, a directive of printf, an access key with its letter: they stay as they are.
KEPT = re.compile(r"(\{[a-z_]+\}|%(?:\d+\$)?[-+ #0']*\d*(?:\.\d+)?[hlqjzt]*[a-zA-Z%]|_\w)")
# They are not shown: where the lessons are, which language this is, how it runs, how dates look.
CODES = re.compile(r"learn/\w+|en|default:\w+|(?:%[-a-zA-Z:]+[-/:., ()UTC]*)+")


def lengthen(text):
    """Words of up to seven letters, so that a line can break between them."""
    wanted = max(2, (4 * len(text) + 9) // 10)
    words = []
    while wanted > 0:
        words.append("ö" * min(7, wanted))
        wanted -= 8
    return " ".join(words)


def disguise(text):
    if CODES.fullmatch(text) or not text.strip():
        return text
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    core = text[start:end]
    parts = KEPT.split(core)
    accented = "".join(part if i % 2 else part.translate(ACCENTS) for i, part in enumerate(parts))
    return text[:start] + "[" + accented + " " + lengthen(core) + "]" + text[end:]


def fill(template):
    """The template with its empty translations filled in, and the head of a catalogue."""
    out = []
    for block in template.split("\n\n"):
        strings = {}
        for match in re.finditer(r'^(msgid|msgid_plural) ((?:".*"\n?)+)', block, re.MULTILINE):
            strings[match[1]] = "".join(line[1:-1] for line in match[2].splitlines())
        if not strings.get("msgid"):
            out.append(re.sub(r"charset=CHARSET", "charset=UTF-8", re.sub(
                r"nplurals=INTEGER; plural=EXPRESSION", "nplurals=2; plural=n != 1", block))
                .replace("#, fuzzy\n", ""))
            continue
        head = block[:block.index("msgstr")]
        if "msgid_plural" in strings:
            texts = [("msgstr[0]", strings["msgid"]), ("msgstr[1]", strings["msgid_plural"])]
        else:
            texts = [("msgstr", strings["msgid"])]
        # What is escaped here stays so: neither a quote nor \n is touched.
        out.append(head + "\n".join(f'{name} "{disguise_escaped(text)}"' for name, text in texts))
    return "\n\n".join(out) + "\n"


def disguise_escaped(text):
    plain = text.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")
    return disguise(plain).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def main():
    source, folder, command = sys.argv[1], sys.argv[2], sys.argv[3:]
    with open(os.path.join(source, "po", "POTFILES.in"), encoding="utf-8") as file:
        paths = [line.strip() for line in file if line.startswith("src/")]
    template = subprocess.run(XGETTEXT + paths, cwd=source, capture_output=True, check=True)
    place = os.path.join(folder, "xx", "LC_MESSAGES")
    os.makedirs(place, exist_ok=True)
    subprocess.run(["msgfmt", "--check-format", "--output-file=" + os.path.join(place, "dermaga.mo"),
                    "-"], input=fill(template.stdout.decode()).encode(), check=True)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main()
