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


def numbers(display, *argv, **variables):
    """What a program of the benchmark prints: a list of numbers for each line."""
    done = subprocess.run(argv, env=dict(environment(display), **variables),
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True)
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


def growth(lines):
    """Octets a run: the median over all tens of runs, once the first fifth has filled the caches.

    A cache that fills late is one step, which the figure for all of them shows.
    """
    octets = [line[0] for line in lines[RUNS // 5:]]
    return statistics.median((late - early) / 10 for early, late in zip(octets, octets[10:]))


def measure_runs(table, display, cost):
    """Whole runs in one process."""
    # What glibc caches for each thread would count as in use.
    exact = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}
    lines = numbers(display, cost, "runs", str(RUNS), **exact)
    floor = growth(numbers(display, cost, "selections", str(RUNS), **exact))
    table.ratio("%d whole runs: growth of memory in use, each (floor: GTK's, by selections)" % RUNS,
                growth(lines), floor, "octets", "no growth of ours")
    table.figure("%d whole runs: memory in use, from the twentieth to the last" % RUNS,
                 "%+.0f KB" % ((lines[-1][0] - lines[RUNS // 5][0]) / 1024))
    for column, name in ((1, "widgets"), (2, "descriptors")):
        table.figure("%d whole runs: %s at the first and at the last" % (RUNS, name),
                     "%d, %d" % (lines[0][column], lines[-1][column]), "equal")


def measure_crowd(table, bench, domain):
    """How long the window is busy at a stretch while everything is tried at once.

    Without drawing: what a graphics card would leave. With it: what this machine takes for all."""
    cost = bench.build + "/tests/bench/wizard-cost"
    if not os.path.exists(cost):
        return
    display = Display()
    try:
        seen = [numbers(display, cost, "frames", domain, bench.ca.cert)[0]
                + numbers(display, cost, "slide")[0] for _ in range(bench.rounds)]
    finally:
        display.close()
    rows, longest, ours, drawing, late, floor = zip(*seen)
    wire = "round trip %d ms, %d rows: " % (bench.round_trip, rows[0])
    table.figure(wire + "longest turn without drawing (worst run)",
                 "%.1f ms (%.1f)" % (statistics.median(ours), max(ours)), "<= 16 ms")
    table.figure(wire + "turns over 16 ms without drawing in %d runs" % bench.rounds,
                 "%d" % sum(late), "0")
    table.ratio(wire + "longest drawing by the processor (floor: two empty pages that slide)",
                statistics.median(drawing), statistics.median(floor))
    table.figure(wire + "longest turn with its drawing (worst run)",
                 "%.1f ms (%.1f)" % (statistics.median(longest), max(longest)))


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
