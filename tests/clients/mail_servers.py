"""Real mail servers, set up by a script as an administrator would run it. They live in copies of
/etc, /usr and /var that end with the private mounts."""
import glob
import os
import pty
import shutil
import signal
import subprocess
import termios
import time

from lab import run_quietly
from sending_tester import EMAIL, HOST, RECIPIENT, Client, codes

QUOTED = "'" + EMAIL.replace("'", "'\\''") + "'"
EVIL = "/var/tmp/dermaga-was-run"


def overlay(folder):
    """Writable copies of the system's folders, within the private mounts only."""
    top = os.path.join(folder, "overlay")
    os.mkdir(top)
    run_quietly("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", top)
    for low in ("/etc", "/usr", "/var"):
        up, work = top + low + ".up", top + low + ".work"
        os.mkdir(up)
        os.mkdir(work)
        run_quietly("mount", "-t", "overlay", "overlay", "-o",
                    "lowerdir=%s,upperdir=%s,workdir=%s" % (low, up, work), low)


def write(path, text, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    os.chmod(path, mode)


def contents(folder):
    found = {}
    for path in glob.glob(folder + "/**", recursive=True):
        if os.path.isfile(path):
            with open(path, "rb") as f:
                found[path] = f.read()
    return found


def answer_in_terminal(path, password):
    """Runs the script in a terminal. Gives (status, what was shown, whether it was hidden)."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("sh", ["sh", path])
    shown, answered, hidden = b"", False, False
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if b"Password of" in shown and not answered:
            for _ in range(500):
                hidden = not termios.tcgetattr(terminal)[3] & termios.ECHO
                if hidden:
                    break
                time.sleep(0.01)
            os.write(terminal, password.encode() + b"\n")
            answered = True
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), shown.decode("utf-8", "replace"), hidden


class MailServer(Client):
    """Subclasses have: settings (its folder), secret (the file with the password)."""
    user = 'q"u\'o\\te $(touch %s) `touch %s` ${y} %%41 #;<b>&amp; */ Ünï 字' % (EVIL, EVIL)
    password = 'pa\'ss\\w"o$rd `touch %s` $(id) %%s #;é 字:^|' % EVIL
    header = False
    queues = True

    def install(self, path, home, steps):
        self.command = codes(steps)[-1]
        before = contents(self.settings)
        problems = self.refuse_empty(path, before)
        status, shown, hidden = answer_in_terminal(path, self.password)
        if status:
            problems.append("the script failed: " + shown[-800:])
        if not hidden or self.password in shown:
            problems.append("the password could be seen")
        problems += self.run_again(path)
        return problems + self.check_files(before)

    def refuse_empty(self, path, before):
        done = subprocess.run(["sh", path], input="\n", capture_output=True, text=True)
        if done.returncode == 0 or contents(self.settings) != before:
            return ["without a password something was changed"]
        return []

    def run_again(self, path):
        once = contents(self.settings)
        done = subprocess.run(["sh", path], input=self.password + "\n", capture_output=True,
                              text=True)
        if done.returncode:
            return ["the second run failed: " + (done.stdout + done.stderr)[-800:]]
        return [] if contents(self.settings) == once else ["a second run changes something"]

    def check_files(self, before):
        problems = []
        after = contents(self.settings)
        holders = [p for p, text in after.items() if self.quoted_password().encode() in text]
        if holders != [self.secret]:
            problems.append("the password is in %s" % holders)
        if os.stat(self.secret).st_mode & 0o137:
            problems.append("others can read the password")
        for path, text in before.items():
            kept = path + ".before-dermaga"
            if after.get(path) != text and kept not in after:
                problems.append("no copy of %s was kept" % path)
            if path.endswith(".before-dermaga") and after.get(path) != text:
                problems.append("the copy %s was overwritten" % path)
        if os.path.exists(EVIL):
            problems.append("a value was run")
        return problems

    def quoted_password(self):
        return self.password

    def sending_command(self):
        before, _, after = self.command.rpartition(QUOTED)
        return before + RECIPIENT + after

    def give(self):
        done = subprocess.run(["sh", "-c", self.sending_command()], capture_output=True, text=True)
        return done.stdout + done.stderr


class Postfix(MailServer):
    settings, secret = "/etc/postfix", "/etc/postfix/sasl_passwd"
    address = "127.0.0.2"  # on port 25, its own addresses would be a loop
    LOG, SPOOL = "/var/log/dermaga-mail.log", "/var/spool/postfix"
    BASE = """compatibility_level = 3.6
myhostname = pc.contoh.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
maillog_file = %s
smtp_host_lookup = native
in_flow_delay = 0
smtp_dns_support_level = disabled
smtp_tls_security_level = may
""" % LOG

    def __init__(self):
        write("/etc/postfix/main.cf", self.BASE)
        write("/etc/postfix/sasl_passwd", "[lain.example]:587 budi:lain\n", 0o600)
        write("/etc/postfix/master.cf", "postlog unix-dgram n - n - 1 postlogd\n"
              "pickup unix n - n 60 1 pickup\ncleanup unix n - n - 0 cleanup\n"
              "qmgr unix n - n 300 1 qmgr\ntlsmgr unix - - n 1000? 1 tlsmgr\n"
              "rewrite unix - - n - - trivial-rewrite\nbounce unix - - n - 0 bounce\n"
              "defer unix - - n - 0 bounce\ntrace unix - - n - 0 bounce\n"
              "smtp unix - - n - - smtp\nrelay unix - - n - - smtp\n"
              "error unix - - n - - error\nretry unix - - n - - error\n"
              "proxymap unix - - n - - proxymap\n")

    def version(self):
        return "Postfix " + run_quietly("postconf", "-d", "-h", "mail_version").strip()

    def send(self, home, password):
        write(self.LOG, "", 0o600)
        master = subprocess.Popen(["/usr/lib/postfix/sbin/master", "-c", "/etc/postfix", "-d"],
                                  start_new_session=True)
        try:
            said = self.give()
            for _ in range(600):
                with open(self.LOG, encoding="utf-8", errors="replace") as f:
                    log = f.read()
                if "status=" in log or "fatal" in log:
                    break
                time.sleep(0.05)
        finally:
            # Asked to end, it would wait a second.
            os.killpg(master.pid, signal.SIGKILL)
            master.wait()
            self.empty_queues()
        return "status=sent" in log, said + log

    def empty_queues(self):
        """What postsuper does, which takes a second for it."""
        for queue in ("maildrop", "incoming", "active", "deferred", "defer", "bounce"):
            for path in contents("%s/%s" % (self.SPOOL, queue)):
                os.unlink(path)

    def check_files(self, before):
        problems = super().check_files(before)
        with open(self.secret, encoding="utf-8") as f:
            lines = f.read().splitlines()
        if lines.count("[lain.example]:587 budi:lain") != 1:
            problems.append("another login is lost: %d lines" % len(lines))
        if sum(line.startswith("[%s]:" % HOST) for line in lines) != 1 + (
                "[%s]:465 " % HOST in "\n".join(lines[1:])) + (
                "[%s]:587 " % HOST in "\n".join(lines[1:])):
            problems.append("a login is there twice")
        return problems


def copy_unpacked(cache, package):
    """Files of a package that is not installed, since it would take the place of Postfix."""
    run_quietly("cp", "-a", "--remove-destination", os.path.join(cache, package) + "/.", "/")


class Nullmailer(MailServer):
    settings, secret = "/etc/nullmailer", "/etc/nullmailer/remotes"
    SPOOL = "/var/spool/nullmailer"
    # It has no quoting for a line break, and blanks at the end are the script's to refuse.
    user = MailServer.user + ":\\"

    def __init__(self, cache):
        copy_unpacked(cache, "nullmailer")
        write("/etc/mailname", "pc.contoh.example\n")
        write("/etc/nullmailer/remotes", "lama.example smtp user=budi pass=lama\n", 0o600)
        write("/etc/nullmailer/pausetime", "0\n")
        os.mkfifo(self.SPOOL + "/trigger", 0o622)
        shutil.chown(self.SPOOL + "/trigger", "mail")
        os.chmod(self.SPOOL + "/trigger", 0o622)
        for name in ("", "/queue", "/tmp", "/failed"):
            shutil.chown(self.SPOOL + name, "mail", "mail")
        shutil.chown("/usr/sbin/nullmailer-queue", "mail")
        os.chmod("/usr/sbin/nullmailer-queue", 0o4755)

    def version(self):
        return "nullmailer 2.2"

    def quoted_password(self):
        return self.password.replace("'", "'\"'\"'")

    def send(self, home, password):
        said = self.give()
        done = subprocess.run(["setpriv", "--reuid=mail", "--regid=mail", "--clear-groups",
                               "/usr/sbin/nullmailer-send"], cwd=self.SPOOL, capture_output=True,
                              text=True, errors="replace", timeout=60)
        for folder in ("queue", "failed", "tmp"):
            for path in glob.glob("%s/%s/*" % (self.SPOOL, folder)):
                os.unlink(path)
        said += done.stdout + done.stderr
        return "Sent file" in said, said


class Exim(MailServer):
    settings, secret = "/etc/exim4", "/etc/exim4/passwd.client"
    address = "127.0.0.2"  # Exim sends nothing to an address of its own machine
    SPOOL, LOGS = "/var/spool/exim4", "/var/log/exim4"

    def __init__(self, cache):
        copy_unpacked(cache, "exim4")
        for path, line in (("/etc/passwd", "Debian-exim:x:64:64::/var/spool/exim4:/bin/false\n"),
                           ("/etc/group", "Debian-exim:x:64:\n")):
            with open(path, "a", encoding="ascii") as f:
                f.write(line)
        write("/etc/mailname", "pc.contoh.example\n")
        write("/etc/exim4/update-exim4.conf.conf", "dc_eximconfig_configtype='local'\n"
              "dc_other_hostnames=''\ndc_local_interfaces='127.0.0.1'\ndc_readhost=''\n"
              "dc_relay_domains=''\ndc_minimaldns='false'\ndc_relay_nets=''\ndc_smarthost=''\n"
              "CFILEMODE='644'\ndc_use_split_config='false'\ndc_hide_mailname=''\n"
              "dc_mailname_in_oh='true'\ndc_localdelivery='mail_spool'\n")
        write("/etc/exim4/exim4.conf.localmacros", "AUTH_CLIENT_ALLOW_NOTLS_PASSWORDS = true\n")
        for folder in (self.SPOOL, self.SPOOL + "/input", self.SPOOL + "/db",
                       self.SPOOL + "/msglog", self.LOGS, "/var/lib/exim4"):
            os.makedirs(folder, exist_ok=True)
            os.chown(folder, 64, 64)
        os.chmod("/usr/sbin/exim4", 0o4755)

    def version(self):
        return "Exim " + run_quietly("exim4", "-bV").split()[2]

    def give(self):
        # Delivered at once, and not in the background.
        command = self.sending_command().replace("/usr/sbin/sendmail", "/usr/sbin/exim4 -odf -i")
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
        return done.stdout + done.stderr

    def send(self, home, password):
        said = self.give()
        for path in glob.glob(self.LOGS + "/*"):
            with open(path, encoding="utf-8", errors="replace") as f:
                said += f.read()
            os.unlink(path)
        for folder in ("input", "msglog", "db"):
            for path in glob.glob("%s/%s/*" % (self.SPOOL, folder)):
                os.unlink(path)
        return " => " in said, said
