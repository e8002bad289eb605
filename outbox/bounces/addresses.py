"""E-mail addresses in the fields and the texts of a bounce."""

import re

from core.emails import clean_email

LONGEST = 254
LOCAL = r"[^\s\x00-\x20\x7f<>@,;:\"'()\[\]{}|\\=*]{1,64}"
ADDRESS = re.compile(LOCAL + r"@(?:[^\W_][\w-]{0,62}\.){1,10}[^\W\d_][\w-]{0,62}")
# In a field made for it an address needs no dot to be known for one.
BARE = re.compile(LOCAL + r"@[\w-]{1,63}(?![\w.-])")
ESCAPED = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
READABLE_TYPES = ("rfc822", "utf-8", "smtp", "unknown", "internet", "")
FORGOTTEN = re.compile(r"^(redacted|undisclosed|xxxxx|removed)\b", re.IGNORECASE)


def found(text):
    """Every address in this text once, in order; none that was made unreadable."""
    hits = (clean_email(hit) for hit in ADDRESS.findall(text))
    return list(dict.fromkeys(hit for hit in hits if is_whole(hit)))


def is_whole(address):
    fits = len(address) <= LONGEST and address.isprintable()
    return fits and ".." not in address and address[0] != "."


def first(text):
    hits = found(text) or [clean_email(hit) for hit in BARE.findall(text)[:1]]
    return next((hit for hit in hits if is_whole(hit)), None)


def of_field(value):
    """The address of "rfc822; <jan@school.example>", or None where it names none."""
    kind, semicolon, rest = value.partition(";")
    if not semicolon:
        kind, rest = "", value
    if kind.strip().lower() not in READABLE_TYPES:
        return None
    rest = ESCAPED.sub(lambda hit: chr(min(int(hit[1], 16), 0x10FFFF)), rest)
    address = first(rest.replace('"', " ").replace("'", " ").replace("=", " "))
    return None if address and FORGOTTEN.match(address) else address
