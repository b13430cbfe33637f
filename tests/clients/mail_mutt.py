"""mutt in a terminal: the password is typed, the message is read, another is written and sent."""
import os
import shutil

from lab import run_quietly
from mail_tester import BODY, PASSWORD, SUBJECT
from terminal import Terminal

PROGRAMS = {"mutt": "mutt"}

ASKS = "Password for .*: "
DOUBTS = r"\(r\)eject"
MAKES = r"Create it\?"
# Back without a mailbox, or back where the message was written, is a failure, too.
FAILS = ("(?i)failed|error|unavailable|encrypted connection|gnutls_|no mailbox"
         "|y:send")


class Client:
    directions = ("incoming", "outgoing")
    program = "mutt"
    password = PASSWORD

    def install(self, path, home, steps):
        shutil.copyfile(path, os.path.join(home, ".muttrc"))
        editor = os.path.join(home, "editor")
        with open(editor, "w", encoding="ascii") as f:
            f.write('#!/bin/sh\necho "Isi surel." >>"$1"\n')
        os.chmod(editor, 0o755)
        self.said = ""
        named = [step for step in steps if self.program in step]
        return [] if named else ["the steps do not name " + self.program]

    def start(self, home):
        environment = dict(os.environ, HOME=home, EDITOR=os.path.join(home, "editor"),
                           VISUAL=os.path.join(home, "editor"))
        return Terminal([self.program, "-e", "set sleep_time=0"], environment)

    def wait_for(self, terminal, *good):
        """Answers what is asked, until one of the patterns or a failure is shown."""
        passwords = [self.password + "\n"]
        answers = ((ASKS, passwords), (DOUBTS, ["r"]), (MAKES, ["y"]))
        while True:
            found = terminal.expect(*good, *(question for question, _ in answers), FAILS)
            if found is None or found == len(good) + len(answers):
                return None
            if found < len(good):
                return found
            keys = answers[found - len(good)][1]
            # NeoMutt may draw a question twice. Where it asks again, what was given was not taken,
            # which it says, or nothing more comes.
            if keys:
                terminal.type(keys.pop())

    def fetch(self, home, subject=SUBJECT, body=BODY, keys="\n"):
        """KEYS open the mail; by themselves, the first that is new."""
        with self.start(home) as terminal:
            worked = self.wait_for(terminal, subject) is not None
            if worked:
                terminal.type(keys)
                worked = self.wait_for(terminal, body) is not None
            self.leave(terminal)
            return worked, terminal.screen()

    def leave(self, terminal):
        terminal.type("q\x07")
        if terminal.expect("(?i)quit|exit", seconds=0.3) is not None:
            terminal.type("y")

    def send(self, home):
        with self.start(home) as terminal:
            if self.wait_for(terminal, SUBJECT) is None:
                return False, terminal.screen()
            terminal.type("m")
            for question, answer in (("To: ", "penerima@tujuan.example\n"),
                                     ("Subject: ", "Uji\n"), ("Send", "y")):
                if terminal.expect(question) is None:
                    return False, terminal.screen()
                if question == "Send":
                    terminal.settle()
                terminal.type(answer)
            worked = self.wait_for(terminal, "Mail sent|Message sent") is not None
            return worked, terminal.screen()

    def judge_message(self, message, tester):
        return tester.judge_from(message)

    def version(self):
        return " ".join(run_quietly(self.program, "-v").split()[:2])


def run(tester):
    tester.everything()
    tester.client.directions = ("incoming",)
    tester.everything("pop3")
    tester.client.directions = Client.directions
    tester.without_encryption()
