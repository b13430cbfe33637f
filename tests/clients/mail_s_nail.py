"""s-nail, with the password in the keyring."""
import os
import shutil
import subprocess

from keyring import PACKAGES, Keyring
from lab import run_quietly
from mail_tester import PASSWORD, commands_in

PROGRAMS = dict(PACKAGES, **{"s-nail": "s-nail"})


class Client:
    directions = ("outgoing",)

    def install(self, path, home, steps):
        shutil.copyfile(path, os.path.join(home, ".mailrc"))
        self.test, = commands_in(steps, "echo")
        store, = commands_in(steps, "secret-tool store")
        return Keyring.store(store, PASSWORD)

    def send(self, home):
        # For root it takes the home of /etc/passwd, whatever HOME says.
        environment = dict(os.environ, HOME=home, MAILRC=os.path.join(home, ".mailrc"),
                           DEAD="/dev/null")
        done = subprocess.run(self.test, shell=True, capture_output=True, text=True, timeout=30,
                              env=environment)
        return done.returncode == 0, done.stdout + done.stderr

    def judge_message(self, message, tester):
        return tester.judge_from(message)

    def version(self):
        return "s-nail " + run_quietly("s-nail", "-X", "echo $version", "-Xx").strip()


def run(tester):
    tester.name = 'Toko "O\'Brien" \\ $x `id` <b> & Sons; #1'
    tester.everything()
    tester.without_encryption()
    tester.name = "Toko Söhne 字"
    tester.take("tls")
    tester.works("outgoing")
