#!/usr/bin/env python3
"""A real Thunderbird reads what Dermaga publishes for a domain as the same servers in the same order.

    test-thunderbird-publish.py DERMAGA-CLI
"""
import json
import os
import subprocess
import sys
import tempfile

from lab import Tap, bail_out, enter_private_machine
from marionette import ScriptError, Thunderbird
from thunderbird_scripts import READ_SERVERS

FORMATS = ()

BINARIES = ("/usr/lib/thunderbird/thunderbird-bin", "/usr/lib64/thunderbird/thunderbird-bin")
SOCKET = {0: "none", 2: "starttls", 3: "tls"}


def run(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def publish(program, folder):
    """Lets the practice provider be checked and published; gives what the file says by Dermaga."""
    report = os.path.join(folder, "report.json")
    with open(report, "w", encoding="utf-8") as file:
        file.write(run(program, "practice", "--json"))
    run(program, "publish", "practice.test", "--result=" + report, "--output=" + folder,
        "--name=Toko \"O'Brien\" & <b>Söhne</b> -->")
    path = os.path.join(folder, "config-v1.1.xml")
    with open(path, encoding="utf-8") as file:
        return file.read(), json.loads(run(program, "read", "--json", path))


def rows(servers):
    return [[s["protocol"], s["host"], s["port"], s["security"], s["username"]] for s in servers]


def main():
    binary = next((b for b in BINARIES if os.path.exists(b)), None)
    if binary is None:
        bail_out("missing; run: apt-get install --no-install-recommends thunderbird")
    enter_private_machine()
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder:
        text, read = publish(sys.argv[1], folder)
        wanted = {"name": read["display_name"], "domains": read["domains"],
                  "incoming": rows(read["incoming"]), "outgoing": rows(read["outgoing"])}
        with Thunderbird(binary) as thunderbird:
            try:
                seen = thunderbird.start().script(READ_SERVERS, text)
            except ScriptError as error:
                tap.result("Thunderbird reads what is published", ["Thunderbird says: %s" % error])
                return tap.finish()
    for servers in (seen["incoming"], seen["outgoing"]):
        for server in servers:
            server[3] = SOCKET.get(server[3], server[3])
    problems = ["%s: published %r, Thunderbird has %r" % (key, wanted[key], seen[key])
                for key in wanted if wanted[key] != seen[key]]
    tap.result("Thunderbird reads what is published", problems)
    tap.note("seen: %s" % seen)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
