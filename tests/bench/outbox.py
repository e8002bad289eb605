"""Mail for the crash test and the bench: `python -m tests.bench.outbox fill|raw|drain|settle ...`.

Settings name the database and the mail server. What was measured goes to the output as JSON.
"""

import json
import smtplib
import sys
import time
from collections import Counter
from datetime import timedelta

import django
from django.conf import settings
from django.utils import timezone

django.setup()

# All of these need the line above.
from outbox import claiming, composing, delivery, mime
from outbox.models import Message
from tests.bench.tidying import tidy

# As long as the longest mails of the portal: about 21 KB with both parts.
PARAGRAPHS = 90
LINE = "Je staat op 12:30 uur – én er is nog tijd. Blijf zo doorgaan, dan haal je het in juni."


def fill(number):
    """Leave exactly so many messages, all due."""
    Message.objects.all().delete()
    now = timezone.now()
    text = "\n\n".join(["Hallo Sanne,", *[LINE] * PARAGRAPHS]) + "\n"
    html = composing.render_html(text, "nl")
    Message.objects.bulk_create(
        (
            Message(
                key=f"bench:{place}",
                kind="bench",
                to=f"mens{place}@bench.example",
                subject="Nog 23:30 uur te gaan – 3:00 per week",
                text=text,
                html=html,
                not_before=now,
                created_at=now,
            )
            for place in range(int(number))
        ),
        batch_size=500,
    )
    tidy(Message)


def raw(number):
    """Send the bytes of so many messages by smtplib alone, over one open connection."""
    mails = []
    for message in Message.objects.all()[: int(number)]:
        message.message_id = claiming.new_message_id()
        mails.append((*mime.envelope(message), mime.build(message, timezone.now())))
    server = smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT)
    started = time.time()
    for sender, receiver, content in mails:
        server.sendmail(sender, [receiver], content)
    report(number=len(mails), started=started, bytes=len(mails[0][2]))
    server.quit()


def drain():
    """Send all that is due as a worker does."""
    Message.objects.first()  # the connection is there, as in a worker that runs
    started = time.time()
    report(number=delivery.drain(), started=started)


def settle():
    """Do what the portal does a while after its workers died, and say what became of the mail."""
    delivery.drain(now=timezone.now() + claiming.STUCK_AFTER + timedelta(minutes=5))
    states = Counter(Message.objects.values_list("status", flat=True))
    ids = list(Message.objects.filter(status="sent").values_list("message_id", flat=True))
    print(json.dumps({"states": states, "sent": ids}))


def waiting():
    """How many are still to be sent."""
    print(Message.objects.filter(status="waiting").count())


def report(*, started, **facts):
    print(json.dumps({**facts, "started": started, "ended": time.time()}))


ACTIONS = {action.__name__: action for action in (fill, raw, drain, settle, waiting)}

if __name__ == "__main__":
    ACTIONS[sys.argv[1]](*sys.argv[2:])
