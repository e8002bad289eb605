"""Applications and questions as they come in, and the mails that follow."""

from django.utils import timezone

from outbox.models import Message
from recruitment import applying, asking

NOW = timezone.now()
# What the forms hand over once they are read.
ANSWERS = {
    "first_name": "Jan",
    "infix": "van den",
    "last_name": "Berg",
    "email": "Jan@bedrijf.example",
    "phone": "+31612345678",
    "employer_name": "Bakker Installatie",
    "branch": "installation",
    "education": "mbo4",
    "years": 20,
    "motivation": "Ik wil mijn vak doorgeven.",
    "heard": ["colleague"],
    "language": "nl",
}


def apply(region, now=NOW, **changes):
    return applying.apply(region, now=now, **{**ANSWERS, **changes})


def ask(region, now=NOW, **changes):
    names = ("first_name", "infix", "last_name", "email", "language")
    return asking.ask(region, now=now, **{**{name: ANSWERS[name] for name in names}, **changes})


def mails(kind):
    return Message.objects.filter(kind=kind)
