#!/usr/bin/env python3
"""A real mail server takes one of Dermaga's scripts, and sends only as it should.

    test-servers.py RENDER-EXPORT FORMAT CACHE-FOLDER
"""
import os
import sys
import tempfile

import mail_servers
from lab import enter_private_machine, need_programs, run_quietly
from sending_tester import SendingTester

FORMATS = ("postfix", "exim", "nullmailer")

HERE = os.path.dirname(os.path.abspath(__file__))


def make_client(form, cache):
    if form == "postfix":
        return mail_servers.Postfix()
    if form == "exim":
        return mail_servers.Exim(cache)
    return mail_servers.Nullmailer(cache)


def main():
    program, form, cache = sys.argv[1:]
    need_programs({"openssl": "openssl", "postconf": "postfix", "setpriv": "util-linux"})
    if form != "postfix":
        run_quietly(os.path.join(HERE, "get-mail-servers"), cache)  # still with a network
    enter_private_machine(many_users=True)
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder:
        os.chmod(folder, 0o755)
        mail_servers.overlay(folder)
        try:
            tester = SendingTester(program, form, make_client(form, cache), folder)
            tester.everything()
            tester.without_encryption()
        finally:
            run_quietly("umount", "-l", os.path.join(folder, "overlay"))
        return tester.finish()


if __name__ == "__main__":
    sys.exit(main())
