#!/usr/bin/env python3
"""What web applications send mail with takes one of Dermaga's exports, and does only as it should.

    test-web-applications.py RENDER-EXPORT FORMAT
"""
import os
import sys
import tempfile

from lab import bail_out, enter_private_machine, need_programs
from sending_tester import SendingTester
from web_programs import PROGRAMS, WITHOUT_ENCRYPTION

FORMATS = ("django", "rails", "nodemailer", "phpmailer")
READS = ("laravel",)
STANDINS = ("laravel", "nextcloud", "ghost")

# What there is no program of its own for, and a file that it has.
LIBRARIES = {
    "django": ("python3-django", "/usr/lib/python3/dist-packages/django"),
    "rails": ("ruby-railties ruby-actionmailer", "/usr/share/rubygems-integration"),
    "nodemailer": ("node-nodemailer", "/usr/share/nodejs/nodemailer"),
    "phpmailer": ("libphp-phpmailer", "/usr/share/php/libphp-phpmailer/src/PHPMailer.php"),
    "laravel": ("php-symfony-mailer php-vlucas-phpdotenv", "/usr/share/php/Dotenv/autoload.php"),
    "nextcloud": ("php-symfony-mailer", "/usr/share/php/Symfony/Component/Mailer/autoload.php"),
    "ghost": ("node-nodemailer", "/usr/share/nodejs/nodemailer"),
}


def without_password(tester):
    """A program that is not given the password does not send."""
    worked, said, sessions = tester.run(given="")
    problems = ["the program reports success"] if worked else []
    if any(s.messages for s in sessions):
        problems.append("delivered anyway")
    if any(s.clear_auth for s in sessions):
        problems.append("the login was sent in clear")
    tester.result("no password set: no mail", problems, said, sessions)


def run(program, form, folder):
    tester = SendingTester(program, form, PROGRAMS[form](), folder)
    tester.everything()
    if form not in STANDINS:
        without_password(tester)
    if form in WITHOUT_ENCRYPTION:
        tester.without_encryption()
    return tester.finish()


def main():
    program, form = sys.argv[1:]
    need_programs({"openssl": "openssl", "php": "php-cli", "node": "nodejs", "ruby": "ruby"})
    packages, path = LIBRARIES[form]
    if not os.path.exists(path):
        bail_out("missing; run: apt-get install --no-install-recommends " + packages)
    enter_private_machine()
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder:
        return run(program, form, folder)


if __name__ == "__main__":
    sys.exit(main())
