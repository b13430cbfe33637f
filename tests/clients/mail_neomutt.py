"""NeoMutt, which takes the same file and the same keys as mutt."""
import mail_mutt
from mail_mutt import run  # noqa: F401

PROGRAMS = {"neomutt": "neomutt"}


class Client(mail_mutt.Client):
    program = "neomutt"
