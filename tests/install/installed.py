"""What an installed Dermaga must be able to do, wherever it was installed."""
import json
import os
import subprocess

# Whatever of these is missing, some desktop or shell does not find the program.
FILES = (
    "bin/dermaga", "bin/dermaga-cli",
    "share/applications/io.github.dermaga.Dermaga.desktop",
    "share/dbus-1/services/io.github.dermaga.Dermaga.service",
    "share/glib-2.0/schemas/io.github.dermaga.Dermaga.gschema.xml",
    "share/icons/hicolor/scalable/apps/io.github.dermaga.Dermaga.svg",
    "share/icons/hicolor/symbolic/apps/io.github.dermaga.Dermaga-symbolic.svg",
    "share/icons/hicolor/symbolic/status/dermaga-not-checked-symbolic.svg",
    "share/icons/hicolor/symbolic/status/dermaga-waiting-symbolic.svg",
    "share/locale/id/LC_MESSAGES/dermaga.mo",
    "share/metainfo/io.github.dermaga.Dermaga.metainfo.xml",
    "share/bash-completion/completions/dermaga-cli",
    "share/fish/vendor_completions.d/dermaga-cli.fish",
)


def run(*argv, language="en", **more):
    """The finished process; its home is a folder of its own."""
    env = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=language, GDK_BACKEND="x11",
               GSK_RENDERER="cairo", GTK_A11Y="none", GSETTINGS_BACKEND="keyfile",
               DBUS_SESSION_BUS_ADDRESS="disabled:", DERMAGA_BENCH_FIRST_FRAME="1")
    env.pop("GSETTINGS_SCHEMA_DIR", None)
    env.update(more.pop("env", {}))
    return subprocess.run(argv, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, encoding="utf-8", timeout=120, check=False,
                          **more)


def check_files(tap, root):
    lacking = [name for name in FILES if not os.path.isfile(os.path.join(root, name))]
    tap.ok(not lacking, "every file is in its place", lacking)


def check_cli(tap, cli, home, before=(), inside=None):
    """From a check of the practice provider to a file for a mail program. INSIDE is what the program
    calls HOME."""
    inside = inside or home
    env = {"HOME": inside}
    done = run(*before, cli, "--version", env=env)
    tap.ok(done.returncode == 0 and done.stdout.startswith("dermaga-cli "), "it says its version",
           done)
    done = run(*before, cli, "--help", language="id", env=env)
    tap.ok("Dermaga mencari" in done.stdout, "it speaks Indonesian", done.stdout)
    done = run(*before, cli, "practice", "--check-only", "--json", env=env)
    tap.same(done.returncode, 0, "it finds a safe pair at the practice provider")
    result = os.path.join(home, "result.json")
    with open(result, "w", encoding="utf-8") as file:
        json.dump(json.loads(done.stdout), file)
    done = run(*before, cli, "export", "practice.test", "--result=" + os.path.join(inside, "result.json"), "--format=msmtp",
               "--email=you@practice.test", env=env)
    tap.ok(done.returncode == 0 and "host smtp.practice.test" in done.stdout,
           "it writes a file for a mail program", done)


def check_window(tap, program, home, before=()):
    """To its first frame, in both languages, without a word of complaint."""
    for language in ("en", "id"):
        done = run(*before, program, "you@practice.test", language=language, env={"HOME": home})
        words = [line for line in done.stderr.splitlines() if line.strip()]
        tap.ok(done.returncode == 0 and len(words) == 1 and words[0].startswith("first-frame "),
               "the window comes up, and nothing is missing: " + language, done)
