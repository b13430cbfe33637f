#!/usr/bin/env python3
"""Turns data/controls.ini, which explains itself, into the rows of dermaga-control-table.h.

Whatever it does not understand ends the build with the company's group and the reason.
"""
import configparser
import re
import sys

PORTS = {25: "starttls", 465: "tls", 587: "starttls", 2525: "starttls", 143: "starttls",
         993: "tls", 110: "starttls", 995: "tls"}
SURENESS = ("documented", "list", "memory")
KEYS = {"name", "servers", "page", "answer", "sure", "date"}
LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
NAME = rf"(?=.{{1,253}}$){LABEL}(\.{LABEL})+"
HOST = re.compile(NAME)
SERVER = re.compile(r"(\S+):([1-9][0-9]{1,4}) (tls|starttls)")
# A path as it is sent; the answer is compared octet by octet.
PAGE = re.compile(r"http://([a-z0-9.-]+)(/[A-Za-z0-9._/-]*)")
TEXT = re.compile(r"[ -~]{1,200}")
ENOUGH = 2


class Mistake(Exception):
    pass


def servers(group):
    found = []
    for text in filter(None, re.split(r"\s*,\s*", group.get("servers", "").strip())):
        match = SERVER.fullmatch(text)
        if not match or not HOST.fullmatch(match[1]):
            raise Mistake(f"servers: “{text}” is not HOST:PORT MODE")
        host, port, mode = match[1], int(match[2]), match[3]
        if PORTS.get(port) != mode:
            raise Mistake(f"servers: {mode} on port {port} is not possible")
        if port in [other for _, other, _ in found]:
            raise Mistake(f"servers: port {port} twice: a company is asked once a port")
        found.append((host, port, mode))
    return found


def page(group):
    if "page" not in group and "answer" not in group:
        return None
    match = PAGE.fullmatch(group.get("page", ""))
    if not match or not HOST.fullmatch(match[1]):
        raise Mistake("page: http://HOST/PATH is needed")
    if not TEXT.fullmatch(group.get("answer", "")):
        raise Mistake("answer: a line of printable ASCII is needed")
    return match[1], group["page"], group["answer"]


def read_company(group):
    for key in group:
        if key not in KEYS:
            raise Mistake(f"unknown key “{key}”")
    company = {"name": group.get("name", ""), "servers": servers(group), "page": page(group)}
    if not company["name"] or '"' in company["name"] or "\\" in company["name"]:
        raise Mistake("name: a name without quotes is needed")
    if not company["servers"] and not company["page"]:
        raise Mistake("neither servers nor page: it could never be asked")
    if group.get("sure") not in SURENESS:
        raise Mistake("sure: one of " + ", ".join(SURENESS) + " is needed")
    if not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", group.get("date", "")):
        raise Mistake("date: YEAR-MONTH is needed")
    return company


def check_all(companies):
    names = [company["name"] for company in companies]
    if len(set(names)) != len(names):
        raise Mistake("a company twice: its two votes would count as two companies’")
    for port in PORTS:
        count = sum(port == other for company in companies for _, other, _ in company["servers"])
        if count < ENOUGH:
            raise Mistake(f"port {port}: {count} companies have it, {ENOUGH} are needed")
    if sum(company["page"] is not None for company in companies) != 1:
        raise Mistake("exactly one page is needed")


def read(path):
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), strict=True,
                                       comment_prefixes=("#",), default_section="",
                                       empty_lines_in_values=False)
    with open(path, encoding="utf-8") as file:
        parser.read_file(file)
    companies = []
    for name in parser.sections():
        try:
            companies.append(read_company(parser[name]))
        except Mistake as mistake:
            raise Mistake(f"{path}: [{name}] {mistake}") from None
    try:
        check_all(companies)
    except Mistake as mistake:
        raise Mistake(f"{path}: {mistake}") from None
    return companies


def write(companies):
    rows = [f'  {{ "{company["name"]}", "{host}", {port}, DERMAGA_SECURITY_{mode.upper()} }},'
            for company in companies for host, port, mode in company["servers"]]
    name, (host, url, answer) = next((company["name"], company["page"]) for company in companies
                                     if company["page"])
    answer = answer.replace("\\", "\\\\").replace('"', '\\"')
    return "\n".join([
        "/* Made from data/controls.ini by control-rows.py. */", '#include "config.h"', "",
        '#include "probe/dermaga-control-table.h"', "",
        "static const DermagaControlServer servers[] = {", *rows, "};", "",
        "const DermagaControlTable dermaga_control_table = {",
        "  servers,", f"  {len(rows)},", f'  {{ "{name}", "{host}", "{url}", "{answer}" }},',
        '  { "192.0.2.1", "2001:db8::1" },', "};", ""])


def main():
    try:
        text = write(read(sys.argv[1]))
    except (Mistake, configparser.Error, UnicodeDecodeError) as error:
        sys.exit(str(error))
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
