"""Complaints (RFC 5965): a reader pressed "this is spam", and the provider tells us."""

import re

from outbox.bounces import addresses, fields, parts
from outbox.models import Bounce

# These types are no complaint of a reader.
NO_COMPLAINT = ("not-spam", "auth-failure", "dmarc")
READERS = ("original-rcpt-to", "removal-recipient", "x-hmxmroriginalrecipient", "redacted-address")
COMPLAINT = re.compile(r"complaint about message from \S+$")
FEEDBACK = re.compile(r"(?im)^feedback-type:\s*[a-z-]+")


def is_one(mail, returned):
    of_type = "feedback-report" in mail.header("content-type").lower()
    # Hotmail sends the mail itself, with the reader in a header of its own.
    of_hotmail = "x-hmxmroriginalrecipient" in returned
    is_broken = of_type and FEEDBACK.search(mail.source)
    return bool(mail.feedback or is_broken or of_hotmail or COMPLAINT.match(mail.header("subject")))


def of(mail, returned):
    """[(reader or None, kind, reason)]; `returned` are the headers of the mail complained about."""
    text = "\n".join(mail.feedback) or fields_of(mail.source)
    named = {name: values for block in fields.blocks(text) for name, values in block.items()}
    kind = fields.one(named, "feedback-type").lower()
    if kind.startswith(NO_COMPLAINT):
        return [(None, Bounce.Kind.NONE, f"Feedback-Type: {kind}")]
    readers = [address for name in READERS for value in named.get(name, ())
               if (address := addresses.of_field(value))]  # fmt: skip
    readers = readers or of_returned(returned)
    reason = f"Feedback-Type: {kind or 'abuse'}"
    return [(reader, Bounce.Kind.COMPLAINT, reason) for reader in readers or [None]]


def of_returned(headers):
    for name in ("x-hmxmroriginalrecipient", "to", "delivered-to"):
        names = addresses.found(parts.decoded(headers.get(name, "")))
        names = [name for name in names if not addresses.FORGOTTEN.match(name)]
        if names:
            return names[:1]
    return []


def fields_of(source):
    hit = FEEDBACK.search(source)
    return source[hit.start() : hit.start() + 5000] if hit else ""
