#!/usr/bin/env python3
"""The practice mail server under load: ten thousand mails, two hundred clients at once, and an end
in the middle of it. No mail is lost that it said it had taken.

    test-practice-load.py DERMAGA-CLI
"""
import socket
import sys
import tempfile
import threading

from lab import Tap, enter_private_machine
from practice_server import BASE, Practice

FORMATS = ()

MAILS, SENDERS, BATCH, CROWD = 10000, 4, 50, 200
TAKEN = b"250 2.0.0 Captured"
MOST_MEMORY = 200000  # KiB


class Client:
    """One connection that sends; it is signed in from the beginning."""

    def __init__(self, practice):
        plain = socket.create_connection(("127.0.0.1", BASE + 465))
        self.tls = practice.context.wrap_socket(plain, server_hostname="localhost")
        self.replies = self.tls.makefile("rb")

    def sign_in(self):
        self.replies.readline()
        self.tls.sendall(b"EHLO x\r\n")
        while self.replies.readline()[3:4] == b"-":
            pass
        self.tls.sendall(b"AUTH PLAIN AGJ1ZGkAcHJhY3RpY2U=\r\n")
        return self.replies.readline().startswith(b"235")

    def begin(self, subjects):
        """Says all that there is to say for them, without waiting."""
        self.tls.sendall(b"".join(
            b"MAIL FROM:<a@b.test>\r\nRCPT TO:<c@d.test>\r\nDATA\r\n"
            b"Subject: %s\r\n\r\nisi\r\n.\r\n" % subject for subject in subjects))

    def taken(self, subjects):
        """Those of which the server says that it has them."""
        replies = [[self.replies.readline() for _ in range(4)][3] for _ in subjects]
        return [s for s, reply in zip(subjects, replies) if reply.startswith(TAKEN)]

    def close(self):
        self.replies.close()
        self.tls.close()


class Tester:
    def __init__(self, practice):
        self.tap, self.practice = Tap(), practice
        self.taken, self.enough = [], threading.Event()

    def flood(self, prefix, count, sender):
        """One sender's share, many mails at once, as long as the server is there."""
        try:
            client = Client(self.practice)
            client.sign_in()
            for first in range(sender, count, SENDERS * BATCH):
                subjects = [b"%s %d" % (prefix, i) for i in
                            range(first, min(first + SENDERS * BATCH, count), SENDERS)]
                client.begin(subjects)
                self.taken += client.taken(subjects)
                if len(self.taken) > 10 * BATCH:
                    self.enough.set()
            client.close()
        except OSError:
            pass  # what was taken counts, and is counted

    def start_flood(self, prefix, count):
        self.taken, self.enough = [], threading.Event()
        threads = [threading.Thread(target=self.flood, args=(prefix, count, i))
                   for i in range(SENDERS)]
        for thread in threads:
            thread.start()
        return threads

    def count_flood(self):
        for thread in self.start_flood(b"banjir", MAILS):
            thread.join()
        wanted = sorted(b"banjir %d" % i for i in range(MAILS))
        client = self.practice.imap()
        exists = int(client.select()[1][0])
        fetched = client.uid("FETCH", "1:*", "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1]
        client.logout()
        subjects = [part[1].split(b": ", 1)[1].strip() for part in fetched
                    if isinstance(part, tuple)]
        self.practice.wait_until(lambda: len(self.practice.messages()) >= MAILS)
        told = [event["subject"].encode() for event in self.practice.messages()]
        problems = ["%s: %d, %d of them different" % (what, len(seen), len(set(seen)))
                    for what, seen in (("taken", self.taken), ("told of", told),
                                       ("fetched", subjects)) if sorted(seen) != wanted]
        if exists != MAILS:
            problems.append("IMAP says that %d exist" % exists)
        self.tap.result("%d mails by %d fast clients: all are taken, told of, listed and fetched"
                        % (MAILS, SENDERS), problems)

    def crowd(self):
        """All are connected before the first of them sends."""
        clients = [Client(self.practice) for _ in range(CROWD)]
        signed_in = sum(client.sign_in() for client in clients)
        subjects = [[b"ramai %d" % i] for i in range(CROWD)]
        for client, mine in zip(clients, subjects):
            client.begin(mine)
        taken = sum(len(client.taken(mine)) for client, mine in zip(clients, subjects))
        for client in clients:
            client.close()
        self.tap.result("%d clients at once sign in and send" % CROWD,
                        [] if (signed_in, taken) == (CROWD, CROWD)
                        else ["%d signed in, %d mails were taken" % (signed_in, taken)])
        peak = self.practice.peak()
        self.tap.note("most memory that was used: %d KiB" % peak)
        self.tap.result("memory stays bounded", [] if peak < MOST_MEMORY else ["%d KiB" % peak])

    def stop_while_busy(self):
        threads = self.start_flood(b"akhir", 100 * MAILS)
        problems = [] if self.enough.wait(30) else ["the last flood did not begin"]
        status = self.practice.stop()
        for thread in threads:
            thread.join()
        end = self.practice.events[-1]
        told = {event["subject"].encode() for event in self.practice.messages()}
        lost = [subject for subject in self.taken if subject not in told]
        if status != 0 or end["event"] != "end":
            problems.append("it ended with %d, %s" % (status, end))
        elif end["captured"] != len(self.practice.messages()):
            problems.append("it counts %d, and told of %d" % (end["captured"],
                                                              len(self.practice.messages())))
        elif end["dropped"] != end["captured"] - MAILS:
            problems.append("of %d mails, it dropped %d" % (end["captured"], end["dropped"]))
        if lost:
            problems.append("%d mails were taken, and not told of" % len(lost))
        self.tap.note("it was told to end after %d mails of the last flood" % len(self.taken))
        self.tap.result("told to end while clients send, it ends, and counted right", problems)


def main():
    enter_private_machine()
    with tempfile.TemporaryDirectory(prefix="dermaga-test-") as folder, \
            Practice(sys.argv[1], folder) as practice:
        tester = Tester(practice)
        tester.count_flood()
        tester.crowd()
        tester.stop_while_busy()
        return tester.tap.finish()


if __name__ == "__main__":
    sys.exit(main())
