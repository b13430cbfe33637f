"""What the owner of a domain publishes: made from real servers, tested again before it is put up."""
import json
import os
import shutil
import subprocess

import scenes

FILES = ("config-v1.1.xml", "user-agent-configuration.json", "records.zone")
SERVER = """<%(side)sServer type="%(protocol)s"><hostname>%(host)s</hostname><port>%(port)d</port>
<socketType>%(socket)s</socketType><username>%%EMAILADDRESS%%</username></%(side)sServer>"""
SOCKET = {"none": "plain", "starttls": "STARTTLS", "tls": "SSL"}


def config(domain, *servers):
    """A configuration file; a server is a row as in scenes.row()."""
    sections = [SERVER % {"side": "outgoing" if protocol == "smtp" else "incoming",
                          "protocol": protocol, "host": host, "port": port,
                          "socket": SOCKET[security]}
                for protocol, host, port, security in servers]
    return ("<clientConfig version='1.1'><emailProvider id='%s'><domain>%s</domain>%s"
            "</emailProvider></clientConfig>" % (domain, domain, "".join(sections)))


class Publishing(scenes.Scene):
    """`publish`, and `check --config`."""

    def run_program(self, *arguments):
        return subprocess.run([self.program, *arguments, "--ca-file=" + self.world.ca.cert],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=100,
                              env=dict(os.environ, LANGUAGE="en", LC_ALL="C.UTF-8"))

    def path(self, name):
        return os.path.join(self.world.space.dir, name)

    def check_file(self, name, path, status, rows, words=()):
        """Without a domain on the command line: the file names it."""
        done = self.run_program("check", "--config=" + path, "--json")
        self.tap.same(done.returncode, status, name + ": exit status")
        data = json.loads(done.stdout)
        seen = [(s["protocol"], s["host"], s["port"], s["security"])
                for source in data["sources"] if source["id"] == "file"
                for s in source["servers"]]
        self.tap.same(seen, rows, name + ": the file's servers, in its order")
        tried = {(p["protocol"], p["host"], p["port"], p["security"]) for p in data["probes"]}
        self.tap.same(tried >= set(rows), True, name + ": each was tried")
        others = {p["host"] for p in data["probes"]} - {row[1] for row in rows}
        self.tap.same(others, set(), name + ": nothing else was")
        text = " ".join(self.run_program("check", "--config=" + path).stdout.split())
        lacking = [word for word in words if word not in text]
        self.tap.ok(not lacking, name + ": says what mail programs make of it", lacking, text)

    def made_file(self, name, status, words, domain, *rows):
        path = self.path("config-" + domain + ".xml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(config(domain, *rows))
        self.check_file(name, path, status, list(rows), words)

    def published(self):
        """What is published for a good provider passes the test for publishing it."""
        folder = self.path("published")
        done = self.run_program("publish", "contoh.test", "--output=" + folder)
        self.tap.ok(done.returncode == 0 and sorted(os.listdir(folder)) == sorted(FILES),
                    "publish: three files", done)
        mail = [scenes.row("imap.contoh.test", 993, "tls"),
                scenes.row("imap.contoh.test", 143, "starttls"),
                scenes.row("mail.contoh.test", 995, "tls"),
                scenes.row("mail.contoh.test", 110, "starttls")]
        smtp = [scenes.row("smtp.contoh.test", 465, "tls"),
                scenes.row("smtp.contoh.test", 587, "starttls"),
                scenes.row("smtp.contoh.test", 2525, "starttls")]
        self.check_file("published autoconfig", os.path.join(folder, FILES[0]), 0, mail + smtp,
                        ("find servers that work", "imap.contoh.test, port 993",
                         "smtp.contoh.test, port 465"))
        self.check_file_for("published PACC", os.path.join(folder, FILES[1]), "contoh.test")
        self.zone(os.path.join(folder, FILES[2]))

    def check_file_for(self, name, path, domain):
        """A PACC document does not name its domain."""
        done = self.run_program("check", "--config=" + path)
        self.tap.same(done.returncode, 2, name + ": the domain must be given")
        done = self.run_program("check", domain, "--config=" + path)
        self.tap.ok(done.returncode == 0, name + ": works", done)

    def zone(self, path):
        """A real name server's own reader takes the records."""
        program = shutil.which("named-checkzone")
        if program is None:
            self.tap.note("published zone: named-checkzone is not installed")
            return
        with open(path, encoding="utf-8") as file:
            records = file.read()
        whole = self.path("contoh.test.zone")
        with open(whole, "w", encoding="utf-8") as file:
            file.write("$TTL 60\n@ IN SOA ns.contoh.test. admin.contoh.test. 1 60 60 60 60\n"
                       "@ IN NS ns.contoh.test.\nns IN A 192.0.2.1\nimap IN A 192.0.2.1\n"
                       "mail IN A 192.0.2.1\nsmtp IN A 192.0.2.1\n" + records)
        done = subprocess.run([program, "-D", "-q", "-i", "full", "-o", "-", "contoh.test", whole],
                              capture_output=True, text=True, timeout=60)
        wanted = [line.split() for line in records.splitlines() if line and line[0] != ";"]
        loaded = [line.split() for line in done.stdout.splitlines()]
        lacking = [record for record in wanted if record not in loaded]
        self.tap.ok(done.returncode == 0 and not lacking, "published zone: BIND takes each record",
                    lacking, done.stderr, done.stdout)

    def stale(self):
        imap, smtp = "imap.tutup.test", "smtp.tutup.test"
        self.made_file("file with closed ports first", 1,
                       ("will have trouble", "imap.tutup.test, port 993, does not work",
                        "imap.tutup.test, port 143. Put it first",
                        "find a server for sending mail that works: smtp.tutup.test, port 587"),
                       "tutup.test", scenes.row(imap, 993, "tls"),
                       scenes.row(imap, 143, "starttls"), scenes.row(smtp, 587, "starttls"))
        self.made_file("file with one closed port", 0, ("find servers that work",),
                       "tutup.test", scenes.row(imap, 143, "starttls"),
                       scenes.row(smtp, 587, "starttls"), scenes.row(smtp, 465, "tls"))
        self.made_file("file without a server for sending", 1,
                       ("names no server for sending mail",),
                       "tutup.test", scenes.row(imap, 143, "starttls"))
        self.made_file("file without encryption", 1,
                       ("receive mail without encryption", "send mail without encryption"),
                       "polos.test", scenes.row("imap.polos.test", 143, "none"),
                       scenes.row("smtp.polos.test", 587, "none"))

    def compared(self):
        done = self.run_program("publish", "catatan.test", "--json")
        verdicts = {p["source"]: p["verdict"] for p in json.loads(done.stdout)["published"]}
        self.tap.same((done.returncode, verdicts.get("srv")), (0, "matches"),
                      "publish: SRV records that match")
        for domain, what in (("polos.test", "nothing is safe"), ("luar.test", "outside")):
            done = self.run_program("publish", domain)
            self.tap.ok(done.returncode == 1 and not done.stdout, "publish refuses: " + what, done)

    def run(self):
        self.published()
        self.stale()
        self.compared()
