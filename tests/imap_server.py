"""A real IMAP server on a local port, small, which can misbehave in many ways."""

import re
import socketserver
import threading
from dataclasses import dataclass, field

import pytest

COMMAND = re.compile(rb"(\S+) (?:UID )?([A-Za-z]+) ?(.*)\r\n", re.DOTALL)
SPAN = re.compile(rb"BODY\.PEEK\[\](?:<(\d+)\.(\d+)>)?")
HANG_UP = b"-"
USER, PASSWORD = "portaal", "ge heim"


@dataclass
class Box:
    """The mails by number, and per number the marks. `fetched` says which bytes were asked for.

    `hangs_up_at` names a command at which the connection breaks, `refused` the mails that the
    server cannot read itself, `unmarkable` those that it cannot mark. In the middle of those in
    `breaks_in` the connection breaks; in `claims` stands how long it says a mail is, `garbled`
    says what it answers instead of a length.
    """

    port: int = 0
    mails: dict = field(default_factory=dict)
    marks: dict = field(default_factory=dict)
    fetched: list = field(default_factory=list)
    commands: list = field(default_factory=list)
    keeps_marks: bool = True
    hangs_up_at: str = ""
    refused: set = field(default_factory=set)
    unmarkable: set = field(default_factory=set)
    breaks_in: set = field(default_factory=set)
    claims: dict = field(default_factory=dict)
    garbled: dict = field(default_factory=dict)
    lines_of_search: int = 1
    logins: int = 0

    def put(self, data):
        number = len(self.mails) + 1
        self.mails[number], self.marks[number] = data, set()
        return number

    @property
    def settings(self):
        return {
            "host": "127.0.0.1",
            "port": self.port,
            "encrypted": False,
            "user": USER,
            "password": PASSWORD,
            "folder": "Terug gekomen",
        }


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.say(b"* OK IMAP4rev1 here")
        while line := self.rfile.readline():
            tag, verb, rest = COMMAND.match(line).groups()
            verb = verb.decode().upper()
            self.box.commands.append(verb)
            if verb == self.box.hangs_up_at:
                return
            answer = getattr(self, f"do_{verb.lower()}")(rest) or b"OK done"
            if answer == HANG_UP:
                return
            self.say(tag + b" " + answer)

    @property
    def box(self):
        return self.server.box

    def say(self, line):
        self.wfile.write(line + b"\r\n")

    def do_capability(self, _rest):
        self.say(b"* CAPABILITY IMAP4rev1")

    def do_login(self, rest):
        self.box.logins += 1
        right = rest == f'{USER} "{PASSWORD}"'.encode()
        return b"OK in" if right else b"NO [AUTHENTICATIONFAILED] wrong password"

    def do_select(self, rest):
        if rest != b'"Terug gekomen"':
            return b"NO no such folder"
        own = b" \\*" if self.box.keeps_marks else b""
        self.say(b"* %d EXISTS" % len(self.box.mails))
        self.say(b"* OK [PERMANENTFLAGS (\\Seen \\Deleted%s)] yours" % own)
        return b"OK [READ-WRITE] open"

    def do_search(self, rest):
        mark = "PortalRead" if b"UNKEYWORD" in rest else "\\Seen"
        new = [number for number, marks in self.box.marks.items() if mark not in marks]
        step = -(-len(new) // self.box.lines_of_search) or 1
        for first in range(0, len(new), step) or [0]:
            told = (b"%d" % number for number in new[first : first + step])
            self.say(b"* SEARCH " + b" ".join(told))

    def do_fetch(self, rest):
        number = int(rest.split()[0])
        data = self.box.mails.get(number)
        if number in self.box.refused:
            return b"NO [SERVERBUG] the store is broken here"
        if data is None:
            return None
        if b"RFC822.SIZE" in rest:
            told = self.box.garbled.get(number, b"RFC822.SIZE %d" % len(data))
            self.say(b"* %d FETCH (UID %d %s)" % (number, number, told))
            return None
        start, length = (int(group or 0) for group in SPAN.search(rest).groups())
        part = data[start : start + length] if length else data
        self.box.fetched.append(len(part))
        name = b"BODY[]<%d>" % start if length else b"BODY[]"
        size = self.box.claims.get(number, len(part))
        self.wfile.write(b"* %d FETCH (UID %d %s {%d}\r\n" % (number, number, name, size))
        if number in self.box.breaks_in:
            self.wfile.write(part[: len(part) // 2])
            return HANG_UP
        self.wfile.write(part + b")\r\n")
        return None

    def do_store(self, rest):
        number, _how, marks = rest.decode().split(" ", 2)
        if int(number) in self.box.unmarkable:
            return b"NO [OVERQUOTA] no room for marks"
        self.box.marks[int(number)] |= set(marks.strip("()").split())
        return None

    def do_logout(self, _rest):
        self.say(b"* BYE")


@pytest.fixture
def box(settings):
    """The Box that the portal reads its bounces from."""
    box = Box()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads, server.box = True, box
        box.port = server.server_address[1]
        settings.BOUNCES_MAILBOX = box.settings
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield box
        server.shutdown()
