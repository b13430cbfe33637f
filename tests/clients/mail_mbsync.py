"""mbsync, with the password in the keyring."""
import os
import shutil
import subprocess

from keyring import PACKAGES, Keyring
from lab import run_quietly
from mail_tester import PASSWORD, SUBJECT, commands_in

PROGRAMS = dict(PACKAGES, mbsync="isync")


class Client:
    directions = ("incoming",)

    def install(self, path, home, steps):
        shutil.copyfile(path, os.path.join(home, ".mbsyncrc"))
        self.list, self.fetch_all = commands_in(steps, "mbsync")
        store, = commands_in(steps, "secret-tool store")
        folder, = commands_in(steps, "mkdir")
        subprocess.run(folder, shell=True, check=True, env=dict(os.environ, HOME=home))
        return Keyring.store(store, PASSWORD)

    def fetch(self, home):
        """What it says of both commands, and all that lies in the folder afterwards."""
        said = ""
        for command in (self.list, self.fetch_all):
            done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=30,
                                  env=dict(os.environ, HOME=home))
            said += done.stdout + done.stderr
        for place, _, names in os.walk(os.path.join(home, "Mail")):
            for name in names:
                with open(os.path.join(place, name), encoding="utf-8", errors="replace") as f:
                    said += "%s/%s: %s" % (place, name, f.read())
        shutil.rmtree(os.path.join(home, "Mail"))
        os.makedirs(os.path.join(home, "Mail/imap.contoh.example"))
        return done.returncode == 0 and "Sent\n" in said and SUBJECT in said, said

    def version(self):
        return "mbsync " + run_quietly("mbsync", "--version").split()[1]


def run(tester):
    tester.everything()
    tester.without_encryption()
