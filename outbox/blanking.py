"""What stays of the mails to somebody who was erased: that one was written, and what became of it.

Without its address no worker can send one, nor an admin try it again. One that is on the wire at
that moment has been read already, so it leaves; its row is blank as well.
"""

from django.utils.translation import gettext as _

from outbox import suppressing
from outbox.models import Bounce, Message

BLANK = {"to": "", "text": "", "html": "", "headers": {}, "subject": "–", "link": None}


def blank(messages):
    """Cancel what of these still waits, and take away from all of them what names the reader."""
    numbers = list(messages.values_list("pk", flat=True))
    rows = Message.objects.filter(pk__in=numbers)
    waiting = rows.filter(status__in=Message.PENDING)
    suppressing.cancel_waiting(waiting, _("De ontvanger is gewist."))
    Bounce.objects.filter(message__in=numbers).update(recipient="", reason="")
    rows.update(**BLANK)
    # What a mail server said names the address; of what was cancelled the words are our own.
    rows.exclude(status=Message.Status.CANCELLED).update(error="")
