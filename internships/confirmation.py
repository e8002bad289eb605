"""Schools decide on hours: confirm the lines that are right, return the others with a reason."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import links
from accounts.models import AccessLink
from internships import evidence
from internships.models import Confirmation, HourEntry, SchoolContact
from outbox import composing
from outbox.models import Message
from participants.models import Participant

Status = HourEntry.Status

# How the key of a weekly mail begins: nobody pressed a button for it, so it can wait.
DIGEST = "hours-digest:"


@dataclass(frozen=True)
class Decision:
    """What a contact said of one line as it was shown in `revision`; no reason means confirmed."""

    revision: int
    return_reason: str = ""


@dataclass
class Outcome:
    """What came of it. `passed` are line ids that were decided or changed by others meanwhile."""

    confirmation: Confirmation | None = None
    confirmed: list = field(default_factory=list)
    returned: list = field(default_factory=list)
    passed: list = field(default_factory=list)


def waiting_at(contact, via=Confirmation.Via.LINK):
    """The lines this contact can decide on, per participant by date, with all a page shows."""
    return (
        HourEntry.objects.decidable_by(contact, via)
        .select_related(
            "participant__user", "placement__school", "supersedes", "placement__supervisor"
        )
        .order_by(
            "participant__user__folded_name", "participant_id", "worked_on", "starts_at", "pk"
        )
    )


def moot(message):
    """Why a request that waits has no reason any more, or ""; asked when it is about to leave."""
    contact = message.about
    if contact is None or contact.left_on or not waiting_at(contact).exists():
        return _("Er wacht niets meer op deze persoon.")
    if contact.email != message.to:
        return _("Deze persoon heeft nu een ander adres.")
    return ""


@transaction.atomic
def ask(contact, *, key, now):
    """Mail the contact one link to all waiting lines; the same `key` mails once.

    Returns the Message, or None when nothing waits. A Message made before `now` was there already.
    """
    if asked := composing.written(key):
        return asked
    lines = list(waiting_at(contact))
    if not lines or contact.left_on:
        return None
    link = links.create(AccessLink.Purpose.HOURS, holder=contact, email=contact.email, now=now)
    return composing.write(
        "hours_request",
        key=key,
        to=contact.email,
        language=contact.language,
        context={
            "contact": contact,
            "lines": lines,
            "people": people_of(lines),
            "minutes": sum(line.minutes for line in lines),
        },
        about=contact,
        link=link,
        link_view="hours_link",
        headers=reply_to(lines[0]),
        now=now,
    )


def ask_today(contact, *, now):
    """`ask`, at most once a day per address, however many people press the button."""
    key = key_of_day(contact, now)
    composing.release(key)
    return ask(contact, key=key, now=now)


def key_of_day(contact, now):
    return f"hours-ask:{timezone.localdate(now)}:{contact.email}"


def asked_today(contacts, now):
    """The addresses among these contacts that were mailed today after a press on the button."""
    keys = [composing.fit(key_of_day(contact, now)) for contact in contacts]
    return set(Message.objects.standing().filter(key__in=keys).values_list("to", flat=True))


def renew(contact, *, now):
    """A new link for a used or expired one, to the known address, at most one a day."""
    key = f"hours-renew:{timezone.localdate(now)}:{contact.email}"
    composing.release(key)
    return ask(contact, key=key, now=now)


def contacts_waited_for(participant):
    """Contacts who may decide on lines of this participant, one per address."""
    waiting = HourEntry.objects.decidable().filter(participant=participant)
    contacts = SchoolContact.objects.filter(pk__in=waiting.values("placement__supervisor"))
    return list({contact.email: contact for contact in contacts}.values())


def people_of(lines):
    """Per participant what waits: [{"name", "lines", "minutes"}] in the order of the lines."""
    people = {}
    for line in lines:
        person = people.setdefault(
            line.participant_id,
            {"name": line.participant.user.full_name, "lines": 0, "minutes": 0},
        )
        person["lines"] += 1
        person["minutes"] += line.minutes
    return list(people.values())


def holder(link, now):
    """The contact who may act with this link now, or None."""
    return link.holder if link.is_open(now) and may_look(link, link.holder, now) else None


def may_look(link, contact, now):
    """Whether the link still shows this contact what was done with it, for as long as it is valid.

    Not somebody who left the school, nor whoever still reads an address that was wrong.
    """
    if link.revoked_at or contact is None or contact.left_on:
        return False
    return contact.email == link.email and now < link.expires_at


def receipt(link, now):
    """What the reader of this link did with it: a Confirmation, or None."""
    return evidence.receipt(link) if may_look(link, link.holder, now) else None


@transaction.atomic
def decide(contact, decisions, *, typed_name, via, now, link=None):
    """Confirm and return lines: {line id: Decision}. Returns the Outcome.

    Two who press at once book once: the rows of the participants are locked, and a line that is
    no longer waiting in the shown revision is passed over. With `link`, the link is used up by
    the first decision; LinkClosed when somebody else used it first.
    """
    lock(decisions)
    rows = list(waiting_at(contact, via).filter(pk__in=decisions))
    rows = [row for row in rows if row.revision == decisions[row.pk].revision]
    outcome = Outcome(passed=sorted(set(decisions) - {row.pk for row in rows}))
    if not rows:
        return outcome
    if link:
        links.use(link, name=typed_name, now=now)
    outcome.confirmation = evidence.record(
        [(row, decisions[row.pk].return_reason) for row in rows],
        contact=contact,
        typed_name=typed_name,
        via=via,
        confirmed_at=now,
        link=link,
    )
    for row in rows:
        settle(row, decisions[row.pk], outcome, contact, now)
    tell(contact, outcome, now)
    return outcome


def lock(line_ids):
    people = HourEntry.objects.filter(pk__in=line_ids).values("participant")
    # In one order, so that two overlapping batches wait for each other instead of deadlocking.
    list(Participant.objects.select_for_update().filter(pk__in=people).order_by("pk"))


def settle(row, decision, outcome, contact, now):
    """Move one line, and the version it corrects."""
    if decision.return_reason:
        reason = decision.return_reason
        row.move_to(Status.RETURNED, by=contact, decided_at=now, return_reason=reason)
        outcome.returned.append(row)
        return
    row.move_to(Status.CONFIRMED, by=contact, decided_at=now, confirmation=outcome.confirmation)
    if row.supersedes:
        row.supersedes.move_to(Status.SUPERSEDED, by=contact)
    outcome.confirmed.append(row)


def tell(contact, outcome, now):
    """A receipt for the contact, and one mail to each participant with lines to repair."""
    context = {
        "contact": contact,
        "confirmed": outcome.confirmed,
        "returned": outcome.returned,
        "minutes": sum(row.minutes for row in outcome.confirmed),
        "at": timezone.localtime(now),
        "typed_name": outcome.confirmation.typed_name,
    }
    batch = outcome.confirmation.pk
    composing.write(
        "hours_receipt",
        key=f"hours-receipt:{batch}",
        to=contact.email,
        language=contact.language,
        context=context,
        about=contact,
        # Not to act for the school: to choose whether the next receipt comes.
        link=links.create(AccessLink.Purpose.MAIL, holder=contact, email=contact.email, now=now),
        link_view="mail_choices",
        headers=reply_to([*outcome.confirmed, *outcome.returned][0]),
        now=now,
    )
    for participant in {row.participant for row in outcome.returned}:
        lines = [row for row in outcome.returned if row.participant == participant]
        composing.write(
            "hours_returned",
            key=f"hours-returned:{batch}:{participant.pk}",
            to=participant.user.email,
            language=participant.user.language,
            context={"user": participant.user, "contact": contact, "lines": lines},
            about=participant,
            headers=participant.cohort.region.reply_to,
            now=now,
        )


def reply_to(line):
    """Who answers a mail about hours writes to the region: of several, to that of one line."""
    return line.participant.cohort.region.reply_to
