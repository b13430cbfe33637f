"""The practice mail server as a user starts it, and what it tells of the mail that it captured."""
import imaplib
import json
import os
import ssl
import subprocess
import threading

from lab import point_names_here, run_quietly

BASE = 10000
DOMAIN = "practice.test"
HOSTS = [DOMAIN] + ["%s.%s" % (name, DOMAIN) for name in ("mail", "imap", "pop", "smtp")]
USER, PASSWORD = "budi", "practice"
EMAIL = "%s@%s" % (USER, DOMAIN)
LIMIT = 30


class Practice:
    """The server; as a context manager, it ends with it."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.authority = os.path.join(folder, "authority.pem")
        self.process = subprocess.Popen(
            [program, "practice", "--stay", "--json", "--port-base=%d" % BASE,
             "--save-ca=" + self.authority], stdout=subprocess.PIPE, text=True)
        self.events, self.news = [], threading.Condition()
        while not self.events or self.events[-1]["event"] != "ready":
            self.events.append(json.loads(self.process.stdout.readline()))
        self.reader = threading.Thread(target=self.read)
        self.reader.start()
        self.context = ssl.create_default_context(cafile=self.authority)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()

    def read(self):
        for line in self.process.stdout:
            with self.news:
                self.events.append(json.loads(line))
                self.news.notify_all()

    def stop(self):
        self.process.terminate()
        status = self.process.wait(LIMIT)
        self.reader.join(LIMIT)
        return status

    def messages(self, subject=None):
        return [e for e in self.events if e["event"] == "message"
                and subject in (None, e["subject"])]

    def wait_until(self, true, seconds=10):
        """Waits until what the server told makes it true."""
        with self.news:
            self.news.wait_for(true, seconds)

    def judge(self, subject, recipient, port, security, sender=EMAIL, user=EMAIL):
        """What is wrong with the one mail that was captured with SUBJECT."""
        wanted = {"sender": sender, "recipients": [recipient], "port": port,
                  "security": security, "user": user}
        self.wait_until(lambda: self.messages(subject))
        seen = self.messages(subject)
        if len(seen) != 1:
            return ["%d mails were captured" % len(seen)]
        return [] if {key: seen[0][key] for key in wanted} == wanted else [
            "captured: %s" % seen[0]]

    def imap(self):
        client = imaplib.IMAP4_SSL("localhost", BASE + 993, ssl_context=self.context)
        client.login(USER, PASSWORD)
        client.select()
        return client

    def fetch_newest(self):
        """The octets of the mail that came last."""
        client = self.imap()
        octets = client.fetch("*", "(BODY.PEEK[])")[1][0][1]
        client.logout()
        return octets

    def export(self, form):
        """Lets Dermaga write the export from what its own check of the provider found."""
        result, path = (os.path.join(self.folder, name) for name in ("result.json", form))
        with open(result, "w", encoding="utf-8") as f:
            json.dump(next(e["result"] for e in self.events if e["event"] == "check"), f)
        run_quietly(self.program, "export", DOMAIN, "--result=" + result, "--format=" + form,
                    "--email=" + EMAIL, "--name=Budi", "--output=" + path)
        return path

    def put_in_place(self):
        """Gives the provider its names and usual ports, within the private network only."""
        point_names_here(self.folder, HOSTS)
        places = next(e["places"] for e in self.events if e["event"] == "ready")
        rules = ["tcp dport %d redirect to :%d" % (p["usual_port"], p["port"]) for p in places]
        run_quietly("nft", "-f", "-", input="table ip practice {\nchain out {\n"
                    "type nat hook output priority -100\n%s\n}\n}\n" % "\n".join(rules))

    def peak(self):
        with open("/proc/%d/status" % self.process.pid, encoding="ascii") as f:
            return next(int(line.split()[1]) for line in f if line.startswith("VmHWM"))
