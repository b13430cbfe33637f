#!/usr/bin/env python3
"""A real Thunderbird takes Dermaga's exports, ends with exactly the account that was meant, and
sends with it.

    test-thunderbird.py RENDER-EXPORT FORMAT
"""
import os
import sys
import tempfile

from lab import bail_out, enter_private_machine, need_programs
from thunderbird_lab import BINARIES, NASTY_USER, Tester, account

FORMATS = ("thunderbird-zip", "thunderbird-xml")


def run(program, form, binary, folder):
    tester = Tester(program, binary, folder)
    is_zip = form == "thunderbird-zip"
    # The outgoing user name of the XML may hold only what Thunderbird keeps in one byte.
    more = " 字" if is_zip else ""
    for security in ("tls", "starttls"):
        tester.case("%s, difficult user name and display name" % security, form,
                    account(security, NASTY_USER + " 字", out_user=NASTY_USER + more), send=is_zip)
    tester.case("POP3, user name is the address", form,
                account("tls", "toko@contoh.example", "pop3"), send=True)
    if is_zip:
        tester.case("the steps lead through the real pages", form,
                    account("starttls", NASTY_USER), by_hand=True)
        tester.case("beside an account that is already there", form,
                    account("starttls", NASTY_USER),
                    account("tls", "lama", email="lama@lain.example", name="Lama"))
        tester.case("address with a quote and dollar signs", form,
                    account("tls", "o'brien$$x", email="o'brien$$x@contoh.example"))
    else:
        tester.case("found on the domain's web server, as the steps say", form,
                    account("starttls", NASTY_USER), by_hand=True)
        tester.case("user name is the local part and looks like a number", form,
                    account("tls", "0812", email="0812@contoh.example"))
        tester.case("user names that look like a number or a truth value", form,
                    account("tls", "123456789012345", out_user="true"))
    return tester.tap.finish()


def main():
    binary = next((b for b in BINARIES if os.path.exists(b)), None)
    if binary is None:
        bail_out("missing; run: apt-get install --no-install-recommends thunderbird")
    need_programs({"openssl": "openssl"})
    enter_private_machine()
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder:
        return run(*sys.argv[1:], binary, folder)


if __name__ == "__main__":
    sys.exit(main())
