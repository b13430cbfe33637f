"""What the test lets run inside Thunderbird."""

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

# What the last button of the account dialog does with a configuration.
CREATE = """
AccountConfig.replaceVariables(config, args[2], args[1], "");
if (!config.isComplete()) { throw new Error("Thunderbird calls the configuration incomplete"); }
await CreateInBackend.createAccountInBackend(config);
return config.domains;
"""

# The account dialog's own reader. args: XML, address, name.
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
""" + CREATE

# All servers of a configuration file, best first, placeholders as they stand. args: the file.
READ_SERVERS = """
const load = name => ChromeUtils.importESModule("resource:///modules/" + name + ".sys.mjs");
const { JXON } = load("JXON");
const { readFromXML } = load("accountcreation/readFromXML");
const document = new DOMParser().parseFromString(args[0], "text/xml");
const bad = document.querySelector("parsererror");
if (bad) { throw new Error(bad.textContent); }
const config = readFromXML(JXON.build(document), "test");
const row = server => [server.type, server.hostname, server.port, server.socketType,
                       server.username];
return { name: config.displayName, domains: config.domains,
         incoming: [config.incoming, ...config.incomingAlternatives].map(row),
         outgoing: [config.outgoing, ...config.outgoingAlternatives].map(row) };
"""

# The account dialog's own search on the domain's web servers. args: certificate of the authority to
# trust (base64), address, name.
FIND_XML = """
const load = name => ChromeUtils.importESModule("resource:///modules/" + name + ".sys.mjs");
const { FetchConfig } = load("accountcreation/FetchConfig");
const { AccountConfig } = load("accountcreation/AccountConfig");
const { CreateInBackend } = load("accountcreation/CreateInBackend");
Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB)
  .addCertFromBase64(args[0], "C,,");
Services.io.offline = false;
const config = await FetchConfig.fromISP(args[1].split("@")[1], args[1],
                                         new AbortController().signal);
""" + CREATE

# The account dialog's own look into the program's folder "isp". args: domain, address, name.
FIND_ON_DISK = """
const load = name => ChromeUtils.importESModule("resource:///modules/" + name + ".sys.mjs");
const { FetchConfig } = load("accountcreation/FetchConfig");
const { AccountConfig } = load("accountcreation/AccountConfig");
const { CreateInBackend } = load("accountcreation/CreateInBackend");
const config = await FetchConfig.fromDisk(args[0], new AbortController().signal);
""" + CREATE

# What the page "Export for mobile" puts into its QR code. An outgoing server's name comes as one
# character for each byte that is sent. args: address.
QR_PAYLOAD = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const { QRExport } = ChromeUtils.importESModule("moz-src:///comm/mail/modules/QRExport.sys.mjs");
const account = QRExport.getEligibleAccounts().find(a => a.defaultIdentity.email == args[0]);
if (!account) { throw new Error("not fit for a QR code"); }
const data = await QRExport.getAccountData(account.key, false);
const server = data[1][0][0];
try { server[5] = decodeURIComponent(escape(server[5])); } catch (e) {}
return JSON.stringify(QRExport.getQRData(data, 1, 1));
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

# Goes through the welcome dialog, the menu and the import page by pressing what the steps name, in
# the order in which they name it; all but the last, which would restart Thunderbird. A file chooser
# that has already made its choice stands in for the real one. args: path of the ZIP, words.
FOLLOW_STEPS = """
const window = Services.wm.getMostRecentWindow("mail:3pane");
const wait = ms => new Promise(done => window.setTimeout(done, ms));
const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
file.initWithPath(args[0]);
const chooser = { QueryInterface: ChromeUtils.generateQI(["nsIFilePicker"]), file,
  modeOpen: 0, modeGetFolder: 2, returnOK: 0, init() {}, appendFilter() {},
  open(done) { done.done ? done.done(0) : done(0); } };
Components.manager.QueryInterface(Ci.nsIComponentRegistrar).registerFactory(
  Services.uuid.generateUUID(), "", "@mozilla.org/filepicker;1",
  { QueryInterface: ChromeUtils.generateQI(["nsIFactory"]),
    createInstance: iid => chooser.QueryInterface(iid) });

const tabs = window.document.getElementById("tabmail");
const shown = e => e.getClientRects().length > 0;
const within = root => [...root.querySelectorAll("*")].flatMap(
  e => e.shadowRoot ? [e, ...within(e.shadowRoot)] : [e]);
const dialog = () => within(window.document.querySelector("account-hub-container").shadowRoot);
const page = () => {
  const document = tabs.currentTabInfo.browser?.contentDocument;
  return document?.documentURI.startsWith("about:import") ? document : null;
};
const find = word => page()
  ? [...page().querySelectorAll("button, label > p")].find(
      e => shown(e) && e.textContent.trim() == word)
  : dialog().find(e => e.localName == "button" && e.title == word && shown(e))
    ?? [...window.document.querySelectorAll("#appMenu-popup toolbarbutton")].find(
      e => e.label == word);
const appears = async word => {
  for (let i = 0; i < 100; i++) {
    if (find(word)) { return find(word); }
    await wait(100);
  }
  throw new Error("Thunderbird shows no “" + word + "”");
};
const look = () => (page() ? [...page().querySelectorAll("h1, h2, button")] : dialog())
  .filter(shown).map(e => e.textContent).join();
const openMenu = async () => {
  const menu = window.document.getElementById("appMenu-popup");
  if (menu.state != "open") { window.PanelUI.show(); }
  for (let i = 0; i < 50 && menu.state != "open"; i++) { await wait(100); }
};

const words = args[1];
const last = words.pop();
await appears(words[0]);
window.toImport();
await wait(1000);
if (page()) { throw new Error("the welcome dialog does not stand in the way"); }
for (const word of words) {
  const place = await appears(word);
  const before = look();
  if (place.localName == "toolbarbutton") {
    await openMenu();
    place.doCommand();
  } else {
    place.click();
  }
  for (let i = 0; i < 50 && place.localName == "button" && look() == before; i++) {
    await wait(100);
  }
}
await appears(last);
Services.prefs.savePrefFile(null);
"""

# Leaves nothing of the accounts that there are.
FORGET = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
for (const account of [...MailServices.accounts.accounts]) {
  if (account.incomingServer.type != "none") {
    MailServices.accounts.removeAccount(account, false);
  }
}
for (const server of [...MailServices.outgoingServer.servers]) {
  MailServices.outgoingServer.deleteServer(server);
}
Services.prefs.savePrefFile(null);
"""

# Sends a message as the identity of one account. args: certificate of the authority to trust
# (base64), password, path of a message, recipient, which mail account (0 is the first).
SEND = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB)
  .addCertFromBase64(args[0], "C,,");
Services.io.offline = false;
const identity = MailServices.accounts.accounts
  .filter(a => a.incomingServer.type != "none")[args[4]].defaultIdentity;
const server = MailServices.outgoingServer.getServerByIdentity(identity);
const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
file.initWithPath(args[2]);
server.password = args[1];
const code = await new Promise(done => server.sendMailMessage(
  file, MailServices.headerParser.makeFromDisplayAddress(args[3]), [], identity, identity.email,
  args[1], null, false, "<1@contoh.example>",
  { QueryInterface: ChromeUtils.generateQI(["nsIMsgOutgoingListener"]),
    onSendStart() {}, onSendStop: (uri, code) => done(code) }));
if (code) { throw new Error("sending ended with 0x" + code.toString(16)); }
"""

# Fetches by one protocol all that is in the inbox: each mail's octets, one character for each.
# args: certificate of the authority to trust (base64), "imap" or "pop3", password, how many there
# must be.
FETCH = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB)
  .addCertFromBase64(args[0], "C,,");
Services.io.offline = false;
const window = Services.wm.getMostRecentWindow("mail:3pane");
const wait = ms => new Promise(done => window.setTimeout(done, ms));
const server = MailServices.accounts.accounts.map(a => a.incomingServer)
  .find(s => s.type == args[1]);
const inbox = () => server.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
server.password = args[2];

let ended = null;
const listener = { QueryInterface: ChromeUtils.generateQI(["nsIUrlListener"]),
                   OnStartRunningUrl() {}, OnStopRunningUrl: (url, code) => { ended = code; } };
if (args[1] == "pop3") {
  MailServices.pop3.GetNewMail(null, listener, inbox(), server);
} else {
  server.performExpand(null);
  for (let i = 0; i < 400 && !inbox(); i++) { await wait(50); }
  inbox().QueryInterface(Ci.nsIMsgImapMailFolder).updateFolderWithListener(null, listener);
}
for (let i = 0; i < 400; i++) {
  if (ended) { throw new Error("fetching ended with 0x" + ended.toString(16)); }
  if (ended === 0 && inbox().getTotalMessages(false) >= args[3]) { break; }
  await wait(50);
}

const octets = uri => new Promise((done, fail) => {
  let text = "";
  MailServices.messageServiceFromURI(uri).streamMessage(uri, {
    QueryInterface: ChromeUtils.generateQI(["nsIStreamListener"]), onStartRequest() {},
    onStopRequest: (request, code) => code ? fail(new Error("0x" + code.toString(16))) : done(text),
    onDataAvailable(request, stream, offset, count) {
      const reader = Cc["@mozilla.org/binaryinputstream;1"]
        .createInstance(Ci.nsIBinaryInputStream);
      reader.setInputStream(stream);
      text += reader.readBytes(count);
    } }, null, null, false, "");
});
const found = [];
for (const header of inbox().messages) {
  found.push({ subject: header.mime2DecodedSubject,
               octets: await octets(inbox().getUriForMsg(header)) });
}
return found;
"""
