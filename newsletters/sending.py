"""From a draft to a newsletter on its way: approving it, planning it, holding it, stopping it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.workflow import IllegalMove
from newsletters import audiences, checking
from newsletters.models import Audience, Delivery, Newsletter
from outbox import suppressing
from outbox.models import Message

Status = Newsletter.Status
FURTHEST = timedelta(days=365)
STARTS_FROM = (Status.DRAFT, Status.PLANNED, Status.LATE)


class Refused(Exception):
    """It cannot be sent like this; the sentence says why."""


class Changed(Refused):
    """It is not what was approved; `number` is how many readers there are now."""

    def __init__(self, words, number):
        self.number = number
        super().__init__(words)


@transaction.atomic
def choose(newsletter, audience):
    """Whom it goes to, or None for everybody who reads its topic; only while it is a draft.

    Raises Refused for an audience that somebody else threw away at this moment.
    """
    row = locked(newsletter)
    if row.status not in Newsletter.OPEN:
        raise IllegalMove(row, Status.DRAFT)
    if audience and not Audience.objects.select_for_update().filter(pk=audience.pk).first():
        raise Refused(_("Deze doelgroep bestaat niet meer. Kies een andere."))
    row.audience = audience
    row.save(update_fields=["audience"])


@transaction.atomic
def approve(newsletter, *, number, revision, by, now, whom=None):
    """Let it leave, to the `number` of readers and in the `revision` that were seen.

    `whom` is what was asked of its readers (`audiences.definition`) when they were counted; None
    where nobody looked in between.
    """
    row = locked(newsletter)
    check(row, number, revision, whom)
    start(row, by=by, now=now, approved=number)
    return row


@transaction.atomic
def plan(newsletter, *, at, number, revision, by, now, whom=None):
    """Let it leave at that moment; ValidationError for one that is past or too far away.

    The other arguments are those of `approve`.
    """
    check_moment(at, now)
    row = locked(newsletter)
    check(row, number, revision, whom)
    seen = {"approved": number, "approved_for": audiences.definition(row)}
    row.move_to(Status.PLANNED, by=by, planned_at=at, **seen)
    return row


def check_moment(at, now):
    if at <= now:
        raise ValidationError({"at": _("Dit moment is al voorbij. Kies een later moment.")})
    if at > now + FURTHEST:
        raise ValidationError({"at": _("Kies een moment binnen een jaar.")})


def check(newsletter, number, revision, whom):
    """Raise Refused for what may not leave as it is."""
    if newsletter.status not in STARTS_FROM:
        raise IllegalMove(newsletter, Status.SENDING)
    hold_audience(newsletter)
    refuse_unfit(newsletter)
    count = audiences.readers(newsletter).count()
    if not count:
        raise Refused(_("Er is nu niemand om aan te sturen. Kies een andere doelgroep."))
    if newsletter.revision != revision:
        raise Changed(_("De tekst is intussen gewijzigd. Lees hem na en verstuur dan."), count)
    # As many others is no reason to think that they are the same people.
    if whom not in (None, audiences.definition(newsletter)):
        raise Changed(
            _("De doelgroep is intussen gewijzigd. Kijk wie hem nu krijgt en verstuur dan."), count
        )
    if count != number:
        raise Changed(
            ngettext(
                "Het is nu %(number)s lezer. Klopt dat, verstuur dan met dit aantal.",
                "Het zijn nu %(number)s lezers. Klopt dat, verstuur dan met dit aantal.",
                count,
            )
            % {"number": count},
            count,
        )


def refuse_unfit(newsletter):
    if not newsletter.region.is_active:
        raise Refused(_("Deze regio is uitgezet. Er gaat geen nieuwsbrief uit."))
    if checking.obstacles(checking.findings(newsletter)):
        raise Refused(_("Er zit nog een fout in de nieuwsbrief. Los die eerst op."))


def start(row, *, by, now, **changes):
    row.move_to(Status.SENDING, by=by, started_at=now, asks="", **changes)


def unplan(newsletter, *, by):
    """Back to a draft that can be changed."""
    newsletter.move_to(
        Status.DRAFT, by=by, planned_at=None, approved=None, approved_for="", asks=""
    )


@transaction.atomic
def pause(newsletter, *, by):
    """Hold what did not leave. The lock waits for a worker that is handing over a share."""
    row = locked(newsletter)
    row.move_to(Status.PAUSED, by=by)
    return row


@transaction.atomic
def resume(newsletter, *, by, now):
    row = locked(newsletter)
    if not row.region.is_active:
        raise Refused(_("Deze regio is uitgezet. Er gaat geen nieuwsbrief uit."))
    row.move_to(Status.SENDING, by=by)
    held = messages(row).filter(status=Message.Status.WAITING)
    held.update(not_before=now, reserved_until=None)
    return row


@transaction.atomic
def cancel(newsletter, *, by, now):
    """Stop it for good; what left stays as it is, and every other reader gets a reason."""
    row = locked(newsletter)
    row.move_to(Status.CANCELLED, by=by, finished_at=now)
    reason = Delivery.Reason.CANCELLED if row.region.is_active else Delivery.Reason.SHUT
    row.deliveries.queued().update(status=Delivery.Status.SKIPPED, reason=reason)
    waiting = messages(row).filter(status__in=Message.PENDING)
    suppressing.cancel_waiting(waiting, _("Het versturen van deze nieuwsbrief is gestopt."))
    return row


def locked(newsletter):
    """The row as it is now, and nobody else changes it until this transaction ends.

    Raises IllegalMove for a draft that somebody threw away meanwhile.
    """
    rows = Newsletter.objects.select_related("region", "audience").filter(pk=newsletter.pk)
    row = rows.select_for_update(of=("self",), no_key=True).first()
    if row is None:
        raise IllegalMove(newsletter, newsletter.status)
    return row


def hold_audience(newsletter):
    """Its audience stays as it is until this transaction ends."""
    rows = Audience.objects.filter(pk=newsletter.audience_id)
    list(rows.select_for_update(no_key=True).values_list("pk"))


def messages(newsletter):
    return Message.objects.filter(delivery__newsletter=newsletter)
