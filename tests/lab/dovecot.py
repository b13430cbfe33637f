"""Dovecot's configuration, in the words of the version that is installed: 2.4 has other words for
what the labs ask for."""
import functools
import re
import subprocess

PROGRAM = "/usr/sbin/dovecot"
IMAP_PORTS = (143, 993)
POP3_PORTS = (110, 995)
SECURE_PORTS = (993, 995)


@functools.lru_cache(maxsize=None)
def is_new():
    said = subprocess.run([PROGRAM, "--version"], check=True, capture_output=True,
                          encoding="ascii").stdout
    return tuple(map(int, re.match(r"(\d+)\.(\d+)", said).groups())) >= (2, 4)


def by_version(new, old):
    return new if is_new() else old


def certificate(pem):
    return by_version("ssl_server_cert_file = {0}\nssl_server_key_file = {0}\n",
                      "ssl_cert = <{0}\nssl_key = <{0}\n").format(pem)


def passwords_in_clear(allowed):
    return by_version("auth_allow_cleartext = %s\n" % ("yes" if allowed else "no"),
                      "disable_plaintext_auth = %s\n" % ("no" if allowed else "yes"))


def versions():
    """Stands at the very top."""
    return by_version("dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n", "")


def maildir(path):
    return by_version("mail_driver = maildir\nmail_path = %s\n",
                      "mail_location = maildir:%s\n") % path


def general(folder, sasl, pem, mailbox):
    """What stands at the top. SASL: the socket where Postfix checks passwords; MAILBOX: a folder,
    in which %u is the user's name."""
    mailbox = mailbox.replace("%u", by_version("%{user}", "%u"))
    text = versions() + """base_dir = {0}/run
state_dir = {0}/state
log_path = {0}/mail.log
protocols = imap pop3
listen = 127.0.0.1
service auth {{
  unix_listener {1} {{
    mode = 0666
  }}
}}
""".format(folder, sasl)
    return text + certificate(pem) + maildir(mailbox) + by_version(
        "userdb static {{\n  fields {{\n    uid = nobody\n    gid = nogroup\n    home = {0}\n"
        "  }}\n  allow_all_users = yes\n}}\n",
        "userdb {{\n  driver = static\n"
        "  args = uid=nobody gid=nogroup home={0} allow_all_users=yes\n}}\n").format(mailbox)


def one_password(password):
    """Everybody has the same."""
    return by_version("passdb static {{\n  password = {0}\n}}\n",
                      "passdb {{\n  driver = static\n  args = password={0}\n}}\n").format(password)


def users(path, deny=False):
    """They stand in the file PATH. DENY: those there may not sign in."""
    text = by_version(
        "passdb %s {\n  driver = passwd-file\n  passwd_file_path = %s\n"
        "  auth_username_format = %%{user}\n" % ("denied" if deny else "users", path),
        "passdb {\n  driver = passwd-file\n  args = username_format=%%u %s\n" % path)
    return text + ("  deny = yes\n" if deny else "") + "}\n"


def tokens(path):
    """Nobody can prove to have a good one. PATH: a file that may be written to say so."""
    url = "http://127.0.0.1:1/?token="
    if is_new():
        return "oauth2_introspection_mode = get\noauth2_introspection_url = %s\n" \
               "passdb oauth2 {\n  mechanisms_filter = xoauth2 oauthbearer\n}\n" % url
    with open(path, "w", encoding="ascii") as file:
        file.write("tokeninfo_url = %s\n" % url)
    return "passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n" \
           "  args = %s\n}\n" % path


def names_as_given():
    """No name is refused for its letters, and none is changed."""
    return "auth_username_chars =\nauth_username_format = %s\n" % by_version("%{user}", "%u")


def listeners(sites):
    text = ""
    for service, ports in (("imap", IMAP_PORTS), ("pop3", POP3_PORTS)):
        text += "service %s-login {\n  process_min_avail = 1\n  %s\n" % (
            service, by_version("restart_request_count = unlimited", "service_count = 0"))
        for port in ports:
            at = [a for site in sites if port in site.ports for a in site.addresses()]
            secure = port in SECURE_PORTS
            text += "  inet_listener %s {\n    %s = %s\n    port = %d\n    ssl = %s\n  }\n" % (
                service + ("s" if secure else ""), by_version("listen", "address"), " ".join(at),
                port, "yes" if secure else "no")
        text += "}\n"
    return text
