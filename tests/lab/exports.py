"""The way from a finished check to a file, through the command line."""
import io
import os
import stat
import subprocess
import zipfile

import scenes

# Format → words that must be in its file: the servers, the ports and how they are secured.
FORMATS = {
    "thunderbird-xml": ("<hostname>imap.contoh.test</hostname>", "<port>993</port>",
                        "<socketType>SSL</socketType>", "<hostname>smtp.contoh.test</hostname>",
                        "<port>465</port>"),
    "thunderbird-zip": ("imap.contoh.test", "993", "smtp.contoh.test", "465", "budi@contoh.test"),
    "wordpress-plugin": ("<?php", "smtp.contoh.test", "465", "ssl"),
    "wp-mail-smtp": ("WPMS_SMTP_HOST", "smtp.contoh.test", "465", "ssl"),
}


def text_of(data):
    """The text of a file, for a zip of all that is inside."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


class Exports(scenes.Scene):
    """Every format from a stored result, and what must be refused."""

    def export(self, domain, form, *options):
        return subprocess.run(
            [self.program, "export", domain, "--format=" + form, "--email=budi@" + domain,
             "--ca-file=" + self.world.ca.cert, *options],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=60)

    def store(self, domain):
        path = os.path.join(self.world.space.dir, domain + ".json")
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.check(domain).finish().text)
        return "--result=" + path

    def run(self):
        result = self.store("contoh.test")
        for form, words in FORMATS.items():
            self.stored(form, words, result)
        live = self.export("contoh.test", "thunderbird-xml")
        self.tap.ok(live.returncode == 0 and b"imap.contoh.test" in live.stdout,
                    "export after a check of its own", live.stdout[:300], live.stderr)
        refused = self.export("luar.test", "thunderbird-xml", self.store("luar.test"))
        self.tap.ok(refused.returncode == 1 and not refused.stdout,
                    "export: servers outside the domain are refused", refused)
        refused = self.export("polos.test", "thunderbird-xml", self.store("polos.test"))
        self.tap.ok(refused.returncode == 1 and not refused.stdout,
                    "export: nothing safe, nothing written", refused)

    def stored(self, form, words, result):
        path = os.path.join(self.world.space.dir, "export-" + form)
        done = self.export("contoh.test", form, result, "--output=" + path)
        self.tap.ok(done.returncode == 0 and os.path.exists(path), "export %s" % form, done.stderr)
        if not os.path.exists(path):
            return
        with open(path, "rb") as file:
            data = file.read()
        lacking = [word for word in words if word not in text_of(data)]
        self.tap.ok(not lacking, "export %s: names the servers" % form, lacking, data[:600])
        self.tap.same(stat.S_IMODE(os.stat(path).st_mode), 0o600, "export %s: private" % form)
        again = self.export("contoh.test", form, result, "--output=" + path)
        with open(path, "rb") as file:
            same = file.read() == data
        self.tap.ok(again.returncode != 0 and same, "export %s: never overwrites" % form, again)
