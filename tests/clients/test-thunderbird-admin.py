#!/usr/bin/env python3
"""A real Thunderbird finds, where an administrator puts them, the files that Dermaga writes for many
computers.

    test-thunderbird-admin.py RENDER-EXPORT FORMAT
"""
import os
import re
import shutil
import sys
import tempfile

from lab import bail_out, enter_private_machine, need_programs, render, run_quietly
from marionette import ScriptError, Thunderbird
from thunderbird_lab import BINARIES, NASTY_USER, Tester, account, differences, meant
from thunderbird_scripts import FIND_ON_DISK, READ_XML, SEE

FORMATS = ("thunderbird-isp", "thunderbird-policies")

# The account would ask for its password in a window that nobody is there to answer.
KEEP_QUIET = {"mail.server.server1.login_at_startup": False,
              "mail.server.server1.check_new_mail": False}
OTHER = account("tls", "lain", email="lain@lain.example", name="Lain")


def make_writable(folder, path):
    """Lets files be put into a folder of the system, within the private mounts only."""
    layers = os.path.join(folder, "layers" + path.replace("/", "-"))
    os.mkdir(layers)
    run_quietly("mount", "-t", "tmpfs", "tmpfs", layers)
    for name in ("upper", "work"):
        os.mkdir(os.path.join(layers, name))
    run_quietly("mount", "-t", "overlay", "overlay", "-o",
                "lowerdir={0},upperdir={1}/upper,workdir={1}/work".format(path, layers), path)


def put_back(folder, path):
    layers = os.path.join(folder, "layers" + path.replace("/", "-"))
    for mounted in (path, layers):
        if os.path.ismount(mounted):
            run_quietly("umount", "--lazy", mounted)


class Administrator(Tester):
    def put(self, form, path, wanted):
        """Writes the file to where the steps say."""
        steps = render(self.program, form, path, wanted)
        return re.findall(r"/(?:etc|usr)/\S+\.(?:json|xml)", steps)

    def judge_all(self, name, wanted, seen):
        self.tap.result(name, differences([meant(one, i == 0) for i, one in enumerate(wanted)],
                                          seen["accounts"], "account"))
        for one in seen["accounts"]:
            self.tap.note("seen: %s" % one)

    def policies(self, wanted, place):
        """@place: None for where the steps say."""
        path = os.path.join(self.folder, "policies.json")
        place = place or self.put("thunderbird-policies", path, wanted)[0]
        if not os.path.exists(path):
            self.put("thunderbird-policies", path, wanted)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        shutil.move(path, place)
        name = "thunderbird-policies in %s, %s: " % (os.path.dirname(place),
                                                     wanted["outgoing"]["security"])
        with Thunderbird(self.binary, KEEP_QUIET) as thunderbird:
            connection = thunderbird.start()
            seen = connection.script(SEE)
            self.judge_all(name + "the account is there", [wanted], seen)
            self.add_another(connection)
            thunderbird.stop()
            seen = thunderbird.start().script(SEE)
            self.judge_all(name + "an account added later stays", [wanted, OTHER], seen)
            self.tap.result(name + "mail is sent", self.send(thunderbird.connection, wanted["outgoing"]))
        os.unlink(place)

    def add_another(self, connection):
        path = os.path.join(self.folder, "other.xml")
        render(self.program, "thunderbird-xml", path, OTHER)
        with open(path, encoding="utf-8") as f:
            connection.script(READ_XML, f.read(), OTHER["email"], OTHER["name"])

    def isp(self, wanted):
        path = os.path.join(self.folder, "isp.xml")
        place = self.put("thunderbird-isp", path, wanted)[0]
        os.makedirs(os.path.dirname(place), exist_ok=True)
        shutil.move(path, place)
        name = "thunderbird-isp in %s, %s" % (place, wanted["outgoing"]["security"])
        with Thunderbird(self.binary) as thunderbird:
            try:
                thunderbird.start().script(FIND_ON_DISK, wanted["email"].split("@")[1],
                                           wanted["email"], wanted["name"])
            except ScriptError as error:
                self.tap.result(name, ["Thunderbird says: %s" % error])
                return
            thunderbird.stop()
            seen = thunderbird.start().script(SEE)
            self.judge_all(name, [wanted], seen)
            self.tap.result(name + ": mail is sent", self.send(thunderbird.connection, wanted["outgoing"]))
        os.unlink(place)


def run(program, form, binary, folder):
    administrator = Administrator(program, binary, folder)
    program_folder = os.path.dirname(binary)
    if form == "thunderbird-policies":
        administrator.policies(account("tls", NASTY_USER + " 字"), None)
        administrator.policies(account("starttls", NASTY_USER + " 字", "pop3"),
                               os.path.join(program_folder, "distribution", "policies.json"))
    else:
        administrator.isp(account("starttls", "toko@contoh.example"))
    return administrator.tap.finish()


def main():
    binary = next((b for b in BINARIES if os.path.exists(b)), None)
    if binary is None:
        bail_out("missing; run: apt-get install --no-install-recommends thunderbird")
    need_programs({"openssl": "openssl"})
    enter_private_machine()
    places = (os.path.dirname(binary), "/etc/thunderbird")
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder:
        try:
            for place in places:
                make_writable(folder, place)
            return run(*sys.argv[1:], binary, folder)
        finally:
            for place in places:
                put_back(folder, place)


if __name__ == "__main__":
    sys.exit(main())
