#!/usr/bin/env python3
"""Reads the report of a hostile result as a browser would: nothing in it may be foreign.

Usage: check-report.py WRITE_REPORT; prints TAP.
"""
import html.parser
import re
import subprocess
import sys

ELEMENTS = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "a",
            "section", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "id", "class", "scope", "href",
              "data-label"}
VOID = {"meta"}
CLASSES = {"facts", "rows", "dialogue", "box", "good", "warning", "bad", "faint", "plain"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.problems, self.open, self.anchors, self.links = [], [], set(), set()
        self.texts, self.counts, self.attributes = [], {}, {}

    def handle_starttag(self, tag, attrs):
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if tag not in ELEMENTS:
            self.problems.append(f"foreign element {tag}")
        for name, value in attrs:
            self.attributes.setdefault((tag, name), []).append(value)
            if name not in ATTRIBUTES:
                self.problems.append(f"foreign attribute {tag} {name}={value!r}")
            if name == "href":
                self.links.add(value)
            if name == "id":
                self.anchors.add("#" + value)
            if name == "class" and not set(value.split()) <= CLASSES:
                self.problems.append(f"foreign class {value!r}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"{tag} ends what it did not begin")

    def handle_startendtag(self, tag, attrs):
        self.problems.append(f"self-closing {tag}")

    def handle_comment(self, data):
        self.problems.append(f"comment {data!r}")

    def handle_pi(self, data):
        self.problems.append(f"instruction {data!r}")

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.texts.append(data)


def write(program, form, language):
    run = subprocess.run([program, form, language], capture_output=True, check=True)
    return run.stdout.decode("utf-8")


def check_page(text, language):
    page = Page()
    page.feed(text)
    page.close()
    problems = list(page.problems)
    if page.open:
        problems.append(f"never closed: {page.open}")
    if not page.links or not page.links <= page.anchors:
        problems.append(f"links that lead elsewhere: {page.links - page.anchors}")
    policy = [value for value in page.attributes[("meta", "content")] if "src" in value]
    if len(policy) != 1 or not policy[0].startswith(
            "default-src 'none'; style-src 'unsafe-inline'"):
        problems.append(f"policy: {policy}")
    if page.attributes[("html", "lang")] != [language]:
        problems.append("language")
    for tag in ("html", "head", "body", "main", "h1", "title", "style"):
        if page.counts.get(tag) != 1:
            problems.append(f"{tag}: {page.counts.get(tag)} times")
    if page.counts["th"] != len(page.attributes[("th", "scope")]):
        problems.append("a heading of a table without scope")
    shown = "".join(page.texts)
    # The attack stands there as the text that it is, so the values did reach the page.
    if "<script>alert(1)</script>" not in shown or "javascript:alert(4)" not in shown:
        problems.append("the hostile values are not in the page at all")
    return problems + check_characters(shown)


def check_characters(text):
    found = re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069"
                       r"\ufeff]", text)
    return [f"character {char!r}" for char in found]


def check_style(text):
    """No address, no import, nothing that the policy would have to stop."""
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    return [word for word in ("url(", "@import", "expression", "//", "<") if word in style]


def check_text(text):
    problems = check_characters(text)
    if "<script>alert(1)</script>" not in text:
        problems.append("the hostile values are not in the text at all")
    return problems


def main():
    program = sys.argv[1]
    checks = []
    for language in ("en", "id", "pl"):
        page = write(program, "html", language)
        checks += [(f"page ({language})", check_page(page, language)),
                   (f"style ({language})", check_style(page)),
                   (f"text ({language})", check_text(write(program, "text", language)))]
    print(f"1..{len(checks)}")
    for number, (name, problems) in enumerate(checks, 1):
        print(f"{'not ' if problems else ''}ok {number} - {name}")
        for problem in problems:
            print(f"# {problem}")
    sys.exit(1 if any(problems for _, problems in checks) else 0)


main()
