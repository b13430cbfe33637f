#!/usr/bin/env python3
"""The readers of .env files that people use read the export as it was meant, all the same.

    test-environment-file.py RENDER-EXPORT
"""
import json
import os
import subprocess
import sys
import tempfile

from lab import Tap, bail_out, need_programs
from sending_tester import EMAIL

FORMATS = ()
READS = ("environment",)

HOST = "smtp.contoh.example"
NAMES = ("SMTP_HOST", "SMTP_PORT", "SMTP_SECURITY", "SMTP_USERNAME", "SMTP_PASSWORD",
         "SMTP_FROM_ADDRESS", "SMTP_FROM_NAME")
PHP = """require '/usr/share/php/%s/autoload.php';
foreach (array_slice($argv, 1) as $path) {
    try {
        echo json_encode(%s), "\\n";
    } catch (Throwable $error) {
        echo json_encode($error->getMessage()), "\\n";
    }
}"""
# Each takes files, and prints a line of JSON for each of them.
READERS = {
    "phpdotenv": ["php", "-r", PHP % ("Dotenv", "Dotenv\\Dotenv::parse(file_get_contents($path))")],
    "Symfony Dotenv": ["php", "-r", PHP % (
        "Symfony/Component/Dotenv",
        "(new Symfony\\Component\\Dotenv\\Dotenv())->parse(file_get_contents($path))")],
    "python-dotenv": ["/usr/bin/python3", "-c", "import dotenv, json, sys\n"
                      "for p in sys.argv[1:]: print(json.dumps(dotenv.dotenv_values(p)))"],
    "dotenv of Ruby": ["ruby", "-e", "require 'dotenv'; require 'json';"
                       "ARGV.each { |p| puts JSON.generate(Dotenv::Parser.call(File.read(p))) }"],
    "sh": ["sh", "-c", "set -a; for f; do (. \"$f\"; exec /usr/bin/python3 -S -c 'import json, os;"
           "print(json.dumps(dict(os.environ)))'); done", "sh"],
}
# Each stands alone, and between letters; those that some reader takes for more than they are have
# to be refused.
PIECES = ["toko", "toko@contoh.example", "a b", "#", " # c", "a'b", '"', "`id`", "$(id)", "$HOME",
          "${HOME}", "$", "\\", "a\\b", "\\n", "\\\\", "\\'", "%s", "%(x)s", ";id", "&", "|", "<b>", "!!",
          "é 字 ☕", "null", "true", "=", " a ", "export X=1", "'\"", "';touch x;'", "{{x}}", "#{1}",
          "~", "*", "(a)", "a'$(touch x)", "'`id`'"]


def render(program, path, user, name):
    command = [program, "environment", path, EMAIL.replace("'", ""), name, "imap", HOST, "993",
               "tls", user, HOST, "587", "starttls", user]
    return subprocess.run(command, capture_output=True, text=True)


def read_all(reader, paths, folder):
    """What a reader makes of each file: values, or its complaint."""
    done = subprocess.run([*READERS[reader], *paths], capture_output=True, text=True, cwd=folder,
                          env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/x"})
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    if len(lines) != len(paths):
        bail_out("%s: %s" % (reader, done.stderr[-500:]))
    return [{name: found.get(name) for name in NAMES} if isinstance(found, dict) else found
            for found in lines]


def meant_by(user, name):
    return dict(zip(NAMES, (HOST, "587", "starttls", user, "PUT THE PASSWORD HERE",
                            EMAIL.replace("'", ""), name)))


def check(tap, program, folder):
    values = PIECES + ["a%sz" % piece for piece in PIECES]
    pairs = [(user.strip() or "x", name) for user, name in zip(values[::2], values[1::2])]
    taken = {}
    for number, (user, name) in enumerate(pairs):
        path = os.path.join(folder, "%d.env" % number)
        done = render(program, path, user, name)
        if done.returncode == 0:
            taken[path] = (user, name)
        else:
            good = "means the same to all readers" in done.stderr
            tap.result("%r and %r: refused" % (user, name), [] if good else [done.stderr])
    readings = {reader: read_all(reader, list(taken), folder) for reader in READERS}
    for number, (user, name) in enumerate(taken.values()):
        meant = meant_by(user, name)
        tap.result("%r and %r: all readers agree" % (user, name),
                   ["%s: meant %r, read %r" % (reader, meant, found[number])
                    for reader, found in readings.items() if found[number] != meant])
    left = set(os.listdir(folder)) - {os.path.basename(path) for path in taken}
    tap.result("nothing was run", sorted(left))
    tap.note("%s: %d pairs read as meant, %d refused" % (", ".join(READERS), len(taken),
                                                         len(pairs) - len(taken)))
    tap.result("few values have to be refused", [] if len(taken) > 25 else ["%d" % len(taken)])


def main():
    tap = Tap()
    need_programs({"php": "php-cli", "ruby": "ruby"})
    for path, package in (("/usr/share/php/Dotenv/autoload.php", "php-vlucas-phpdotenv"),
                          ("/usr/share/php/Symfony/Component/Dotenv", "php-symfony-dotenv"),
                          ("/usr/lib/python3/dist-packages/dotenv", "python3-dotenv"),
                          ("/usr/share/doc/ruby-dotenv", "ruby-dotenv")):
        if not os.path.exists(path):
            bail_out("missing; run: apt-get install --no-install-recommends " + package)
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder:
        check(tap, sys.argv[1], folder)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
