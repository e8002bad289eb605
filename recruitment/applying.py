"""Applying: what somebody filled in becomes an Application of the one open lead."""

import datetime

from django.db import transaction

from outbox import composing
from recruitment import arriving, telling
from recruitment.models import Application
from recruitment.privacy import VERSION

# Within this time the same answers are the same press of a button.
SAME = datetime.timedelta(minutes=10)
# So many copies a day go to one address, for anybody can type anybody's address.
COPIES_A_DAY = 3


# Of the answers, what a lead without them takes over.
OF_LEAD = ("first_name", "infix", "last_name", "phone", "branch")


@transaction.atomic
def apply(region, *, email, heard, language, now, channel=None, **answers):
    """Take an application in, mail its answers back and tell the leaders; returns the Application.

    `heard` are HeardFrom.Source values, `answers` columns of Application (the name among them).
    The same answers again within minutes are the Application that was there.
    """
    known = {name: answers[name] for name in OF_LEAD if name in answers}
    lead = arriving.lead_of(region, email, now=now, language=language, channel=channel, **known)
    arriving.note_sources(lead, heard)
    row = Application(lead=lead, privacy_version=VERSION, created_at=now, **answers)
    if same := pressed_before(row, now):
        return same
    row.save()
    mail_back(row, language, now)
    telling.tell_leaders("application_arrived", lead, now=now, application=row)
    return row


def pressed_before(row, now):
    """The same answers of minutes ago, or None. The lead is locked, so nobody is in between."""
    row.put_on_one_line()
    recent = row.lead.applications.filter(created_at__gt=now - SAME)
    return next((other for other in recent if answers_of(other) == answers_of(row)), None)


def answers_of(row):
    but = {"id", "created_at", "folded_name", "lead"}
    fields = [field for field in row._meta.concrete_fields if field.name not in but]
    return [str(getattr(row, field.attname) or "") for field in fields]


def mail_back(row, language, now):
    """A copy of the answers to the address that was typed."""
    today = row.lead.applications.filter(created_at__gt=now - datetime.timedelta(days=1))
    if today.count() > COPIES_A_DAY:
        return
    composing.write(
        "application_received",
        key=f"application-received:{row.pk}",
        to=row.lead.email,
        language=language,
        context={"application": row, "lead": row.lead, "region": row.lead.region},
        about=row.lead,
        headers=row.lead.region.reply_to,
        now=now,
    )
