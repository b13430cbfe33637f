#!/usr/bin/python3
"""Every outcome made to happen: how, what was found, and in how long; none missing."""
import os
import re
import sys
import threading

import advice
import clients
import languages
import outcomes
import scenes
import servers
import space
from report import Check, compare
from tap import Tap

AT_ONCE = 8
CODE = re.compile(r'\[DERMAGA_OUTCOME_\w+\] = "([a-z-]+)"')


def known_codes(source):
    """Every outcome that the program knows, read from where it names them."""
    with open(os.path.join(source, "src/model/dermaga-outcome.c"), encoding="utf-8") as file:
        return CODE.findall(file.read())


class Outcomes(scenes.Scene):
    """Runs the scenes, a few at a time, and keeps the table."""

    def __init__(self, program, world, tap):
        super().__init__(program, world, tap)
        self.clients = clients.Clients(world.space, world.sites["lain.test"].pem)
        self.catalogue = languages.Catalogue(program)
        self.table = []
        for kind, site in world.routes:
            self.clients.route(kind, site)

    def begin(self, scene, language):
        """Namespaces belong to threads: each check is started by the thread that waits for it."""
        with self.clients.at(scene.client) as prefix:
            check = Check(self.program, scene.domain, *scene.options, ca=self.world.ca.cert,
                          prefix=prefix, env=languages.environment(language))
        if scene.stop_after:
            check.interrupt(scene.stop_after)
        return check

    def run(self):
        places = threading.Semaphore(AT_ONCE)
        finished, again = {}, {}

        def work(number, scene):
            with places:
                finished[number] = self.begin(scene, "en").finish()
                if not scene.once and not scene.patience:
                    again[number] = self.begin(scene, "id").finish()
        threads = [threading.Thread(target=work, args=pair)
                   for pair in sorted(enumerate(self.world.scenes),
                                      key=lambda pair: -pair[1].patience)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for number, scene in enumerate(self.world.scenes):
            self.judge(scene, finished[number])
            if number in again:
                self.compare_languages(scene, finished[number], again[number])

    def judge(self, scene, check):
        name = "%s: %s" % (scene.domain, scene.how)
        rows = check.rows()
        if not scene.others:
            rows = {row: outcome for row, outcome in rows.items() if row in scene.told}
        compare(self.tap, name, rows, scene.rows if scene.others else scene.told,
                partial="--full" not in scene.options or scene.stop_after)
        for row, wanted in scene.families.items():
            self.tap.same(check.addresses(*row), wanted, "%s: %s %d by family" % (
                name, row[1], row[2]))
        if scene.findings:
            self.tap.ok(scene.findings <= check.findings(), "%s: is told" % name,
                        check.findings(), "wanted %s" % scene.findings)
        if scene.within:
            self.tap.ok(check.seconds < scene.within, "%s: within %d s" % (name, scene.within),
                        check.seconds)
        self.tap.same(advice.unsafe(check.data, "en"), [], "%s: no unsafe advice" % name)
        for row in scene.told:
            self.note(scene, check, row)

    def compare_languages(self, scene, english, indonesian):
        """The same is found, and said in words that the translators wrote for it."""
        name = "%s: %s (id)" % (scene.domain, scene.how)
        wrong = []
        for row in scene.told:
            said = [check.probe(*row).get("headline") for check in (english, indonesian)]
            if None in said or not self.catalogue.is_translation(*said):
                wrong.append("%s %s %d %s: %s, %s" % (*row, *said))
        self.tap.ok(not wrong, name + ": headlines", *wrong)
        self.tap.same(advice.unsafe(indonesian.data, "id"), [], name + ": no unsafe advice")

    def note(self, scene, check, row):
        """One line of the table for the row, one more for each address that fared otherwise."""
        probe = check.probe(*row)
        if not probe:
            return
        found = "%s:%d %s" % row[1:]
        same = [a for a in probe["addresses"] if a["outcome"] == probe["outcome"]]
        times = [time for time in map(total, same) if time is not None]
        self.table.append((probe["outcome"], scene.how, found, probe["headline"],
                           times[0] if times else check.data["elapsed_ms"]))
        for address in probe["addresses"]:
            if row in scene.families and address["outcome"] != probe["outcome"]:
                self.table.append((address["outcome"], scene.how, "%s, %s only" % (
                    found, address["family"]), "", total(address) or 0))

    def show(self, codes):
        head = ("outcome", "how it was made to happen", "what was found", "headline", "ms")
        order = {code: place for place, code in enumerate(codes)}
        rows = [(*row[:4], "%.0f" % row[4]) for row in sorted(
            self.table, key=lambda row: order.get(row[0], len(order)))]
        widths = [max(len(row[i]) for row in [head, *rows]) for i in range(5)]
        for row in [head, *rows]:
            self.tap.note(" | ".join(row[i].ljust(widths[i]) for i in range(4))
                          + " | " + row[4].rjust(widths[4]))

    def none_missing(self, codes):
        self.tap.ok(len(codes) > 30, "the program's outcomes were read: %d" % len(codes))
        seen = {row[0] for row in self.table}
        missing = [code for code in codes if code not in seen]
        self.tap.ok(not missing and seen <= set(codes), "none missing",
                    "missing: " + " ".join(missing), "unknown: %s" % (seen - set(codes)))


def total(address):
    """Milliseconds that one address took, where known."""
    return address["timing_ms"].get("total")


def main():
    program = scenes.program(sys.argv)
    absent = servers.missing()
    if absent:
        space.skip("not installed: " + " ".join(absent))
    space.enter(["dnsmasq", "openssl"])
    tap = Tap()
    codes = known_codes(sys.argv[2])
    world = outcomes.World(sys.argv[2])
    try:
        table = Outcomes(program, world, tap)
        table.run()
        table.show(codes)
        table.none_missing(codes)
        if tap.bad:
            tap.note(world.mail.complaints())
    finally:
        world.close()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
