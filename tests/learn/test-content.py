#!/usr/bin/env python3
"""Reads all that there is to learn, in both languages, and checks what can be checked of a text:
usage: test-content.py SOURCE-ROOT PATH-OF-DERMAGA-CLI; prints TAP."""
import ast
import os
import re
import subprocess
import sys

ROOT, CLI = sys.argv[1:3]
sys.path.insert(0, os.path.join(ROOT, "tests", "lab"))

from tap import Tap  # noqa: E402

LANGUAGES = ("en", "id")
MOST_WORDS = 120

# What may be named, and when it came out (rfc-editor.org).
RFCS = {791: 1981, 821: 1982, 1034: 1987, 1939: 1996, 2476: 1998, 2595: 1999, 3207: 2002,
        5068: 2007, 5280: 2008, 5321: 2008, 6186: 2011, 6335: 2011, 6409: 2011, 6749: 2012,
        6761: 2013, 7258: 2014, 7568: 2015, 7628: 2015, 8200: 2017, 8305: 2017, 8314: 2018,
        8446: 2018, 8952: 2020, 9051: 2021, 9110: 2022, 9525: 2023}

# What must be said: each topic and question, and what may not be missing in either language.
FACTS = {
    "port": ["SMTP", "Simple Mail Transfer Protocol", "25", "465", "587", "2525"],
    "way-of-a-message": ["587", "465", "2525", "25", "993", "995", "143", "110"],
    "choice": ["465", "587", "2525", "25", "993", "RFC 8314 (2018)"],
    "port-25": ["1982", "RFC 821", "RFC 6409, 2011", "STARTTLS", "RFC 3207, 2002"],
    "port-465": ["1997", "RFC 8314 (2018)", "submissions", "SSL/TLS"],
    "port-587": ["STARTTLS", "RFC 6409, 2011", "465", "RFC 8314, 2018"],
    "port-2525": ["587", "STARTTLS"],
    "imap-or-pop3": ["IMAP", "POP3"],
    "incoming-ports": ["993", "995", "143", "110", "STARTTLS"],
    "is-it-blocked": ["telnet mail.example.com 25", "220"],
    "four-ports": ["25", "465", "587", "2525"],
    "port-443": ["443", "HTTPS"],
    "25-or-587": ["25", "587", "465"],
    "why-25-is-blocked": ["25", "RFC 5068"],
    "ssl-tls-starttls": ["SSL", "TLS", "STARTTLS", "RFC 7568, 2015"],
    "certificate": ["RFC 5280, 2008"],
    "app-password": [],
    "browser-sign-in": ["OAuth", "RFC 6749, 2012"],
    "practice": [".test"],
    "wordpress": ["SSL", "TLS", "465", "587", "2525"],
    "map": ["25", "465", "587", "2525", "993", "995", "143", "110"],
    "names-in-programs": ["Thunderbird", "Outlook", "Apple Mail", "SSL/TLS", "STARTTLS"],
    "names-in-plugins": ["WP Mail SMTP", "FluentSMTP", "Post SMTP", "SSL", "TLS", "SMTPS"],
    "words-of-mail": ["port", "server", "surel", "DNS"],
    "words-of-safety": ["enkripsi", "certificate", "kata sandi", "STARTTLS"],
    "without-encryption": ["RFC 8314 (2018)"],
    "no-answer": ["DNS"],
    "someone-between": [],
    "provider-rules": [],
    "where-settings-come-from": ["SRV"],
    "ipv6": ["IPv4", "IPv6"],
}

# Words that have an entry, and where they may lead; a text that uses one has such a link.
ENTRIES = (
    (r"\bSTARTTLS\b", {"ssl-tls-starttls"}),
    (r"\bPOP3\b", {"imap-or-pop3", "incoming-ports"}),
    (r"\bIMAP\b", {"imap-or-pop3", "incoming-ports"}),
    (r"(?i)\b(certificate|sertifikat)\b", {"certificate"}),
    (r"(?i)\b(app password|kata sandi aplikasi)\b", {"app-password"}),
    (r"\bOAuth\b", {"browser-sign-in"}),
    (r"\b465\b", {"port-465", "choice"}),
    (r"\b587\b", {"port-587", "choice"}),
    (r"\b2525\b", {"port-2525"}),
    (r"(?i)\bport 25\b", {"port-25"}),
    (r"\b(993|995|143|110)\b", {"incoming-ports"}),
)

# Names that no language has other words for, so that a line may be the same in both.
SAME = re.compile(r"^[\W\d]*((Port|IMAP|POP3|WP Mail SMTP|FluentSMTP|Post SMTP|Thunderbird|Outlook"
                  r"|SSL|TLS|SMTPS|STARTTLS)[\W\d]*)*$")

LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


class Entry:
    def __init__(self, language, topic):
        path = os.path.join(ROOT, "data", "learn", language, topic + ".md")
        with open(path, encoding="utf-8") as file:
            self.source = file.read()
        self.targets = [target for _, target in LINK.findall(self.source)]
        self.text = LINK.sub(r"\1", self.source)
        lines = [line for line in self.text.split("\n") if line]
        self.title = lines[0].removeprefix("# ")
        self.blocks = lines[1:]

    def words(self):
        return len(re.sub(r"^(# |- )", "", self.text, flags=re.M).split())

    def rfcs(self):
        """(number, the year that stands behind it, if any)"""
        return [(int(number), int(year) if year else None) for number, year in
                re.findall(r"RFC (\d+)(?:, | \()?(\d{4})?", self.text)]


def listed(language):
    """id → title, as the program lists them."""
    env = dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8", COLUMNS="100")
    out = subprocess.run([CLI, "learn"], env=env, capture_output=True, text=True, check=True).stdout
    return dict(re.findall(r"^  (\S+) +(.*)$", out, flags=re.M))


def forbidden():
    """The words that the test of translations rules out."""
    with open(os.path.join(ROOT, "tests", "verdict", "check-translations.py"),
              encoding="utf-8") as file:
        return ast.literal_eval(re.search(r"^FORBIDDEN = (\{.*?\})", file.read(),
                                          flags=re.M | re.S)[1])["id"]


def check_lists(tap):
    for language in LANGUAGES:
        files = {name for name in os.listdir(os.path.join(ROOT, "data", "learn", language))}
        tap.same(files, {topic + ".md" for topic in FACTS}, language + ": a text for each topic")
        titles = listed(language)
        tap.same(set(titles), set(FACTS), language + ": the program lists them all")
        wrong = {topic: title for topic, title in titles.items()
                 if topic in FACTS and not Entry(language, topic).title.startswith(title)}
        tap.same(wrong, {}, language + ": by their titles")
    with open(os.path.join(ROOT, "data", "learn", "learn.gresource.xml"), encoding="utf-8") as file:
        compiled = set(re.findall(r"<file>(.*?)</file>", file.read()))
    tap.same(compiled, {"%s/%s.md" % (language, topic) for language in LANGUAGES
                        for topic in FACTS}, "all are compiled into the program")


def check_entry(tap, language, topic, ruled_out):
    entry = Entry(language, topic)
    name = language + "/" + topic + ": "
    tap.ok(entry.words() <= MOST_WORDS, name + "at most %d words" % MOST_WORDS, entry.words())
    lost = [target for target in entry.targets if target not in FACTS or target == topic]
    tap.same(lost, [], name + "links lead to other topics")
    unlinked = [pattern for pattern, targets in ENTRIES
                if topic not in targets and not targets & set(entry.targets)
                and re.search(pattern, "\n".join(entry.blocks))]
    tap.same(unlinked, [], name + "words that have an entry are links")
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", entry.text)}
    wrong = [(number, year) for number, year in entry.rfcs()
             if number not in RFCS or year not in (None, RFCS[number])
             or RFCS[number] not in years]
    tap.same(wrong, [], name + "RFCs and their years")
    lacking = [fact for fact in FACTS[topic] if fact not in entry.text]
    tap.same(lacking, [], name + "says what it must")
    bad = [word for word in ruled_out + ["e.g.", "i.e.", "!"] if word in entry.text.lower()]
    tap.same(bad, [], name + "no words that are ruled out")


def check_translation(tap, topic):
    english, indonesian = (Entry(language, topic) for language in LANGUAGES)
    name = topic + ": "
    tap.same([block.startswith("- ") for block in indonesian.blocks],
             [block.startswith("- ") for block in english.blocks],
             name + "the same paragraphs and points in both languages")
    same = [a for a, b in zip([english.title] + english.blocks,
                              [indonesian.title] + indonesian.blocks)
            if a == b and not SAME.match(a)]
    tap.same(same, [], name + "nothing is left in English")
    tap.same(sorted(indonesian.targets), sorted(english.targets), name + "the same links")
    tap.same(sorted(indonesian.rfcs()), sorted(english.rfcs()), name + "the same RFCs")


def main():
    tap = Tap()
    ruled_out = forbidden()
    tap.ok("pelabuhan" in ruled_out, "a port is no harbour")
    check_lists(tap)
    if tap.bad:
        return tap.end()
    for topic in FACTS:
        for language in LANGUAGES:
            check_entry(tap, language, topic, ruled_out)
        check_translation(tap, topic)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
