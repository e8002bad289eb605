"""Messages as tests need them."""

from django.utils import timezone

from accounts import links
from accounts.models import AccessLink
from outbox import composing, letters
from outbox.models import Message
from tests import factories as make


def waiting(to="sanne@voorbeeld.example", **fields):
    number = next(make.numbers)
    defaults = {
        "key": f"proef:{number}",
        "kind": "proef",
        "subject": f"Bericht {number}",
        "text": "Dag Sanne\n",
        "html": "<p>Dag Sanne</p>",
    }
    return Message.objects.create(to=to, **{**defaults, **fields})


def with_link(to="sanne@voorbeeld.example"):
    user = make.user(to)
    link = links.create(AccessLink.Purpose.INVITATION, holder=user, email=to, now=timezone.now())
    return composing.write(
        "invitation",
        key=f"uitnodiging:{user.pk}",
        to=to,
        language="nl",
        context={"user": user},
        now=timezone.now(),
        link=link,
        link_view="invitation",
    )


def reader(participant, **columns):
    user = participant.user
    known = {
        "address": user.email,
        "name": user.full_name,
        "first_name": user.first_name,
        "language": user.language,
        "about": participant,
        "group": participant.cohort.name,
    }
    return letters.Reader(**{**known, **columns})


def letter(author, *participants, subject="Stage", text="Dag {voornaam},\n\nTot ziens"):
    """A letter to these participants that waits to be sent."""
    return letters.write(
        [reader(participant) for participant in participants],
        audience="Iedereen",
        subject=subject,
        text=text,
        by=author,
        now=timezone.now(),
    )


def statuses(*messages):
    """What the database says of them now."""
    for message in messages:
        message.refresh_from_db()
    return [message.status for message in messages]
