"""Raw mail as bytes, made readable: bounded in size, one kind of line end, no null bytes.

A bounce can bring a mail of 40 MB back. What it says stands before that mail or after it, so only
the beginning and the end are kept; the rest is read past and never held.
"""

import codecs
import re

HEAD = 1_000_000
TAIL = 300_000
CHUNK = 65_536
# "From daemon@mx.example Mon Mar  2 09:00:00 2026", between the mails of one mbox file.
MBOX_LINE = re.compile(rb"From \S+ .{0,40}\d\d:\d\d.{0,30}\r?$")
# This one can be told from a sentence also where the blank line before it was lost.
SURE_MBOX_LINE = re.compile(
    rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d "
    rb"\d\d:\d\d:\d\d .{0,20}\d{4}\r?$"
)
HEADER_LINE = re.compile(rb"[!-9;-~]{1,80}:")
IN_HEADER = re.compile(rb"[!-9;-~]+:|[ \t]|From ")
STRANGE_NAME = re.compile(rb"[^\s:]{1,80}:")
BLANK_BEFORE_COLON = re.compile(rb"([!-9;-~]+)[ \t]+:")
EVERY_MAIL = re.compile(
    rb"(?im)^(from|to|subject|date|message-id|content-type|return-path|auto-submitted)[ \t]*:"
)
LONGEST_HEADER = 200_000
# Archives, pictures and documents; a mail is text.
NO_MAIL = (b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff\xe0", b"\xd0\xcf\x11\xe0")
UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Bounded:
    """The beginning and the end of one mail."""

    def __init__(self):
        self.head, self.tail = bytearray(), bytearray()

    def add(self, data):
        room = HEAD - len(self.head)
        self.head += data[:room] if room > 0 else b""
        self.tail += data[max(room, 0) :]
        if len(self.tail) > 2 * TAIL:
            del self.tail[:-TAIL]

    def whole(self):
        tail = bytes(self.tail[-TAIL:])
        # What begins in the middle of a line must not be taken for a line.
        return bytes(self.head) + (b"\n\n" + tail.partition(b"\n")[2] if tail else b"")


def mails(file):
    """Yield each mail in an open binary file: one, or those of an mbox."""
    first = file.readline(CHUNK)
    mail, is_box = Bounded(), bool(MBOX_LINE.match(first.rstrip(b"\n")))
    mail.add(first)
    if not is_box:
        while chunk := file.read(CHUNK):
            mail.add(chunk)
        yield mail.whole()
        return
    blank, kept = False, b""
    while line := file.readline(CHUNK):
        if kept:
            # A line of the text may look like a new mail, but no header follows it.
            if HEADER_LINE.match(line) or line.startswith(b">From "):
                yield mail.whole()
                mail = Bounded()
            mail.add(kept)
            kept = b""
        if line.startswith(b"From ") and starts_mail(line.rstrip(b"\n"), blank):
            kept, blank = line, False
            continue
        mail.add(line)
        blank = not line.strip()
    mail.add(kept)
    yield mail.whole()


def starts_mail(line, is_after_blank):
    return MBOX_LINE.match(line) if is_after_blank else SURE_MBOX_LINE.match(line)


def readable(data):
    """These bytes with LF at the end of each line, whatever wrote them."""
    data = from_wide(data)
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"")
    data = data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return without_preface(data.lstrip(b"\n \t"))


def from_wide(data):
    """A file that an editor saved in two bytes per letter, as UTF-8."""
    encoding = UTF16.get(data[:2])
    if encoding is None:
        sample = data[:2000]
        half = len(sample) // 2
        if half > 20 and sample[1::2].count(0) > 0.8 * half:
            encoding = "utf-16-le"
        elif half > 20 and sample[::2].count(0) > 0.8 * half:
            encoding = "utf-16-be"
    if encoding is None:
        return data
    return data.decode(encoding, "replace").removeprefix("\ufeff").encode("utf-8", "replace")


def without_preface(data):
    """Lines before the first header are no mail; without any header all of it is left alone."""
    start = 0
    for _number in range(20):
        end = data.find(b"\n", start)
        if HEADER_LINE.match(data, start) and not data.startswith(b">", start):
            return data[start:]
        if end < 0:
            break
        start = end + 1
    return data


def with_whole_header(data):
    """The same with nothing in the header at which a parser takes the body to begin.

    Some servers fold a line without a blank, or write a name that no field can have; From and
    Content-Type after it would be lost.
    """
    end = data.find(b"\n\n", 0, LONGEST_HEADER)
    lines = data[: max(end, 0)].split(b"\n")
    odd = next((number for number, line in enumerate(lines) if not IN_HEADER.match(line)), None)
    if odd is None:
        return data
    seen, later = (
        {name.lower() for name in EVERY_MAIL.findall(b"\n".join(part))}
        for part in (lines[:odd], lines[odd:])
    )
    # Where all that a mail has stands before it, it may well be the body that begins there.
    if later <= seen:
        return data
    mended = filter(None, (line if IN_HEADER.match(line) else part_of_it(line) for line in lines))
    return b"\n".join(mended) + data[end:]


def part_of_it(line):
    """What such a line was meant as: "Name : value", a name beyond repair, or more of a value."""
    if named := BLANK_BEFORE_COLON.match(line):
        return named[1] + b":" + line[named.end() :]
    return b"" if STRANGE_NAME.match(line) else b" " + line


def is_mail(data):
    """Whether these bytes begin as a mail does: with a header."""
    return bool(HEADER_LINE.match(readable(data[:CHUNK]))) and data[:4] not in NO_MAIL
