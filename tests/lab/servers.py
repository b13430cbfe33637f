"""Real Postfix, Dovecot and dnsmasq, run from a directory of the lab's own."""
import grp
import os
import pwd
import re
import shutil
import socket
import struct
import subprocess
import time

import dovecot
from dovecot import IMAP_PORTS, POP3_PORTS
from space import DNS4, DNS6, NET4, NET6

SMTP_PORTS = (25, 465, 587, 2525)
ALL_PORTS = SMTP_PORTS + IMAP_PORTS + POP3_PORTS
TLS_PORTS = (465, 993, 995)
PROGRAMS = ("/usr/sbin/postconf", "/usr/lib/postfix/sbin/master", dovecot.PROGRAM)


class Site:
    """A provider: DOMAIN with host NAMES ('' is the domain itself) on one address a family.

    PEM: certificate and key, None for a provider without TLS. PORTS: where Postfix and Dovecot
    listen; scripted servers may use the address, too.
    """

    def __init__(self, domain, number, names, pem, ports=ALL_PORTS, ipv6=True):
        self.domain, self.names, self.pem, self.ports = domain, names, pem, ports
        self.v4 = NET4 + str(number)
        self.v6 = NET6 + str(number) if ipv6 else None
        self.mx, self.srv = [], []

    def fqdn(self, name):
        return name + "." + self.domain if name else self.domain

    def addresses(self):
        return [self.v4] + ([self.v6] if self.v6 else [])

    def dns(self):
        """Lines of dnsmasq configuration."""
        lines = ["host-record=%s,%s" % (self.fqdn(name), ",".join(self.addresses()))
                 for name in self.names]
        lines += ["mx-host=%s,%s,10" % (self.domain, host) for host in self.mx]
        lines += ["srv-host=%s.%s,%s" % (service, self.domain, rest) for service, rest in self.srv]
        return lines


def wait_for(address, port, process, seconds=15):
    """Polls until a server answers; its early end is an error, not a reason to wait."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise OSError("%s ended with status %d" % (process.args[0], process.returncode))
        with socket.socket(family) as probe:
            probe.settimeout(1)
            if probe.connect_ex((address, port)) == 0:
                return
        time.sleep(0.02)
    raise OSError("nothing listens on %s port %d" % (address, port))


class Daemon:
    """A server process in the server's namespace, with its output in a file.

    What it started in turn ends with the lab's process namespace.
    """

    def __init__(self, space, name, argv, stdin=subprocess.DEVNULL):
        self.log = os.path.join(space.dir, name + ".log")
        with open(self.log, "wb") as log, space.server.inside():
            self.process = subprocess.Popen(argv, stdin=stdin, stdout=log, stderr=log)

    def complaint(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()[-2000:]

    def stop(self):
        self.process.kill()
        self.process.wait()


class Dns(Daemon):
    """dnsmasq without upstream: what is not in LINES does not exist."""

    def __init__(self, space, lines):
        path = os.path.join(space.dir, "dnsmasq.conf")
        with open(path, "w", encoding="ascii") as file:
            file.write("\n".join([
                "no-resolv", "no-hosts", "keep-in-foreground", "bind-interfaces", "user=root",
                "pid-file=", "local=/#/", "cache-size=0", "listen-address=" + DNS4,
                "listen-address=" + DNS6, *lines]) + "\n")
        super().__init__(space, "dnsmasq", ["dnsmasq", "--conf-file=" + path])
        self.wait()

    def wait(self):
        question = struct.pack(">6H", 1, 256, 1, 0, 0, 0) + b"\5ready\4test\0\0\1\0\1"
        for _ in range(200):
            if self.process.poll() is not None:
                raise OSError("dnsmasq: " + self.complaint())
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
                probe.settimeout(0.5)
                try:
                    probe.connect((DNS4, 53))
                    probe.send(question)
                    probe.recv(512)
                    return
                except OSError:
                    time.sleep(0.02)
        raise OSError("dnsmasq does not answer")


class Postfix(Daemon):
    """One Postfix for all SITES; AUTH through Dovecot's SOCKET, never on port 25."""

    def __init__(self, space, sites, sasl):
        self.dir = os.path.join(space.dir, "postfix")
        self.make_queue()
        with open(self.dir + "/main.cf", "w", encoding="ascii") as file:
            file.write(self.main(sasl))
        with open(self.dir + "/master.cf", "w", encoding="ascii") as file:
            file.write("\n".join(self.master(sites)) + "\n")
        super().__init__(space, "postfix",
                         ["/usr/lib/postfix/sbin/master", "-c", self.dir, "-d"])
        self.maillog = self.dir + "/mail.log"

    def make_queue(self):
        postfix, root = pwd.getpwnam("postfix").pw_uid, 0
        drop = grp.getgrnam("postdrop").gr_gid
        os.mkdir(self.dir)
        os.mkdir(self.dir + "/data")
        os.chown(self.dir + "/data", postfix, -1)
        os.mkdir(self.dir + "/spool")
        for name, owner, group, mode in [
                ("pid", root, 0, 0o755), ("private", postfix, 0, 0o700),
                ("public", postfix, drop, 0o2710), ("maildrop", postfix, drop, 0o1730),
                *[(name, postfix, 0, 0o700) for name in (
                    "active", "bounce", "corrupt", "defer", "deferred", "flush", "hold",
                    "incoming", "saved", "trace")]]:
            path = self.dir + "/spool/" + name
            os.mkdir(path)
            os.chown(path, owner, group)
            os.chmod(path, mode)

    def main(self, sasl):
        return """compatibility_level = 3.6
queue_directory = {dir}/spool
data_directory = {dir}/data
maillog_file_prefixes = {dir}
maillog_file = {dir}/mail.log
myhostname = lab.test
mydestination =
inet_interfaces = all
inet_protocols = all
smtpd_peername_lookup = no
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_session_cache_database =
smtpd_sasl_type = dovecot
smtpd_sasl_path = {sasl}
smtpd_sasl_security_options = noanonymous
smtpd_client_connection_count_limit = 0
smtpd_relay_restrictions = permit_sasl_authenticated, reject
local_recipient_maps =
default_process_limit = 30
""".format(dir=self.dir, sasl=sasl)

    @staticmethod
    def master(sites):
        lines = ["postlog unix-dgram n - n - 1 postlogd",
                 "anvil unix - - n - 1 anvil", "tlsmgr unix - - n 1000? 1 tlsmgr",
                 "rewrite unix - - n - - trivial-rewrite", "proxymap unix - - n - - proxymap",
                 "cleanup unix n - n - 0 cleanup"]
        for site in sites:
            for address in site.addresses():
                for port in set(site.ports) & set(SMTP_PORTS):
                    where = "[%s]" % address if ":" in address else address
                    lines.append("%s:%d inet n - n - - smtpd" % (where, port))
                    lines.append("  -o myhostname=" + site.fqdn("smtp"))
                    if port != 25:
                        lines.append("  -o smtpd_sasl_auth_enable=yes")
                    if port == 465:
                        lines.append("  -o smtpd_tls_wrappermode=yes")
                    if site.pem:
                        lines.append("  -o smtpd_tls_chain_files=" + site.pem)
                    else:
                        lines.append("  -o smtpd_tls_security_level=none")
                        lines.append("  -o smtpd_tls_auth_only=no")
        return lines


class Dovecot(Daemon):
    """One Dovecot for all SITES; self.sasl is the socket where Postfix checks passwords."""

    # Whether passwords are taken where there is no TLS at all.
    clear_without_tls = True

    def __init__(self, space, sites):
        self.dir = os.path.join(space.dir, "dovecot")
        self.sasl = self.dir + "/auth-postfix"
        os.mkdir(self.dir)
        path = self.dir + "/dovecot.conf"
        with open(path, "w", encoding="ascii") as file:
            file.write(self.config(sites))
        super().__init__(space, "dovecot", [dovecot.PROGRAM, "-F", "-c", path])

    def config(self, sites):
        text = dovecot.general(self.dir, self.sasl, next(site.pem for site in sites if site.pem),
                               self.dir + "/mail/%u")
        text += "ssl = yes\nauth_mechanisms = plain login\n" + dovecot.passwords_in_clear(False)
        text += dovecot.one_password("sandi") + dovecot.listeners(sites)
        for site in sites:
            own = dovecot.certificate(site.pem) if site.pem else \
                "ssl = no\n" + dovecot.passwords_in_clear(self.clear_without_tls)
            text += "".join("local %s {\n%s}\n" % (address, own) for address in site.addresses())
        return text


class Mail:
    """Postfix and Dovecot for SITES, ready to answer on every port of every address."""

    make_postfix, make_dovecot = Postfix, Dovecot

    def __init__(self, space, sites):
        for site in sites:
            for address in site.addresses():
                space.server_address(address)
        served = [site for site in sites if site.ports]
        self.dovecot = self.make_dovecot(space, served)
        self.postfix = self.make_postfix(space, served, self.dovecot.sasl)
        try:
            self.warm_up(served[0])
            for site in served:
                for address in site.addresses():
                    for port in site.ports:
                        wait_for(address, port, self.postfix.process if port in SMTP_PORTS
                                 else self.dovecot.process)
        except OSError as error:
            raise OSError("%s\n%s\n%s" % (error, self.postfix.complaint(),
                                          self.dovecot.complaint())) from error

    def warm_up(self, site):
        """What all processes of Postfix ask something must run before all of them ask at once."""
        port = min(set(site.ports) & set(SMTP_PORTS))
        wait_for(site.v4, port, self.postfix.process)
        with socket.create_connection((site.v4, port), timeout=15) as client:
            client.recv(1)

    def complaints(self):
        """What the servers wrote that they should not have to write."""
        lines = []
        for path in (self.postfix.maillog, self.dovecot.dir + "/mail.log"):
            with open(path, encoding="utf-8", errors="replace") as log:
                lines += [line for line in log if re.search("warning|fatal|panic|Error", line)]
        return "".join(lines[-40:])

    def stop(self):
        self.postfix.stop()
        self.dovecot.stop()


def missing():
    """The real servers that are not installed."""
    return [os.path.basename(path) for path in PROGRAMS if not shutil.which(path)]
