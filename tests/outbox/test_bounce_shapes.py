"""What a mail reports survives what happens to mail on its way: cut, folded, wrapped, passed on."""

import io
import quopri
import re
from base64 import encodebytes

import pytest

from outbox.bounces import raw, reports
from tests.outbox.bounce_samples import SAMPLES
from tests.outbox.bounce_shapes import SHAPES, passed_on

ALL = {**SAMPLES, **SHAPES}
# Those of one kind of line end, which can be mangled further.
PLAIN = [name for name, (data, _told) in ALL.items() if data[:1].isalpha() and b"\r" not in data
         and b"\0" not in data]  # fmt: skip
STATUS_PART = re.compile(rb"Content-Type: message/delivery-status\n\n(.*?)\n--b\n", re.DOTALL)
ENVELOPE = b"From MAILER-DAEMON Mon Mar  2 09:00:00 2026\n"
WAYS = {
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "CR": lambda data: data.replace(b"\n", b"\r"),
    "CRCRLF": lambda data: data.replace(b"\n", b"\r\r\n"),
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "blank lines before it": lambda data: b"\n \n\n" + data,
    "no line end at the end": lambda data: data.rstrip(b"\n"),
    "in an mbox": lambda data: ENVELOPE + data,
    "letters that no header may have": lambda data: data.replace(
        b"\n", b"\nX-\xe9\xff: \xfe\n", 1),
    "another boundary": lambda data: data.replace(b'boundary="', b'boundary="other-', 1),
    "its last boundary lost": lambda data: re.sub(rb"\n--(\w)--\n\Z", b"\n", data),
    "fields in small letters": lambda data: re.sub(
        rb"(?m)^(Final-Recipient|Action|Status|Diagnostic-Code):",
        lambda hit: hit[0].lower(), data),
    "base64": lambda data: STATUS_PART.sub(encoded("base64", encodebytes), data),
    "quoted-printable": lambda data: STATUS_PART.sub(
        encoded("quoted-printable", quopri.encodestring), data),
    "passed on": lambda data: passed_on(data.decode("utf-8", "surrogateescape").encode())
    if data.isascii() else data,
}  # fmt: skip


def encoded(name, encode):
    def part(hit):
        head = b"Content-Type: message/delivery-status\nContent-Transfer-Encoding: "
        return head + name.encode() + b"\n\n" + encode(hit[1]) + b"\n--b\n"

    return part


def told(data):
    return [
        (report.kind, report.recipient)
        for mail in raw.mails(io.BytesIO(data))
        for report in reports.read(mail)
    ]


@pytest.mark.parametrize("name", SHAPES)
def test_a_mail_of_another_shape_is_read(name):
    data, expected = SHAPES[name]

    assert told(data) == expected


@pytest.mark.parametrize("way", WAYS)
def test_what_it_reports_survives(way):
    changed = {name: told(WAYS[way](ALL[name][0])) for name in PLAIN}

    assert changed == {name: ALL[name][1] for name in PLAIN}


def test_most_samples_are_mangled_by_most_ways():
    """The tests above would hold of ways that change nothing."""
    for mangle in WAYS.values():
        assert sum(mangle(ALL[name][0]) != ALL[name][0] for name in PLAIN) > 10


def test_two_in_one_file_are_both_read():
    for name in PLAIN:
        data, expected = ALL[name]

        assert told(ENVELOPE + data + b"\n" + ENVELOPE + data) == expected * 2, name


def test_names_of_thousands_in_plain_text_are_all_read():
    names = [f"jan{number}@school.example" for number in range(2000)]
    lines = "".join(f"<{name}>: 550 5.1.1 no such user\n" for name in names)
    head = "From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail\n\nThese addresses failed:\n"

    assert told((head + lines).encode()) == [("hard", name) for name in names]
