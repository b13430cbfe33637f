#!/usr/bin/env python3
"""Feeds mistakes to control-rows.py: each must end the build and be named. Prints TAP.

Usage: test-control-rows.py CONTROL-ROWS.PY CONTROLS.INI
"""
import os
import subprocess
import sys
import tempfile

ALL = ("{0}:25 starttls, {0}:465 tls, {0}:587 starttls, {0}:2525 starttls, {0}:143 starttls, "
       "{0}:993 tls, {0}:110 starttls, {0}:995 tls")
GOOD = f"""[one]
name = One
servers = {ALL.format("mail.one.example")}
sure = memory
date = 2026-11

[two]
name = Two
servers = {ALL.format("mail.two.example")}
page = http://page.two.example/ok.txt
answer = fine
sure = list
date = 2026-11
"""
# What is put in place of what, and a word of the complaint.
MISTAKES = [
    ("name = One", "", "name"),
    ("name = One", "name = On\"e", "name"),
    ("name = One", "naem = One", "unknown key"),
    ("name = One", "name = Two", "twice"),
    ("name = One", "name = One\nname = One", "already exists"),
    ("mail.one.example:25", "Mail.one.example:25", "not HOST:PORT MODE"),
    ("mail.one.example:25", "mail:25", "not HOST:PORT MODE"),
    ("mail.one.example:25", "192.0.2.1\":25", "not HOST:PORT MODE"),
    ("mail.one.example:25 starttls", "mail.one.example:25 tls", "not possible"),
    ("mail.one.example:465 tls", "mail.one.example:465 starttls", "not possible"),
    ("mail.one.example:25 starttls", "mail.one.example:26 starttls", "not possible"),
    ("mail.one.example:25 starttls", "mail.one.example:25 none", "not HOST:PORT MODE"),
    ("mail.one.example:25 starttls", "mail.one.example:587 starttls", "twice"),
    ("mail.one.example:25 starttls, ", "", "port 25: 1 companies"),
    ("mail.two.example:2525 starttls, ", "", "port 2525: 1 companies"),
    ("page = http://page", "page = https://page", "page"),
    ("page = http://page.two.example/ok.txt", "page = http://page.two.example", "page"),
    ("/ok.txt", "/o\"k.txt", "page"),
    ("answer = fine", "", "answer"),
    ("page = http://page.two.example/ok.txt\nanswer = fine\n", "", "one page"),
    ("sure = memory", "", "sure"),
    ("sure = memory", "sure = certainly", "sure"),
    ("date = 2026-11", "date = November", "date"),
    ("date = 2026-11", "", "date"),
]


def run(script, text):
    with tempfile.TemporaryDirectory() as folder:
        source, out = os.path.join(folder, "in.ini"), os.path.join(folder, "out.c")
        with open(source, "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run([sys.executable, script, source, out], capture_output=True, text=True,
                              check=False)
        made = os.path.exists(out)
        return done.returncode, done.stderr, made


def main():
    script, real = sys.argv[1:]
    results = []
    status, complaint, made = run(script, GOOD)
    results.append((status == 0 and made, "a good file", complaint))
    for old, new, word in MISTAKES:
        assert old in GOOD, old
        status, complaint, made = run(script, GOOD.replace(old, new, 1))
        results.append((status != 0 and not made and word in complaint and "Traceback" not in complaint,
                        f"{new or 'without ' + old!r}".replace("\n", " "), complaint))
    with open(real, encoding="utf-8") as file:
        status, complaint, made = run(script, file.read())
    results.append((status == 0 and made, "data/controls.ini", complaint))
    print(f"1..{len(results)}")
    for number, (good, name, complaint) in enumerate(results, 1):
        print(f"{'' if good else 'not '}ok {number} - {name}")
        if not good:
            print("# " + complaint.replace("\n", "\n# "))
    return any(not good for good, _, _ in results)


if __name__ == "__main__":
    sys.exit(main())
