"""E-mail addresses in the fields and the texts of a bounce."""

import re

from core.emails import clean_email

LONGEST = 254
NEVER = r"\s\x00-\x20\x7f<>@,;:\"()\[\]{}|\\*"
# An apostrophe can stand in a name, not before it: 'd'hondt@school.example'.
LOCAL = rf"[^{NEVER}'=][^{NEVER}=]{{0,63}}"
DOMAIN = r"@(?:[^\W_][\w-]{0,62}\.){1,10}[^\W\d_][\w-]{0,62}"
ADDRESS = re.compile(LOCAL + DOMAIN)
# In a field made for it an address may hold a "=", and needs no dot to be known for one.
IN_FIELD = re.compile(rf"[^{NEVER}'][^{NEVER}]{{0,99}}(?:{DOMAIN}|@[\w-]{{1,63}}(?![\w.-]))")
ESCAPED = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
READABLE_TYPES = ("rfc822", "utf-8", "smtp", "unknown", "internet", "")
FORGOTTEN = re.compile(r"^(redacted|undisclosed|xxxxx|removed)\b", re.IGNORECASE)


def found(text, pattern=ADDRESS):
    """Every address in this text once, in order; none that was made unreadable."""
    hits = (clean_email(hit) for hit in pattern.findall(text))
    return list(dict.fromkeys(hit for hit in hits if is_whole(hit)))


def first(text, pattern=ADDRESS):
    return next(iter(found(text, pattern)), None)


def is_whole(address):
    fits = len(address) <= LONGEST and address.isprintable()
    return fits and ".." not in address and address[0] != "."


def of_field(value):
    """The address of "rfc822; <jan@school.example>", or None where it names none."""
    kind, semicolon, rest = value.partition(";")
    if not semicolon:
        kind, rest = "", value
    if kind.strip().lower() not in READABLE_TYPES:
        return None
    rest = ESCAPED.sub(lambda hit: chr(min(int(hit[1], 16), 0x10FFFF)), rest)
    address = first(rest, IN_FIELD)
    return None if address and FORGOTTEN.match(address) else address
