"""What a person can do with a mail that has not arrived: change, stop, repeat or hurry it."""

from django.utils.translation import gettext as _

from core.workflow import IllegalMove
from outbox import delivery, letters
from outbox.models import Message

Status = Message.Status

# A mail of the portal itself is not rewritten: its words belong to all mails of its kind.
CHANGEABLE = (Status.DRAFT, Status.WAITING)
REPEATABLE = (Status.FAILED, Status.IN_DOUBT)


def verbs(message, now):
    """The names of what can be done with this message now."""
    can = {
        "edit": message.letter_id and message.status in CHANGEABLE,
        "cancel": message.can_move_to(Status.CANCELLED),
        "retry": message.status in REPEATABLE,
        "hurry": message.status == Status.WAITING and message.not_before > now,
    }
    return [name for name, possible in can.items() if possible]


def edit(message, *, subject, text, by, now):
    """Change one reader's copy of a letter; raises IllegalMove once it has left."""
    if "edit" not in verbs(message, now):
        raise IllegalMove(message, message.status)
    text = letters.tidy(text)
    found = letters.FRAME.search(message.html)
    message.move_to(
        message.status,
        by=by,
        unchanged=["status", "not_before"],
        subject=letters.on_one_line(subject),
        text=text,
        html=letters.frame(text, found[1] if found else "nl"),
        # A worker that read the old text finds another moment here, and lets it go.
        not_before=now,
        reserved_until=None,
    )


def cancel(message, *, by):
    """Stop a message; raises IllegalMove once it has left."""
    message.move_to(
        Status.CANCELLED, by=by, unchanged=["status"], error=_("Met de hand geannuleerd.")
    )


def retry(message, *, by, now):
    """Send again what failed or is in doubt; raises IllegalMove for any other."""
    delivery.retry(message, by=by, now=now)


def hurry(message, *, by, now):
    """Let a waiting message leave now; raises IllegalMove when it does not wait any more."""
    if "hurry" not in verbs(message, now):
        raise IllegalMove(message, Status.WAITING)
    message.move_to(
        Status.WAITING,
        by=by,
        unchanged=["status", "not_before"],
        not_before=now,
        reserved_until=None,
    )
