"""The way from a finished check to a file, through the command line."""
import io
import json
import os
import re
import stat
import subprocess
import zipfile

import scenes

# How the files say in which manner the servers are encrypted, where that is worth a look of its own.
WORDS = {
    "thunderbird-xml": ("<port>993</port>", "<socketType>SSL</socketType>", "<port>465</port>"),
    "thunderbird-zip": ("993", "465", "budi@contoh.test"),
    "wordpress-plugin": ("<?php", "465", "ssl"),
    "wp-mail-smtp": ("WPMS_SMTP_HOST", "465", "ssl"),
}


def text_of(data):
    """The text of a file, for a zip of all that is inside; None where it is no text at all."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def packed(text):
    """Whether a file is one word of Base64, which some plugins take for their settings."""
    return bool(re.fullmatch(r"[A-Za-z0-9+/=\s]{80,}", text))


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
        listed = subprocess.run([self.program, "formats", "--json"], capture_output=True,
                                check=True).stdout
        for entry in json.loads(listed):
            self.stored(entry, result)
        live = self.export("contoh.test", "thunderbird-xml")
        self.tap.ok(live.returncode == 0 and b"imap.contoh.test" in live.stdout,
                    "export after a check of its own", live.stdout[:300], live.stderr)
        refused = self.export("luar.test", "thunderbird-xml", self.store("luar.test"))
        self.tap.ok(refused.returncode == 1 and not refused.stdout,
                    "export: servers outside the domain are refused", refused)
        self.insecure()

    def insecure(self):
        """Without encryption: refused, and written only for whoever says that they understand."""
        result = self.store("polos.test")
        for options in ((result,), ()):
            how = "from a report" if options else "after a check"
            refused = self.export("polos.test", "thunderbird-xml", *options)
            self.tap.ok(refused.returncode == 1 and not refused.stdout
                        and b"--accept-insecure" in refused.stderr,
                        "export: only without encryption, refused " + how, refused)
            done = self.export("polos.test", "thunderbird-xml", "--accept-insecure", *options)
            self.tap.ok(done.returncode == 0 and b"<socketType>plain<" in done.stdout
                        and b"Warning: " in done.stderr,
                        "export: only without encryption, accepted " + how, done)
        # Bytes behind the reply to STARTTLS; a certificate for another name, from nobody, expired.
        for domain in ("sisip.test", "lain.test", "asing.test", "lewat.test"):
            refused = self.export(domain, "thunderbird-xml", "--accept-insecure", self.store(domain))
            self.tap.ok(refused.returncode == 1 and not refused.stdout
                        and b"--accept-insecure" not in refused.stderr,
                        "export: nothing without encryption from " + domain, refused)

    def stored(self, entry, result):
        form = entry["id"]
        path = os.path.join(self.world.space.dir, "export-" + form)
        done = self.export("contoh.test", form, result, "--output=" + path)
        self.tap.ok(done.returncode == 0 and os.path.exists(path), "export %s" % form, done.stderr)
        if not os.path.exists(path):
            return
        with open(path, "rb") as file:
            data = file.read()
        text = text_of(data)
        words = WORDS.get(form, ())
        # A picture shows it to a camera, not in words.
        if text is not None and not packed(text) and not entry["media_type"].startswith("image/"):
            words += ("imap.contoh.test",) * entry["needs_incoming"]
            words += ("smtp.contoh.test",) * entry["needs_outgoing"]
        lacking = [word for word in words if word not in (text or "")]
        self.tap.ok(not lacking, "export %s: names the servers" % form, lacking, data[:600])
        self.tap.same(stat.S_IMODE(os.stat(path).st_mode), 0o600, "export %s: private" % form)
        again = self.export("contoh.test", form, result, "--output=" + path)
        with open(path, "rb") as file:
            same = file.read() == data
        self.tap.ok(again.returncode != 0 and same, "export %s: never overwrites" % form, again)
