"""Which newsletters wait for their leader: those that ask first, and those that are held.

A page reads them along with another query (`core/alongside.py`).
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from core import alongside
from newsletters.models import Newsletter, NewsletterText

Status, Asks = Newsletter.Status, Newsletter.Asks
WAITING = (Status.LATE, Status.PAUSED)


@dataclass(frozen=True)
class Waiting:
    """A newsletter that does not leave before its leader does something."""

    pk: int
    subject: str
    region: str
    status: str
    asks: str

    @property
    def label(self):
        return Status(self.status).label

    @property
    def why(self):
        """Why it asks first, or "" for one that was held by a person."""
        if self.status != Status.LATE:
            return ""
        return Asks(self.asks).label if self.asks else _("hij kon niet vanzelf weg")


def column(user):
    """A column for another query: those that this user leads; see `read`."""
    subject = NewsletterText.objects.filter(
        newsletter=OuterRef("pk"), language=settings.LANGUAGE_CODE
    )
    return alongside.listed(
        Newsletter.objects.editable_by(user).filter(status__in=WAITING),
        pk="pk",
        subject=Subquery(subject.values("subject")[:1]),
        region="region__name",
        status="status",
        asks="asks",
    )


def read(found):
    """The Waiting in this value of `column`: who asks comes first, then the oldest."""
    rows = [
        Waiting(**{**row, "subject": row["subject"] or _("(zonder onderwerp)")})
        for row in found or ()
    ]
    return sorted(rows, key=lambda row: (WAITING.index(row.status), row.pk))
