"""Time from the start of a program to its first frame, on a display of its own."""
import os
import statistics
import subprocess
import time


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


def first_frame(program, display):
    """Milliseconds until PROGRAM says that it has painted, or None if it never says so."""
    env = dict(os.environ, DISPLAY=display.name, DERMAGA_BENCH_FIRST_FRAME="1", GDK_BACKEND="x11",
               GSK_RENDERER="cairo", GSETTINGS_BACKEND="memory", GTK_A11Y="none",
               DBUS_SESSION_BUS_ADDRESS="disabled:")
    env.pop("WAYLAND_DISPLAY", None)
    begin, seen = time.monotonic(), None
    process = subprocess.Popen([program], env=env, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if line.startswith("first-frame "):
            seen = (time.monotonic() - begin) * 1000
    process.wait()
    return seen


def measure(table, build, rounds):
    """Adds the wizard's first frame against that of an empty window to TABLE."""
    empty, wizard = build + "/tests/bench/empty-window", build + "/src/app/dermaga"
    if not os.path.exists(empty) or not os.path.exists(wizard):
        table.figure("wizard's first frame", "not built")
        return
    display = Display()
    try:
        seen = {empty: [], wizard: []}
        for turn in range(rounds + 1):
            for program, times in seen.items():
                milliseconds = first_frame(program, display)
                if turn > 0 and milliseconds is not None:
                    times.append(milliseconds)
        if all(seen.values()):
            table.ratio("wizard's first frame, against an empty window",
                        statistics.median(seen[wizard]), statistics.median(seen[empty]))
        else:
            table.figure("wizard's first frame", "none seen")
    finally:
        display.close()
