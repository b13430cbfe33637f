#!/usr/bin/env python3
"""Checks po/ against the sources: nothing missing or unsure, places kept, words as agreed.

A catalogue with the header "X-Dermaga-Scope: wizard" has to cover only what the window shows and
exports, and nearly all of that: strings are added by people who do not know the language. Reports
and sheets count where they can be had in that language.

Usage: check-translations.py SOURCE_ROOT; prints TAP.
"""
import ast
import gettext
import os
import re
import subprocess
import sys

ROOT = sys.argv[1]
PO = os.path.join(ROOT, "po")
SCOPE_FOLDERS = ("src/app/", "src/export/", "src/verdict/")
REPORTS = ("src/export/dermaga-report", "src/export/dermaga-sheet")
SCOPE_SHARE = 0.9
# Words that po/GLOSSARY.md rules out.
FORBIDDEN = {"id": ["pelabuhan", "porta", "kamu", "otentikasi", "kadaluarsa", "kadaluwarsa",
                    "koneksi", "silahkan"],
             "ar": ["ميناء", "موانئ"]}
# What names a number in a sentence that has plural forms.
COUNTS = ("{count}", "{number}", "%u")
# How a PO file has to tell one number from another (Unicode CLDR has the rules).
N_PLURALS = {"ar": 6, "id": 1, "pl": 3}
XGETTEXT = ["xgettext", "--from-code=UTF-8", "--no-location", "--keyword=_", "--keyword=N_",
            "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--keyword=ngettext:1,2",
            "--keyword=g_dngettext:2,3", "--output=-",
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


def header(language):
    """The fields of the catalogue's head."""
    match = re.search(r'^msgid ""\nmsgstr ((?:".*"\n)+)', read_catalogue(language), re.MULTILINE)
    text = "".join(ast.literal_eval(line) for line in match[1].splitlines())
    return dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)


def read_catalogue(language):
    return read(os.path.join(PO, language + ".po"))


def is_whole(language):
    scope = header(language).get("X-Dermaga-Scope")
    if scope not in (None, "wizard"):
        raise SystemExit(f"po/{language}.po: X-Dermaga-Scope can only be wizard")
    return scope is None


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


def has_reports(language):
    return f'{{ "{language}", ' in read(os.path.join(ROOT, "src/export/dermaga-report.c"))


def wanted_entries(language):
    """What the sources have to be translated, all of it or what the window shows and exports."""
    whole, reports = is_whole(language), has_reports(language)
    listed = [path for path in names(os.path.join(PO, "POTFILES.in"))
              if os.path.exists(os.path.join(ROOT, path))
              and (whole or path.startswith(SCOPE_FOLDERS))
              and (whole or reports or not path.startswith(REPORTS))]
    template = subprocess.run(XGETTEXT + listed, cwd=ROOT, capture_output=True, text=True,
                              check=True).stdout
    return parse(template)


def check_complete(language):
    whole = is_whole(language)
    entries = {key(entry): entry for entry in parse(read_catalogue(language))}
    wanted = wanted_entries(language)
    lacking = []
    for want in wanted:
        entry = entries.get(key(want))
        if (entry is None or not all(translations(entry))
                or entry.get("msgid_plural") != want.get("msgid_plural")):
            lacking.append(f"not translated: {want['msgid']}")
    problems = [f"fuzzy: {entry['msgid']}"
                for entry in entries.values() if "fuzzy" in entry["flags"]]
    done = len(wanted) - len(lacking)
    if not whole:
        print(f"# {language}: {done} of {len(wanted)} strings of the wizard "
              f"({100 * done / len(wanted):.1f} %)")
    if whole or done < SCOPE_SHARE * len(wanted):
        problems += lacking
    return problems


def only_numbers(language):
    """For each plural form the one number that it is for, None where there are several."""
    form_of = gettext.c2py(plural_rule(language)[1])
    numbers = {}
    for number in range(1001):
        numbers.setdefault(form_of(number), []).append(number)
    return {form: found[0] if len(found) == 1 else None for form, found in numbers.items()}


def plural_rule(language):
    match = re.fullmatch(r"nplurals=(\d+); *plural=(.*);", header(language)["Plural-Forms"])
    return int(match[1]), match[2]


def check_plurals(language):
    n_forms, _ = plural_rule(language)
    wanted = N_PLURALS.get(language, n_forms)
    problems = []
    if n_forms != wanted or len(only_numbers(language)) != wanted:
        problems.append(f"the head must tell {wanted} plural forms apart")
    problems += [f"not {wanted} forms: {entry['msgid']}"
                 for entry in parse(read_catalogue(language))
                 if "msgid_plural" in entry and len(translations(entry)) != wanted]
    return problems


def check_places(language):
    only = only_numbers(language)
    problems = []
    for entry in parse(read_catalogue(language)):
        wanted = places(entry.get("msgid_plural", entry["msgid"]), entry["flags"])
        for field, text in entry.items():
            if not field.startswith("msgstr") or not text:
                continue
            found = places(text, entry["flags"])
            form = re.search(r"\[(\d)\]", field)
            # "One server", "a pair of servers": such a form need not show its number.
            if form and only.get(int(form[1])) is not None and found != wanted:
                found = sorted(found + [place for place in COUNTS if place in wanted])
            if found != wanted:
                problems.append(f"places differ: {entry['msgid']} / {text}")
            if text.endswith("\n") != entry["msgid"].endswith("\n"):
                problems.append(f"line end differs: {entry['msgid']}")
    return problems


def check_words(language):
    problems = []
    for entry in parse(read_catalogue(language)):
        for text in [entry["msgid"]] + translations(entry):
            own = re.sub(r"[“„][^”]*”", "", text)  # another program's words may hold anything
            if "!" in own or "e.g." in own:
                problems.append(f"style: {text}")
        for text in translations(entry):
            problems += [f"“{word}” in: {text}" for word in FORBIDDEN.get(language, [])
                         if re.search(rf"\b{word}", text, re.IGNORECASE)]
    return problems


def check_access_keys(language):
    """No two labels of one page share an access key, in English and in the translation; where that
    is not whole, what is still in English is nobody's fault."""
    whole = is_whole(language)
    translated = {entry["msgid"]: entry.get("msgstr", "")
                  for entry in parse(read_catalogue(language))}
    problems = []
    for path in names(os.path.join(PO, "POTFILES.in")):
        if not path.endswith(".ui"):
            continue
        labels = re.findall(r'translatable="yes"[^>]*>([^<]*_[^<]*)<',
                            read(os.path.join(ROOT, path)))
        for texts in (labels, [translated.get(label) or (label if whole else "")
                               for label in labels]):
            keys = [match[1].lower() for text in texts if (match := re.search(r"_(\w)", text))]
            problems += [f"{path}: access key {key} is used more than once: {texts}"
                         for key in sorted(set(keys)) if keys.count(key) > 1]
    return problems


def main():
    checks = [("POTFILES.in lists every source", check_potfiles())]
    for language in names(os.path.join(PO, "LINGUAS")):
        checks += [(f"{language}: msgfmt --check", check_format(language)),
                   (f"{language}: complete", check_complete(language)),
                   (f"{language}: plural forms", check_plurals(language)),
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
