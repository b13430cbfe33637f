#!/usr/bin/python3
"""dermaga-cli against real servers with certificates of all kinds, by right and wrong clocks."""
import sys

import certificates
import scenes
import servers
import space
from tap import Tap


def main():
    program = scenes.program(sys.argv)
    absent = servers.missing()
    if absent:
        space.skip("not installed: " + " ".join(absent))
    space.enter(["dnsmasq", "openssl"])
    tap = Tap()
    world = certificates.World()
    try:
        certificates.Certificates(program, world, tap).run()
    finally:
        world.close()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
