#!/usr/bin/env python3
"""A decoder reads Dermaga's QR codes for Thunderbird for Android as exactly what the desktop's real
Thunderbird would show for the same account. No phone takes part.

    test-thunderbird-android.py RENDER-EXPORT
"""
import json
import os
import subprocess
import sys
import tempfile

from lab import bail_out, enter_private_machine, need_programs, render, run_quietly
from marionette import Thunderbird
from thunderbird_lab import BINARIES, NASTY_NAME, NASTY_USER, Tester, account
from thunderbird_scripts import FORGET, IMPORT, QR_PAYLOAD

FORMATS = ()
STANDINS = ("thunderbird-android", "thunderbird-android-svg")

LONG = "x" * 60


def accounts():
    """For each mode and protocol, with values that JSON, XML and decoders trip over."""
    yield account("tls", NASTY_USER + " 字")
    yield account("starttls", "\\u0041/</script>" + LONG, "pop3", name=NASTY_NAME + LONG,
                  email="o'brien$$x+{y}@contoh.example", out_user="Ünï " + LONG)


def decode(picture):
    done = subprocess.run(["zbarimg", "--quiet", "--raw", "--nodbus", "-Sbinary", picture],
                          capture_output=True)
    return done.stdout


class Reader(Tester):
    def payloads(self, everything):
        """What a real Thunderbird that has one of these accounts puts into a code of its own."""
        path = os.path.join(self.folder, "account.zip")
        with Thunderbird(self.binary) as thunderbird:
            connection = thunderbird.start()
            for wanted in everything:
                render(self.program, "thunderbird-zip", path, wanted)
                connection.script(IMPORT, path)
                thunderbird.stop()
                connection = thunderbird.start()
                yield wanted, connection.script(QR_PAYLOAD, wanted["email"])
                connection.script(FORGET)

    def pictures(self, wanted):
        png, svg, drawn = (os.path.join(self.folder, "code." + end)
                           for end in ("png", "svg", "drawn.png"))
        render(self.program, "thunderbird-android", png, wanted)
        render(self.program, "thunderbird-android-svg", svg, wanted)
        run_quietly("rsvg-convert", "--width=700", "--output=" + drawn, svg)
        return {"PNG": png, "SVG": drawn}

    def compare(self, wanted, own):
        for kind, picture in self.pictures(wanted).items():
            read = decode(picture)
            problems = [] if read == own.encode() else [
                "Thunderbird shows %s" % own, "the code holds %s" % read.decode("utf-8", "replace")]
            name = "%s of %s, %s" % (kind, wanted["email"], wanted["incoming"]["security"])
            self.tap.result(name, problems)
        self.tap.note(json.loads(own))


def main():
    binary = next((b for b in BINARIES if os.path.exists(b)), None)
    if binary is None:
        bail_out("missing; run: apt-get install --no-install-recommends thunderbird")
    need_programs({"openssl": "openssl", "zbarimg": "zbar-tools",
                   "rsvg-convert": "librsvg2-bin"})
    enter_private_machine()
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder:
        reader = Reader(sys.argv[1], binary, folder)
        for wanted, own in reader.payloads(accounts()):
            reader.compare(wanted, own)
        return reader.tap.finish()


if __name__ == "__main__":
    sys.exit(main())
