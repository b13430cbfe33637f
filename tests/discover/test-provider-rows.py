#!/usr/bin/env python3
"""Feeds mistakes to provider-rows.py: each must end the build and be named. Prints TAP.

Usage: test-provider-rows.py PROVIDER-ROWS.PY PROVIDERS.INI
"""
import configparser
import importlib.util
import os
import subprocess
import sys
import tempfile

GOOD = """[example.com]
name = Example
domains = example.com example.org
mx = mx.example.com
imap = imap.example.com:993 tls, imap.example.com:143 starttls
smtp = smtp.example.com:465 tls
user = local
hints = app-password
sure = memory
date = 2026-11
"""
# What is put in place of what, and a word of the complaint.
MISTAKES = [
    ("name = Example", "", "no name"),
    ("name = Example", "naem = Example", "unknown key"),
    ("name = Example", "name = Example\nname = Example", "already exists"),
    ("name = Example", "name = Example\nnonsense", "parsing errors"),
    ("example.org", "Example.org", "not a host name"),
    ("example.org", "example", "not a host name"),
    ("example.org", "exa_mple.org", "not a host name"),
    ("example.org", "-example.org", "not a host name"),
    ("example.org", "example.org.", "not a host name"),
    ("example.org", "exämple.org", "not a host name"),
    ("example.org", "a" * 64 + ".org", "not a host name"),
    ("example.org", "example.com", "already"),
    ("mx = mx.example.com", "mx = mx.example.com mx.example.com", "already"),
    ("domains = example.com example.org\nmx = mx.example.com", "", "never be found"),
    ("993 tls", "993 starttls", "not possible"),
    ("143 starttls", "143 tls", "not possible"),
    ("465 tls", "465 starttls", "not possible"),
    ("465 tls", "587 tls", "not possible"),
    ("465 tls", "993 tls", "not possible"),
    ("465 tls", "65536 tls", "not possible"),
    ("465 tls", "0 tls", "not HOST:PORT MODE"),
    ("465 tls", "465 none", "not HOST:PORT MODE"),
    ("465 tls", "465", "not HOST:PORT MODE"),
    ("smtp.example.com:465", "smtp.exa\"mple.com:465", "not HOST:PORT MODE"),
    ("imap.example.com:143 starttls", "imap.example.com:993 tls", "a server twice"),
    ("imap = imap.example.com:993 tls, imap.example.com:143 starttls\n"
     "smtp = smtp.example.com:465 tls\n", "", "no server"),
    ("user = local", "user = somebody", "neither"),
    ("user = local", "user = \"%REALNAME%\"", "neither"),
    ("hints = app-password", "hints = wish", "unknown word"),
    ("hints = app-password", "hints = app-password app-password", "twice"),
    ("sure = memory", "", "sure"),
    ("sure = memory", "sure = certainly", "unknown word"),
    ("sure = memory", "sure = list memory", "one word"),
    ("date = 2026-11", "", "date"),
    ("date = 2026-11", "date = 2026-13", "date"),
    ("date = 2026-11", "date = 2026-11\n" + GOOD, "already exists"),
    ("date = 2026-11", "date = 2026-11\n" + GOOD.replace("[example.com]", "[other]"), "already"),
]
sys.dont_write_bytecode = True
count = bad = 0


def ok(good, name, note=""):
    global count, bad
    count += 1
    bad += not good
    print(f"{'' if good else 'not '}ok {count} - {name}")
    if not good:
        print("# " + note.replace("\n", "\n# "))


def run(script, text):
    """The complaint (None for none) and the C text."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".ini") as file:
        file.write(text)
        file.flush()
        try:
            return None, script.write(script.read(file.name))
        except (script.Mistake, configparser.Error) as error:
            return str(error), None


def load(path):
    spec = importlib.util.spec_from_file_location("provider_rows", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def test_build_ends(path):
    """A mistake reaches the build as an exit status, and leaves no file behind."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = os.path.join(folder, "in.ini"), os.path.join(folder, "out.c")
        for text, wanted in ((GOOD, True), (GOOD.replace("993", "994"), False)):
            with open(source, "w", encoding="utf-8") as file:
                file.write(text)
            done = subprocess.run([sys.executable, "-B", path, source, out], capture_output=True,
                                  text=True, check=False)
            ok((done.returncode == 0) == wanted and os.path.exists(out) == wanted
               and "Traceback" not in done.stderr, f"as a program, {wanted}", done.stderr)
            if os.path.exists(out):
                os.unlink(out)


def main():
    path, table = sys.argv[1:]
    script = load(path)
    complaint, written = run(script, GOOD)
    ok(complaint is None and '"imap.example.com", "%EMAILLOCALPART%"' in written,
       "a good provider", complaint or "")
    for old, new, word in MISTAKES:
        assert old in GOOD
        complaint, written = run(script, GOOD.replace(old, new, 1))
        ok(complaint is not None and word in complaint and written is None,
           f"{old!r} as {new[:40]!r}", complaint or "no complaint")
    test_build_ends(path)
    with open(table, encoding="utf-8") as file:
        text = file.read()
    ok(not [line for line in text.splitlines() if len(line) > 100 or line != line.rstrip()],
       "the table has no long lines and no blanks at the end of a line")
    print(f"1..{count}")
    return 1 if bad else 0


sys.exit(main())
