"""The weekly overview: mails held back for a reader who wants them once a week, as one mail.

The run of any hour gathers what was held before Monday nine o'clock, so a missed Monday is made
up for later that week, and running twice changes nothing.
"""

import logging
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import links
from accounts.models import AccessLink, User
from core import office_hours
from core.workflow import IllegalMove
from outbox import choosing, composing
from outbox.models import Message

log = logging.getLogger(__name__)

Status = Message.Status


def gather(now):
    """Write the overview of this week for every address with mails held; returns how many."""
    if not office_hours.holds(now):
        return 0
    held = Message.objects.filter(status=Status.HELD, created_at__lt=monday(now))
    addresses = held.order_by("to").values_list("to", flat=True).distinct()
    return sum(try_to_gather(address, now) for address in list(addresses))


def try_to_gather(address, now):
    """A mail that cannot be made stays held, and keeps nobody else from theirs."""
    try:
        return gather_one(address, now)
    except Exception:
        log.exception("outbox: no weekly overview for %s", address)
        return 0


def monday(now):
    """The opening of the Monday of this week."""
    today = timezone.localdate(now)
    return office_hours.opening(today - timedelta(days=today.weekday()))


@transaction.atomic
def gather_one(address, now):
    """One mail with the texts of what is held for this address; 1 when it is new."""
    rows = Message.objects.filter(status=Status.HELD, to=address, created_at__lt=monday(now))
    # The rows themselves are locked: of two who gather at once the second finds none.
    held = list(rows.select_for_update(of=("self",)).order_by("created_at", "pk"))
    key = f"weekly:{address}:{week(now)}"
    if not held or composing.written(key):
        return 0
    link = link_for(held, address, now)
    composing.write(
        "weekly_overview",
        key=key,
        to=address,
        language=language_of(held, address),
        context={"texts": "\n\n".join(summary(message) for message in held)},
        about=held[-1].about,
        link=link,
        link_view="mail_choices",
        now=now,
    )
    for message in held:
        message.move_to(Status.CANCELLED, by=None, error=_("Staat in het weekoverzicht."))
    return 1


def summary(message):
    """A mail in short: its subject as a heading, without greeting and signature."""
    paragraphs = composing.body_of(message).strip().split("\n\n")
    if len(paragraphs) > 1 and is_greeting(paragraphs[0]):
        paragraphs = paragraphs[1:]
    if len(paragraphs) > 1 and is_signature(paragraphs[-1]):
        paragraphs = paragraphs[:-1]
    return "\n\n".join([f"# {message.subject}", *paragraphs])


def is_greeting(paragraph):
    return paragraph.endswith(",") and "\n" not in paragraph


def is_signature(paragraph):
    return "\n" not in paragraph and len(paragraph.split()) <= 2


def link_for(held, address, now):
    """A key for the choices of who has no account, when one of these mails held such a key."""
    keys = [message.link for message in held if message.link]
    holders = [link.holder for link in keys if link.purpose == AccessLink.Purpose.MAIL]
    if not holders or holders[-1] is None:
        return None
    return links.create(AccessLink.Purpose.MAIL, holder=holders[-1], email=address, now=now)


def language_of(held, address):
    """The language of the reader: of the account, or of the contact the newest mail is about."""
    if user := User.objects.filter(email=address).first():
        return user.language
    return getattr(held[-1].about, "language", settings.LANGUAGE_CODE)


def choose(address, kind, rhythm, *, now):
    """Remember how often this address wants this mail; what was held follows the new choice."""
    choosing.choose(address, kind, rhythm)
    if rhythm == choosing.Rhythm.WEEKLY:
        return
    for message in Message.objects.filter(status=Status.HELD, kind=kind).to_address(address):
        with suppress(IllegalMove):  # It went into the overview at this very moment.
            settle(message, rhythm, now)


def settle(message, rhythm, now):
    if rhythm == choosing.Rhythm.OFF:
        message.move_to(Status.CANCELLED, by=None, error=_("De ontvanger wil deze mail niet."))
    else:
        message.move_to(Status.WAITING, by=None, not_before=now)


def week(now):
    year, number, _day = timezone.localdate(now).isocalendar()
    return f"{year}-W{number:02}"
