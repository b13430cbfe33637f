#!/usr/bin/env python3
"""Runs dermaga-cli as scripts and people do. It speaks TAP and uses no network."""

import json
import os
import pty
import re
import select
import shutil
import signal
import smtplib
import ssl
import stat
import subprocess
import sys
import tempfile
import time
import unicodedata
import zipfile

CLI = sys.argv[1]
TIME_LIMIT = 60
TRAITS = {"starttls-not-demanded", "certificate-not-checked", "browser-sign-in", "binary",
          "either-language"}
tests = []


def test(function):
    tests.append(function)
    return function


class Run:
    def __init__(self, *arguments, language="en", env=None):
        environment = dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8", TERM="xterm")
        environment.pop("NO_COLOR", None)
        environment.update(env or {})
        done = subprocess.run([CLI, *arguments], capture_output=True, timeout=TIME_LIMIT,
                              env=environment, stdin=subprocess.DEVNULL, check=False)
        self.status = done.returncode
        self.raw = done.stdout
        self.out = done.stdout.decode("utf-8", "strict") if b"\0" not in done.stdout else None
        self.err = done.stderr.decode("utf-8", "strict")


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def has_hidden(text):
    """Control, format and other invisible characters that could change what a terminal shows."""
    return any(c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
               for c in text)


def assert_sentence(run, status=2, what=""):
    """A refusal says on standard error, in one line that is safe to show, what is wrong."""
    what = f"{str(what)[:120]!r}: "
    check(run.status == status, f"{what}status {run.status}, stderr {run.err!r}")
    check(run.raw == b"", f"{what}stdout {run.raw!r}")
    check(re.fullmatch(r"dermaga-cli: \S.{9,}\n", run.err), f"{what}no sentence: {run.err!r}")
    check(not has_hidden(run.err), f"{what}hidden characters: {run.err!r}")


def report_of_practice():
    run = Run("practice", "--json")
    check(run.status == 0, run.err)
    return json.loads(run.out)


def write_report(folder, report):
    path = os.path.join(folder, "report.json")
    with open(path, "w", encoding="utf-8") as file:
        if isinstance(report, str):
            file.write(report)
        else:
            json.dump(report, file)
    return path


def export(folder, *arguments, report=None, language="en"):
    path = write_report(folder, report if report is not None else report_of_practice())
    return Run("export", "practice.test", f"--result={path}", *arguments, language=language)


@test
def version_and_help():
    run = Run("--version")
    check(run.status == 0 and re.fullmatch(r"dermaga-cli \d+\.\d+\.\d+\n", run.out), run.out)
    for language, word in (("en", "Find out which mail servers"), ("id", "Cari tahu server")):
        run = Run("--help", language=language)
        check(run.status == 0 and word in run.out, run.out)
        for command in ("check", "export", "signin", "formats", "read", "publish", "port",
                        "learn", "practice"):
            check(f"dermaga-cli {command}" in run.out, run.out)
            one = Run(command, "--help", language=language)
            check(one.status == 0 and f"dermaga-cli {command}" in one.out, one.out)
            check(one.err == "", one.err)
    for option in ("json", "email", "incoming", "outgoing", "full", "offline", "no-third-party", "no-controls",
                   "send-address", "config", "timeout", "ca-file", "accept-unverified"):
        check(f"  --{option}" in Run("check", "--help").out, option)
    english = Run("check", "--help").out.splitlines()
    indonesian = Run("check", "--help", language="id").out.splitlines()
    check(len(english) == len(indonesian), "help has lost lines")
    same = [line for line in english[1:] if line and line in indonesian]
    check(not same, f"not translated: {same}")


@test
def wrong_arguments():
    for arguments in ((), ("chek",), ("check",), ("check", "a.test", "b.test"),
                      ("check", "a.test", "--jsn"), ("check", "-j", "a.test"),
                      ("check", "a.test", "--json=yes"), ("check", "a.test", "--timeout"),
                      ("check", "a.test", "--timeout", "--json"),
                      ("formats", "more"), ("read",), ("read", "a", "b"), ("practice", "a.test"), ("--json",),
                      ("\033[31mred",), ("check", "a.test", "--\033[2J"),
                      ("check", "a.test", "--\u202ejson"),
                      ("learn", "no-such"), ("learn", "8080"), ("learn", ""), ("learn", "a", "b"),
                      ("learn", "\033[1m25"), ("learn", "--json"),
                      ("port",), ("port", "25", "587"), ("port", "25", "--full"),
                      ("port", "0"), ("port", "26"), ("port", "443"), ("port", "65561"), ("port", "+25"),
                      ("port", "25.0"), ("port", "smtp"), ("port", ""), ("port", "\033[1m25"),
                      ("port", "25", "--ca-file=/nowhere/at-all.pem")):
        assert_sentence(Run(*arguments))
        assert_sentence(Run(*arguments, language="id"))
    assert_sentence(Run("check", "a.test", b"--\xff\xfe"))


@test
def wrong_values():
    for value in ("", "0", "-1", "ten", "5s", "nan", "inf", "1e9", "0x"):
        assert_sentence(Run("check", "a.test", f"--timeout={value}"))
    for option in ("--incoming", "--outgoing"):
        for value in ("", "192.0.2.1", "two words", "a..b", "a;b", "x" * 300, "\033[1m.test"):
            assert_sentence(Run("check", "a.test", option, value))
    for value in ("", "nobody", "@", "a@b@c.test", "a b@c.test", "example.com", "\"a\"@c.test"):
        assert_sentence(Run("check", "a.test", f"--email={value}"))
    assert_sentence(Run("check", "a.test", "--send-address"))
    assert_sentence(Run("check", "a.test", "--ca-file=/nowhere/at-all.pem"))
    assert_sentence(Run("check", "a.test", f"--ca-file={CLI}"))


@test
def port_without_asking():
    """Whoever forbids to ask is told what cannot be known then, and how to find out by hand."""
    for option in ("--offline", "--no-third-party", "--no-controls"):
        for language, word, other in (("en", "no server of another company was asked", "telnet"),
                                      ("id", "tidak ada server perusahaan lain", "telnet")):
            run = Run("port", "25", option, language=language)
            text = " ".join(run.out.split())
            check(run.status == 1 and run.err == "", (run.status, run.err))
            check(word in text and other in text, run.out)
            check(not has_hidden(run.out), run.out)
        run = Run("port", "587", "--json", option)
        report = json.loads(run.out)
        check(run.status == 1 and report["schema"] == 1, run.out)
        (one,) = report["port_checks"]
        check((one["port"], one["verdict"], one["ipv4"], one["ipv6"], one["controls"])
              == (587, "unknown", "unknown", "unknown", []), one)
        check(one["headline"] and one["meaning"] and one["action"], one)


@test
def config_files_that_cannot_be_checked():
    server = ("<{0}Server type='{1}'><hostname>{1}.contoh.test</hostname><port>993</port>"
              "<socketType>SSL</socketType></{0}Server>")
    text = ("<clientConfig><emailProvider>{}" + server.format("incoming", "imap")
            + server.format("outgoing", "smtp") + "</emailProvider></clientConfig>")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "config.xml")
        for contents in ("", "<html></html>", text.format(""),
                         text.format("<domain>%EMAILDOMAIN%</domain>"),
                         text.format("<domain>contoh.test</domain><domain>%EMAILDOMAIN%</domain>")):
            with open(path, "w", encoding="ascii") as file:
                file.write(contents)
            for language in ("en", "id"):
                assert_sentence(Run("check", f"--config={path}", language=language), what=contents)
    assert_sentence(Run("check", "--config=/nowhere/at-all.xml"))
    assert_sentence(Run("check", "--config="))
    assert_sentence(Run("export", "a.test", "--config=/etc/passwd"))


BAD_TARGETS = ("", " ", "\t\n", "name@", "@", "192.0.2.1", "[192.0.2.1]", "2001:db8::1",
               "name@[192.0.2.1]", "a" * 300, "a@" + "b" * 300 + ".test", "exa mple.com",
               "exam\"ple.com", "exa'mple.com", "exam\033[31mple.com", "exam\u202eple.com",
               "exam\u200bple.com", "example..com", "-example.com", "ex_ample.com", "a@b@c.com",
               "exam\nple.com", "example", "exa\x7fmple.com", "$(id).test", "<b>x</b>.test")


@test
def bad_targets():
    for target in BAD_TARGETS:
        for language in ("en", "id"):
            assert_sentence(Run("check", "--", target, language=language), what=target)
        assert_sentence(Run("export", "--format=thunderbird-xml", "--email=a@b.test", "--", target),
                        what=target)
    assert_sentence(Run("check", b"exam\xffple.com"))


@test
def bad_targets_are_told_apart():
    sentences = {target: Run("check", "--", target).err
                 for target in ("", "name@", "192.0.2.1", "a" * 300, "exa mple.com",
                                "exam\033ple.com")}
    check(len(set(sentences.values())) == len(sentences), sentences)


@test
def practice_in_english():
    run = Run("practice")
    check(run.status == 0, run.err)
    check(run.err == "", run.err)
    check(not has_hidden(run.out), "colour or hidden characters without a terminal")
    for words in ("Use these settings", "Receiving mail", "Sending mail", "imap.practice.test",
                  "993", "465", "encrypted from the start"):
        check(words in run.out, f"{words!r} is missing:\n{run.out}")
    check(all(len(line) <= 80 for line in run.out.splitlines()), "a line is too long")
    rows = [line for line in run.out.splitlines()
            if re.match(r"  \S+\.practice\.test +(IMAP|POP3|SMTP) ", line)]
    check(len(rows) >= 11, f"{len(rows)} rows")
    for group in (rows[:6], rows[6:]):
        check(len({re.search(r" (\d+)  ", row).end() for row in group}) == 1, "not aligned")


def looked(run, heading):
    """The list of places, in one line."""
    return " ".join(run.out.split(f"\n{heading}\n")[1].split("\n\n")[0].split())


@test
def where_it_looked():
    """Every place that the report knows has its sentence, in both languages."""
    sources = report_of_practice()["sources"]
    english = looked(Run("practice"), "Where Dermaga looked")
    indonesian = looked(Run("practice", language="id"), "Tempat Dermaga mencari")
    for text in (english, indonesian):
        check(text.count(": ") == len(sources), f"{len(sources)} places, but: {text}")
    check("DNS service records (SRV): " in english, english)
    check("Catatan layanan DNS (SRV): " in indonesian, indonesian)
    for source in sources:
        check(set(source) == {"id", "status", "problem", "detail", "url", "elapsed_ms", "servers"},
              source)


@test
def practice_in_indonesian():
    english = Run("practice").out.splitlines()
    run = Run("practice", language="id")
    check(run.status == 0, run.err)
    for words in ("pengaturan ini", "Menerima surel", "Mengirim surel", "imap.practice.test"):
        check(words in run.out, f"{words!r} is missing:\n{run.out}")
    names = re.compile(r"practice\.test$")
    same = [line for line in run.out.splitlines()
            if line in english and re.search(r"[a-z]{3}", line) and not names.search(line)
            and not re.match(r" +\S+ +(SMTP|IMAP)$", line)]
    check(not same, f"not translated: {same}")
    check(all(len(line) <= 80 for line in run.out.splitlines()), "a line is too long")


@test
def json_contract():
    report = report_of_practice()
    check(report["schema"] == 1 and report["target"] == "practice.test", report["target"])
    check(0 <= report["first_safe_ms"] <= report["elapsed_ms"], "times")
    incoming = report["recommendation"]["incoming"]
    outgoing = report["recommendation"]["outgoing"]
    check((incoming["port"], incoming["security"]) == (993, "tls"), incoming)
    check((outgoing["port"], outgoing["security"]) == (465, "tls"), outgoing)
    seen = {(p["port"], p["security"]): p["outcome"] for p in report["probes"]}
    check(seen[(587, "starttls")] == "ok-starttls", seen)
    check(seen[(587, "none")] == "need-starttls", seen)
    check(seen[(995, "tls")] == "ok-tls", seen)
    check({port for port, _ in seen} == {25, 465, 587, 2525, 110, 143, 993, 995}, seen)
    one, other = json.dumps(report), json.dumps(json.loads(Run("practice", "--json",
                                                                language="id").out))
    check("Works" in one or "works" in one, one)
    check("berfungsi" in other, other)


@test
def formats():
    listed = json.loads(Run("formats", "--json").out)
    check(len(listed) >= 4, listed)
    text = Run("formats").out
    for entry in listed:
        check(set(entry) == {"id", "title", "summary", "media_type", "needs_incoming",
                             "needs_outgoing", "audience", "audience_title", "program", "proof",
                             "proved_with", "proof_text", "traits"}, entry)
        check(all(entry[word] in text for word in ("id", "title", "audience_title")), entry)
        check(entry["proof"] in ("tested", "read", "documented"), entry)
        check((entry["proved_with"] or entry["program"]) in entry["proof_text"], entry)
        check(entry["proof_text"] in " ".join(text.split()), entry)
        check(set(entry["traits"]) <= TRAITS, entry)
        check(text.count(entry["audience_title"] + "\n  ") == 1, entry["audience_title"])
    translated = json.loads(Run("formats", "--json", language="id").out)
    check([e["id"] for e in listed] == [e["id"] for e in translated], translated)
    check(all(a[word] != b[word] for a, b in zip(listed, translated)
              for word in ("summary", "proof_text", "audience_title")), translated)


@test
def learn():
    """Topics, and one of them by its name, its port and a part of its name, in both languages."""
    for language, title, words, see in (
            ("en", "Port 465", "This is the first choice for sending.", "see"),
            ("id", "Port 465", "Ini pilihan pertama untuk mengirim.", "lihat")):
        topics = Run("learn", language=language)
        check(topics.status == 0 and topics.err == "", topics.err)
        check(re.search(rf"^  port-465 +{title}$", topics.out, flags=re.M), topics.out)
        one = Run("learn", "port-465", language=language)
        check(one.status == 0 and one.err == "", one.err)
        check(one.out.startswith(f"{title}\n\n{words}"), one.out)
        check(one.out.endswith(f"\n\n{see}: dermaga-cli learn port-587\n"), one.out)
        check(all(len(line) <= 80 for line in one.out.splitlines()), one.out)
        check("](" not in one.out, one.out)
        check(not has_hidden(one.out), one.out)
        check(Run("learn", "465", language=language).out == one.out, "by number")
        points = Run("learn", "four-ports", language=language).out
        check(points.count("\n• ") == 4, points)
    check(Run("learn", "starttls").out == Run("learn", "ssl-tls-starttls").out, "a part of its name")


@test
def formats_for_one():
    """Each audience's list is its part of the whole, in the same order."""
    listed = json.loads(Run("formats", "--json").out)
    audiences = list(dict.fromkeys(entry["audience"] for entry in listed))
    together = []
    for audience in audiences:
        part = json.loads(Run("formats", f"--for={audience}", "--json").out)
        check(part and all(entry["audience"] == audience for entry in part), part)
        text = Run("formats", "--for", audience).out
        check(text.startswith(part[0]["audience_title"] + "\n"), text)
        check(all((entry["id"] in text.split()) == (entry["audience"] == audience)
                  for entry in listed), text)
        together += part
    check(together == listed, "the parts are not the whole")
    for word in ("", "me", "WordPress", "\033[1m", "wordpress,phone"):
        refused = Run("formats", f"--for={word}")
        assert_sentence(refused, what=word)
        check(all(audience in refused.err for audience in audiences), refused.err)


PUBLISHED = """<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1"><emailProvider id="contoh.test">
  <domain>contoh.test</domain><domain>%EMAILDOMAIN%</domain>
  <displayName>Surel \u202e&lt;b&gt;Contoh</displayName>
  <incomingServer type="imap"><hostname>imap.%EMAILDOMAIN%</hostname><port>993</port>
    <socketType>SSL</socketType><username>%EMAILADDRESS</username>
    <authentication>OAuth2</authentication></incomingServer>
  <incomingServer type="imap"><hostname>no host</hostname><port>993</port>
    <socketType>SSL</socketType></incomingServer>
  <outgoingServer type="smtp"><hostname>a-longer-name.contoh.test</hostname><port>25</port>
    <socketType>plain</socketType></outgoingServer>
</emailProvider></clientConfig>
"""


def write_file(folder, contents):
    path = os.path.join(folder, "config.xml")
    with open(path, "wb") as file:
        file.write(contents if isinstance(contents, bytes) else contents.encode())
    return path


@test
def read_as_json():
    with tempfile.TemporaryDirectory() as folder:
        path = write_file(folder, PUBLISHED)
        run = Run("read", path, "--json")
        check(run.status == 0 and run.err == "" and not has_hidden(run.out), run.err)
        check(Run("read", "--json", path, language="id").out == run.out, "depends on the language")
        check(json.loads(run.out) == {
            "schema": 1, "id": "contoh.test", "display_name": "Surel <b>Contoh",
            "domains": ["contoh.test", "%EMAILDOMAIN%"],
            "incoming": [{"protocol": "imap", "host": "imap.%EMAILDOMAIN%", "port": 993,
                          "security": "tls", "username": "%EMAILADDRESS%", "auth": ["oauth2"]}],
            "outgoing": [{"protocol": "smtp", "host": "a-longer-name.contoh.test", "port": 25,
                          "security": "none", "username": None, "auth": []}],
            "browser_sign_in": True, "left_out": 1}, run.out)


@test
def read_as_text():
    with tempfile.TemporaryDirectory() as folder:
        path = write_file(folder, PUBLISHED)
        run = Run("read", path)
        check(run.status == 0 and run.err == "" and not has_hidden(run.out), run.err)
        check(all(len(line) <= 80 for line in run.out.splitlines()), "a line is too long")
        rows = [line for line in run.out.splitlines() if re.match(r"  \S+ +(IMAP|SMTP) ", line)]
        check([row.split() for row in rows]
              == [["imap.%EMAILDOMAIN%", "IMAP", "993", "SSL/TLS"],
                  ["a-longer-name.contoh.test", "SMTP", "25", "none"]], rows)
        check(len({re.search(r" \d+  ", row).end() for row in rows}) == 1, "not aligned")
        for words in ("Receiving mail", "Sending mail", "User name: %EMAILADDRESS%; sign-in: oauth2",
                      "User name: not said; sign-in: not said", "web browser",
                      "1 server was left out"):
            check(words in run.out, f"{words!r} is missing:\n{run.out}")
        other = Run("read", path, language="id").out
        for words in ("Menerima surel", "tidak disebutkan", "1 server tidak disertakan", "peramban"):
            check(words in other, f"{words!r} is missing:\n{other}")
        english = set(run.out.splitlines())
        same = [line for line in other.splitlines() if line in english]
        check(all(re.match(r"$|  \S+ +(IMAP|SMTP) |Domain", line) for line in same), same)


PACC = """{"protocols": {"imap": {"host": "IMAP.contoh.test"}, "pop3": {"host": "no host"},
  "submit": {"host": "smtp.contoh.test"}}, "info": {"provider": {"name": "Surel \\u202e<b>"}},
  "authentication": {"oauth-public": {"issuer": "https://masuk.contoh.test"}, "password": false}}
"""


@test
def read_pacc():
    with tempfile.TemporaryDirectory() as folder:
        path = write_file(folder, PACC)
        run = Run("read", path, "--json")
        check(run.status == 0 and run.err == "" and not has_hidden(run.out), run.err)
        common = {"security": "tls", "username": "%EMAILADDRESS%", "auth": ["oauth2"]}
        check(json.loads(run.out) == {
            "schema": 1, "id": None, "display_name": "Surel <b>", "domains": [],
            "incoming": [{"protocol": "imap", "host": "imap.contoh.test", "port": 993} | common],
            "outgoing": [{"protocol": "smtp", "host": "smtp.contoh.test", "port": 465} | common],
            "browser_sign_in": True, "left_out": 1}, run.out)
        run = Run("read", path)
        check(run.status == 0 and run.err == "" and not has_hidden(run.out), run.err)
        for words in ("Surel <b>", "imap.contoh.test", "IMAP", "993", "web browser",
                      "1 server was left out"):
            check(words in run.out, f"{words!r} is missing:\n{run.out}")


@test
def read_what_cannot_be_read():
    server = PUBLISHED[PUBLISHED.index("<outgoing"):PUBLISHED.index("</emailP")]
    bad = {
        "empty": "", "web page": "<!doctype html><html><body><p>Hi<br></body></html>",
        "broken": PUBLISHED[:-20], "no XML": "Not found", "other XML": "<feed/>",
        "document type": f"<!DOCTYPE c [<!ENTITY a 'b'>]>{PUBLISHED[PUBLISHED.index('<client'):]}",
        "deep": PUBLISHED.replace(server, "<a>" * 99 + "</a>" * 99),
        "no server": "<clientConfig><emailProvider/></clientConfig>",
        "zeros": PUBLISHED.replace("Surel", "\0"), "large": PUBLISHED + " " * 300000,
    }
    bad_json = {
        "broken": PACC[:-3], "other JSON": "{}", "deep": "[" * 60000, "large": PACC + " " * 70000,
        "no server": '{"protocols": {}}', "zeros": PACC.replace("Surel", "\0"),
    }
    sentences = set()
    with tempfile.TemporaryDirectory() as folder:
        for what, contents in bad.items():
            path = write_file(folder, contents)
            for language in ("en", "id"):
                run = Run("read", "--json", path, language=language)
                assert_sentence(run, what=what)
                sentences.add(run.err)
        for path in (folder, os.path.join(folder, "nowhere"), "/dev/zero", ""):
            for language in ("en", "id"):
                assert_sentence(Run("read", "--", path, language=language), what=path)
        # Neither is read: one is broken, the other is no XML at all.
        check(len(sentences) == 2 * (len(bad) - 1), sentences)
        for what, contents in bad_json.items():
            path = write_file(folder, contents)
            for language in ("en", "id"):
                run = Run("read", path, language=language)
                assert_sentence(run, what=what)
                check(run.err in sentences, f"{what}: {run.err}")


@test
def export_wrong_use():
    with tempfile.TemporaryDirectory() as folder:
        assert_sentence(export(folder, "--email=a@practice.test"))
        assert_sentence(export(folder, "--email=a@practice.test", "--format=none-such"))
        assert_sentence(export(folder, "--format=thunderbird-xml"))
        assert_sentence(export(folder, "--format=thunderbird-xml", "--email=a"))
        assert_sentence(export(folder, "--format=thunderbird-xml", "--email=a@practice.test",
                               "--name=two\nlines"))
        path = write_report(folder, report_of_practice())
        assert_sentence(Run("export", "other.test", "--email=a@other.test", f"--result={path}",
                            "--format=thunderbird-xml"))
        assert_sentence(Run("export", "practice.test", "--email=a@practice.test",
                            "--format=thunderbird-xml", f"--result={folder}/none.json"))
        assert_sentence(Run("export", "practice.test", "--email=a@practice.test",
                            "--format=thunderbird-xml", f"--result={folder}"))


@test
def export_every_format_to_a_file():
    with tempfile.TemporaryDirectory() as folder:
        for entry in json.loads(Run("formats", "--json").out):
            output = os.path.join(folder, entry["id"])
            common = ("--email=budi@practice.test", f"--format={entry['id']}", f"--output={output}")
            arguments = (*common, "--name=Budi \"B\" $x \\ <ü> & Söhne")
            run = export(folder, *arguments)
            if run.status == 2 and "cannot hold these settings" in run.err:
                arguments = (*common, "--name=Budi Söhne")
                run = export(folder, *arguments)
            check(run.status == 0, f"{entry['id']}: {run.err}")
            check(output in run.out.replace("\n", "") and not has_hidden(run.out), run.out)
            check(stat.S_IMODE(os.stat(output).st_mode) == 0o600, "mode is not 0600")
            check(os.stat(output).st_size > 100, "too short")
            with open(output, "rb") as file:
                first = file.read()
            if entry["media_type"] == "application/zip":
                check(zipfile.ZipFile(output).testzip() is None, "not a ZIP file")

            assert_sentence(export(folder, *arguments))
            with open(output, "wb") as file:
                file.write(b"mine")
            assert_sentence(export(folder, *arguments))
            with open(output, "rb") as file:
                check(file.read() == b"mine", "an existing file was changed")
            check(export(folder, *arguments, "--force").status == 0, "--force does not replace")
            with open(output, "rb") as file:
                check(len(file.read()) == len(first), "--force wrote something else")
        left = [name for name in os.listdir(folder) if "tmp" in name or name.startswith(".")]
        check(not left, f"left behind: {left}")


@test
def export_to_be_read():
    """A sheet is in the language that is spoken, whole, or else in English."""
    with tempfile.TemporaryDirectory() as folder:
        for language, more, title in (("pl", (), "Ustawienia poczty dla"),
                                      ("ar", (), "Email settings for"),
                                      ("id", ("--language=pl",), "Ustawienia poczty dla")):
            run = export(folder, "--email=budi@practice.test", "--format=sheet", *more,
                         language=language)
            check(run.status == 0 and title in run.out, run.out)
            check(not re.search("[\u0600-\u06ff]", run.out), run.out)


@test
def export_to_standard_output():
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "saved.xml")
        arguments = ("--email=budi@practice.test", "--format=thunderbird-xml")
        check(export(folder, *arguments, f"--output={output}").status == 0, "to a file")
        with open(output, "rb") as file:
            saved = file.read()
        for more in ((), ("--output=-",), ("--output", "-")):
            run = export(folder, *arguments, *more)
            check(run.status == 0 and run.raw == saved, f"{more}: {run.err}")
        check(b"imap.practice.test" in saved and b"993" in saved, saved)


@test
def export_where_nothing_can_be_written():
    with tempfile.TemporaryDirectory() as folder:
        arguments = ("--email=budi@practice.test", "--format=thunderbird-xml", "--force")
        for output in (folder, "/dev/null", f"{folder}/none/such.xml", f"{folder}/{'x' * 300}"):
            assert_sentence(export(folder, *arguments, f"--output={output}"))
        check(stat.S_ISCHR(os.stat("/dev/null").st_mode), "/dev/null was replaced")
        with open("/dev/full", "wb") as full:
            path = write_report(folder, report_of_practice())
            done = subprocess.run([CLI, "export", "practice.test", f"--result={path}",
                                   *arguments[:2]], stdout=full, stderr=subprocess.PIPE,
                                  timeout=TIME_LIMIT, check=False)
        check(done.returncode == 2 and b"dermaga-cli: " in done.stderr, done)


def changed(report, half, **values):
    copy = json.loads(json.dumps(report))
    copy["recommendation"][half].update(values)
    return copy


@test
def hostile_result_files():
    good = report_of_practice()
    arguments = ("--email=budi@practice.test", "--format=thunderbird-xml")
    no_recommendation = dict(good, recommendation=None)
    empty = dict(good, recommendation={"incoming": None, "outgoing": None})
    wrong = [
        "", "{", "[]", "null", "\0", "{\"schema\": 1}", "[" * 100000, "x" * (5 * 1024 * 1024),
        "\ufeff{}", dict(good, schema=2), dict(good, schema="1"), dict(good, target=7),
        dict(good, target="other.test"), dict(good, recommendation=[]),
        changed(good, "incoming", host="evil.test/../../x"),
        changed(good, "incoming", host="a\u0000b"), changed(good, "incoming", host="<x/>"),
        changed(good, "incoming", host="\x1b[2J.test"), changed(good, "incoming", port=0),
        changed(good, "incoming", port=70000), changed(good, "incoming", port=-1),
        changed(good, "incoming", port="993"), changed(good, "incoming", port=993.5),
        changed(good, "incoming", protocol="smtp"), changed(good, "outgoing", protocol="imap"),
        changed(good, "incoming", security="ssl"), changed(good, "outgoing", security="none"),
        changed(good, "incoming", username="a\nb"), changed(good, "incoming", username=""),
        changed(good, "incoming", username="x" * 5000), changed(good, "incoming", host=None),
    ]
    with tempfile.TemporaryDirectory() as folder:
        for what, report in enumerate(wrong):
            assert_sentence(export(folder, *arguments, report=report), what=f"case {what}")
        assert_sentence(export(folder, *arguments, report=no_recommendation), status=1)
        assert_sentence(export(folder, *arguments, report=empty), status=1)
        with open(os.path.join(folder, "report.json"), "wb") as file:
            file.write(b"\xff\xfe{}")
        assert_sentence(Run("export", "practice.test", f"--result={folder}/report.json",
                            *arguments))


def plain_report(**outcomes):
    """What a provider without encryption looks like; outcomes: of rows, as smtp_465="timeout"."""
    report = report_of_practice()
    report.update(recommendation={"incoming": None, "outgoing": None}, sources=[], findings=[],
                  port_checks=[])
    plain = {"tls": "refused", "starttls": "no-starttls", "none": "ok-plain"}
    for row in report["probes"]:
        row["outcome"] = outcomes.get(f"{row['protocol']}_{row['port']}", plain[row["security"]])
        row["auth"] = ["plain", "login"]
    return report


@test
def insecure_only_when_accepted():
    arguments = ("--email=budi@practice.test", "--format=thunderbird-xml")
    with tempfile.TemporaryDirectory() as folder:
        for language, words in (("en", "others can read this"), ("id", "orang lain dapat membaca")):
            refused = export(folder, *arguments, report=plain_report(), language=language)
            assert_sentence(refused, status=1, what=language)
            check(words in refused.err and "--accept-insecure" in refused.err, refused.err)
        run = export(folder, *arguments, "--accept-insecure", report=plain_report())
        check(run.status == 0 and "<socketType>plain</socketType>" in run.out, run.err)
        check("Warning: " in run.err and "Warning: " in run.out, run.err)
        good = export(folder, *arguments, "--accept-insecure")
        check(good.status == 0 and "plain</socketType>" not in good.out, good.out)
        check(good.err == "", good.err)

        # A file that needs only what is safe is not asked about what is not.
        half = plain_report()
        half["recommendation"]["outgoing"] = report_of_practice()["recommendation"]["outgoing"]
        run = export(folder, arguments[0], "--format=wordpress-plugin", report=half)
        check(run.status == 0 and "'ssl'" in run.out and run.err == "", run.err)
        assert_sentence(export(folder, *arguments, report=half), status=1)


@test
def insecure_never_behind_a_warning():
    """Neither for a server whose encryption was stripped nor for one with a certificate fault."""
    arguments = ("--email=budi@practice.test", "--format=thunderbird-xml", "--accept-insecure")
    published = plain_report()
    published["sources"] = [{"id": "srv", "status": "found", "problem": None, "detail": "",
                             "url": None, "elapsed_ms": 1, "servers": [
                                 {"protocol": "smtp", "host": "smtp.practice.test", "port": 587,
                                  "security": "starttls"}]}]
    cancelled = plain_report()
    cancelled["findings"] = [{"code": "cancelled"}]
    with tempfile.TemporaryDirectory() as folder:
        check(export(folder, *arguments, report=plain_report()).status == 0, "the ground is wrong")
        for report in (plain_report(imap_993="cert-name"), plain_report(smtp_465="cert-trust"),
                       plain_report(smtp_465="tampered"), plain_report(pop3_995="cert-time"),
                       plain_report(smtp_587="starttls-fail"), plain_report(smtp_465="timeout"),
                       plain_report(imap_993="not-checked"), published, cancelled):
            refused = export(folder, *arguments, report=report)
            assert_sentence(refused, status=1)
            check("--accept-insecure" not in refused.err, refused.err)


@test
def export_knows_what_the_report_knows():
    """What the report's rows say beside the recommendation, and strictly so."""
    good = report_of_practice()
    starttls = next(row for row in good["probes"]
                    if (row["protocol"], row["port"], row["security"]) == ("smtp", 587, "starttls"))
    outgoing = dict(good["recommendation"]["outgoing"], port=587, security="starttls")
    good["recommendation"]["outgoing"] = outgoing
    arguments = ("--email=budi@practice.test", "--format=wordpress-plugin")
    with tempfile.TemporaryDirectory() as folder:
        run = export(folder, *arguments, report=good)
        check(run.status == 0 and "'tls'" in run.out and run.err == "", run.err)
        starttls["browser_sign_in"] = True
        run = export(folder, *arguments, report=good)
        check(run.status == 0 and "OAuth" in run.err, run.err)
        starttls["browser_sign_in"] = "yes"
        assert_sentence(export(folder, *arguments, report=good))
        assert_sentence(export(folder, *arguments, report=dict(good, probes=None)))


@test
def export_in_either_language():
    """The file speaks the language that is asked for, whatever the program speaks."""
    arguments = ("--email=budi@practice.test", "--format=wordpress-plugin")
    with tempfile.TemporaryDirectory() as folder:
        written = {language: export(folder, *arguments, f"--language={language}").out
                   for language in ("en", "id")}
        check("It holds no password." in written["en"], written["en"])
        check(written["en"] != written["id"], "both are the same")
        for language in ("en", "id"):
            run = export(folder, *arguments, "--language=en", language=language)
            check(run.out == written["en"], run.out)
            output = os.path.join(folder, language)
            run = export(folder, *arguments, "--language=en", f"--output={output}",
                         language=language)
            check((" 1. Put the file" in run.out) == (language == "en"), run.out)
            check("\n       define( 'DERMAGA_SMTP_PASSWORD', '' );\n" in run.out, run.out)
        for language in ("", "de", "English", "en_GB", "\033[1m"):
            assert_sentence(export(folder, *arguments, f"--language={language}"))


@test
def consent():
    good = report_of_practice()
    report = changed(good, "outgoing", consent_needed=True, host="smtp.elsewhere.test")
    arguments = ("--email=budi@practice.test", "--format=thunderbird-xml")
    with tempfile.TemporaryDirectory() as folder:
        assert_sentence(export(folder, *arguments, report=report), status=1)
        run = export(folder, *arguments, "--accept-unverified", report=report)
        check(run.status == 0 and "smtp.elsewhere.test" in run.out, run.err)


@test
def speaks_the_language_of_a_locale_that_is_not_installed():
    def formats(**variables):
        environment = {k: v for k, v in os.environ.items() if k not in ("LANGUAGE", "LC_ALL")}
        environment.update(variables)
        done = subprocess.run([CLI, "formats"], capture_output=True, timeout=TIME_LIMIT,
                              env=environment, check=True)
        return done.stdout.decode("utf-8")

    indonesian = Run("formats", language="id").out
    check(indonesian != Run("formats").out, "Indonesian is the same as English")
    check(formats(LANG="id_ID.UTF-8") == indonesian, "LANG alone")
    check(formats(LC_ALL="id_XX") == indonesian, "LC_ALL alone")
    check(formats(LANG="id_ID.UTF-8", LANGUAGE="en") == Run("formats").out, "LANGUAGE wins")


def run_on_terminal(*arguments, env=None, interrupt_after=None):
    """Returns the status and all that a terminal of 60 columns was sent, stderr included."""
    environment = dict(os.environ, LANGUAGE="en", LC_ALL="C.UTF-8", TERM="xterm")
    environment.pop("NO_COLOR", None)
    environment.update(env or {})
    process, terminal = pty.fork()
    if process == 0:
        os.execve(CLI, [CLI, *arguments], environment)
    seen = b""
    start = time.monotonic()
    while time.monotonic() - start < TIME_LIMIT:
        if interrupt_after is not None and time.monotonic() - start > interrupt_after:
            os.kill(process, signal.SIGINT)
            interrupt_after = None
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            seen += piece
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), seen.decode("utf-8")


@test
def terminal():
    status, seen = run_on_terminal("practice", "--check-only")
    check(status == 0, seen)
    check("\033[1mUse these settings\033[0m" in seen, "no colour on a terminal")
    check("Checking practice.test…" in seen, "no progress on a terminal")
    rest = re.sub(r"\033\[(0|1|2|31|32|33)m|\r\033\[K|\r\n", "\n", seen)
    check(not has_hidden(rest), f"other control sequences: {rest!r}")
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        status, seen = run_on_terminal("practice", "--check-only", env=env)
        check("\033[1m" not in seen and "Use these settings" in seen, f"{env}: colour")
    status, seen = run_on_terminal("practice", "--check-only", env={"TERM": "dumb"})
    check("Checking" not in seen, "progress on a dumb terminal")


@test
def practice_stays_on_a_terminal():
    status, seen = run_on_terminal("practice", interrupt_after=4)
    check(status == 0, f"status {status}: {seen}")
    for words in ("Practice mail server", "127.0.0.1:", "0 messages were captured."):
        check(words in seen, f"lacks {words!r}: {seen}")


@test
def practice_prints_what_is_sent():
    with tempfile.TemporaryDirectory() as folder:
        authority = os.path.join(folder, "ca.pem")
        process = subprocess.Popen([CLI, "practice", "--stay", "--json", "--save-ca=" + authority],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        try:
            events = [json.loads(process.stdout.readline()) for _ in range(2)]
            check([e["event"] for e in events] == ["check", "ready"], events)
            check(events[0]["result"]["schema"] == 1, events[0])
            places = {(p["protocol"], p["usual_port"]): p["port"] for p in events[1]["places"]}
            check(len(places) == 8, places)
            context = ssl.create_default_context(cafile=authority)
            with smtplib.SMTP_SSL("localhost", places["smtp", 465], context=context) as client:
                client.login("budi", events[1]["password"])
                client.sendmail("siti@contoh.test", ["rudi@jauh.example"],
                                "Subject: =?utf-8?B?G1szMW1I?=\n\nhalo\n")
            message = json.loads(process.stdout.readline())
            wanted = {"event": "message", "sender": "siti@contoh.test", "port": 465, "user": "budi",
                      "recipients": ["rudi@jauh.example"], "security": "tls", "mailbox": "INBOX"}
            check({key: message[key] for key in wanted} == wanted, message)
            check(not has_hidden(message["subject"]), message)
            process.send_signal(signal.SIGINT)
            end = json.loads(process.stdout.readline())
            check(end == {"event": "end", "captured": 1, "dropped": 0}, end)
            check(process.wait(TIME_LIMIT) == 0, process.returncode)
        finally:
            process.kill()
            process.wait()


@test
def practice_refuses_what_makes_no_sense():
    for option in ("--scene=nowhere", "--port-base=0", "--port-base=63011", "--port-base=x",
                   "--save-ca=/nonexistent/ca.pem"):
        assert_sentence(Run("practice", option))


@test
def zip_never_goes_to_a_terminal():
    with tempfile.TemporaryDirectory() as folder:
        path = write_report(folder, report_of_practice())
        status, seen = run_on_terminal("export", "practice.test", f"--result={path}",
                                       "--email=a@practice.test", "--format=thunderbird-zip")
        check(status == 2 and "--output" in seen and "PK" not in seen, repr(seen))


def main():
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, function in enumerate(tests, 1):
        name = function.__name__.replace("_", "-")
        try:
            function()
            print(f"ok {number} {name}", flush=True)
        except (AssertionError, subprocess.TimeoutExpired, ValueError, KeyError) as error:
            failed += 1
            print("\n".join(f"# {line}" for line in f"{type(error).__name__}: {error}".splitlines()))
            print(f"not ok {number} {name}", flush=True)
    return 1 if failed else 0


sys.exit(main())
