#!/usr/bin/python3
"""dermaga-cli against real mail servers, DNS and web servers: every place where servers may be
named, whom it asks what, and bad answers of all kinds."""
import sys

import badweb
import domains
import hostile
import scenes
import servers
import sources
import space
from tap import Tap


def main():
    program = scenes.program(sys.argv)
    absent = servers.missing()
    if absent:
        space.skip("not installed: " + " ".join(absent))
    space.enter(["dnsmasq", "openssl", "php"])
    tap = Tap()
    world = domains.World()
    try:
        sources.Privacy(program, world, tap).run()
        bad = badweb.BadPages(program, world, tap)
        bad.start()
        sources.OneSource(program, world, tap).run()
        sources.Several(program, world, tap).run()
        bad.run()
        badweb.BadNames(program, world, tap).run()
        hostile.Values(program, world, tap).run()
        bad.finish()
    finally:
        world.close()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
