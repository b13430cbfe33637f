"""Mail accounts on real Dovecot and Postfix: every way to sign in alone, and every refusal."""
import base64
import os
import pwd

import dovecot
import servers
from servers import IMAP_PORTS, POP3_PORTS, SMTP_PORTS

PASSWORD = "sandi-Rahasia-7319"
ALL = "plain login cram-md5 scram-sha-1 scram-sha-256"
PORTS = (465, 587) + IMAP_PORTS + POP3_PORTS

# Names and passwords that tools trip over: each with every mechanism.
AWKWARD = [
    ('ani "kutip"', 'kata "sandi" \'dua\''),
    ("garis\\miring", "sa\\ndi\\\\"),
    ("uang$HOME", "$HOME `id` $(id)"),
    ("persen%u%s", "100%s%n%u"),
    ("dua kata", " di tepi pun spasi "),
    ("sama=dengan,koma", "n,=2C=3D,"),
    ("kurung{5}", "{5+} (a) [b] *"),
    ("d\u00e9wi", "rahasi\u00e4-\u5bc6\u7801-\u00df"),
    ("u" * 100, "p" * 100),
]


def escape(name):
    """As Dovecot looks names up, so that none of them can be taken for something else."""
    return "".join("\\" + c if c in "\\\"'" else c for c in name)


def base64_of(text):
    return base64.b64encode(text.encode()).decode()


class Accounts(servers.Daemon):
    """One Dovecot for SITES, whose users may sign in by MECHANISMS; SASL is for Postfix.

    SETTINGS: further lines of its configuration. LAST: what each account has besides, such as
    "nologin". DENIED: whether a list of those who may not sign in names everybody. PENALTY:
    whether it makes whoever guesses wait, as Dovecot does by itself.
    """

    def __init__(self, space, label, sites, mechanisms=ALL, settings="", last="", denied=False,
                 penalty=False):
        self.label, self.mechanisms, self.settings = label, mechanisms, settings
        self.last, self.denied, self.penalty, self.sites = last, denied, penalty, sites
        self.dir = os.path.join(space.dir, "dovecot-" + label)
        self.sasl, self.maillog = self.dir + "/auth-postfix", self.dir + "/mail.log"
        nobody = pwd.getpwnam("nobody").pw_uid
        os.mkdir(self.dir)
        os.mkdir(self.dir + "/box", 0o700)
        os.chown(self.dir + "/box", nobody, -1)
        self.write("users", self.users())
        self.write("dovecot.conf", self.config())
        super().__init__(space, "dovecot-" + label,
                         [dovecot.PROGRAM, "-F", "-c", self.dir + "/dovecot.conf"])

    def write(self, name, text):
        with open(os.path.join(self.dir, name), "w", encoding="utf-8") as file:
            file.write(text)

    def users(self):
        names = [("budi@" + site.domain, PASSWORD) for site in self.sites]
        return "".join("%s:{PLAIN.b64}%s::::::%s\n" % (escape(name), base64_of(password), self.last)
                       for name, password in [("budi", PASSWORD), *names, *AWKWARD])

    def passdb(self):
        if "oauth" in self.mechanisms:
            return dovecot.tokens(self.dir + "/oauth")
        path = self.dir + "/users"
        return (dovecot.users(path, deny=True) if self.denied else "") + dovecot.users(path)

    def config(self):
        text = dovecot.general(self.dir, self.sasl, self.sites[0].pem, self.dir + "/box")
        text += "ssl = required\nauth_verbose = yes\nauth_mechanisms = %s\n" % self.mechanisms
        text += "auth_failure_delay = %s\n" % ("2 secs" if self.penalty else "0")
        if not self.penalty:
            text += "service anvil {\n  unix_listener anvil-auth-penalty {\n    mode = 0\n  }\n}\n"
        text += dovecot.names_as_given() + self.passdb() + dovecot.listeners(self.sites)
        text += self.settings
        for site in self.sites:
            for address in site.addresses():
                text += "local %s {\n%s}\n" % (address, dovecot.certificate(site.pem))
        return text

    def log_text(self):
        with open(self.maillog, encoding="utf-8", errors="replace") as log:
            return log.read()


class Submission(servers.Postfix):
    """One Postfix for all SITES. site.sasl: the Dovecot that knows its accounts; site.smtp: further
    options of its ports."""

    # Whoever signed in may send; anvil counts everybody.
    EXTRA = """smtpd_client_event_limit_exceptions =
smtpd_recipient_restrictions =
smtpd_reject_unlisted_recipient = no
smtpd_delay_reject = yes
"""

    def main(self, sasl):
        return super().main(sasl) + self.EXTRA

    @staticmethod
    def master(sites):
        lines = servers.Postfix.master([])
        for site in sites:
            for address in site.addresses():
                for port in sorted(set(site.ports) & set(SMTP_PORTS)):
                    lines.append("%s:%d inet n - n - - smtpd" % (address, port))
                    options = dict({"myhostname": site.fqdn("smtp"),
                                    "smtpd_sasl_auth_enable": "yes",
                                    "smtpd_sasl_path": site.sasl,
                                    "smtpd_tls_security_level": "encrypt",
                                    "smtpd_tls_chain_files": site.pem}, **site.smtp)
                    if port == 465:
                        options["smtpd_tls_wrappermode"] = "yes"
                    lines += ["  -o { %s = %s }" % pair for pair in options.items()]
        return lines

    def queued(self):
        """What it took for delivery: {its number: its text as postcat shows it}. It may move from one
        queue to the next meanwhile, where it keeps its number."""
        found = {}
        for queue in ("incoming", "active", "deferred", "maildrop"):
            for folder, _, names in os.walk(os.path.join(self.dir, "spool", queue)):
                for name in names:
                    text = servers.subprocess.run(
                        ["/usr/sbin/postcat", "-c", self.dir, os.path.join(folder, name)],
                        capture_output=True, check=False).stdout.decode("utf-8", "replace")
                    if text:
                        found[name] = text
        return found


class Providers:
    """Providers that differ in how one may sign in, side by side."""

    FIRST = 0x10

    def __init__(self, space, ca):
        self.space, self.ca = space, ca
        self.sites, self.stores = {}, {}
        self.everyone()
        self.for_messages()
        self.store("all", [site for site in self.sites.values() if site.store == "all"])
        for label, mechanisms in (("plain", "plain"), ("login", "login"), ("cram", "cram-md5"),
                                  ("scram1", "scram-sha-1"), ("scram256", "scram-sha-256"),
                                  ("oauth", "xoauth2 oauthbearer"), ("external", "external")):
            self.store(label, [self.add(label + ".test", label)], mechanisms)
        self.store("disabled", [self.add("mati.test", "disabled")],
                   last="nologin=yes reason=Account-is-disabled")
        self.store("denied", [self.add("tolak.test", "denied")], denied=True)
        self.store("limit", [self.add("penuh.test", "limit")],
                   settings="mail_max_userip_connections = 1\n")
        self.store("penalty", [self.add("sabar.test", "penalty")], penalty=True)
        listening = list(self.sites.values())
        self.postfix = Submission(space, listening, self.stores["all"].sasl)
        self.wait(listening)

    def everyone(self):
        self.add("rumah.test")
        self.add("tanpa.test", smtp={"smtpd_sasl_auth_enable": "no"})
        self.add("laju.test", smtp={"smtpd_client_auth_rate_limit": "1"})
        self.add("ramai.test", smtp={"smtpd_client_connection_count_limit": "1"})

    def for_messages(self):
        self.add("pengirim.test", smtp={
            "smtpd_sender_restrictions": "reject_sender_login_mismatch",
            "smtpd_sender_login_maps": "static:orang-lain"})
        self.add("relai.test", smtp={"smtpd_relay_restrictions": "reject_unauth_destination"})
        self.add("kecil.test", smtp={"message_size_limit": "100"})
        self.add("kosong.test", smtp={
            "smtpd_recipient_restrictions": "check_recipient_access static:{550 5.1.1 User unknown}"
        })
        self.add("sarat.test", smtp={
            "smtpd_recipient_restrictions":
                "check_recipient_access static:{452 4.2.2 Mailbox full}"})
        self.add("tunda.test", smtp={
            "smtpd_recipient_restrictions":
                "check_recipient_access static:{450 4.7.1 Greylisted, come back later}"})
        self.add("isi.test", smtp={
            "smtpd_end_of_data_restrictions":
                "check_client_access static:{550 5.7.1 Message rejected as spam}"})

    def add(self, domain, store="all", smtp=None):
        names = ["imap", "pop", "smtp"]
        pem = self.ca.issue(domain, [name + "." + domain for name in names])
        site = servers.Site(domain, self.FIRST + len(self.sites), names, pem, ports=PORTS,
                            ipv6=False)
        site.store, site.smtp, site.sasl = store, dict(smtp or {}), None
        self.sites[domain] = site
        self.space.server_address(site.v4)
        return site

    def store(self, label, sites, *args, **options):
        self.stores[label] = Accounts(self.space, label, sites, *args, **options)
        for site in sites:
            site.sasl = self.stores[label].sasl

    def store_of(self, domain):
        return self.stores[self.sites[domain].store]

    def wait(self, sites):
        for site in sites:
            for port in site.ports:
                servers.wait_for(site.v4, port, self.postfix.process if port in SMTP_PORTS
                                 else self.store_of(site.domain).process, seconds=60)

    def dns(self):
        return [line for site in self.sites.values() for line in site.dns()]

    def stop(self):
        self.postfix.stop()
        for store in self.stores.values():
            store.stop()
