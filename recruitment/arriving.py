"""What an application and a question have in common: the lead they belong to.

Anybody can type the address of somebody else. So what is known of a lead is never changed from
outside; only what is still empty is filled.
"""

from django.db import IntegrityError, transaction

from core.emails import clean_email
from recruitment.models import HeardFrom, Lead
from recruitment.privacy import VERSION

# The columns of a lead that a later form may fill.
LATER = ("phone", "branch", "channel")


def lead_of(region, email, *, now, **columns):
    """The open lead of this address, locked, or a new one; `columns` are those of Lead.

    Of two forms at once one makes the lead, and the other waits for it.
    """
    rows = Lead.objects.open().filter(region=region, email=clean_email(email))
    if (lead := rows.select_for_update(of=["self"]).first()) is None:
        try:
            with transaction.atomic():
                return Lead.objects.create(
                    region=region,
                    email=email,
                    privacy_version=VERSION,
                    created_at=now,
                    moved_at=now,
                    touched_at=now,
                    **columns,
                )
        except IntegrityError:
            lead = rows.select_for_update(of=["self"]).get()
    fill(lead, columns)
    touch(lead, now)
    return lead


def fill(lead, columns):
    found = {name: columns[name] for name in LATER if columns.get(name) and not getattr(lead, name)}
    if found:
        for name, value in found.items():
            setattr(lead, name, value)
        lead.save(update_fields=list(found))


def touch(lead, now):
    """Remember that something happened; without a line in the trail, as what happened has one."""
    lead.touched_at = now
    Lead.objects.filter(pk=lead.pk).update(touched_at=now)


def note_sources(lead, heard):
    """How somebody heard of us: what was answered before stays."""
    HeardFrom.objects.bulk_create(
        [HeardFrom(lead=lead, source=source) for source in dict.fromkeys(heard)],
        ignore_conflicts=True,
    )
