"""Erasing who came to a region and does not take part.

What stays are numbers: that somebody came, when, to which region, by which link, how they heard of
us, whether they applied and how it ended. So what partners and funders count stays right. Who has
another row by the same link, which has applied too, is marked as a repeat while the address is
still there to tell: then one person stays one. Who comes back later counts anew, since no hash or
other trace of a person is kept to count by. The
name, the address, the answers, the notes, the mail about it (what leaders got, too) and the lines
of the audit trail go; one line says when.

Who was admitted is not erased here: that person is a participant, with a term of its own. A block
on an address stays, since it keeps mail away, as do newsletters, which somebody asked for apart.
"""

from datetime import timedelta

from auditlog.context import disable_auditlog
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from core import trails
from outbox import blanking
from outbox.models import Message
from recruitment.models import Application, Lead, LeadNote

NOBODY = {"first_name": "", "infix": "", "last_name": "–", "folded_name": "", "phone": ""}
OF_LEAD = {
    **NOBODY,
    "email": "",
    "question": "",
    "next_step": "",
    "next_on": None,
    "owner": None,
    "decision": "",
}
OF_APPLICATION = {
    **NOBODY,
    "employer_name": "",
    "employer_place": "",
    "employment": "",
    "education_note": "",
    "motivation": "",
}
# A mail that was held for a reader is in an overview not much later than this.
GATHERED_WITHIN = timedelta(days=15)


@transaction.atomic
def erase(leads, *, by, now):
    """Leave of these leads (a queryset) only what can be counted; returns how many.

    Who was still open counts as withdrawn from now on. `by` is the user who asks for it, or None
    for the portal itself.
    """
    rows = leads.kept().exclude(status=Lead.Status.ADMITTED).order_by("pk")
    found = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    if not found:
        return 0
    mine = Lead.objects.filter(pk__in=found)
    mark_repeats(found)
    blank_mail(found)
    with disable_auditlog():
        forget_trail(found)
        LeadNote.objects.filter(lead__in=found).delete()
        Application.objects.filter(lead__in=found).update(**OF_APPLICATION)
        mine.open().update(status=Lead.Status.WITHDRAWN, moved_at=now)
        mine.update(**OF_LEAD, erased_at=now)
    note_in_trail(found, by, now)
    return len(found)


def mark_repeats(numbers):
    """Let only one row of a person count for a channel, of these that are erased and others."""
    goes_too = Q(pk__in=numbers)
    same = Lead.objects.kept().filter(
        ~goes_too | Q(pk__gt=OuterRef("pk")),
        Exists(Application.objects.filter(lead=OuterRef("pk"))),
        region=OuterRef("region"),
        email=OuterRef("email"),
        channel=OuterRef("channel"),
    )
    same = same.exclude(pk=OuterRef("pk"))
    Lead.objects.filter(Exists(same), pk__in=numbers).update(is_repeat=True)


def blank_mail(numbers):
    """The mails about these leads, and the overviews in which leaders read them."""
    about = Message.objects.filter(
        about_type=ContentType.objects.get_for_model(Lead), about_id__in=numbers
    )
    held = about.filter(status=Message.Status.CANCELLED)
    gathered = held.filter(
        to=OuterRef("to"),
        created_at__lte=OuterRef("created_at"),
        created_at__gt=OuterRef("created_at") - GATHERED_WITHIN,
    )
    readers = set(held.values_list("to", flat=True))
    overviews = Message.objects.filter(kind="weekly_overview", to__in=readers)
    blanking.blank(overviews.filter(Exists(gathered)))
    blanking.blank(about)


def forget_trail(numbers):
    trails.forget(Lead, numbers)
    for table in (Application, LeadNote):
        rows = table.objects.filter(lead__in=numbers)
        trails.forget(table, rows.values_list("pk", flat=True))


def note_in_trail(numbers, by, now):
    kind = ContentType.objects.get_for_model(Lead)
    LogEntry.objects.bulk_create(
        LogEntry(
            content_type=kind,
            object_pk=str(number),
            object_id=number,
            object_repr=OF_LEAD["last_name"],
            action=LogEntry.Action.UPDATE,
            changes={"erased_at": ["None", str(now)]},
            actor=by,
            timestamp=now,
        )
        for number in numbers
    )
