#!/usr/bin/env python3
"""A real Thunderbird takes Dermaga's exports, ends with exactly the account that was meant, and
sends with it.

    test-thunderbird.py RENDER-EXPORT FORMAT
"""
import os
import sys
import tempfile

from lab import bail_out, enter_private_machine, need_programs
from thunderbird_lab import BINARIES, NASTY_USER, Case, Tester, account

FORMATS = ("thunderbird-zip", "thunderbird-xml")


def zip_cases():
    """The first begins as the steps do, with a Thunderbird that has no account yet."""
    yield Case("the steps lead through the real pages", account("starttls", NASTY_USER),
               by_hand=True)
    for security in ("tls", "starttls"):
        yield Case("%s, difficult user name and display name" % security,
                   account(security, NASTY_USER + " 字"), send=True)
    yield Case("address with a quote and dollar signs",
               account("tls", "o'brien$$x", email="o'brien$$x@contoh.example"))
    yield Case("POP3, user name is the address", account("tls", "toko@contoh.example", "pop3"),
               send=True)
    yield Case("beside an account that is already there",
               account("starttls", NASTY_USER, email="baru@contoh.example"), beside=True)


def xml_cases():
    # The outgoing user name may hold only what Thunderbird keeps in one byte.
    for security in ("tls", "starttls"):
        yield Case("%s, difficult user name and display name" % security,
                   account(security, NASTY_USER + " 字", out_user=NASTY_USER,
                           domain=security + ".example"))
    yield Case("POP3, user name is the address", account("tls", "toko@contoh.example", "pop3"),
               send=True)
    yield Case("found on the domain's web server, as the steps say",
               account("starttls", NASTY_USER, email="baru@contoh.example"), by_hand=True)
    yield Case("user name is the local part and looks like a number",
               account("tls", "0812", email="0812@angka.example", domain="angka.example"))
    yield Case("user names that look like a number or a truth value",
               account("tls", "123456789012345", out_user="true", domain="benar.example"))


def run(program, form, binary, folder):
    tester = Tester(program, binary, folder)
    if form == "thunderbird-zip":
        tester.one_by_one(form, list(zip_cases()))
    else:
        tester.together(form, list(xml_cases()))
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
