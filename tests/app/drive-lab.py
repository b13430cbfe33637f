#!/usr/bin/python3
"""Drives the wizard against the lab's real Postfix, Dovecot and DNS:
usage: drive-lab.py PATH-OF-DERMAGA [discovery]; prints TAP. With "discovery" there are web servers
too, and the servers are found where they are published."""
import os
import stat
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import desktop  # noqa: E402
import domains  # noqa: E402
import scenes  # noqa: E402
import servers  # noqa: E402
import sources  # noqa: E402
import space  # noqa: E402
from desktop import Atspi  # noqa: E402
from tap import Tap  # noqa: E402


class Lab:
    """One method a provider, each with a wizard of its own."""

    def __init__(self, program, world, tap):
        self.program, self.world, self.tap = program, world, tap
        self.wizard = None

    def open(self, language, typed):
        home = os.path.join(self.world.space.dir, "home-" + language)
        os.makedirs(home, exist_ok=True)
        self.wizard = desktop.Wizard(self.program, language, home,
                                     "--ca-file=" + self.world.ca.cert, typed)
        self.wizard.begin()
        self.wizard.wait(lambda: self.wizard.focused()[0] == "text", "the entry")
        self.wizard.key("Return")
        self.wizard.wait(lambda: self.wizard.step(2), "the check")
        return self.wizard, home

    def results(self, domain, seconds=60):
        w = self.wizard
        done = w.catalogue.gettext("%s has been checked") % domain
        w.wait(lambda: w.shows("heading", done), "the end of the check", seconds)
        w.key("Return")
        w.wait(lambda: w.step(3) and w.focused()[0] == "heading", "the verdict")

    def close(self, name):
        w = self.wizard
        self.tap.same(w.close(), 0, name + ": ends well")
        bad = [line for line in w.log() if "WARNING" in line or "CRITICAL" in line]
        self.tap.ok(not bad, name + ": no warning of GTK or GLib", bad)

    def good(self, language):
        """The whole way to a must-use plugin for WordPress."""
        w, home = self.open(language, "budi@contoh.test")
        self.results("contoh.test")
        values = sum((w.values(w._(caption)) for caption in ("Server", "Port", "User name")), [])
        lacking = [value for value in ("imap.contoh.test", "993", "smtp.contoh.test", "465",
                                       "budi@contoh.test")
                   if value not in values]
        self.tap.ok(not lacking, "good (%s): both servers" % language, lacking, values)
        w.picture("lab-good")
        w.key("Return")
        w.wait(lambda: w.step(4) and w.focused()[0] == "list item", "the export")
        site = w._("My WordPress site")
        w.go_down(site)
        w.key("Return")
        w.wait_same(w.focused, ("heading", site), "what is for WordPress")
        w.key(w.access_key("Your _name, as others will see it"))
        w.wait(lambda: w.focused()[0] == "text", "the entry for the name")
        w.type("Budi")
        preview = w._("Preview")
        w.wait(lambda: "<?php" in (w.text(w.find("text", preview)) or ""), "the plugin's preview")
        path = os.path.join(home, "mail.php")
        w.key("ctrl+s")
        w.wait_windows(2, "the window to save in")
        w.wait(lambda: w.focused()[0] == "text", "the entry for the file's name")
        w.type(path)
        w.key("Return")
        w.wait_windows(1, "the end of the window to save in")
        w.wait(lambda: os.path.exists(path), "the file")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        lacking = [word for word in ("<?php", "smtp.contoh.test", "465") if word not in text]
        self.tap.ok(not lacking, "good (%s): the plugin names the server" % language, lacking, text)
        self.tap.same(stat.S_IMODE(os.stat(path).st_mode), 0o600,
                      "good (%s): nobody else may read it" % language)
        self.close("good (%s)" % language)

    def expired(self):
        """Nothing is recommended, the certificate is named, and the way on is another test."""
        w, _ = self.open("en", "lewat.test")
        self.results("lewat.test")
        w.picture("lab-expired")
        self.tap.ok(any("2021" in name for name in w.names("label")),
                    "expired: the day is told", w.names("label"))
        self.tap.ok(not self.choice(), "expired: nothing to copy", self.choice())
        w.key("Return")
        w.wait(lambda: w.step(2), "the second check")
        self.tap.ok(True, "expired: Enter tests again")
        self.close("expired")

    def button_works(self, text):
        w = self.wizard
        button = w.find("push button", w._(text))
        return w.has_state(button, Atspi.StateType.SENSITIVE)

    def can_export(self):
        return self.button_works("E_xport")

    def can_test_again(self):
        return self.button_works("_Test Again")

    def sources(self):
        """Where Dermaga looked: a row for each place, and the service records said something."""
        w = self.wizard
        w.key(w.access_key("_Where Dermaga looked"))
        name = w._("DNS service records (SRV)")
        w.wait(lambda: w.shows("list item", name), "the places")
        w.picture("lab-sources")
        rows = w.names("list item")
        lacking = [row for row in ("Mozilla’s public list", "DNS mail records (MX)",
                                   "Usual server names")
                   if not any(w._(row) in name for name in rows)]
        self.tap.ok(not lacking, "every place has its row", lacking, rows)

    def consent(self):
        """Servers outside the domain, named by unsigned DNS: asked first, exported after."""
        w, _ = self.open("id", "budi@luar.test")
        self.results("luar.test")
        w.picture("lab-consent")
        self.tap.ok(not self.can_export(), "outside: no export before the answer")
        question = w._("Do you know this server?")
        self.tap.ok(w.shows("heading", question), "outside: asked about", w.names("heading"))
        owner = w.catalogue.gettext("It belongs to %s, not to %s.") % ("penyedia.test", "luar.test")
        texts = w.names("label")
        lacking = [text for text in ("kotak.penyedia.test", owner, "(SRV)")
                   if not any(text in name for name in texts)]
        self.tap.ok(not lacking, "outside: host, owner and way are named", lacking, texts)
        agree = w._("I _Know %s: Use This Server") % "penyedia.test"
        self.tap.ok(agree in w.names("push button"), "outside: agreeing names the owner",
                    w.names("push button"))
        w.key(w.access_key("_Do Not Use Them"))
        other = w._("No other safe servers were found")
        w.wait_same(w.focused, ("heading", other), "the answer without them")
        w.picture("lab-declined")
        value, server = "kotak.penyedia.test", w._("Server")
        self.tap.ok(value not in w.values(server), "declined: not recommended", w.values(server))
        self.tap.ok(self.can_test_again(), "declined: the way on is another test")
        w.key(w.access_key("_Ask Me Again"))
        w.wait(lambda: w.shows("heading", question), "the question again")
        w.tab_to("push button", agree)
        w.key("Return")
        w.wait(self.can_export, "the export after the answer")
        self.tap.ok(True, "outside: export after the answer")
        self.tap.ok(value in w.values(server), "outside: recommended now", w.values(server))
        self.sources()
        self.close("outside")

    def cancel(self):
        """587 swallows everything: good settings come first, Escape keeps what is known."""
        w, _ = self.open("en", "budi@saring.test")
        good = w._("Good settings found. You can continue; the rest is still being checked.")
        w.wait(lambda: w.shows("status bar", good), "the word that good settings are found")
        self.tap.ok(True, "a port without an answer: good settings are announced meanwhile")
        w.picture("lab-running")
        w.key("Escape")
        w.wait(lambda: w.shows("heading", "cancelled"), "the end")
        rows = w.names("list item")
        unknown = [row for row in rows if w._("Not checked") in row]
        works = [row for row in rows if row.endswith(": " + w._("Works"))]
        self.tap.ok(unknown and len(works) > 4, "Escape keeps what is known", rows)
        w.key("Return")
        w.wait(lambda: w.step(3), "the verdict")
        self.tap.ok("993" in self.choice(), "and the verdict stands", w.names("label"))
        w.picture("lab-cancelled")
        self.close("cancelled")

    def changed(self, language):
        """465 is closed between two checks: what it was stands beside what it is, and 587 instead
        of it is a change, too. A third check that finds the same as the second still tells it."""
        domain = "berubah.test"
        self.world.filter.allow_all()
        w, _ = self.open(language, "budi@" + domain)
        self.results(domain)
        labels = w.names("label")
        self.tap.ok("465" in self.choice(), "changed (%s): 465 at first" % language, labels)
        self.tap.ok(not self.changes(), "changed (%s): nothing to compare at first" % language)
        for address in self.world.sites[domain].addresses():
            family = "ip6" if ":" in address else "ip"
            self.world.filter.reset_on("%s daddr %s tcp dport 465" % (family, address))
        for check in ("second", "third"):
            w.key("F5")
            self.results(domain)
            w.wait(self.changes, "what changed")
            rows = w.names("label")
            # The sentence up to the time of the first check, and from there on.
            lost = w.catalogue.gettext("Port {port} ({security}) of {host} worked {when}; "
                                       "now it is refused.")
            lost = lost.format(port=465, security="SSL/TLS", host="smtp." + domain, when="\n")
            begin, end = lost.split("\n")
            self.tap.ok(any(row.startswith(begin) and row.endswith(end) for row in rows),
                        "changed (%s): the %s check tells that 465 worked and is refused"
                        % (language, check), rows)
            self.tap.ok("587" in self.choice(), "changed (%s): 587 now" % language, rows)
            w.picture("lab-changed-" + check)
        self.close("changed (%s)" % language)

    def choice(self):
        """The ports that stand in the cards."""
        return self.wizard.values(self.wizard._("Port"))

    def changes(self):
        """Whether the part for what changed is there; its title ends with a time of day."""
        title = self.wizard._("What c_hanged since {time} today").split("{")[0]
        return any(name.startswith(title) for name in self.wizard.names("label"))

    def scenes(self):
        return ((lambda: self.good("en"), "good, in English"),
                (lambda: self.good("id"), "good, in Indonesian"),
                (self.expired, "expired certificate"),
                (self.consent, "servers outside the domain"), (self.cancel, "cancel"),
                # The last: they change what the filter lets through.
                (lambda: self.changed("en"), "changed, in English"),
                (lambda: self.changed("id"), "changed, in Indonesian"))

    def run(self):
        for scene, name in self.scenes():
            self.wizard = None
            desktop.drive(self.tap, name, scene, lambda: self.wizard)


# Domains of the discovery scenes, and where each one's servers are said.
PLACES = (("icloud.com", "Dermaga’s own list"),
          ("pacc.test", "Provider’s configuration (PACC)"),
          ("konfig.test", "Provider’s configuration (autoconfig)"),
          ("kenal.test", "Provider’s configuration (well-known)"),
          ("daftar.test", "Mozilla’s public list"),
          ("catatan.test", "DNS service records (SRV)"),
          ("terang.test", "Provider’s configuration without protection (http)"),
          ("mx-tabel.test", "DNS mail records (MX)"),
          ("mx-konfig.test", "Configuration of the mail’s provider (autoconfig)"),
          ("mx-daftar.test", "Mozilla’s public list on the mail’s provider"),
          ("contoh.test", "guessed from the usual names"))


class Discovery(Lab):
    """Where the servers were found is shown with them; every other domain in Indonesian."""

    def origin(self, language, case, title):
        w, _ = self.open(language, "budi@" + case.domain)
        self.results(case.domain)
        name = "%s (%s)" % (case.domain, language)
        labels = w.names("label")
        hosts = [row[1] for row in (case.incoming, case.outgoing)]
        lacking = [host for host in hosts if not any(host in label for label in labels)]
        self.tap.ok(not lacking, name + ": both servers", lacking, labels)
        w.picture("lab-origin-" + case.domain)
        said = w.catalogue.gettext(title)
        origins = w.values(w._("Source"))
        self.tap.ok(len(origins) == 2 and all(origin.startswith(said) for origin in origins),
                    name + ": each with its origin: " + said, origins)
        other = w.catalogue.gettext("Microsoft Exchange (Autodiscover)")
        self.tap.ok(not any(other in label for label in labels),
                    name + ": the list of all places is still closed")
        self.close(name)

    def scenes(self):
        cases = {case.domain: case for case in sources.cases()}
        for i, (domain, title) in enumerate(PLACES):
            language = ("en", "id")[i % 2]
            yield (lambda case=cases[domain], title=title, language=language:
                   self.origin(language, case, title)), domain


def main():
    if sys.argv[2:] not in ([], ["discovery"]) or len(sys.argv) < 2:
        raise SystemExit(__doc__)
    sys.argv[1] = os.path.abspath(sys.argv[1])
    absent = servers.missing()
    if absent:
        space.skip("not installed: " + " ".join(absent))
    space.enter(["dnsmasq", "openssl"])
    desktop.enter()
    tap = Tap()
    discovery = len(sys.argv) > 2
    world = domains.World() if discovery else scenes.World()
    try:
        (Discovery if discovery else Lab)(sys.argv[1], world, tap).run()
    finally:
        world.close()
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
