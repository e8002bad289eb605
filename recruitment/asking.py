"""Asking a question or wanting to stay informed, without applying."""

import datetime

from django.db import transaction

from core import names
from outbox import composing
from recruitment import arriving, telling
from recruitment.models import LeadNote

# So often an address hears a day that its question came in.
ANSWERS_A_DAY = 3


@transaction.atomic
def ask(
    region,
    *,
    email,
    first_name,
    last_name,
    language,
    now,
    infix="",
    phone="",
    branch="",
    question="",
    heard=(),
    channel=None,
):
    """Take a question in, answer that it came and tell the leaders; returns the Lead.

    Of who has an open lead already the question becomes a note, for the first one is to be kept.
    """
    name = {"first_name": first_name, "infix": infix, "last_name": last_name}
    known = {"phone": phone, "branch": branch, "language": language, "channel": channel}
    lead = arriving.lead_of(region, email, now=now, **name, **known, question=question)
    arriving.note_sources(lead, heard)
    is_new = lead.created_at == now
    signed = ", ".join(filter(None, [names.full_name(*name.values()), str(phone or "")]))
    if not is_new and not noted(lead, question, signed, now):
        return lead
    answer(lead, first_name, language, now)
    telling.tell_leaders("interest_arrived", lead, now=now, question=question)
    return lead


def noted(lead, question, signed, now):
    """Whether somebody who was known asks something new, which is then kept with who says so."""
    if not question or question == lead.question:
        return False
    _note, is_new = LeadNote.objects.get_or_create(
        lead=lead, author=None, text=f"{question}\n– {signed}", defaults={"created_at": now}
    )
    return is_new


def answer(lead, first_name, language, now):
    """That the question came in, at most some times a day."""
    day = datetime.timedelta(days=1)
    number = lead.notes.filter(author=None, created_at__gt=now - day).count()
    if number >= ANSWERS_A_DAY:
        return
    composing.write(
        "interest_received",
        key=f"interest-received:{lead.pk}:{lead.notes.filter(author=None).count()}",
        to=lead.email,
        language=language,
        context={"first_name": first_name, "lead": lead, "region": lead.region},
        about=lead,
        headers=lead.region.reply_to,
        now=now,
    )
