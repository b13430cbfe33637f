"""Hostile values: what a published configuration says gets into a file as data, or not at all."""
import ast
import concurrent.futures
import json
import os
import re
import subprocess
import tomllib
import xml.etree.ElementTree
from xml.sax.saxutils import escape

import domains
import exports
import published
import scenes
import sources
from published import A1

TOKEN = "pwned"  # in every hostile value, and in nothing that is ours

# User names that are good as such, and must be read back as data.
ONE_LINE = {
    "php": "x'; pwned('id'); //",
    "php-akhir": "x */ pwned(); ?><?php pwned(); /*",
    "php-ganda": 'x"; pwned(); $x = "${pwned()} {$pwned}',
    "xml": "x</username><pwned/><username>",
    "xml-komentar": "x--><pwned/><!-- ]]><pwned/>",
    "js": 'x"}); pwned(); ({"y": `${pwned()}`, \'z\': pwned()',
    "shell": "x $(pwned) `pwned` ; pwned && 'pwned' \"pwned\" | pwned",
    "ini": "x ; pwned = 1 # pwned = 2",
    "toml": 'x""" \'\'\' pwned = "1',
    "pola": "%n%s%(pwned)s {pwned} {{ pwned }} <%= pwned %> #{pwned}",
    "miring": "x pwned\\",
}
# User names that break a line: none of them is a user name.
MANY_LINES = {
    "baris": "x&#10;pwned = 1", "baris-dos": "x&#13;&#10;[pwned]", "baris-mac": "x&#13;pwned=1",
    "baris-unicode": "x&#x2028;pwned = 1", "tabulator": "x&#9;pwned", "balik": "x&#x202e;pwned",
}
HOSTS = {
    "host-php": "x'); pwned(); //", "host-shell": "x$(pwned).test", "host-xml": "&lt;pwned/&gt;",
    "host-baris": "x.test&#10;pwned = 1", "host-koma": "x.test;pwned.test",
    "host-port": "x.test:25/pwned", "host-opsi": "-pwned.test",
}
# Tells every token of a PHP file that speaks of the token outside of text and comments.
PHP = """
foreach (token_get_all(stream_get_contents(STDIN)) as $part)
  if (is_array($part) && stripos($part[1], 'pwned') !== false
      && !in_array(token_name($part[0]), ['T_CONSTANT_ENCAPSED_STRING', 'T_COMMENT', 'T_DOC_COMMENT']))
    echo token_name($part[0]), ': ', $part[1], "\\n";
"""
ASSIGNMENT = re.compile(r"(export )?[A-Za-z_][A-Za-z0-9_]*=")


def publish(world):
    """The domains n-LABEL.test, whose configuration is hostile."""
    for label, user in {**ONE_LINE, **MANY_LINES}.items():
        domain = "n-%s.test" % label
        names = world.pair(domain)
        if label in ONE_LINE:
            user = escape(user)
        else:
            world.mail(*domains.guess(domain))
        put(world, domain, published.server("imap", names[0], 993, user=user),
            published.server("smtp", names[1], 465, user=user), display=user)
    for label, host in HOSTS.items():
        domain = "n-%s.test" % label
        world.mail(*domains.guess(domain))
        put(world, domain, published.server("imap", host, 993),
            published.server("smtp", host, 465), display=host)


def put(world, domain, *servers, display):
    text = published.autoconfig(domain, *servers).replace(">Surel<", ">%s<" % display)
    world.site("autoconfig." + domain, {A1: domains.Page(text.encode("utf-8"))})


def php_problems(text):
    is_part = re.search(r"^define\(", text, re.MULTILINE) and not text.startswith("#!")
    if not text.startswith("<?php") and not is_part:
        return []
    code = text if text.startswith("<?php") else "<?php\n" + text
    linted = subprocess.run(["php", "-l"], input=code, capture_output=True, text=True)
    spoken = subprocess.run(["php", "-r", PHP], input=code, capture_output=True, text=True)
    return [linted.stdout + linted.stderr] * bool(linted.returncode) + spoken.stdout.splitlines()


def xml_problems(text):
    if not text.startswith("<?xml"):
        return []
    try:
        root = xml.etree.ElementTree.fromstring(text.encode("utf-8"))
    except xml.etree.ElementTree.ParseError as error:
        return ["not XML: %s" % error]
    return ["element " + item.tag for item in root.iter() if TOKEN in item.tag]


def keys(value):
    """Every key of a nested value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def json_problems(text, media_type):
    if not media_type.endswith("json"):
        return []
    try:
        return ["key " + key for key in keys(json.loads(text)) if TOKEN in key]
    except ValueError as error:
        return ["not JSON: %s" % error]


def toml_problems(text):
    try:
        return ["key " + key for key in keys(tomllib.loads(text)) if TOKEN in key]
    except tomllib.TOMLDecodeError:
        return []


def python_problems(text, program):
    """Other files may happen to be Python, and are read as such by nobody."""
    if program != "Django":
        return []
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return []
    return ["name " + node.id for node in ast.walk(tree)
            if isinstance(node, ast.Name) and TOKEN in node.id]


def shell_problems(text, path):
    """A file of nothing but assignments is read by a shell, among others."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines or not all(ASSIGNMENT.match(line) for line in lines):
        return []
    done = subprocess.run(["/bin/sh", "-c", 'pwned () { echo PWNED >&2; }; . "$0"', path], text=True,
                          capture_output=True, env={"PATH": "/nowhere"})
    return done.stderr.splitlines()


def line_problems(text):
    return ["line: " + line for line in text.splitlines()
            if re.match(r"[^A-Za-z0-9]*pwned", line.lstrip("#/*; \t<!-"))]


class Values(sources.Scene):
    """Every format, made of each hostile configuration."""

    def run(self):
        listed = subprocess.run([self.program, "formats", "--json"], capture_output=True,
                                check=True).stdout
        self.formats = json.loads(listed)
        labels = [*ONE_LINE, *MANY_LINES, *HOSTS]
        checks = self.together(*[("n-%s.test" % label,) for label in labels])
        for label, check in zip(labels, checks):
            self.one(label, "n-%s.test" % label, check)

    def one(self, label, domain, check):
        user = check.data["recommendation"]["outgoing"]["username"]
        if label in ONE_LINE:
            self.tap.same(user, ONE_LINE[label], "hostile value, %s: is there at all" % label)
        else:
            self.tap.ok(TOKEN not in user, "hostile value, %s: is no value" % label, user)
        result = os.path.join(self.world.space.dir, domain + ".json")
        with open(result, "w", encoding="utf-8") as file:
            file.write(check.text)
        problems, written = [], 0
        with concurrent.futures.ThreadPoolExecutor(sources.AT_ONCE) as pool:
            all_found = list(pool.map(
                lambda entry: self.export(domain, entry, result, label in ONE_LINE), self.formats))
        for entry, found in zip(self.formats, all_found):
            written += found is not None
            problems += ["%s: %s" % (entry["id"], problem) for problem in found or ()]
        self.tap.ok(not problems, "hostile value, %s: no file carries it" % label, *problems)
        # Some formats cannot say some of these names, and refuse; most must be able to.
        self.tap.ok(written * 2 > len(self.formats),
                    "hostile value, %s: most files are written" % label, written)

    def export(self, domain, entry, result, is_value):
        """The problems of one file; None where it was refused."""
        path = "%s.%s" % (result, entry["id"])
        done = subprocess.run(
            [self.program, "export", domain, "--format=" + entry["id"], "--email=budi@" + domain,
             "--result=" + result, "--output=" + path], stdin=subprocess.DEVNULL,
            capture_output=True, timeout=60)
        if not os.path.exists(path):
            crashed = done.returncode not in (1, 2) or done.stdout
            return ["exit status %s" % done.returncode] if crashed else None
        with open(path, "rb") as file:
            data = file.read()
        text = exports.text_of(data)
        if text is None:
            return []
        if not is_value:
            return ["carries it"] if TOKEN in text else []
        return (php_problems(text) + xml_problems(text) + toml_problems(text)
                + json_problems(text, entry["media_type"]) + python_problems(text, entry["program"])
                + line_problems(text)
                # Laravel's file looks the same, but its reader is no shell and knows no backticks.
                + (shell_problems(text, path) if entry["program"] != "Laravel" else []))
