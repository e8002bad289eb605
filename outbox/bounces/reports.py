"""What one raw mail reports: per recipient whether our mail arrived, and if not, why."""

import re
from dataclasses import dataclass

from outbox.bounces import (
    addresses,
    complaints,
    fields,
    notices,
    parts,
    replies,
    stories,
    verdicts,
)
from outbox.models import Bounce

Kind = Bounce.Kind
# Of two reports about one recipient the first in this order stands.
WEIGHT = (Kind.HARD, Kind.COMPLAINT, Kind.SOFT, Kind.DELAY, Kind.DELIVERED, Kind.AUTO_REPLY,
          Kind.NONE)  # fmt: skip
DEEPEST = 3
LONGEST_REASON = 500
MESSAGE_ID = re.compile(r"(?im)^message-id:\s*(<[^<>\s]{3,250}>)")
STATUS_TYPE = re.compile(r"delivery-status", re.IGNORECASE)


@dataclass(frozen=True)
class Report:
    """`recipient` is None where the mail reports about nobody; `message_id` names our own mail."""

    recipient: str | None
    kind: str
    reason: str = ""
    message_id: str = ""


def read(data):
    """The Reports of one raw mail in bytes, at least one. Never raises, whatever the bytes."""
    return read_part(data, 0) or [Report(None, Kind.NONE, "")]


def read_part(data, depth):
    """The Reports of this mail or, where it only brings another along, of that one."""
    mail = parts.take_apart(data)
    if complaints.is_one(mail, returned(mail)):
        return distinct(complaints.of(mail, returned(mail)), returned_id(mail))
    found = notices.of(mail) or of_statuses(mail)
    # Who passes a bounce on says less about it than that bounce does.
    if not found and (replies.is_of_daemon(mail) or stories.named_by_header(mail)):
        found = of_people(mail)
    if not found and (inner := brought_along(mail, depth)):
        return inner
    return distinct(found or of_people(mail) or of_remains(mail), returned_id(mail))


def brought_along(mail, depth):
    if depth < DEEPEST:
        for data in mail.embedded:
            if found := read_part(data, depth + 1):
                return found
    return []


def of_statuses(mail):
    """(recipient, kind, reason) per block of the machine-readable part."""
    blocks = [block for text in mail.statuses for block in fields.of_recipients(text)]
    if not blocks and replies.is_of_daemon(mail):
        blocks = fields.of_recipients(fields.rescued(mail.source))
    return of_blocks(mail, blocks)


def of_remains(mail):
    """The same of a mail that is too broken to tell who wrote it."""
    if not STATUS_TYPE.search(mail.source):
        return []
    return of_blocks(mail, fields.of_recipients(fields.rescued(mail.source)))


def of_blocks(mail, blocks):
    if not blocks:
        return []
    story = stories.before_the_return(mail.text[: stories.LONGEST])
    named = [(recipient_of(block), block) for block in blocks]
    names = [name for name, _block in named if name]
    if not names:
        names = only_reader(mail, story)
        named = [(names[0] if names else None, block) for _name, block in named]
    return [verdict(name, block, names, story) for name, block in named if name or not names]


def recipient_of(block):
    for name in fields.RECIPIENT:
        for value in block.get(name, ()):
            if address := addresses.of_field(value):
                return address
    return None


def verdict(name, block, names, story):
    action, status = fields.one(block, "action"), fields.one(block, "status")
    diagnostic = verdicts.TYPE_MARK.sub("", fields.one(block, "diagnostic-code"))
    told = stories.about(name, names, story) if name else story
    kind = verdicts.of_fields(action, status, diagnostic, told)
    return name, kind, diagnostic or " ".join(filter(None, (status, excerpt(told, name))))


def only_reader(mail, story):
    """The one address a report without a readable recipient can be about."""
    names = stories.named_by_header(mail) or stories.at_line_starts(story)
    names = names or addresses.found(parts.decoded(returned(mail).get("to", "")))
    return names if len(names) == 1 else []


def of_people(mail):
    """The same from what people read: [] for a mail that is no report."""
    is_answer, is_daemon = replies.is_auto_reply(mail), replies.is_of_daemon(mail)
    answer = [(None, Kind.AUTO_REPLY, mail.header("subject"))]
    if not is_answer or replies.is_of_mailer_daemon(mail):
        answer = []
    if mail.disposition:
        return of_receipt(mail) or answer or [(None, Kind.NONE, mail.header("subject"))]
    if (
        stories.named_by_header(mail)
        or replies.is_surely_of_daemon(mail)
        or (not is_answer and (is_daemon or stories.is_known_shape(mail)))
    ):
        return of_story(mail) or answer
    return answer


def of_receipt(mail):
    """A receipt can be a refusal: some servers answer so when a filter or a quota says no."""
    if not replies.is_of_daemon(mail) or not replies.REFUSED.search(mail.text):
        return []
    named = fields.blocks("\n".join(mail.disposition))
    names = [name for block in named if (name := recipient_of(block))]
    return [(name, verdicts.of_story(mail.text), excerpt(mail.text, name)) for name in names]


def of_story(mail):
    told = stories.told(mail)
    if not told and stories.tells_outcome(mail.text):
        names = addresses.found(parts.decoded(returned(mail).get("to", "")))
        told = [(names[0] if len(names) == 1 else None, stories.before_the_return(mail.text))]
    return [(name, of_words(mail, text), excerpt(text, name)) for name, text in told]


def of_words(mail, text):
    """The kind by the words alone. A person can write these too, so who wrote them counts."""
    kind = verdicts.of_story(text)
    return Kind.SOFT if kind == Kind.HARD and not replies.is_trusted(mail) else kind


def returned(mail):
    """The headers of the mail that came back."""
    for data in mail.embedded:
        headers = parts.take_apart(data).headers
        if headers.keys():
            return headers
    return {}


def returned_id(mail):
    """The Message-ID of the mail that came back; "" where it is not told."""
    hit = MESSAGE_ID.search("message-id: " + str(returned(mail).get("message-id", "")))
    hit = hit or MESSAGE_ID.search(mail.text)
    return hit[1] if hit else ""


def distinct(found, message_id):
    """One Report per recipient, in the order of the mail."""
    best = {}
    for name, kind, reason in found:
        if name not in best or WEIGHT.index(kind) < WEIGHT.index(best[name][0]):
            best[name] = kind, reason
    return [Report(name, kind, short(reason), message_id) for name, (kind, reason) in best.items()]


def excerpt(text, name):
    """From where the text names the recipient on, else its beginning."""
    start = max(text.lower().find(name), 0) if name else 0
    return text[start : start + LONGEST_REASON]


def short(reason):
    # What a database or a terminal refuses can still stand in an encoded header.
    plain = reason.encode("utf-8", "replace").decode().replace("\0", "")
    return " ".join(plain.split())[:LONGEST_REASON]
