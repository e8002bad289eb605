"""A newsletter for the crash test and the bench: `python -m tests.bench.mailing ACTION ...`.

Settings name the database and the mail server. What was found goes to the output as JSON.
"""

import json
import resource
import smtplib
import sys
import time
from collections import Counter
from datetime import timedelta

import django
from django.conf import settings
from django.db import connection
from django.utils import timezone

django.setup()

# All of these need the line above.
from accounts.models import User
from cohorts.models import Region
from newsletters import dispatching, progress, queueing, sending
from newsletters.models import (
    Delivery,
    Letterhead,
    Newsletter,
    NewsletterText,
    Subscription,
    SubscriptionTopic,
)
from outbox import claiming, delivery, mime
from outbox.models import Message
from recruitment.models import Lead
from tests.bench.tidying import tidy

BATCH = 5_000
PARAGRAPHS = 40
LINE = "Op 12 maart begint een nieuwe groep – één avond in de veertien dagen, naast je eigen werk."

BARE = """
    INSERT INTO newsletters_delivery
        (newsletter_id, subscription_id, email, language, status, reason)
    SELECT %s, id, email, language, 'queued', '' FROM newsletters_subscription
    WHERE region_id = %s ORDER BY id"""


def fill(number):
    """One region with exactly so many readers, and a newsletter for them that is a draft."""
    Message.objects.all().delete()
    for table in (Newsletter, Subscription, Letterhead, Region):
        table.objects.all().delete()
    author = User.objects.filter(email="leider@bench.example").first()
    author = author or User.objects.create_user("leider@bench.example", None, first_name="Lea")
    region = Region.objects.create(name="Regio Bench", slug="bench")
    Letterhead.objects.create(
        region=region, name="HTO", sender="3011 AA Rotterdam", per_hour=1_000_000
    )
    subscribe(region, int(number))
    newsletter = Newsletter.objects.create(region=region, author=author)
    text = "\n\n".join(["Beste {voornaam|lezer},", *[LINE] * PARAGRAPHS])
    NewsletterText.objects.create(
        newsletter=newsletter, language="nl", subject="Nieuws uit de regio", body=text
    )
    tidy(Message, Delivery, Subscription, SubscriptionTopic)


def subscribe(region, number):
    now = timezone.now()
    for start in range(0, number, BATCH):
        rows = Subscription.objects.bulk_create(
            Subscription(
                region=region,
                email=f"lezer{place}@bench.example",
                first_name="Sanne",
                status=Subscription.Status.CONFIRMED,
                confirmed_at=now,
            )
            for place in range(start, min(number, start + BATCH))
        )
        SubscriptionTopic.objects.bulk_create(
            SubscriptionTopic(subscription=row, topic="recruitment") for row in rows
        )


def approve():
    """What a leader does who presses send; the workers do the rest."""
    row = Newsletter.objects.get()
    number = sending.audiences.readers(row).count()
    sending.approve(row, number=number, revision=row.revision, by=row.author, now=timezone.now())


def pace(per_hour):
    Letterhead.objects.update(per_hour=int(per_hour))


def pause():
    sending.pause(Newsletter.objects.get(), by=None)


def resume():
    sending.resume(Newsletter.objects.get(), by=None, now=timezone.now())


def drop_out(number):
    """The last so many readers unsubscribe or apply, in turn, while it is being sent."""
    now = timezone.now()
    for place, row in enumerate(Subscription.objects.order_by("-pk")[: int(number)]):
        if place % 2:
            row.move_to(Subscription.Status.ENDED, by=None, ended_at=now)
        else:
            Lead.objects.create(
                region=row.region,
                email=row.email,
                first_name="Bram",
                last_name="Bakker",
                status=Lead.Status.ADMITTED,
                privacy_version="1",
            )


def waiting():
    """How many copies are still to be sent."""
    newsletter = Newsletter.objects.get()
    rows = newsletter.deliveries
    waits = rows.filter(message__status="waiting").count()
    print(rows.queued().count() + waits if newsletter.queued_at else 1)


def settle():
    """Do what the portal does a while after its workers died, and say what became of each copy."""
    later = timezone.now() + claiming.STUCK_AFTER + timedelta(minutes=5)
    delivery.drain(now=later)
    dispatching.dispatch(later)
    newsletter = Newsletter.objects.get()
    found = progress.of(newsletter)
    messages = Message.objects.filter(delivery__newsletter=newsletter)
    facts = {
        "status": newsletter.status,
        "readers": found.total,
        "states": found.states,
        "skipped": found.skipped,
        "sent": list(messages.filter(status="sent").values_list("message_id", flat=True)),
        "unexplained": messages.filter(status__in=["cancelled", "failed"], error="").count(),
    }
    print(json.dumps({name: named(value) for name, value in facts.items()}))


def queue(rounds=3):
    """Queue everybody, in turn with a bare statement that writes the same rows."""
    newsletter = Newsletter.objects.get()
    approve()
    found = {"queue": [], "bare": []}
    before = megabytes()
    for _round in range(int(rounds)):
        found["bare"].append(seconds(newsletter, write_bare))
        found["queue"].append(seconds(newsletter, queueing.queue_readers))
    number = newsletter.deliveries.count()
    quickest = {name: min(times) for name, times in found.items()}
    print(json.dumps({**quickest, "number": number, "grown": megabytes() - before}))


def seconds(newsletter, write):
    newsletter.deliveries.all().delete()
    Newsletter.objects.update(queued_at=None)
    tidy(Delivery)
    started = time.perf_counter()
    write(newsletter, timezone.now())
    return time.perf_counter() - started


def write_bare(newsletter, now):
    with connection.cursor() as cursor:
        cursor.execute(BARE, [newsletter.pk, newsletter.region_id])


def megabytes():
    """The most memory this process ever used."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def raw(connections):
    """Send the bytes of every copy by smtplib alone: over one connection, or over one for each."""
    newsletter = Newsletter.objects.get()
    approve()
    queueing.queue(timezone.now())
    while dispatching.dispatch(timezone.now()):
        Message.objects.filter(status="waiting").update(status="sent")
    mails = [bytes_of(row) for row in Message.objects.filter(delivery__newsletter=newsletter)]
    started = time.time()
    send_raw(mails, per_connection=len(mails) if connections == "one" else 1)
    report(number=len(mails), started=started)


def bytes_of(message):
    message.message_id = claiming.new_message_id()
    return (*mime.envelope(message), mime.build(message, timezone.now()))


def send_raw(mails, per_connection):
    for place in range(0, len(mails), per_connection):
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
            for sender, receiver, content in mails[place : place + per_connection]:
                server.sendmail(sender, [receiver], content)


def send():
    """Send the newsletter as a worker does, from its queue on."""
    approve()
    queueing.queue(timezone.now())
    started = time.time()
    report(number=delivery.drain(), started=started)


def report(*, started, **facts):
    print(json.dumps({**facts, "started": started, "ended": time.time()}))


def named(value):
    """Counters with plain words as keys."""
    if isinstance(value, Counter):
        return {str(getattr(key, "value", key)): number for key, number in value.items()}
    return value


STEPS = (fill, approve, pace, pause, resume, drop_out, waiting, settle, queue, raw, send)
ACTIONS = {step.__name__: step for step in STEPS}

if __name__ == "__main__":
    ACTIONS[sys.argv[1]](*sys.argv[2:])
