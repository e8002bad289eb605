"""Readers as tests need them, made by what makes them in earnest."""

import re
from datetime import timedelta

from django.utils import timezone

from accounts import links
from accounts.models import AccessLink
from newsletters import subscribing
from newsletters.models import Subscription
from outbox.models import Message
from tests import factories as make

EMAIL = "sanne@bedrijf.example"
NOW = timezone.now()
PAGE = "/regions/hier/newsletter/"


def pending(region=None, email=EMAIL, *, topics=("recruitment",), now=None, **typed):
    """Somebody who asked and did not press the button in the mail yet."""
    return subscribing.ask(
        region or make.region(),
        email=email,
        topics=topics,
        page=PAGE,
        now=now or NOW,
        **{"language": "nl", "first_name": "Sanne", **typed},
    )


def confirmed(region=None, email=EMAIL, *, now=None, **typed):
    """Somebody who did."""
    now = now or NOW
    row = pending(region, email, now=now, **typed)
    press(row, now=now)
    return Subscription.objects.get(pk=row.pk)


def press(row, *, now=None, link=None):
    """Read the page with the button, and press it."""
    shown, link = subscribing.asked(row), link or link_of(row, now=now)
    return subscribing.confirm(link, topics=shown, now=now or NOW, page="/newsletter/confirm/")


def ended(*args, **typed):
    """Somebody who left in a time long gone, so that nothing can be undone."""
    row = confirmed(*args, **typed)
    row.move_to("ended", by=None, ended_at=NOW - timedelta(days=90))
    return row


def link_of(row, *, now=None):
    """The newest link of this reader, with a key as after sending."""
    link = AccessLink.objects.filter(holder_id=row.pk, purpose="subscription").first()
    token = links.issue(link, now=now or NOW)
    link.token = token
    return link


def under_way(region, **fields):
    """A newsletter that is being sent."""
    return make.newsletter(region, status="sending", approved=1, started_at=NOW, **fields)


def copy(row, letter=None, *, message=None, **fields):
    """A copy of a newsletter for this reader; with `message` (a status) one in the outbox."""
    letter = letter or under_way(row.region)
    if message:
        fields["message"] = Message.objects.create(
            key=f"newsletter:{next(make.numbers)}",
            kind="newsletter",
            stream="newsletter",
            to=row.email,
            subject="Nieuws",
            text=f"Dag Sanne /newsletter/{row.key}/",
            status=message,
        )
        fields["status"] = "handed_over"
    return letter.deliveries.create(
        subscription=row, email=row.email, language=row.language, **fields
    )


def topics(row):
    return sorted(row.topics.values_list("topic", flat=True))


def acts(row):
    """[(act, topics)] of what this reader said."""
    return list(row.consents.values_list("act", "topics"))


def mails(**which):
    """The kinds of the mails written, oldest first."""
    return list(Message.objects.filter(**which).order_by("pk").values_list("kind", flat=True))


def seen(response):
    """The page without what differs every time: the token of its form and the stamp of a trap."""
    page = response.content.decode()
    return re.sub(r'(name="(?:csrfmiddlewaretoken|shown)" value=)"[^"]*"', r"\1", page)
