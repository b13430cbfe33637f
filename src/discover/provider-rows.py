#!/usr/bin/env python3
"""Turns data/providers.ini, which explains itself, into the rows of dermaga-provider-rows.h.

Whatever it does not understand ends the build with the provider's name and the reason.
"""
import configparser
import re
import sys

HINTS = ("app-password", "browser-sign-in", "enable-access", "paid-only", "service-login",
         "own-domain", "local-bridge", "no-mail-program")
# Why a provider may have no server here.
SERVERLESS = {"own-domain", "local-bridge", "no-mail-program"}
SURENESS = ("documented", "list", "memory", "low")
AUTH = ("password-cleartext", "password-encrypted", "oauth2")
PROTOCOLS = ("imap", "pop3", "smtp")
# What each port is for: RFC 8314, RFC 6409 and the ways round blocked ports of sending services.
PORTS = {
    "imap": {993: "tls", 143: "starttls"},
    "pop3": {995: "tls", 110: "starttls"},
    "smtp": {465: "tls", 2465: "tls", 8465: "tls", 25: "starttls", 587: "starttls",
             2525: "starttls", 2587: "starttls", 8025: "starttls"},
}
KEYS = {"name", "domains", "mx", "user", "auth", "hints", "sure", "date",
        *PROTOCOLS, *(protocol + "-user" for protocol in PROTOCOLS)}
LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
HOST = re.compile(rf"(?=.{{1,253}}$){LABEL}(\.{LABEL})+")
SERVER = re.compile(r"(\S+):([1-9][0-9]{1,4}) (tls|starttls)")
USERS = {"address": "%EMAILADDRESS%", "local": "%EMAILLOCALPART%", "given": None}


class Mistake(Exception):
    pass


def words(group, key, allowed, default=""):
    found = group.get(key, default).split()
    for word in found:
        if word not in allowed:
            raise Mistake(f"{key}: unknown word “{word}”")
    if len(set(found)) != len(found):
        raise Mistake(f"{key}: a word twice")
    return found


def hosts(group, key):
    found = group.get(key, "").split()
    for host in found:
        if not HOST.fullmatch(host):
            raise Mistake(f"{key}: “{host}” is not a host name in small ASCII letters")
    return found


def user_name(group, protocol):
    word = group.get(protocol + "-user", group.get("user", "address"))
    if word in USERS:
        return USERS[word]
    if not re.fullmatch(r'"[A-Za-z0-9_.@-]+"', word):
        raise Mistake(f"user: “{word}” is neither a known word nor quoted")
    return word[1:-1]


def servers(group):
    found = []
    for protocol in PROTOCOLS:
        for text in filter(None, re.split(r"\s*,\s*", group.get(protocol, "").strip())):
            match = SERVER.fullmatch(text)
            if not match or not HOST.fullmatch(match[1]):
                raise Mistake(f"{protocol}: “{text}” is not HOST:PORT MODE")
            host, port, mode = match[1], int(match[2]), match[3]
            if PORTS[protocol].get(port) != mode:
                raise Mistake(f"{protocol}: {mode} on port {port} is not possible")
            found.append((protocol, host, port, mode, user_name(group, protocol)))
    if len(set(found)) != len(found):
        raise Mistake("a server twice")
    return found


def read_provider(group):
    for key in group:
        if key not in KEYS:
            raise Mistake(f"unknown key “{key}”")
    provider = {"id": group.name, "name": group.get("name", ""), "servers": servers(group),
                "domains": hosts(group, "domains"), "mx": hosts(group, "mx"),
                "auth": words(group, "auth", AUTH, "password-cleartext"),
                "hints": words(group, "hints", HINTS), "date": group.get("date", "")}
    sure = words(group, "sure", SURENESS)
    if len(sure) != 1:
        raise Mistake("sure: one word is needed")
    provider["sure"] = sure[0]
    if not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", provider["date"]):
        raise Mistake("date: YEAR-MONTH is needed")
    if not provider["name"]:
        raise Mistake("no name")
    if not provider["domains"] and not provider["mx"]:
        raise Mistake("neither domains nor mx: it could never be found")
    if not provider["servers"] and not SERVERLESS & set(provider["hints"]):
        raise Mistake("no server, and no hint that says why")
    return provider


def read(path):
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), strict=True,
                                       comment_prefixes=("#",), default_section="",
                                       empty_lines_in_values=False)
    with open(path, encoding="utf-8") as file:
        parser.read_file(file)
    providers, seen = [], {}
    for name in parser.sections():
        try:
            provider = read_provider(parser[name])
            for kind in ("domains", "mx"):
                for host in provider[kind]:
                    if (kind, host) in seen:
                        raise Mistake(f"{kind}: {host} is {seen[kind, host]}'s already")
                    seen[kind, host] = name
        except Mistake as mistake:
            raise Mistake(f"{path}: [{name}] {mistake}") from None
        providers.append(provider)
    return providers


def quote(text):
    if text is None:
        return "NULL"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def bits(provider):
    return " | ".join("DERMAGA_HINT_" + hint.upper().replace("-", "_")
                      for hint in provider["hints"]) or "DERMAGA_HINT_NONE"


def write_names(out, symbol, providers, key):
    names = sorted((host, index) for index, provider in enumerate(providers)
                   for host in provider[key])
    out.append(f"const DermagaProviderName dermaga_provider_{symbol}[] = {{")
    out += [f"  {{ {quote(host)}, {index} }}," for host, index in names]
    out += ["};", f"const guint dermaga_provider_n_{symbol} = {len(names)};", ""]


def write(providers):
    out = ["/* Made from data/providers.ini by provider-rows.py. */", '#include "config.h"', "",
           '#include "discover/dermaga-provider-rows.h"', "",
           "const DermagaServerRow dermaga_server_rows[] = {"]
    for provider in providers:
        out += [f"  {{ DERMAGA_PROTOCOL_{protocol.upper()}, DERMAGA_SECURITY_{mode.upper()}, "
                f"{port}, {quote(host)}, {quote(user)} }},"
                for protocol, host, port, mode, user in provider["servers"]]
    out += ["};", "", "const DermagaProviderRow dermaga_provider_rows[] = {"]
    first = 0
    for provider in providers:
        count = len(provider["servers"])
        out += [f"  {{ {quote(provider['id'])}, {quote(provider['name'])},",
                f"    {quote(' '.join(provider['domains']))},",
                f"    {quote(' '.join(provider['auth']))}, {quote(provider['date'])},",
                f"    {bits(provider)}, DERMAGA_SURENESS_{provider['sure'].upper()},",
                f"    {first}, {count} }},"]
        first += count
    out += ["};", f"const guint dermaga_n_provider_rows = {len(providers)};", ""]
    write_names(out, "domains", providers, "domains")
    write_names(out, "patterns", providers, "mx")
    return "\n".join(out)


def main():
    try:
        text = write(read(sys.argv[1]))
    except (Mistake, configparser.Error, UnicodeDecodeError) as error:
        sys.exit(str(error))
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
