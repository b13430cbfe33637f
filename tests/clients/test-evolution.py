#!/usr/bin/env python3
"""Evolution's registry reads what the exported script writes, and has the account that was meant.

    test-evolution.py RENDER-EXPORT

Packages: evolution-data-server dbus gnome-keyring libsecret-tools libglib2.0-bin
"""
import ast
import configparser
import os
import re
import subprocess
import sys
import tempfile

from keyring import PACKAGES, Keyring
from lab import Tap, bail_out, enter_private_machine, need_programs, render, run_quietly

FORMATS = ()
READS = ("evolution",)

REGISTRY = "/usr/libexec/evolution-source-registry"
BUS_NAME = "org.gnome.evolution.dataserver.Sources5"
EMAIL = "o'brien+$x@contoh.example"
NAME = 'Toko "O\'Brien" \\ $x `id` <b> & Söhne; #1, 字'
USER = 'q"u\'o\\te $x `id` {$y} %41 #;<b>&amp; */ Ünï 字\\'
METHODS = {"tls": "ssl-on-alternate-port", "starttls": "starttls-on-standard-port"}
PORTS = {"imap": {"tls": 993, "starttls": 143}, "pop3": {"tls": 995, "starttls": 110},
         "smtp": {"tls": 465, "starttls": 587}}


def account(protocol, security):
    return {"email": EMAIL, "name": NAME,
            "incoming": {"protocol": protocol, "host": "in.contoh.example",
                         "port": PORTS[protocol][security], "security": security, "user": USER},
            "outgoing": {"protocol": "smtp", "host": "out.contoh.example",
                         "port": PORTS["smtp"][security], "security": security, "user": USER}}


def ask_registry(home):
    """What the registry holds of ours: a list of dicts of sections, as Evolution gets them."""
    environment = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home + "/.config",
                       XDG_CACHE_HOME=home + "/.cache", XDG_DATA_HOME=home + "/.local")
    with open(os.path.join(home, "registry.log"), "wb") as log:
        registry = subprocess.Popen([REGISTRY], env=environment, stdout=log, stderr=log)
    try:
        if subprocess.run(["gdbus", "wait", "--session", "--timeout=30", BUS_NAME]).returncode:
            bail_out("the registry of Evolution did not start")
        said = run_quietly("gdbus", "call", "--session", "--dest", BUS_NAME, "--object-path",
                           "/org/gnome/evolution/dataserver/SourceManager", "--method",
                           "org.freedesktop.DBus.ObjectManager.GetManagedObjects")
    finally:
        registry.kill()
        registry.wait()
    return [parse(text) for text in find_data(said) if "dermaga-" in text
            or "contoh.example" in text]


def find_data(said):
    """The values of "Data" in what gdbus prints: GVariant strings, which read as Python's."""
    pattern = r"'Data': <((?:'(?:[^'\\]|\\.)*')|(?:\"(?:[^\"\\]|\\.)*\"))>"
    return [ast.literal_eval(match) for match in re.findall(pattern, said)]


def parse(text):
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read_string(text)
    return {section: dict(parser[section]) for section in parser.sections()}


def unescape(value):
    """The escapes of key files."""
    letters = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    return re.sub(r"\\(.)", lambda found: letters[found.group(1)], value)


def judge_server(source, meant):
    got = {"host": source["Authentication"]["Host"],
           "port": int(source["Authentication"]["Port"]),
           "user": unescape(source["Authentication"]["User"]),
           "security": source["Security"]["Method"]}
    wanted = {"host": meant["host"], "port": meant["port"], "user": meant["user"],
              "security": METHODS[meant["security"]]}
    return ["%s: meant %r, the registry has %r" % (key, wanted[key], got[key])
            for key in wanted if got[key] != wanted[key]]


def judge(sources, meant):
    kinds = {}
    for source in sources:
        for kind in ("Mail Account", "Mail Identity", "Mail Transport"):
            if kind in source:
                kinds[kind] = source
    if len(kinds) != 3:
        return ["of account, identity and transport it has only %s" % sorted(kinds)]
    identity = kinds["Mail Identity"]
    problems = judge_server(kinds["Mail Account"], meant["incoming"])
    problems += judge_server(kinds["Mail Transport"], meant["outgoing"])
    backend = "imapx" if meant["incoming"]["protocol"] == "imap" else "pop"
    if kinds["Mail Account"]["Mail Account"]["BackendName"] != backend:
        problems.append("the account is no %s" % backend)
    if unescape(identity["Mail Identity"]["Address"]) != EMAIL:
        problems.append("address: %r" % identity["Mail Identity"]["Address"])
    if unescape(identity["Mail Identity"]["Name"]) != NAME:
        problems.append("name: %r" % identity["Mail Identity"]["Name"])
    if not identity["Mail Submission"]["TransportUid"].endswith("-transport"):
        problems.append("the identity does not send through the transport")
    return problems


def run_script(program, folder, home, meant):
    path = os.path.join(folder, "evolution-account.sh")
    render(program, "evolution", path, meant)
    for _ in range(2):  # a second time does no harm
        run_quietly("sh", path, env={"PATH": os.environ["PATH"], "HOME": home})
    sources = os.path.join(home, ".config/evolution/sources")
    names = os.listdir(sources)
    problems = [] if len(names) == 3 else ["it wrote %s" % sorted(names)]
    return problems + ["%s may be read by others" % name for name in names
                       if os.stat(os.path.join(sources, name)).st_mode & 0o077]


def main():
    program, = sys.argv[1:]
    need_programs({**PACKAGES, REGISTRY: "evolution-data-server"})
    enter_private_machine()
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder, Keyring(folder):
        for protocol in ("imap", "pop3"):
            for security in ("tls", "starttls"):
                what = "evolution, %s, %s: " % (protocol, security)
                home = os.path.join(folder, protocol + security)
                os.mkdir(home)
                meant = account(protocol, security)
                tap.result(what + "the script runs, twice", run_script(program, folder, home,
                                                                       meant))
                tap.result(what + "the registry has the account as meant",
                           judge(ask_registry(home), meant))
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
