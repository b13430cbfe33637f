#!/usr/bin/env python3
"""Saves reports of the practice provider, as a person who sends one to a provider would.

Usage: test-cli-report.py DERMAGA_CLI; prints TAP and uses no network.
"""
import html.parser
import json
import os
import re
import socket
import stat
import subprocess
import sys
import tempfile

CLI = sys.argv[1]
FAILED = []


def run(*arguments, language="en", folder="."):
    environment = dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8")
    return subprocess.run([CLI, *arguments], capture_output=True, text=True, timeout=60, cwd=folder,
                          env=environment, stdin=subprocess.DEVNULL, check=False)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def refused(done, words):
    check(done.returncode == 2, f"status {done.returncode}: {done.stderr!r}")
    check(done.stdout == "", done.stdout)
    check(words in done.stderr and done.stderr.count("\n") == 1, done.stderr)


class Text(html.parser.HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.text, self.style = "", False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.style = tag == "style"

    def handle_data(self, data):
        if not self.style:
            self.text += data + "\n"


def transcript(folder):
    """What a server said is in it, from the greeting to the goodbye, in clear and inside TLS."""
    done = run("practice", "--report=r.txt", folder=folder)
    check(done.returncode == 0 and done.stderr == "", done.stderr)
    report = read(f"{folder}/r.txt")
    for said in (r"ms  Server: 220 \S+ ESMTP", r"ms  Dermaga: EHLO \[127\.0\.0\.1\]\n",
                 r"ms  Dermaga: STARTTLS\n", r"ms  TLS handshake complete: TLSv1\.3, TLS_\w+\n",
                 r"ms  Server: \* OK \[CAPABILITY ", r"ms  Dermaga: [a-z][0-9a-f]{8} LOGOUT\n",
                 r"ms  Dermaga: CAPA\n", r"ms  All was known; Dermaga closed the connection\.\n",
                 r"SHA-256 fingerprint: +[0-9a-f]{64}\n"):
        check(re.search(said, report), said)
    check(socket.gethostname() not in report, "the name of this computer")


def page(folder):
    done = run("practice", "--report=r.html", "--json", folder=folder)
    check(done.returncode == 0, done.stderr)
    result = json.loads(done.stdout)
    report = read(f"{folder}/r.html")
    check(report.startswith("<!DOCTYPE html>\n<html lang=\"en\">"), report[:60])
    shown = Text(report).text
    check(result["verdict"]["title"] in shown, "the answer")
    for probe in result["probes"]:
        check(probe["host"] in shown and probe.get("against", "") in shown, probe)
    check(shown.count("EHLO [127.0.0.1]") >= 4, "transcripts")


def languages(folder):
    for spoken in ("en", "id"):
        for wanted, title in (("en", "Use these settings"), ("id", "Gunakan pengaturan ini"),
                              ("pl", "Należy użyć tych ustawień")):
            done = run("practice", f"--report={wanted}.html", f"--report-language={wanted}",
                       "--force", language=spoken, folder=folder)
            check(done.returncode == 0, done.stderr)
            report = read(f"{folder}/{wanted}.html")
            check(f"lang=\"{wanted}\"" in report and title in report, f"{wanted} in {spoken}")
            printed = "Use these settings" if spoken == "en" else "Gunakan pengaturan ini"
            check(printed in done.stdout, f"the terminal no longer speaks {spoken}")
    refused(run("practice", "--report=x.txt", "--report-language=xx", folder=folder), "(id)")
    refused(run("practice", "--report-language=en", folder=folder), "--report")


def careful(folder):
    """The file is private, never half, and replaces nothing unasked."""
    done = run("practice", "--report=r.txt", folder=folder)
    check(done.returncode == 0, done.stderr)
    path = f"{folder}/r.txt"
    check(stat.S_IMODE(os.stat(path).st_mode) == 0o600, oct(os.stat(path).st_mode))
    with open(path, "w", encoding="utf-8") as file:
        file.write("mine")
    refused(run("practice", "--report=r.txt", folder=folder), "--force")
    check(read(path) == "mine", "overwritten")
    check(run("practice", "--report=r.txt", "--force", folder=folder).returncode == 0, "--force")
    check("practice.test" in read(path), "not replaced")
    refused(run("practice", f"--report={folder}", folder=folder), "--report")
    refused(run("check", "example.test", f"--report={folder}", folder=folder), "--report")
    # A dash is a name like any other.
    check(run("practice", "--report=-", folder=folder).returncode == 0, "-")
    check(os.path.isfile(f"{folder}/-"), "a dash is special")


def not_saved(folder):
    """The result is shown all the same; the sentence and the status say that it was not saved."""
    done = run("practice", "--report=none/r.txt", folder=folder)
    check(done.returncode == 2, done.returncode)
    check("imap.practice.test" in done.stdout, "the result is lost")
    check(re.fullmatch(r"dermaga-cli: none/r\.txt: \S.*\n", done.stderr), done.stderr)


def help_names_it(folder):
    for command in ("check", "practice"):
        shown = run(command, "--help", folder=folder).stdout
        check("--report=FILE" in shown and "--report-language=LANGUAGE" in shown, shown)


TESTS = (transcript, page, languages, careful, not_saved, help_names_it)
print(f"1..{len(TESTS)}")
for number, function in enumerate(TESTS, 1):
    try:
        with tempfile.TemporaryDirectory() as place:
            function(place)
        print(f"ok {number} - {function.__name__}")
    except AssertionError as problem:
        FAILED.append(function)
        print(f"not ok {number} - {function.__name__}")
        print("# " + str(problem)[:2000].replace("\n", "\n# "))
    sys.stdout.flush()
sys.exit(1 if FAILED else 0)
