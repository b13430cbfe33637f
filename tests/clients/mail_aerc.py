"""aerc in a terminal, with the passwords in the keyring."""
import os
import shutil
import subprocess

from keyring import PACKAGES, Keyring
from lab import run_quietly
from mail_tester import BODY, PASSWORD, SUBJECT, commands_in
from terminal import Terminal

PROGRAMS = dict(PACKAGES, aerc="aerc")

# Newer ones say first that they use STARTTLS anyway, and wait until that was read.
SAYS = r"\[OK\]"
FAILS = "(?i)error|failed|x509|(?<!smtp-)(?<!use )(?<!disable )starttls|tls:|not supported"


class Client:
    directions = ("incoming", "outgoing")

    def install(self, path, home, steps):
        os.makedirs(os.path.join(home, ".config/aerc"))
        shutil.copyfile(path, os.path.join(home, ".config/aerc/accounts.conf"))
        restrict, = commands_in(steps, "chmod")
        subprocess.run(restrict, shell=True, check=True, env=dict(os.environ, HOME=home))
        return [problem for store in commands_in(steps, "secret-tool store")
                for problem in Keyring.store(store, PASSWORD)]

    def start(self, home, *arguments):
        environment = dict(os.environ, HOME=home, EDITOR="true")
        return Terminal(["aerc", *arguments], environment)

    @staticmethod
    def see(terminal, good):
        """Whether it shows what is wanted rather than a failure. It often does not draw what is
        new by itself."""
        for _ in range(16):
            found = terminal.expect(good, SAYS, FAILS, seconds=0.5)
            if found == 1:
                terminal.type("\r")
            elif found is not None:
                return found == 0
            terminal.redraw()
        return False

    def fetch(self, home):
        with self.start(home) as terminal:
            worked = self.see(terminal, SUBJECT)
            if worked:
                terminal.type("\r")
                worked = self.see(terminal, BODY)
            return worked, terminal.screen()

    def send(self, home):
        with self.start(home) as terminal:
            worked = self.see(terminal, SUBJECT)
            terminal.type(":compose -H To:penerima@tujuan.example -H Subject:Uji Isi\r")
            worked = worked and terminal.expect("Send this email") == 0
            terminal.type("y")
            return worked and self.see(terminal, "sage ?sent"), terminal.screen()

    def judge_message(self, message, tester):
        return tester.judge_from(message)

    def version(self):
        return " ".join(run_quietly("aerc", "-v").split()[:2])


def run(tester):
    tester.name = "Toko O'Brien $x `id` <b> & Söhne; #1, [x] = 字"
    tester.everything()
