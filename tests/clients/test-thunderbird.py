#!/usr/bin/env python3
"""A real Thunderbird takes Dermaga's exports and ends with exactly the account that was meant.

    test-thunderbird.py RENDER-EXPORT
"""
import os
import sys
import tempfile

from lab import Tap, bail_out, enter_private_machine, render
from marionette import ScriptError, Thunderbird

BINARIES = ("/usr/lib/thunderbird/thunderbird-bin", "/usr/lib64/thunderbird/thunderbird-bin")
SOCKET = {"none": 0, "starttls": 2, "tls": 3}
PASSWORD = 3

# The class behind Tools → Import, with the ticks that its page sets.
IMPORT = """
const { ThunderbirdProfileImporter } = ChromeUtils.importESModule(
  "resource:///modules/ThunderbirdProfileImporter.sys.mjs");
const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
file.initWithPath(args[0]);
const importer = new ThunderbirdProfileImporter();
if (!(await importer.validateSource(file))) { throw new Error("the import page refuses the file"); }
const folder = await importer.extractZipFile(file, () => {});
await importer.startImport(folder,
  { accounts: true, addressBooks: true, calendars: true, mailMessages: true });
Services.prefs.savePrefFile(null);
"""

# The account dialog's own reader, and what its last button does. args: XML, address, name.
READ_XML = """
const load = name => ChromeUtils.importESModule("resource:///modules/" + name + ".sys.mjs");
const { JXON } = load("JXON");
const { readFromXML } = load("accountcreation/readFromXML");
const { AccountConfig } = load("accountcreation/AccountConfig");
const { CreateInBackend } = load("accountcreation/CreateInBackend");
const document = new DOMParser().parseFromString(args[0], "text/xml");
const bad = document.querySelector("parsererror");
if (bad) { throw new Error(bad.textContent); }
const config = readFromXML(JXON.build(document), "test");
AccountConfig.replaceVariables(config, args[2], args[1], "");
if (!config.isComplete()) { throw new Error("Thunderbird calls the configuration incomplete"); }
await CreateInBackend.createAccountInBackend(config);
return config.domains;
"""

# Every mail account with its server, and the outgoing server that its identity would use.
SEE = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
// An outgoing server's name comes as one character for each byte that is sent.
const text = bytes => {
  try { return decodeURIComponent(escape(bytes)); } catch (e) { return bytes; }
};
const outgoing = id => {
  const o = MailServices.outgoingServer.getServerByIdentity(id);
  return o && { type: o.type, host: o.serverURI.host, port: o.serverURI.port,
                socket: o.socketType, auth: o.authMethod, user: text(o.username) };
};
const found = { accounts: [], n_outgoing: MailServices.outgoingServer.servers.length };
for (const a of MailServices.accounts.accounts) {
  const s = a.incomingServer;
  if (s.type == "none") { continue; }
  found.accounts.push({
    is_default: a.key == MailServices.accounts.defaultAccount?.key,
    incoming: { type: s.type, host: s.hostname, port: s.port, socket: s.socketType,
                auth: s.authMethod, user: s.username },
    leaves_mail: s.type == "pop3" ? s.getBoolValue("leave_on_server") : null,
    identities: a.identities.map(i => ({ email: i.email, name: i.fullName, valid: i.valid,
                                         outgoing: outgoing(i) })) });
}
return found;
"""

NASTY_USER = 'q"u\'o\\te $x {$y} <b>&amp; ]]> Ünï'
NASTY_NAME = 'Toko "O\'Brien" \\ $x <b> & Söhne */ ?> -- 字'


def account(security, user, protocol="imap", email="toko@contoh.example", name=NASTY_NAME,
            out_user=None):
    incoming_ports = {"imap": {"tls": 993, "starttls": 143}, "pop3": {"tls": 995, "starttls": 110}}
    return {"email": email, "name": name,
            "incoming": {"protocol": protocol, "host": protocol + ".contoh.example", "user": user,
                         "port": incoming_ports[protocol][security], "security": security},
            "outgoing": {"protocol": "smtp", "host": "smtp.contoh.example",
                         "port": {"tls": 465, "starttls": 587}[security], "security": security,
                         "user": user if out_user is None else out_user}}


def meant(wanted, is_default=True):
    def server(side):
        s = wanted[side]
        return {"type": s["protocol"], "host": s["host"], "port": s["port"],
                "socket": SOCKET[s["security"]], "auth": PASSWORD, "user": s["user"]}
    return {"is_default": is_default, "incoming": server("incoming"),
            "leaves_mail": True if wanted["incoming"]["protocol"] == "pop3" else None,
            "identities": [{"email": wanted["email"], "name": wanted["name"], "valid": True,
                            "outgoing": server("outgoing")}]}


def differences(wanted, seen, path=""):
    if isinstance(wanted, dict) and isinstance(seen, dict):
        return [d for key in sorted(wanted.keys() | seen.keys())
                for d in differences(wanted.get(key), seen.get(key), path + "." + key)]
    if isinstance(wanted, list) and isinstance(seen, list) and len(wanted) == len(seen):
        return [d for i, (w, s) in enumerate(zip(wanted, seen))
                for d in differences(w, s, "%s[%d]" % (path, i))]
    return [] if wanted == seen else ["%s: meant %r, Thunderbird has %r" % (path, wanted, seen)]


class Tester:
    def __init__(self, program, binary, folder):
        self.tap = Tap()
        self.program, self.binary, self.folder = program, binary, folder

    def take(self, thunderbird, form, wanted):
        path = render(self.program, form, os.path.join(self.folder, "export.zip"), wanted)
        connection = thunderbird.start()
        if form == "thunderbird-zip":
            connection.script(IMPORT, path)
        else:
            with open(path, encoding="utf-8") as f:
                domains = connection.script(READ_XML, f.read(), wanted["email"], wanted["name"])
            if domains != [wanted["email"].split("@")[1]]:
                raise ScriptError("the file is for the domains %r" % domains)
        thunderbird.stop()

    def case(self, name, form, wanted, *others):
        """Takes @others first, one after the other; all must be there after the last restart."""
        everything = [*others, wanted]
        problems = []
        with Thunderbird(self.binary) as thunderbird:
            try:
                for one in everything:
                    self.take(thunderbird, form, one)
                seen = thunderbird.start().script(SEE)
            except ScriptError as error:
                self.tap.result("%s: %s" % (form, name), ["Thunderbird says: %s" % error])
                return
        problems += differences([meant(one, i == 0) for i, one in enumerate(everything)],
                                seen["accounts"], "account")
        problems += differences(len(everything), seen["n_outgoing"], "number of outgoing servers")
        self.tap.result("%s: %s" % (form, name), problems)
        for one in [] if problems else seen["accounts"]:
            self.tap.note("seen: %s" % one)


def run(program, binary, folder):
    tester = Tester(program, binary, folder)
    other = account("tls", "lama", email="lama@lain.example", name="Lama")
    for form in ("thunderbird-zip", "thunderbird-xml"):
        # The outgoing user name of the XML may hold only what Thunderbird keeps in one byte.
        more = " 字" if form == "thunderbird-zip" else ""
        for security in ("tls", "starttls"):
            tester.case("%s, difficult user name and display name" % security, form,
                        account(security, NASTY_USER + " 字", out_user=NASTY_USER + more))
        tester.case("POP3, user name is the address", form,
                    account("tls", "toko@contoh.example", "pop3"))
    tester.case("beside an account that is already there", "thunderbird-zip",
                account("starttls", NASTY_USER), other)
    tester.case("address with a quote and dollar signs", "thunderbird-zip",
                account("tls", "o'brien$$x", email="o'brien$$x@contoh.example"))
    tester.case("user name is the local part and looks like a number", "thunderbird-xml",
                account("tls", "0812", email="0812@contoh.example"))
    tester.case("user names that look like a number or a truth value", "thunderbird-xml",
                account("tls", "123456789012345", out_user="true"))
    return tester.tap.finish()


def main():
    binary = next((b for b in BINARIES if os.path.exists(b)), None)
    if binary is None:
        bail_out("missing; run: apt-get install --no-install-recommends thunderbird")
    enter_private_machine()
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder:
        return run(sys.argv[1], binary, folder)


if __name__ == "__main__":
    sys.exit(main())
