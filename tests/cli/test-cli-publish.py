#!/usr/bin/env python3
"""dermaga-cli publish, as the owner of a domain runs it. It speaks TAP and uses no network."""

import base64
import copy
import hashlib
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

CLI = sys.argv[1]
TIME_LIMIT = 60
NAMES = ["config-v1.1.xml", "user-agent-configuration.json", "records.zone"]
tests = []


def test(function):
    tests.append(function)
    return function


def check(condition, what):
    if not condition:
        raise AssertionError(what)


class Run:
    def __init__(self, *arguments, language="en"):
        environment = dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8")
        done = subprocess.run([CLI, *arguments], capture_output=True, timeout=TIME_LIMIT,
                              env=environment, stdin=subprocess.DEVNULL, check=False)
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8", "strict")
        self.err = done.stderr.decode("utf-8", "strict")


def assert_sentence(run, status):
    check(run.status == status, f"status {run.status}, stderr {run.err!r}")
    check(run.out == "", run.out)
    check(re.fullmatch(r"dermaga-cli: \S.{9,}\n", run.err), run.err)


REPORT = json.loads(Run("practice", "--json").out)


def report(folder, changed=None):
    path = os.path.join(folder, "report.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(changed or REPORT, file)
    return "--result=" + path


def publish(folder, *arguments, changed=None, language="en"):
    return Run("publish", "practice.test", report(folder, changed), *arguments, language=language)


def server(protocol, host, port, security):
    return {"protocol": protocol, "host": host + ".practice.test", "port": port,
            "security": security}


def source(id, status="found", problem=None, servers=()):
    return {"id": id, "status": status, "problem": problem, "detail": "", "url": None,
            "elapsed_ms": 1, "servers": list(servers)}


def triples(servers):
    return [(s["protocol"], s["host"], s["port"], s["security"]) for s in servers]


IN = [("imap", "imap.practice.test", 993, "tls"), ("imap", "imap.practice.test", 143, "starttls"),
      ("pop3", "mail.practice.test", 995, "tls"), ("pop3", "mail.practice.test", 110, "starttls")]
OUT = [("smtp", "smtp.practice.test", 465, "tls"), ("smtp", "smtp.practice.test", 587, "starttls"),
       ("smtp", "smtp.practice.test", 2525, "starttls")]


@test
def files_are_written_and_read_back(folder):
    target = os.path.join(folder, "made")
    previous = os.umask(0o077)
    run = publish(folder, f"--output={target}", "--name=Toko \"A\" & <b>Söhne</b> -->")
    os.umask(previous)
    check(run.status == 0 and run.err == "", run.err)
    check(sorted(os.listdir(target)) == sorted(NAMES), os.listdir(target))
    for name in NAMES:
        path = os.path.join(target, name)
        check(path in re.sub(r"\s+", "", run.out) or path in run.out, f"{path} in {run.out}")
        check(stat.S_IMODE(os.stat(path).st_mode) == 0o644, "a web server cannot read it")
    read = json.loads(Run("read", "--json", os.path.join(target, NAMES[0])).out)
    check(triples(read["incoming"]) == IN and triples(read["outgoing"]) == OUT, read)
    check(read["domains"] == ["practice.test"], read)
    check(read["display_name"] == "Toko \"A\" & <b>Söhne</b> -->", read)
    check({s["username"] for s in read["incoming"] + read["outgoing"]} == {"%EMAILADDRESS%"}, read)
    xml.etree.ElementTree.parse(os.path.join(target, NAMES[0]))
    read = json.loads(Run("read", "--json", os.path.join(target, NAMES[1])).out)
    check(triples(read["incoming"]) == [IN[0], IN[2]] and triples(read["outgoing"]) == OUT[:1], read)
    with open(os.path.join(target, NAMES[1]), "rb") as file:
        digest = base64.b64encode(hashlib.sha256(file.read()).digest()).decode("ascii")
    with open(os.path.join(target, NAMES[2]), encoding="ascii") as file:
        lines = [line for line in file.read().splitlines() if line and line[0] != ";"]
    check(lines[-1] == "_ua-auto-config.practice.test. 3600 IN TXT "
          f"\"v=UAAC1; a=sha256; d={digest}\"", lines[-1])
    check(lines[0] == "_imaps._tcp.practice.test. 3600 IN SRV 0 1 993 imap.practice.test.", lines)
    check(len(lines) == len(IN) + len(OUT) + 1, lines)


@test
def nothing_is_overwritten_unasked(folder):
    target = os.path.join(folder, "made")
    os.mkdir(target)
    path = os.path.join(target, NAMES[2])
    with open(path, "w", encoding="ascii") as file:
        file.write("mine")
    assert_sentence(publish(folder, f"--output={target}"), 2)
    check(os.listdir(target) == [NAMES[2]], "another file was written")
    run = publish(folder, f"--output={target}", "--force")
    check(run.status == 0 and sorted(os.listdir(target)) == sorted(NAMES), run.err)
    assert_sentence(publish(folder, f"--output={path}"), 2)
    assert_sentence(publish(folder, f"--output={path}/deeper"), 2)
    assert_sentence(publish(folder, f"--output={folder}/not/there"), 2)


@test
def shown_without_a_folder(folder):
    for language, word in (("en", "What is published now"), ("id", "Yang diterbitkan sekarang")):
        run = publish(folder, language=language)
        check(run.status == 0 and word in run.out, run.out)
        check("<clientConfig" in run.out and "_imaps._tcp" in run.out, run.out)
        check("“AddType" in run.out and "\033" not in run.out, run.out)


@test
def compares_with_what_is_published(folder):
    changed = copy.deepcopy(REPORT)
    works = [server("imap", "imap", 993, "tls"), server("smtp", "smtp", 465, "tls")]
    gone = server("imap", "old", 993, "tls")
    changed["probes"].append(dict(gone, source="autoconfig", outcome="refused", auth=[]))
    changed["sources"] = [
        source("pacc", "failed", "digest"), source("autoconfig", servers=[gone] + works),
        source("well-known", "none", "not-found"), source("ispdb", servers=works[:1]),
        source("srv", servers=works), source("guess", servers=works)]
    run = publish(folder, "--json", changed=changed)
    made = json.loads(run.out)
    check(run.status == 0 and made["schema"] == 1 and made["target"] == "practice.test", made)
    check([f["name"] for f in made["files"]] == NAMES, made)
    check(all(f["contents"] and f["place"] and f["path"] is None and f["reason"] is None
              for f in made["files"]), made)
    verdicts = {p["source"]: p["verdict"] for p in made["published"]}
    check(verdicts == {"pacc": "unreadable", "autoconfig": "broken", "well-known": "nothing",
                       "ispdb": "lacking", "srv": "matches"}, verdicts)
    broken = made["published"][1]
    check([s["verdict"] for s in broken["servers"]] == ["fails", "works", "works"], broken)
    check("old.practice.test, port 993" in broken["sentence"], broken)
    run = publish(folder, changed=changed)
    check("old.practice.test, port 993" in run.out, run.out)


@test
def tells_which_file_cannot_be(folder):
    changed = copy.deepcopy(REPORT)
    for row in changed["probes"]:
        if row["security"] == "tls":
            row["outcome"] = "refused"
    run = publish(folder, "--json", changed=changed)
    made = json.loads(run.out)
    check(run.status == 0, run.err)
    check([f["contents"] is None for f in made["files"]] == [False, True, False], made)
    check(made["files"][1]["reason"], made)
    zone = made["files"][2]["contents"]
    for service in ("imaps", "pop3s", "submissions"):
        check(f"_{service}._tcp.practice.test. 3600 IN SRV 0 0 0 .\n" in zone, zone)
    check("_ua-auto-config" not in zone, zone)
    target = os.path.join(folder, "made")
    check(publish(folder, f"--output={target}", changed=changed).status == 0, "status")
    check(sorted(os.listdir(target)) == sorted([NAMES[0], NAMES[2]]), os.listdir(target))


@test
def refuses_what_is_not_safe(folder):
    changed = copy.deepcopy(REPORT)
    for row in changed["probes"]:
        if row["protocol"] == "smtp":
            row["outcome"] = "timeout"
    assert_sentence(publish(folder, changed=changed), 1)
    changed = copy.deepcopy(REPORT)
    for row in changed["probes"]:
        row["consent_needed"] = True
    assert_sentence(publish(folder, changed=changed), 1)
    run = publish(folder, "--accept-unverified", changed=changed)
    check(run.status == 0, run.err)


@test
def one_users_name_stays_private(folder):
    changed = copy.deepcopy(REPORT)
    for row in changed["probes"]:
        row["username"] = "jo@practice.test"
    run = publish(folder, changed=changed)
    check(run.status == 0 and "jo@" not in run.out, run.out)


@test
def wrong_use(folder):
    assert_sentence(Run("publish"), 2)
    assert_sentence(Run("publish", "other.test", report(folder)), 2)
    assert_sentence(Run("publish", "practice.test", f"--result={CLI}"), 2)
    assert_sentence(Run("publish", "practice.test", "--result=/nowhere/at-all.json"), 2)
    for name in ("", "a\nb", "\u202e"):
        assert_sentence(publish(folder, f"--name={name}"), 2)


def main():
    print(f"1..{len(tests)}")
    failed = False
    for number, function in enumerate(tests, 1):
        name = function.__name__.replace("_", "-")
        try:
            with tempfile.TemporaryDirectory() as folder:
                function(folder)
            print(f"ok {number} {name}", flush=True)
        except (AssertionError, subprocess.TimeoutExpired, OSError, ValueError) as error:
            failed = True
            for line in f"{type(error).__name__}: {error}".splitlines():
                print("# " + line)
            print(f"not ok {number} {name}", flush=True)
    sys.exit(failed)


main()
