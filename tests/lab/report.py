"""What `dermaga-cli check --json` says, and what it ought to say."""
import json
import signal
import subprocess
import threading
import time

# A provider where all is well: AUTH only inside TLS, none at all on port 25.
GOOD = {("smtp", 25, "none"): "ok-plain", ("smtp", 25, "starttls"): "ok-starttls",
        ("smtp", 465, "tls"): "ok-tls",
        ("smtp", 587, "none"): "need-starttls", ("smtp", 587, "starttls"): "ok-starttls",
        ("smtp", 2525, "none"): "need-starttls", ("smtp", 2525, "starttls"): "ok-starttls",
        ("imap", 143, "none"): "need-starttls", ("imap", 143, "starttls"): "ok-starttls",
        ("imap", 993, "tls"): "ok-tls",
        ("pop3", 110, "none"): "need-starttls", ("pop3", 110, "starttls"): "ok-starttls",
        ("pop3", 995, "tls"): "ok-tls"}


def changed(base, **replace):
    """BASE with, say, smtp_465="refused" (every row of the port) or cert="cert-time" (verified rows)."""
    rows = dict(base)
    for key, outcome in replace.items():
        for row in rows:
            protocol, port, security = row
            if key in ("%s_%d" % (protocol, port), "%s_%d_%s" % (protocol, port, security)):
                rows[row] = outcome
            if key == "cert" and security != "none":
                rows[row] = outcome
    return rows


def expected(domain, rows=None, imap="imap", pop3="pop", smtp="smtp", extra=None):
    """Every row of a full check.

    Names that share an address share its connections, so each protocol has the rows of one name,
    the best: IMAP, POP3 and SMTP name that label, None where there is none. ROWS are those of the
    provider; EXTRA are further rows with full host names.
    """
    labels = {"imap": imap, "pop3": pop3, "smtp": smtp}
    wanted = {(protocol, "%s.%s" % (labels[protocol], domain), port, security): outcome
              for (protocol, port, security), outcome in (rows or {}).items() if labels[protocol]}
    wanted.update(extra or {})
    return wanted


class Check:
    """A run of the command line, started at once; read it with finish().

    PREFIX: words before it, of a program that changes something and continues with the rest.
    """

    def __init__(self, program, target, *options, ca=None, env=None, prefix=()):
        self.argv = [*prefix, program, "check", target, "--json", *options]
        if ca:
            self.argv.append("--ca-file=" + ca)
        self.begin, self.seconds = time.monotonic(), None
        self.process = subprocess.Popen(self.argv, stdin=subprocess.DEVNULL, text=True, env=env,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.status, self.data, self.text, self.stderr = None, {}, "", ""
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        try:
            self.text, self.stderr = self.process.communicate(timeout=100)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.text, self.stderr = "", "did not end within 100 s"
        self.seconds = time.monotonic() - self.begin

    def interrupt(self, seconds):
        """Ctrl+C after that time."""
        self.reader.join(seconds)
        self.process.send_signal(signal.SIGINT)

    def finish(self):
        self.reader.join()
        self.status = self.process.wait()
        try:
            self.data = json.loads(self.text)
        except ValueError:
            self.data = {"schema": None, "probes": [], "findings": [], "recommendation": {}}
        return self

    def rows(self):
        return {(p["protocol"], p["host"], p["port"], p["security"]): p["outcome"]
                for p in self.data["probes"]}

    def choice(self, half):
        """(protocol, host, port, security) of one half of the recommendation, or None."""
        server = (self.data.get("recommendation") or {}).get(half)
        return server and (server["protocol"], server["host"], server["port"], server["security"])

    def consent(self):
        recommendation = self.data.get("recommendation") or {}
        return any((recommendation.get(half) or {}).get("consent_needed")
                   for half in ("incoming", "outgoing"))

    def origins(self):
        """The sources of the recommended servers."""
        recommendation = self.data.get("recommendation") or {}
        return {recommendation[half]["source"] for half in ("incoming", "outgoing")
                if recommendation.get(half)}

    def source(self, report):
        """The report of the source with that id, or {}."""
        return next((source for source in self.data.get("sources", [])
                     if source["id"] == report), {})

    def finding(self, code):
        return next((finding for finding in self.data["findings"] if finding["code"] == code), {})

    def findings(self):
        return {finding["code"] for finding in self.data["findings"]}

    def probe(self, *row):
        """All that is said of one row, or {}."""
        return next((p for p in self.data["probes"]
                     if (p["protocol"], p["host"], p["port"], p["security"]) == row), {})

    def addresses(self, *row):
        """{address: outcome} of one row."""
        return {a["address"]: a["outcome"] for a in self.probe(*row).get("addresses", [])}


def compare(tap, name, seen, wanted, partial=False):
    """One test for a whole map; with PARTIAL, rows may also be not-checked or not there yet."""
    wrong = []
    for row in sorted(set(seen) | set(wanted)):
        have, want = seen.get(row, "no row"), wanted.get(row, "no row")
        if have == want or (partial and have in ("not-checked", "no row")):
            continue
        wrong.append("%s %s %d %s: %s, wanted %s" % (*row, have, want))
    tap.ok(not wrong, "%s: every row (%d)" % (name, len(wanted)), *wrong)
