"""Real programs and libraries that send mail for web applications."""
import json
import os
import shutil
import socket
import subprocess

from lab import run_quietly
from sending_tester import RECIPIENT, Client, codes


def run_program(command, **options):
    environment = dict(os.environ, LC_ALL="C.UTF-8", **options.pop("environment", {}))
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=60,
                          env=environment, stdin=subprocess.DEVNULL, **options)
    return done.returncode == 0, done.stdout + done.stderr


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def add_interface():
    """Nodemailer looks up no names on a machine that has only loopback. This leads nowhere."""
    if "lab0" not in [name for _, name in socket.if_nameindex()]:
        run_quietly("ip", "link", "add", "lab0", "type", "veth", "peer", "name", "lab1")
        run_quietly("ip", "addr", "add", "198.18.7.1/32", "dev", "lab0")
        run_quietly("ip", "link", "set", "lab1", "up")
        run_quietly("ip", "link", "set", "lab0", "up")


class Django(Client):
    """A project of its own, whose settings take in the file; sends with the command of the steps."""
    user = 'q"u\'o\\te $x `id` #{1} %(a)s #;<b>&amp; */ \\'
    password = 'pa\'ss\\w"o$rd `id` %s #;'

    def version(self):
        return "Django " + run_quietly("/usr/bin/python3", "-m", "django", "--version").strip()

    def install(self, path, home, steps):
        line, self.command = codes(steps)
        write(home + "/site/__init__.py", "")
        write(home + "/toko/__init__.py", "")
        write(home + "/toko/settings.py", "SECRET_KEY = 'x'\nINSTALLED_APPS = []\n%s\n" % line)
        write(home + "/manage.py", "import os, sys\n"
              "from django.core.management import execute_from_command_line\n"
              "os.environ['DJANGO_SETTINGS_MODULE'] = 'toko.settings'\n"
              "execute_from_command_line(sys.argv)\n")
        shutil.copyfile(path, home + "/toko/dermaga_mail.py")
        return []

    def send(self, home, password):
        command = self.command.replace("python3", "/usr/bin/python3", 1)
        command = command.replace("'o'\\''brien+$x@contoh.example'", RECIPIENT)
        return run_program(["sh", "-c", command], cwd=home,
                           environment={"SMTP_PASSWORD": password, "PYTHONPATH": ""})


class Rails(Client):
    """An application of its own, whose production settings end with the file. Rails itself is
    loaded once only, for that takes a while."""
    LOADED = """require 'json'
require 'rails'
require 'action_mailer/railtie'
$stdout.sync = true
while (line = $stdin.gets)
  home, password = JSON.parse(line)
  reader, writer = IO.pipe
  child = fork do
    $stderr.reopen(writer)
    $stdout.reopen(writer)
    ENV['SMTP_PASSWORD'] = password
    load home + '/application.rb'
  end
  writer.close
  said = reader.read
  Process.wait(child)
  puts JSON.generate([$?.success?, said])
end
"""
    APPLICATION = """class Toko < Rails::Application
  config.root = __dir__
  config.eager_load = false
  config.logger = Logger.new(IO::NULL)
  config.secret_key_base = 'x' * 64
end
Toko.initialize!
"""

    def __init__(self):
        self.process = None

    def version(self):
        return "Rails " + run_quietly("ruby", "-e", "require 'rails'; print Rails.version")

    def install(self, path, home, steps):
        self.code = codes(steps)[-1].replace("o\\'brien+$x@contoh.example", RECIPIENT)
        with open(path, encoding="utf-8") as f:
            write(home + "/config/environments/production.rb",
                  "Rails.application.configure do\n  config.cache_classes = true\nend\n" + f.read())
        write(home + "/application.rb", self.APPLICATION + self.code + "\n")
        return []

    def send(self, home, password):
        if self.process is None:
            self.process = subprocess.Popen(
                ["ruby", "-e", self.LOADED], text=True, stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, env=dict(os.environ, RAILS_ENV="production"))
        self.process.stdin.write(json.dumps([home, password]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


class Nodemailer(Client):
    """The file beside a program; sends with the command of the steps."""
    MODULES = "/usr/share/nodejs"

    def version(self):
        return "Nodemailer " + run_quietly(
            "node", "-p", "require('%s/nodemailer/package.json').version" % self.MODULES).strip()

    def install(self, path, home, steps):
        add_interface()
        self.command = codes(steps)[-1].replace("o'\\''brien+$x@contoh.example", RECIPIENT)
        shutil.copyfile(path, home + "/dermaga-mail.cjs")
        return []

    def environment(self, password):
        return {"SMTP_PASSWORD": password, "NODE_PATH": self.MODULES,
                "NODE_EXTRA_CA_CERTS": self.authority}

    def send(self, home, password):
        return run_program(["sh", "-c", self.command], cwd=home,
                           environment=self.environment(password))


class Ghost(Nodemailer):
    """Not Ghost, but what it does with the section: its options go to Nodemailer."""
    PROGRAM = """const { mail } = JSON.parse(require("fs").readFileSync("config.json", "utf8"));
mail.options.auth.pass = process.env.mail__options__auth__pass;
require("nodemailer").createTransport(mail.options)
  .sendMail({ from: mail.from, to: process.argv[2], subject: "Test", text: "Test" })
  .catch((error) => { console.log(error.message); process.exitCode = 1; });
"""

    def install(self, path, home, steps):
        add_interface()
        shutil.copyfile(path, home + "/config.json")
        write(home + "/send.js", self.PROGRAM)
        return [] if codes(steps) == ["mail__options__auth__pass"] else ["the steps are others"]

    def send(self, home, password):
        environment = self.environment(password)
        environment["mail__options__auth__pass"] = environment.pop("SMTP_PASSWORD")
        return run_program(["node", "send.js", RECIPIENT], cwd=home, environment=environment)


class Php(Client):
    def run_php(self, home, password, script):
        write(home + "/send.php", "<?php\n" + script)
        good, said = run_program(["php", "-d", "display_errors=stderr", "-d", "html_errors=0",
                                  home + "/send.php", RECIPIENT], cwd=home,
                                 environment={"SMTP_PASSWORD": password})
        return good, said


class PhpMailer(Php):
    """A program that calls the file as the steps say."""
    LIBRARY = "/usr/share/php/libphp-phpmailer"

    def version(self):
        return "PHPMailer " + run_quietly(
            "php", "-r", "require '%s/src/PHPMailer.php'; "
            "echo PHPMailer\\PHPMailer\\PHPMailer::VERSION;" % self.LIBRARY)

    def install(self, path, home, steps):
        self.lines = codes(steps)
        shutil.copyfile(path, home + "/dermaga-phpmailer.php")
        return [] if len(self.lines) == 2 else ["the steps are others"]

    def send(self, home, password):
        return self.run_php(home, password, """
foreach (array('Exception', 'PHPMailer', 'SMTP') as $name) {
    require '%s/src/' . $name . '.php';
}
%s
$mail->addAddress($argv[1]);
$mail->Subject = 'Test';
$mail->Body = 'Test';
$mail->send();
""" % (self.LIBRARY, "\n".join(self.lines)))


class Symfony(Php):
    """Symfony Mailer, which Laravel and Nextcloud send with."""
    LOADER = "/usr/share/php/Symfony/Component/Mailer/autoload.php"
    fails_open = True

    def library_version(self):
        return "Symfony Mailer " + run_quietly(
            "dpkg-query", "-W", "-f", "${Version}", "php-symfony-mailer").split("+")[0]


class Laravel(Symfony):
    """Not Laravel, but the two libraries that it reads .env and sends with."""
    PLACEHOLDER = "PUT THE PASSWORD HERE"

    def version(self):
        return "Laravel's " + self.library_version()

    def install(self, path, home, steps):
        with open(path, encoding="utf-8") as f:
            self.text = f.read()
        good = self.text.count('="%s"\n' % self.PLACEHOLDER) == 1
        return [] if good else ["no place for the password"]

    def send(self, home, password):
        escaped = "".join("\\" + c if c in '\\"$' else c for c in password)
        write(home + "/.env", self.text.replace('="%s"\n' % self.PLACEHOLDER, '="%s"\n' % escaped))
        return self.run_php(home, "", """
require '/usr/share/php/Dotenv/autoload.php';
require '%s';
$env = Dotenv\\Dotenv::createArrayBacked(__DIR__)->load();
$encryption = $env['MAIL_ENCRYPTION'];
$scheme = $encryption === 'tls' ? ($env['MAIL_PORT'] == 465 ? 'smtps' : 'smtp') : '';
$dsn = new Symfony\\Component\\Mailer\\Transport\\Dsn($scheme, $env['MAIL_HOST'],
    $env['MAIL_USERNAME'], $env['MAIL_PASSWORD'], (int) $env['MAIL_PORT']);
$transport = (new Symfony\\Component\\Mailer\\Transport\\Smtp\\EsmtpTransportFactory())->create($dsn);
$sender = new Symfony\\Component\\Mime\\Address($env['MAIL_FROM_ADDRESS'], $env['MAIL_FROM_NAME']);
$message = (new Symfony\\Component\\Mime\\Email())->from($sender)->to($argv[1])
    ->subject('Test')->text('Test');
(new Symfony\\Component\\Mailer\\Mailer($transport))->send($message);
""" % self.LOADER)


class Nextcloud(Symfony):
    """Not Nextcloud, but what it does with the file: see its lib/private/Mail/Mailer.php."""
    PLACEHOLDER = "'PUT THE PASSWORD HERE'"
    sender_name = False

    def version(self):
        return "Nextcloud's " + self.library_version()

    def install(self, path, home, steps):
        with open(path, encoding="utf-8") as f:
            self.text = f.read()
        return [] if self.text.count(self.PLACEHOLDER) == 1 else ["no place for the password"]

    def send(self, home, password):
        escaped = "'%s'" % password.replace("\\", "\\\\").replace("'", "\\'")
        write(home + "/dermaga-mail.config.php", self.text.replace(self.PLACEHOLDER, escaped))
        return self.run_php(home, "", """
require '%s';
ob_start();
require __DIR__ . '/dermaga-mail.config.php';
if (ob_get_clean() !== '') {
    throw new Exception('the file prints something');
}
$secure = $CONFIG['mail_smtpsecure'] === 'ssl' ? true : null;
$transport = new Symfony\\Component\\Mailer\\Transport\\Smtp\\EsmtpTransport(
    $CONFIG['mail_smtphost'], $CONFIG['mail_smtpport'], $secure);
$transport->setUsername($CONFIG['mail_smtpname']);
$transport->setPassword($CONFIG['mail_smtppassword']);
$sender = $CONFIG['mail_from_address'] . '@' . $CONFIG['mail_domain'];
$message = (new Symfony\\Component\\Mime\\Email())->from($sender)->to($argv[1])
    ->subject('Test')->text('Test');
(new Symfony\\Component\\Mailer\\Mailer($transport))->send($message);
""" % self.LOADER)


PROGRAMS = {"django": Django, "rails": Rails, "nodemailer": Nodemailer, "ghost": Ghost,
            "phpmailer": PhpMailer, "laravel": Laravel, "nextcloud": Nextcloud}
WITHOUT_ENCRYPTION = ("django", "rails", "nodemailer", "phpmailer", "laravel")
