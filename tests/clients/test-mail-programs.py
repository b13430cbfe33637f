#!/usr/bin/env python3
"""A real mail program takes one of Dermaga's exports, fetches and sends as meant, and refuses what
an attacker offers.

    test-mail-programs.py RENDER-EXPORT FORMAT PROGRAM

How the program is used stands in mail_PROGRAM.py.
"""
import contextlib
import importlib
import os
import sys
import tempfile

from keyring import Keyring
from lab import bail_out, enter_private_machine, need_programs
from mail_tester import Tester

FORMATS = ("aerc", "mbsync", "msmtp", "mutt", "s-nail")


def main():
    program, form, name = sys.argv[1:]
    module = importlib.import_module("mail_" + name.replace("-", "_"))
    need_programs(dict(module.PROGRAMS, openssl="openssl"))
    if not os.path.exists("/usr/lib/dovecot/pop3"):
        bail_out("missing; run: apt-get install --no-install-recommends dovecot-imapd "
                 "dovecot-pop3d")
    enter_private_machine()
    needs_keyring = "secret-tool" in module.PROGRAMS
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder, \
            Keyring(folder) if needs_keyring else contextlib.nullcontext():
        client = module.Client()
        tester = Tester(program, form, client, folder)
        module.run(tester)
        return tester.finish()


if __name__ == "__main__":
    sys.exit(main())
