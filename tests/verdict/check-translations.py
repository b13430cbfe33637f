#!/usr/bin/env python3
"""Checks po/ against the sources: nothing missing or unsure, places kept, words as agreed.

Usage: check-translations.py SOURCE_ROOT; prints TAP.
"""
import ast
import os
import re
import subprocess
import sys

ROOT = sys.argv[1]
PO = os.path.join(ROOT, "po")
# Words that po/GLOSSARY.md rules out.
FORBIDDEN = ["pelabuhan", "porta", "kamu", "otentikasi", "kadaluarsa", "kadaluwarsa", "koneksi",
             "silahkan"]
XGETTEXT = ["xgettext", "--from-code=UTF-8", "--no-location", "--keyword=_", "--keyword=N_",
            "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--keyword=g_dngettext:2,3", "--output=-",
            "--flag=_:1:pass-c-format", "--flag=N_:1:pass-c-format"]


def parse(text):
    """The entries of a PO file as dictionaries: flags, msgctxt, msgid, msgid_plural, msgstr."""
    entries, entry, field = [], None, None
    for line in text.splitlines() + [""]:
        if line.startswith("#~"):
            entry = None
        elif line.startswith("#,"):
            entry = entry or {"flags": []}
            entry["flags"] += [flag.strip() for flag in line[2:].split(",")]
        elif match := re.match(r'(msgctxt|msgid|msgid_plural|msgstr)(\[\d\])? (".*")$', line):
            entry = entry or {"flags": []}
            field = match[1] + (match[2] or "")
            entry[field] = ast.literal_eval(match[3])
        elif line.startswith('"') and entry is not None:
            entry[field] += ast.literal_eval(line)
        elif not line.strip() and entry is not None:
            if entry.get("msgid"):
                entries.append(entry)
            entry = None
    return entries


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def key(entry):
    return (entry.get("msgctxt"), entry["msgid"])


def translations(entry):
    return [text for field, text in entry.items() if field.startswith("msgstr")]


def names(path):
    return [line.strip() for line in read(path).splitlines()
            if line.strip() and not line.startswith("#")]


def places(text, flags):
    """Named places, and printf directives where the entry has any (order may change by %1$s)."""
    found = re.findall(r"\{[a-z_]+\}", text)
    if "c-format" in flags:
        directives = re.findall(r"%(?:\d+\$)?[-+ #0']*\d*(?:\.\d+)?[hlqjzt]*([a-zA-Z])",
                                text.replace("%%", ""))
        found += ["%" + directive for directive in directives]
    return sorted(found)


def has_text(path):
    """C files that use gettext, interface files with translatable text, what data/ has merged."""
    if path.endswith(".c"):
        return "glib/gi18n" in read(path)
    if path.endswith(".ui"):
        return 'translatable="yes"' in read(path)
    return path.endswith((".desktop.in", ".metainfo.xml.in"))


def sources_with_text():
    for top in ("data", "src"):
        for folder, _, files in os.walk(os.path.join(ROOT, top)):
            for name in files:
                path = os.path.join(folder, name)
                if has_text(path):
                    yield os.path.relpath(path, ROOT)


def check_potfiles():
    listed = names(os.path.join(PO, "POTFILES.in"))
    problems = [f"{path} is not listed in po/POTFILES.in"
                for path in sorted(set(sources_with_text()) - set(listed))]
    problems += [f"{path} in po/POTFILES.in does not exist"
                 for path in listed if not os.path.exists(os.path.join(ROOT, path))]
    problems += [f"{path} is listed twice"
                 for path in sorted(set(listed)) if listed.count(path) > 1]
    return problems


def check_format(language):
    path = os.path.join(PO, language + ".po")
    run = subprocess.run(["msgfmt", "--check", "--check-accelerators=_", "--output-file=/dev/null",
                          path],
                         capture_output=True, text=True, check=False)
    return run.stderr.splitlines() if run.returncode != 0 else []


def check_complete(language):
    listed = [path for path in names(os.path.join(PO, "POTFILES.in"))
              if os.path.exists(os.path.join(ROOT, path))]
    template = subprocess.run(XGETTEXT + listed, cwd=ROOT, capture_output=True, text=True,
                              check=True).stdout
    entries = {key(entry): entry for entry in parse(read(os.path.join(PO, language + ".po")))}
    problems = []
    for wanted in parse(template):
        entry = entries.get(key(wanted))
        if entry is None or not all(translations(entry)):
            problems.append(f"not translated: {wanted['msgid']}")
    problems += [f"fuzzy: {entry['msgid']}"
                 for entry in entries.values() if "fuzzy" in entry["flags"]]
    return problems


def check_places(language):
    problems = []
    for entry in parse(read(os.path.join(PO, language + ".po"))):
        wanted = places(entry.get("msgid_plural", entry["msgid"]), entry["flags"])
        for text in translations(entry):
            if places(text, entry["flags"]) != wanted:
                problems.append(f"places differ: {entry['msgid']} / {text}")
            if text.endswith("\n") != entry["msgid"].endswith("\n"):
                problems.append(f"line end differs: {entry['msgid']}")
    return problems


def check_words(language):
    problems = []
    for entry in parse(read(os.path.join(PO, language + ".po"))):
        for text in [entry["msgid"]] + translations(entry):
            own = re.sub(r"“[^”]*”", "", text)  # another program's words may hold anything
            if "!" in own or "e.g." in own:
                problems.append(f"style: {text}")
        for text in translations(entry):
            problems += [f"“{word}” in: {text}" for word in FORBIDDEN
                         if re.search(rf"\b{word}", text, re.IGNORECASE)]
    return problems


def check_access_keys(language):
    """No two labels of one page share an access key, in English and in the translation."""
    translated = {entry["msgid"]: entry.get("msgstr", "")
                  for entry in parse(read(os.path.join(PO, language + ".po")))}
    problems = []
    for path in names(os.path.join(PO, "POTFILES.in")):
        if not path.endswith(".ui"):
            continue
        labels = re.findall(r'translatable="yes"[^>]*>([^<]*_[^<]*)<',
                            read(os.path.join(ROOT, path)))
        for texts in (labels, [translated.get(label, label) for label in labels]):
            keys = [match[1].lower() for text in texts if (match := re.search(r"_(\w)", text))]
            problems += [f"{path}: access key {key} is used more than once: {texts}"
                         for key in sorted(set(keys)) if keys.count(key) > 1]
    return problems


def main():
    checks = [("POTFILES.in lists every source", check_potfiles())]
    for language in names(os.path.join(PO, "LINGUAS")):
        checks += [(f"{language}: msgfmt --check", check_format(language)),
                   (f"{language}: complete", check_complete(language)),
                   (f"{language}: places kept", check_places(language)),
                   (f"{language}: words as agreed", check_words(language)),
                   (f"{language}: access keys differ on a page", check_access_keys(language))]
    print(f"1..{len(checks)}")
    for number, (title, problems) in enumerate(checks, 1):
        print(f"{'not ok' if problems else 'ok'} {number} - {title}")
        for problem in problems:
            print(f"# {problem}")
    return 1 if any(problems for _, problems in checks) else 0


if __name__ == "__main__":
    sys.exit(main())
