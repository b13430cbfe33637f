"""msmtp, with the password in the keyring."""
import os
import shutil
import subprocess

from keyring import PACKAGES, Keyring
from lab import run_quietly
from mail_tester import PASSWORD, commands_in

PROGRAMS = dict(PACKAGES, msmtp="msmtp")


class Client:
    directions = ("outgoing",)

    def install(self, path, home, steps):
        shutil.copyfile(path, os.path.join(home, ".msmtprc"))
        self.test, = commands_in(steps, "printf")
        store, = commands_in(steps, "secret-tool store")
        return Keyring.store(store, PASSWORD)

    def send(self, home):
        done = subprocess.run(self.test, shell=True, capture_output=True, text=True, timeout=30,
                              env=dict(os.environ, HOME=home))
        return done.returncode == 0, done.stdout + done.stderr

    def judge_message(self, message, tester):
        return [] if message["sender"] == tester.email else ["sender %r" % message["sender"]]

    def version(self):
        return " ".join(run_quietly("msmtp", "--version").split()[:3:2])


def run(tester):
    tester.everything()
    tester.without_encryption()
