"""What the window costs: its start, its memory and its frames, on a display of its own."""
import os
import statistics
import subprocess
import time

STARTS = 15  # of each program: a machine that does other work, too, is uneven
RUNS = 100


class Display:
    """An X server without a screen, for as long as it is needed."""

    def __init__(self):
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
            pass_fds=[write], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.name = ":" + pipe.readline().strip()

    def close(self):
        self.process.terminate()
        self.process.wait()


def environment(display):
    """What both programs are measured in: software drawing, no session bus, nothing kept."""
    env = dict(os.environ, DISPLAY=display.name, GDK_BACKEND="x11", GSK_RENDERER="cairo",
               GSETTINGS_BACKEND="memory", GTK_A11Y="none", LC_ALL="C.UTF-8",
               G_SLICE="always-malloc", DBUS_SESSION_BUS_ADDRESS="disabled:")
    env.pop("WAYLAND_DISPLAY", None)
    return env


def first_frame(program, display):
    """Milliseconds until PROGRAM says that it has painted, or None if it never says so."""
    env = dict(environment(display), DERMAGA_BENCH_FIRST_FRAME="1")
    begin, seen = time.monotonic(), None
    process = subprocess.Popen([program], env=env, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if line.startswith("first-frame "):
            seen = (time.monotonic() - begin) * 1000
    process.wait()
    return seen


def numbers(display, *argv):
    """What a program of the benchmark prints: a list of numbers for each line."""
    done = subprocess.run(argv, env=environment(display), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, text=True, check=True)
    return [[float(word) for word in line.split()] for line in done.stdout.splitlines()]


def measure_start(table, display, empty, wizard):
    """The program against the empty window, turn and turn about."""
    seen = {empty: [], wizard: []}
    for turn in range(STARTS + 1):
        for program, times in seen.items():
            milliseconds = first_frame(program, display)
            if turn > 0 and milliseconds is not None:
                times.append(milliseconds)
    if all(seen.values()):
        table.ratio("wizard's first frame, against an empty window",
                    statistics.median(seen[wizard]), statistics.median(seen[empty]),
                    target="<= 1.3")
    else:
        table.figure("wizard's first frame", "none seen")


def measure_memory(table, display, empty, cost):
    """Resident: with all that is only mapped from files. Own: what it wrote itself."""
    (floor,) = numbers(display, empty, "--memory")
    first, last = numbers(display, cost, "memory")
    for name, seen in (("at the first frame", first), ("after a whole run", last)):
        for kind, figure, base in zip(("own", "resident"), seen, floor):
            table.figure("wizard's %s memory over an empty window, %s" % (kind, name),
                         "%.1f MB" % ((figure - base) / 1024), "<= 15 MB")


def measure_runs(table, display, cost):
    """Whole runs in one process: the first fifth fills what GTK, fonts and OpenSSL keep."""
    lines = numbers(display, cost, "runs", str(RUNS))
    settled = lines[RUNS // 5:]
    growth = (settled[-1][0] - settled[0][0]) / (len(settled) - 1) / 1024
    table.figure("%d whole runs: growth of memory in use, each" % RUNS, "%.2f KB" % growth,
                 "< 1 KB")
    for column, name in ((1, "widgets"), (2, "descriptors")):
        table.figure("%d whole runs: %s at the first and at the last" % (RUNS, name),
                     "%d, %d" % (lines[0][column], lines[-1][column]), "equal")


def measure_crowd(table, bench, domain):
    """How long the window is busy at a stretch while everything is tried at once."""
    cost = bench.build + "/tests/bench/wizard-cost"
    if not os.path.exists(cost):
        return
    display = Display()
    try:
        rows, longest, late = zip(*[numbers(display, cost, "frames", domain, bench.ca.cert)[0]
                                    for _ in range(bench.rounds)])
    finally:
        display.close()
    table.figure("round trip %d ms, %d rows: longest frame, with all work before it (worst run)"
                 % (bench.round_trip, rows[0]),
                 "%.1f ms (%.1f)" % (statistics.median(longest), max(longest)), "<= 16 ms")
    table.figure("round trip %d ms, %d rows: frames over 16 ms in %d runs"
                 % (bench.round_trip, rows[0], bench.rounds), "%d" % sum(late), "0")


def measure(table, build):
    """Adds what the window costs against an empty one to TABLE."""
    empty, wizard = build + "/tests/bench/empty-window", build + "/src/app/dermaga"
    cost = build + "/tests/bench/wizard-cost"
    if not all(os.path.exists(program) for program in (empty, wizard, cost)):
        table.figure("wizard's first frame", "not built")
        return
    display = Display()
    try:
        measure_start(table, display, empty, wizard)
        measure_memory(table, display, empty, cost)
        measure_runs(table, display, cost)
    finally:
        display.close()
