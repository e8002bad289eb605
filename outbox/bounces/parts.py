"""One mail taken apart: its headers, what people read in it, and what machines do."""

import html
import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message

from outbox.bounces import raw

# Read as text, so that base64 is undone; the standard parser would look for headers in it.
MACHINE_TYPES = re.compile(
    rb"(?im)^(content-type:[ \t]*(?:\n[ \t]+)?)message/"
    rb"((?:global-)?delivery-status|feedback-report|(?:global-)?disposition-notification)"
)
FORGIVEN = (MessageError, LookupError, ValueError, AttributeError, TypeError, RecursionError)
# The standard parser looks at every line once for each layer around it.
BOUNDARY = re.compile(rb"(?i)\bboundary\b")
MOST_BOUNDARIES = 60
REAL_BOUNDARY = re.compile(
    rb'(?i)\n--([^\s"](?:[^\n"]{0,68}[^\s"])?)[ \t]*\n(?:content-[a-z-]+|mime-version):'
)
# Without a type a mail is text; text can bring back a mail of several parts, but not at once.
LONGEST_PREAMBLE = 200
MOST_PARTS = 300
LONGEST_HEADER = 20_000
MOST_TEXT = 200_000
# Thousands of recipients take some 150 bytes each.
MOST_STATUS = 1_500_000
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{0,2000}>")
UNSEEN = re.compile(r"(?i)<(/?)(style|script|head)\b")
LINE_TAGS = {"br", "p", "div", "tr", "td", "li", "h1", "h2", "h3", "h4", "table", "ul", "pre"}


@dataclass
class Mail:
    """`statuses`, `feedback` and `disposition` are the texts of those parts; `embedded` the mails
    that came back or were forwarded, the outermost only."""

    headers: Message
    source: str
    texts: list = field(default_factory=list)
    statuses: list = field(default_factory=list)
    feedback: list = field(default_factory=list)
    disposition: list = field(default_factory=list)
    embedded: list = field(default_factory=list)

    def header(self, name):
        return decoded(self.headers.get(name, ""))

    @property
    def text(self):
        return "\n".join(self.texts)


def take_apart(data):
    """The Mail in these bytes; anything is one, if need be of a single text."""
    data = raw.with_whole_header(raw.readable(data))
    source = data.decode("utf-8", "replace")
    try:
        if len(BOUNDARY.findall(data)) > MOST_BOUNDARIES:
            raise MessageError
        message = parsed(MACHINE_TYPES.sub(rb"\1text/x-\2", data))
        mail = Mail(headers=message, source=source)
        collect(message, mail)
    except FORGIVEN:
        mail = Mail(headers=Message(), source=source, texts=[source[:MOST_TEXT]])
    return mail


def parsed(data):
    """The Message; where its header names no boundary, or a wrong one, by the one in its text."""
    message = message_from_bytes(data)
    kind = str(message.get("content-type", "multipart")).strip().lower()
    if message.is_multipart() or not kind.startswith("multipart"):
        return message
    head, _blank, body = data.partition(b"\n\n")
    hit = REAL_BOUNDARY.search(b"\n" + body)
    if not hit or ("content-type" not in message and hit.start() > LONGEST_PREAMBLE):
        return message
    message = message_from_bytes(head + b"\n\n")
    real = b'Content-Type: multipart/mixed; boundary="%s"\n\n' % hit[1]
    inner = message_from_bytes(real + body)
    if inner.is_multipart():
        message.set_payload(inner.get_payload())
    return message


def collect(message, mail):
    """Sort the parts; what stands in a returned mail is not what this mail says."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part, seen = waiting.pop(0), seen + 1
        kind = part.get_content_type()
        if (kind.startswith("message/") and part is not message) or kind == "message/rfc822":
            mail.embedded += embedded_in(part)
        elif part.is_multipart():
            waiting = [*part.get_payload(), *waiting]
        elif kind == "text/x-feedback-report":
            mail.feedback.append(text_of(part))
        elif kind.endswith("delivery-status"):
            mail.statuses.append(text_of(part, MOST_STATUS))
        elif kind.endswith("disposition-notification"):
            mail.disposition.append(text_of(part))
        elif kind in ("text/rfc822-headers", "text/global-headers"):
            mail.embedded.append(text_of(part).strip().encode("utf-8", "replace"))
        elif (part.get_filename() or "").lower().endswith(".eml"):
            mail.embedded.append(part.get_payload(decode=True) or b"")
        elif part.get_content_maintype() == "text" or kind.startswith("multipart/"):
            mail.texts.append(readable_text(part, kind))


def embedded_in(part):
    """The mails inside this part as bytes."""
    found = []
    for inner in part.get_payload() if part.is_multipart() else [part]:
        encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
        if encoding in ("base64", "quoted-printable") and not inner.keys():
            inner["Content-Transfer-Encoding"] = encoding
            found.append(inner.get_payload(decode=True) or b"")
        elif inner is part:
            found.append(part.get_payload(decode=True) or b"")
        else:
            found.append(inner.as_bytes())
    return found


def text_of(part, most=MOST_TEXT):
    """A part as text: in its own charset, or else in the first that fits."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    data = data[:most]
    named = part.get_content_charset() or "utf-8"
    if named.startswith(("utf-16", "utf-32")) and b"\0" not in data:
        named = "utf-8"  # It would be read as Chinese.
    for charset in (named, "utf-8"):
        try:
            return clean(data.decode(charset))
        except (LookupError, ValueError):
            continue
    return clean(data.decode("cp1252", "replace"))


def clean(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").replace("\xa0", " ")


def readable_text(part, kind):
    text = text_of(part)
    looks_like_html = "<html" in text[:2000].lower()
    return without_tags(text) if kind == "text/html" or looks_like_html else text


def without_tags(text):
    return clean(html.unescape(TAG.sub(as_text, without_unseen(text))))


def without_unseen(text):
    """Without what a browser does not show. One pass over it: anybody can make up a bounce."""
    kept, start, depth = [], 0, 0
    for tag in UNSEEN.finditer(text):
        before, depth = depth, max(depth - 1, 0) if tag[1] else depth + 1
        if not before:
            kept.append(text[start : tag.start()])
        if not before or not depth:
            start = tag.start()
    return "".join(kept) + text[start:]


def as_text(tag):
    """A line end, nothing, or the tag itself where it is an address in angle brackets."""
    if "@" in tag[0] and " " not in tag[0]:
        return tag[0]
    return "\n" if tag[2].lower() in LINE_TAGS else ""


def decoded(value):
    """A header as people read it, on one line."""
    value = str(value)[:LONGEST_HEADER]
    try:
        pieces = [
            piece if isinstance(piece, str) else piece.decode(charset or "utf-8", "replace")
            for piece, charset in decode_header(value)
        ]
    except FORGIVEN:
        pieces = [value]
    return " ".join("".join(pieces).split())
