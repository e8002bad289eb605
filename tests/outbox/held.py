"""Mails that wait for the weekly overview, in March 2026."""

from datetime import datetime
from zoneinfo import ZoneInfo

from accounts import links
from accounts.models import AccessLink
from outbox import choosing, composing

HERE = ZoneInfo("Europe/Amsterdam")


def at(day, hour, minute=0):
    """In March 2026; the 2nd is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=HERE)


def held(contact, day=4, number=1):
    """A receipt that waits for the overview."""
    now = at(day, 12)
    choosing.choose(contact.email, "hours_receipt", choosing.Rhythm.WEEKLY)
    link = links.create(AccessLink.Purpose.MAIL, holder=contact, email=contact.email, now=now)
    return composing.write(
        "hours_receipt",
        key=f"receipt:{contact.pk}:{day}:{number}",
        to=contact.email,
        language=contact.language,
        context={"contact": contact, "at": now, "typed_name": f"Naam {number}"},
        about=contact,
        link=link,
        link_view="mail_choices",
        now=now,
    )
