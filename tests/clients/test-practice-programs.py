#!/usr/bin/env python3
"""A real program takes the export that a check of the practice provider led to, sends with it and
fetches: with the run's authority trusted, and in a network in which the provider has its names and
usual ports.

    test-practice-programs.py PROGRAM DERMAGA-CLI [WHAT THE PROGRAM NEEDS]
"""
import importlib
import sys
import tempfile

from lab import Tap, enter_private_machine, need_programs
from practice_server import Practice

FORMATS = ()


def main():
    name, program, *more = sys.argv[1:]
    module = importlib.import_module("practice_" + name)
    need_programs(dict(module.PROGRAMS, openssl="openssl", nft="nftables"))
    more = module.prepare(*more)  # still with a network
    enter_private_machine()
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder, \
            Practice(program, folder) as practice:
        practice.put_in_place()
        module.run(tap, practice, *more)
        status = practice.stop()
        tap.result("the server ends when told to", ["%d" % status] if status else [])
        return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
