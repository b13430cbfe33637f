"""Starts a real Thunderbird and runs scripts inside it, over its Marionette protocol: a TCP stream
of "<length>:<json>" packets, a command being [0, id, name, parameters], its answer
[1, id, error, result]."""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

# They only keep the program quiet, off the network and in one process, which starts sooner; none
# touches how accounts are set up.
QUIET = {
    "app.update.enabled": False,
    "browser.tabs.remote.autostart": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "dom.ipc.forkserver.enable": False,
    "extensions.update.enabled": False,
    "extensions.webextensions.remote": False,
    "mail.shell.checkDefaultClient": False,
    "mail.inappnotifications.enabled": False,
    "mailnews.start_page.enabled": False,
    "mailnews.start_page_override.mstone": "ignore",
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "offline.startup_state": 3,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
}
START_LIMIT = 60


class ScriptError(Exception):
    """Thunderbird refused something, or threw an exception."""


class Connection:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.buffer = b""
        self.number = 0
        self._receive()
        self.command("WebDriver:NewSession", {})
        self.command("Marionette:SetContext", {"value": "chrome"})

    def _more(self):
        chunk = self.socket.recv(65536)
        if not chunk:
            raise ScriptError("Thunderbird closed the connection")
        self.buffer += chunk

    def _receive(self):
        while b":" not in self.buffer:
            self._more()
        size, self.buffer = self.buffer.split(b":", 1)
        while len(self.buffer) < int(size):
            self._more()
        body, self.buffer = self.buffer[:int(size)], self.buffer[int(size):]
        return json.loads(body)

    def command(self, name, parameters):
        self.number += 1
        text = json.dumps([0, self.number, name, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(text), text))
        while True:
            kind, number, error, result = self._receive()
            if (kind, number) == (1, self.number):
                break
        if error:
            raise ScriptError("%s: %s" % (error.get("error"), error.get("message")))
        return result

    def script(self, body, *args):
        """Runs BODY, of an async function that sees `args`, with all rights; gives its value."""
        text = ("const args = Array.from(arguments); const done = args.pop();"
                "(async () => {" + body + "\n})().then(v => done({ok: v ?? null}),"
                "e => done({error: String(e?.message ?? e)}));")
        value = self.command("WebDriver:ExecuteAsyncScript",
                             {"script": text, "args": list(args), "newSandbox": True,
                              "sandbox": "system", "scriptTimeout": 50000})["value"]
        if "error" in value:
            raise ScriptError(value["error"])
        return value["ok"]


class Thunderbird:
    """A Thunderbird with a home and a profile of its own, which goes away with it."""

    def __init__(self, binary, preferences=None):
        """@preferences: beside those that keep it quiet"""
        self.binary = binary
        self.more = preferences or {}
        self.home = tempfile.mkdtemp(prefix="dermaga-thunderbird-")
        self.profile = os.path.join(self.home, "profile")
        os.mkdir(self.profile)
        self.process = self.connection = None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def _write_preferences(self):
        """An account that signs in at the start would ask for its password in a window that nobody
        is there to answer."""
        preferences = dict(QUIET, **self.more)
        stored = os.path.join(self.profile, "prefs.js")
        if os.path.exists(stored):
            with open(stored, encoding="utf-8", errors="replace") as f:
                for key in re.findall(r'"mail\.server\.(\w+)\.type"', f.read()):
                    preferences["mail.server.%s.login_at_startup" % key] = False
                    preferences["mail.server.%s.check_new_mail" % key] = False
        with open(os.path.join(self.profile, "user.js"), "w", encoding="utf-8") as f:
            for name, value in preferences.items():
                f.write("user_pref(%s, %s);\n" % (json.dumps(name), json.dumps(value)))

    def start(self):
        self._write_preferences()
        port_file = os.path.join(self.profile, "MarionetteActivePort")
        if os.path.exists(port_file):
            os.unlink(port_file)
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": self.home,
                       "XDG_RUNTIME_DIR": self.home, "TMPDIR": self.home,
                       "MOZ_CRASHREPORTER_DISABLE": "1", "NO_AT_BRIDGE": "1"}
        with open(os.path.join(self.home, "log"), "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "--headless", "--no-remote", "--marionette",
                 "--remote-allow-system-access", "--profile", self.profile],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment,
                start_new_session=True)
        end = time.monotonic() + START_LIMIT
        while self.connection is None:
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError("Thunderbird does not start:\n" + self.log())
            try:
                with open(port_file, encoding="ascii") as f:
                    self.connection = Connection(int(f.read()))
            except (OSError, ValueError):
                time.sleep(0.1)
        return self.connection

    def log(self):
        with open(os.path.join(self.home, "log"), encoding="utf-8", errors="replace") as f:
            return f.read()[-2000:]

    def stop(self):
        if self.connection:
            try:
                self.connection.command("Marionette:Quit", {"flags": ["eAttemptQuit"]})
            except (ScriptError, OSError, ValueError):
                pass
            self.connection.socket.close()
            self.connection = None
        if self.process:
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
            self.process = None
