"""What a report changes: the mail came back, and an address may get no mail any more.

* Hard: the address gets no mail at all from now on.
* Soft: it was another time's trouble. After SOFT_LIMIT different mails in SOFT_DAYS days, with
  none in between that arrived, the address gets no mail either. A mail counts as arrived when a
  server said so, or when nothing came back within SETTLED days: by then servers have given up.
* A complaint ends the newsletters only. Delays and the rest are only written down.

Only an address that we mailed can be blocked: anybody can make up a bounce of another.
"""

import hashlib
from collections import Counter
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.workflow import IllegalMove
from outbox import suppressing
from outbox.bounces import raw, reports
from outbox.models import Bounce, Message, Suppression

SOFT_LIMIT = 3
SOFT_DAYS = 30
SETTLED = 5

Kind = Bounce.Kind
Status = Message.Status
LEFT = (Status.SENT, Status.IN_DOUBT)


def take_in(data, *, source, now):
    """Read one raw mail and write down what it reports; return a Counter of kinds.

    What was read before counts as "known" and changes nothing.
    """
    return record(reports.read(data), data=data, source=source, now=now)


@transaction.atomic
def record(found, *, data, source, now):
    counts, mark = Counter(), fingerprint(data)
    # In one order, so that two mails about the same people do not wait for each other.
    for report in sorted(found, key=lambda report: report.recipient or ""):
        bounce = written(report, of_recipient(mark, report.recipient), source, now)
        counts[bounce.kind if bounce else "known"] += 1
        if bounce and bounce.recipient:
            act(bounce, now)
    return counts


def fingerprint(data):
    """The hash of the mail, to which that of each recipient adds: some mails name thousands."""
    text = raw.readable(data)
    if text.startswith(b"From "):  # The line of an mbox is no part of the mail.
        text = text.partition(b"\n")[2]
    return hashlib.sha256(text.strip() + b"\0")


def of_recipient(mark, recipient):
    whole = mark.copy()
    whole.update((recipient or "").encode())
    return whole.hexdigest()


def written(report, mark, source, now):
    """The new Bounce, or None when it was there."""
    message = message_of(report)
    is_erased = message is not None and not message.to
    bounce, is_new = Bounce.objects.get_or_create(
        fingerprint=mark,
        defaults={
            "source": storable(source)[-200:],
            "recipient": recipient_of(report, message),
            "kind": report.kind,
            "reason": "" if is_erased else report.reason,
            "message": message,
            "received_at": now,
        },
    )
    return bounce if is_new else None


def recipient_of(report, message):
    """Whom it is about, or "".

    Of a mail to somebody who was erased meanwhile no address comes back. Providers black out who
    complained, but the Message-ID of our mail is known to its reader alone.
    """
    if message is None:
        return report.recipient or ""
    if message.to and not report.recipient and report.kind == Kind.COMPLAINT:
        return message.to
    return report.recipient or "" if message.to else ""


def storable(name):
    """The name of a file as text, whatever its bytes; a database takes no half letters."""
    return name.encode("utf-8", "replace").decode().replace("\0", "")


def message_of(report):
    """The mail this is about: the one it names, else the last one to that address."""
    if report.message_id:
        named = Message.objects.filter(message_id=report.message_id[:200])
        if message := named.filter(to=report.recipient or "").first() or named.first():
            return message
    if not report.recipient:
        return None
    mails = Message.objects.filter(to=report.recipient).order_by("-claimed_at", "-pk")
    return mails.filter(status__in=LEFT).first() or mails.filter(status=Status.BOUNCED).first()


def act(bounce, now):
    """What follows for the mail and the address, where it is one that we mailed."""
    message = bounce.message
    if message is None or message.to != bounce.recipient:
        return
    if bounce.kind in (Kind.HARD, Kind.SOFT):
        with suppress(IllegalMove):
            message.move_to(Status.BOUNCED, by=None, error=bounce.reason)
    if bounce.kind == Kind.HARD:
        block(bounce, bounce.reason, now)
    elif bounce.kind == Kind.SOFT and is_worn_out(bounce.recipient, now):
        words = {"count": SOFT_LIMIT, "reason": bounce.reason}
        block(bounce, _("%(count)d mails kwamen terug. De laatste: %(reason)s") % words, now)
    elif bounce.kind == Kind.COMPLAINT:
        suppressing.suppress(
            bounce.recipient,
            scope=Suppression.Scope.NEWSLETTER,
            reason=Suppression.Reason.COMPLAINT,
            note=bounce.reason,
            now=now,
        )


def block(bounce, note, now):
    suppressing.suppress(
        bounce.recipient,
        scope=Suppression.Scope.ALL,
        reason=Suppression.Reason.BOUNCE,
        note=note,
        now=now,
    )


def is_worn_out(address, now):
    """Whether so many different mails came back that it makes no sense to go on."""
    since = now - timedelta(days=SOFT_DAYS)
    of_address = Bounce.objects.filter(recipient=address)
    settled = now - timedelta(days=SETTLED)
    arrived = [
        Message.objects.filter(to=address, status=Status.SENT, sent_at__lte=settled).aggregate(
            last=Max("sent_at")
        )["last"],
        of_address.filter(kind=Kind.DELIVERED).aggregate(last=Max("received_at"))["last"],
    ]
    since = max([since, *filter(None, arrived)])
    softs = of_address.filter(kind=Kind.SOFT, received_at__gt=since, message__to=address)
    return softs.values("message").distinct().count() >= SOFT_LIMIT
