"""Access networks that stand in the way of mail, each in its own manner."""
import concurrent.futures
import json
import subprocess

import access
import advice
import certs
import companies
import languages
import scenes
import scripted
from misbehave import Server
from report import Check
from space import NET4, NET6

LANGUAGES = ("en", "id")
ALL_NAMES = ["imap", "pop", "smtp"]
DOMAIN = "contoh.test"
PAIR = (scenes.row("imap." + DOMAIN, 993, "tls"), scenes.row("smtp." + DOMAIN, 465, "tls"))
AT_ONCE = 3  # questions, each in two languages and as data and text: more would be too many


class World(scenes.World):
    """A good provider, names with many addresses of which one is dead, and the other companies that
    the program, whose source is in SOURCE, asks about ports."""

    def __init__(self, source):
        self.source = source
        super().__init__()

    def real_sites(self):
        self.companies = companies.Companies(self, self.source)
        self.strangers = certs.Authority(self.space.dir, "Nobody Knows").issue(
            "proxy", ["proxy.jaringan.test"])
        self.add(DOMAIN, names=ALL_NAMES)

    def scripted_sites(self):
        """eight: four addresses of each family; many: eight of one. The name server tells the last
        one first."""
        self.dns_lines.append("no-round-robin")
        self.dead = {"delapan.test": NET4 + "201", "banyak.test": NET4 + "218"}
        self.eight = self.several("delapan.test", [NET4 + str(n) for n in range(201, 205)]
                                  + [NET6 + str(n) for n in range(201, 205)])
        self.many = self.several("banyak.test", [NET4 + str(n) for n in range(211, 219)])

    def several(self, domain, addresses):
        pem = self.ca.issue(domain, ["imap." + domain, "smtp." + domain])
        self.dns_lines += ["address=/%s.%s/%s" % (name, domain, address)
                           for name in ("imap", "smtp") for address in addresses]
        return domain, addresses, pem

    def scripts(self):
        self.companies.start()
        for domain, addresses, pem in (self.eight, self.many):
            for address in addresses:
                self.space.server_address(address)
            for port, behaviour in ((465, Server("smtp", secure=True)), (587, Server("smtp")),
                                    (993, Server("imap", secure=True))):
                scripted.Scripted(self.space, addresses, port, behaviour, pem)

    def odd_names(self):
        pass

    def dropped(self):
        for domain, _, _ in (self.eight, self.many):
            self.filter.drop("ip daddr " + self.dead[domain])


class Observation:
    """One check in one network, seen in every language, as data and as text."""

    def __init__(self, reports, texts):
        self.reports, self.texts = reports, texts
        self.english, self.indonesian = (reports[language] for language in LANGUAGES)


class Networks(scenes.Scene):
    """Scenes that run side by side, each in its own access network."""

    FIRST = 20

    def __init__(self, program, world, tap):
        super().__init__(program, world, tap)
        self.catalogue = languages.Catalogue(program)
        self.count = 0
        self.pool = concurrent.futures.ThreadPoolExecutor(AT_ONCE)

    def network(self):
        self.count += 1
        return access.Access(self.world.space, self.FIRST + self.count)

    def observe(self, network, domain, *options):
        """Starts a check in each language, as data and as text; result() waits for them."""
        return self.pool.submit(self.observe_now, network, domain, options)

    def ask(self, network, port):
        """Starts the command that tells of one port; result() is {language: (data, text)}."""
        return self.pool.submit(self.ask_now, network, port)

    def ask_now(self, network, port):
        with network.client.inside():
            running = [(language, subprocess.Popen(
                [self.program, "port", str(port), "--ca-file=" + self.world.ca.cert, *options],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                text=True, env=languages.environment(language)))
                       for language in LANGUAGES for options in (("--json",), ())]
        out = [(language, process.communicate(timeout=100)[0]) for language, process in running]
        return {language: (json.loads(out[2 * i][1])["port_checks"][0], out[2 * i + 1][1])
                for i, language in enumerate(LANGUAGES)}

    def observe_now(self, network, domain, options):
        with network.client.inside():
            checks = {language: Check(self.program, domain, *options, ca=self.world.ca.cert,
                                      env=languages.environment(language)) for language in LANGUAGES}
            texts = {language: subprocess.Popen(
                [self.program, "check", domain, "--ca-file=" + self.world.ca.cert, *options],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                text=True, env=languages.environment(language)) for language in LANGUAGES}
        return Observation({language: check.finish() for language, check in checks.items()},
                           {language: process.communicate(timeout=100)[0]
                            for language, process in texts.items()})

    def found(self, name, seen, finding, pair=PAIR, within=None, status=None):
        """The same in both languages: exit status, recommendation, FINDING, its words, no bad
        advice. WITHIN: seconds."""
        for language, check in seen.reports.items():
            self.verdict("%s (%s)" % (name, language), check, *pair, status=status)
            if finding:
                self.tap.ok(finding in check.findings(), "%s (%s): is found: %s" % (
                    name, language, finding), check.findings())
            self.tap.same(advice.unsafe(check.data, language), [],
                          "%s (%s): no unsafe advice" % (name, language))
            if within:
                self.tap.ok(check.seconds < within, "%s (%s): within %d s" % (
                    name, language, within), "%.1f s" % check.seconds)
        self.tap.same(seen.indonesian.findings(), seen.english.findings(),
                      name + ": the same findings in both languages")
        if finding:
            self.words(name, seen, finding)

    def told(self, name, answer, verdict):
        """What the command says of a port: the verdict, and its words in both languages."""
        for language, (data, text) in answer.items():
            where = "%s (%s)" % (name, language)
            self.tap.same(data["verdict"], verdict, where + ": verdict")
            self.tap.ok(data["headline"] in " ".join(text.split()), where + ": headline in text",
                        data["headline"], text)
            self.tap.same(advice.unsafe(data, language), [], where + ": no unsafe advice")
        english, indonesian = (answer[language][0]["headline"] for language in LANGUAGES)
        self.tap.ok(self.catalogue.is_translation(english, indonesian)
                    and english != indonesian, name + ": headline in Indonesian", english,
                    indonesian)

    def words(self, name, seen, code):
        """What is printed in Indonesian is the translation of what is printed in English."""
        for part in ("headline", "action"):
            english, indonesian = (check.finding(code).get(part, "") for check in (
                seen.english, seen.indonesian))
            self.tap.ok(self.catalogue.is_translation(english, indonesian)
                        and indonesian != english, "%s: %s in Indonesian" % (name, part),
                        english, indonesian)
        for language, check in seen.reports.items():
            headline = check.finding(code).get("headline", "nothing")
            self.tap.ok(headline in " ".join(seen.texts[language].split()),
                        "%s: headline in text (%s)" % (name, language), headline,
                        seen.texts[language])
