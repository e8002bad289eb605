"""A message as the bytes that go to the mail server.

Django's own way of putting a mail together takes longer than the mail server does, and leaves the
text in 8 bits, which not every server takes over unharmed. What guards a header against a line
break or a wrong address is Django's.
"""

import binascii
import hashlib
from email.utils import formatdate, parseaddr
from functools import lru_cache

from django.conf import settings
from django.core.mail.message import forbid_multi_line_headers
from django.utils.translation import gettext as _

from accounts import links
from outbox import contents
from outbox.models import Message

LINE_END = b"\r\n"


def build(message, now):
    """The whole mail as bytes; its access link gets its key only here.

    Raises ValueError for a mail that cannot be made.
    """
    content = contents.of(message)
    text, html = filled_in(message, content, now)
    parts = [part("plain", text), *([part("html", html)] if html else [])]
    return header_lines(message, content) + body(parts, message.message_id)


def filled_in(message, content, now):
    """Text and HTML with a fresh key where the place mark stands."""
    if not message.link:
        # What is made anew never asks for a key; there the same letters are somebody's words.
        if links.PLACE in message.text:
            raise ValueError(_("De toegangslink van deze mail bestaat niet meer."))
        return content.text, content.html
    token = links.issue(message.link, now=now)
    return content.text.replace(links.PLACE, token), content.html.replace(links.PLACE, token)


def header_lines(message, content):
    if not message.to:
        raise ValueError(_("Deze mail heeft geen adres."))
    headers = {
        "Subject": content.subject,
        "From": settings.DEFAULT_FROM_EMAIL,
        "To": message.to,
        "Date": formatdate(usegmt=True),
        "Message-ID": message.message_id,
        "Auto-Submitted": "no" if message.letter_id else "auto-generated",
        **content.headers,
        "MIME-Version": "1.0",
    }
    return b"".join(header_line(name, value) for name, value in headers.items())


@lru_cache  # sender and stream are the same for most mails, the receiver is asked for twice
def header_line(name, value):
    """One header; raises BadHeaderError, a ValueError, where a value would begin another."""
    name, value = forbid_multi_line_headers(name, value, "utf-8")
    return f"{name}: {value}".replace("\n", "\r\n").encode("ascii") + LINE_END


def body(parts, seed):
    """The parts, as alternatives of each other when there are two."""
    if len(parts) == 1:
        return parts[0]
    # Hexadecimal digits between signs that quoted-printable writes as "=3D" and never as "=_".
    boundary = b"=_" + hashlib.sha256(seed.encode()).hexdigest()[:32].encode() + b"_="
    opening = b'Content-Type: multipart/alternative;\r\n boundary="%s"\r\n\r\n' % boundary
    lines = [b"--" + boundary + LINE_END + content + LINE_END for content in parts]
    return opening + b"".join(lines) + b"--" + boundary + b"--\r\n"


def part(subtype, text):
    # binascii keeps the line ends it meets, so they are made alike before.
    raw = text.replace("\r\n", "\n").replace("\r", "\n").encode()
    coded = binascii.b2a_qp(raw, istext=True).replace(b"\n", LINE_END)
    head = f'Content-Type: text/{subtype}; charset="utf-8"\r\n'
    return f"{head}Content-Transfer-Encoding: quoted-printable\r\n\r\n".encode() + coded


def envelope(message: Message):
    """(sender, receiver) as the mail server is told them; ValueError where one is no address."""
    # Django would write such letters as in a header, which is another address.
    if not message.to.rpartition("@")[0].isascii():
        raise ValueError(_("Dit adres heeft vóór de @ letters die mail niet kent."))
    return bare_address("From", settings.DEFAULT_FROM_EMAIL), bare_address("To", message.to)


def bare_address(name, text):
    address = parseaddr(header_line(name, text).decode().partition(":")[2])[1]
    if not address.strip("<>"):  # The empty one is for bounces; a server would take it.
        raise ValueError(_("Deze mail heeft geen adres."))
    return address
