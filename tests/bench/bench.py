#!/usr/bin/python3
"""Measures speed and cost against floors, interleaved, and prints one table.

usage: bench.py BUILD-DIRECTORY [ROUNDS [PART...]]

PARTs are good, dropped, silence, discovery, crowd and frames; without any, all.

It never fails on a figure: a figure is for people to judge.
"""
import json
import os
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lab"))

import certs  # noqa: E402
import crowd  # noqa: E402
import discovery  # noqa: E402
import frames  # noqa: E402
import packets  # noqa: E402
import servers  # noqa: E402
import silence  # noqa: E402
import space  # noqa: E402

ROUND_TRIPS = (50, 200)
DOMAIN = "contoh.test"
NAMES = ["imap", "pop", "smtp", "mail"]
PAIR = ["imap.%s:993" % DOMAIN, "smtp.%s:465" % DOMAIN]
MAP = ["%s.%s:%d" % (name, DOMAIN, port) for name, ports in (
    ("imap", servers.IMAP_PORTS), ("mail", servers.POP3_PORTS), ("smtp", servers.SMTP_PORTS))
       for port in ports]


class Table:
    """Rows of name, figure, floor, ratio and target."""

    def __init__(self):
        self.rows = []

    def ratio(self, name, seen, floor, unit="ms", target=""):
        self.rows.append((name, "%.0f %s" % (seen, unit), "%.0f %s" % (floor, unit),
                          "%.2f" % (seen / floor) if floor > 0 else "", target))

    def figure(self, name, seen, target=""):
        self.rows.append((name, seen, "", "", target))

    def show(self):
        head = ("", "Dermaga", "floor", "ratio", "target")
        widths = [max(len(row[i]) for row in [head, *self.rows]) for i in range(5)]
        for row in [head, *self.rows]:
            print("  ".join([row[0].ljust(widths[0])] + [
                row[i].rjust(widths[i]) for i in range(1, 4)] + [row[4]]).rstrip())


def timed(argv):
    """Runs a program: (milliseconds from its start to its last word, stdout, peak KiB)."""
    begin = last = time.monotonic()
    process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
    out = b""
    while chunk := os.read(process.stdout.fileno(), 65536):
        last = time.monotonic()
        out += chunk
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    process.stdout.close()
    return (last - begin) * 1000, out.decode("utf-8"), usage.ru_maxrss


class Bench:
    """All measurements over one wire."""

    def __init__(self, build, round_trip, rounds):
        self.build, self.round_trip, self.rounds = build, round_trip, rounds
        self.space = space.Space(wire=(build + "/tests/bench/delay-wire", round_trip))
        self.filter = packets.Filter(self.space)
        self.ca = certs.Authority(self.space.dir)
        pem = self.ca.issue("good", ["%s.%s" % (name, DOMAIN) for name in NAMES]
                            + discovery.MAIL_NAMES)
        self.site = servers.Site(DOMAIN, 0x10, NAMES, pem)
        self.silence = silence.Silence(self)
        self.crowd = crowd.Crowd(self)
        self.dns = servers.Dns(self.space, self.site.dns() + discovery.dns(self.site)
                               + self.silence.dns() + self.crowd.dns())
        self.mail = servers.Mail(self.space, [self.site])
        self.discovery = discovery.Discovery(self)

    def close(self):
        self.mail.stop()
        self.dns.stop()
        self.space.close()

    def floor(self, targets, *options):
        """Time of the floor client, from its start as a process to its last word."""
        return timed([self.build + "/tests/bench/floor-client", "--dns=" + space.DNS4,
                      "--ca=" + self.ca.cert, *options, *targets])[0]

    def check(self, *options, domain=DOMAIN):
        """(wall ms, first_safe_ms, elapsed_ms, KiB) of one check."""
        wall, out, memory = timed([self.build + "/src/cli/dermaga-cli", "check", domain, "--json",
                                   "--ca-file=" + self.ca.cert, *options])
        data = json.loads(out)
        return wall, data["first_safe_ms"], data["elapsed_ms"], memory

    def medians(self, measurements, rounds=None):
        """Runs all MEASUREMENTS in turn, ROUNDS times; the median of each (of each column)."""
        seen = {name: [] for name in measurements}
        for name in measurements:
            measurements[name]()
        for _ in range(rounds or self.rounds):
            for name, measure in measurements.items():
                result = measure()
                seen[name].append(result if isinstance(result, tuple) else (result,))
        return {name: [statistics.median(column) for column in zip(*rows)]
                for name, rows in seen.items()}

    def good(self, table):
        wire = "round trip %d ms: " % self.round_trip
        seen = self.medians({
            "floor pair": lambda: self.floor(PAIR), "check": self.check,
            "floor map": lambda: self.floor(MAP), "full": lambda: self.check("--full")})
        pair, whole = seen["floor pair"][0], seen["floor map"][0]
        wall, first_safe, _, memory = seen["check"]
        table.ratio(wire + "first safe pair, in the process", first_safe, pair, target="<= 1.3")
        table.ratio(wire + "first safe pair, whole command", wall, pair, target="<= 1.3")
        table.ratio(wire + "first safe pair, found by --full", seen["full"][1], pair,
                    target="<= 1.3")
        table.ratio(wire + "whole map", seen["full"][0], whole,
                    target="<= 1.1 + 50 ms = %.2f" % (1.1 + 50 / whole))
        table.figure(wire + "peak memory, check", "%.1f MB" % (memory / 1024), "<= 25 MB")
        table.figure(wire + "peak memory, --full", "%.1f MB" % (seen["full"][3] / 1024),
                     "<= 25 MB")
        self.connections(table, wire)
        stalls = [float(timed([self.build + "/tests/bench/stalls", DOMAIN, self.ca.cert])[1])
                  for _ in range(self.rounds)]
        table.figure(wire + "longest time the main loop was busy (worst run)", "%.1f ms (%.1f)" % (
            statistics.median(stalls), max(stalls)), "<= 16 ms")

    def connections(self, table, wire):
        for name, options in (("check", ()), ("--full", ("--full",))):
            self.filter.forget()
            self.check(*options)
            tried = self.filter.connections()
            count = {where: n for where, n in tried.items() if where[1] in servers.ALL_PORTS}
            table.figure(wire + "connections to web servers, " + name,
                         "%d" % (sum(tried.values()) - sum(count.values())), "")
            table.figure(wire + "connections of " + name, "%d to %d" % (
                sum(count.values()), len(count)), "1 for each of %d" % (
                    len(self.site.addresses()) * len(servers.ALL_PORTS)))
            table.figure(wire + "most to one address and port, " + name,
                         "%d" % max(count.values(), default=0), "1")

    def dropped(self, table):
        wire = "round trip %d ms, 25 dropped: " % self.round_trip
        self.filter.drop("tcp dport 25")
        others = [target for target in MAP if not target.endswith(":25")]
        patience = 3000 + 2 * self.round_trip
        seen = self.medians({
            "floor pair": lambda: self.floor(PAIR), "check": self.check,
            "floor map": lambda: max(self.floor(others), patience),
            "full": lambda: self.check("--full")})
        table.ratio(wire + "first safe pair, whole command", seen["check"][0],
                    seen["floor pair"][0], target="<= 1.3")
        table.ratio(wire + "whole map (floor: three SYNs, %d ms)" % patience, seen["full"][0],
                    seen["floor map"][0])
        self.filter.allow_all()


def main():
    build = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    parts = sys.argv[3:] or ["good", "dropped", "silence", "discovery", "crowd", "frames"]
    space.enter(["dnsmasq", "openssl", "postconf", "dovecot", "Xvfb"])
    table = Table()
    for round_trip in ROUND_TRIPS:
        print("measuring with a round trip of %d ms" % round_trip, flush=True)
        bench = Bench(build, round_trip, rounds)
        measures = {"good": bench.good, "dropped": bench.dropped,
                    "silence": lambda it: bench.silence.measure(it, DOMAIN),
                    "discovery": lambda it: bench.discovery.measure(it, DOMAIN),
                    "crowd": lambda it: frames.measure_crowd(it, bench, crowd.DOMAIN)}
        try:
            for part, measure in measures.items():
                if part in parts:
                    measure(table)
        finally:
            bench.close()
    if "frames" in parts:
        print("measuring the window", flush=True)
        frames.measure(table, build)
    print("\nmedians of %d interleaved runs after one to warm up" % rounds)
    table.show()


if __name__ == "__main__":
    main()
