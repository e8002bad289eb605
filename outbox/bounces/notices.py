"""Notices of Amazon SES, mailed by SNS: JSON where others send a report.

The fields are those of "Amazon SNS notification contents for Amazon SES" in its documentation.
"""

import json

from outbox.bounces import addresses, verdicts
from outbox.models import Bounce

Kind = Bounce.Kind
# Per type the object that tells about it and the list of recipients in it.
LISTS = {
    "Bounce": ("bounce", "bouncedRecipients"),
    "Complaint": ("complaint", "complainedRecipients"),
    "Delivery": ("delivery", "recipients"),
    "DeliveryDelay": ("deliveryDelay", "delayedRecipients"),
}
KINDS = {"Delivery": Kind.DELIVERED, "DeliveryDelay": Kind.DELAY}


def of(mail):
    """[(recipient or None, kind, reason)]; [] for a mail that is no such notice."""
    try:
        notice = read(mail.text)
        kind = notice.get("notificationType") or notice.get("eventType")
        about, names = LISTS[kind]
        details = notice[about]
        return [told(kind, details, one) for one in details[names]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []


def read(text):
    """The notice in this text, which can be a letter around the one that counts."""
    start = text.find("{", 0, 200)
    if start < 0:
        raise ValueError
    # The lines are folded anywhere, and after the notice stands how to get no more of them.
    notice, _end = json.JSONDecoder(strict=False).raw_decode(text[start:].replace("\n", ""))
    return json.loads(notice["Message"], strict=False) if "Message" in notice else notice


def told(kind, details, one):
    one = one if isinstance(one, dict) else {"emailAddress": one}
    name = addresses.of_field(one["emailAddress"])
    if kind == "Complaint":
        why = str(details.get("complaintFeedbackType") or "abuse")
        found = Kind.NONE if why == "not-spam" else Kind.COMPLAINT
        return name, found, f"Feedback-Type: {why}"
    action, status, said = (
        str(one.get(key) or "") for key in ("action", "status", "diagnosticCode")
    )
    said = verdicts.TYPE_MARK.sub("", said)
    reason = said or " ".join(filter(None, (details.get("bounceType"), status)))
    if kind in KINDS:
        return name, KINDS[kind], reason
    found = verdicts.of_fields(action, status, said)
    is_lasting = details.get("bounceType") == "Permanent"
    return name, Kind.SOFT if found == Kind.HARD and not is_lasting else found, reason
