"""Newsletters of the printed leader's region that left or will: one sent, one planned,
one that asks first."""

from datetime import timedelta

from django.conf import settings

from hto_portal.demo.people import People
from hto_portal.demo.story import SHOWN_LEADER
from hto_portal.demo.world import Dice, at
from newsletters import (
    audience_lines,
    audiences,
    dispatching,
    planning,
    queueing,
    sending,
)
from newsletters.models import (
    Audience,
    Condition,
    Letterhead,
    Newsletter,
    NewsletterText,
    Subscription,
    SubscriptionTopic,
    Topic,
)
from outbox import claiming, suppressing
from outbox.models import Message, Suppression
from participants.models import Branch

SENT_BACK = 6
READERS = 24
# Luck of its own, so that nobody else of the story becomes another.
SEED = 65
GONE = "550 5.1.1 <{to}>: Recipient address rejected: User unknown"
TEXT = """Hallo {voornaam|daar},

In maart begint een nieuwe groep. Je leert lesgeven naast je eigen werk: een middag in de twee \
weken, en stage op een school bij jou in de buurt.

Ken je iemand die dit ook zou willen? Stuur deze mail gerust door.
"""


def build(world):
    place = SHOWN_LEADER[0]
    region, leader = world.regions[place], world.leaders[place]
    if region.subscriptions.confirmed().count() < READERS // 2:
        subscribe(world, region)
    head = {"name": f"HTO {region.name}", "sender": "HTO, Voorbeeldkade 1, 3011 AA Rotterdam"}
    Letterhead.objects.get_or_create(region=region, defaults=head)
    trades = [(0, "branch", "construction"), (0, "branch", "installation")]
    builders = keep(region, leader, "Bouw en installatie", *trades)
    keep(region, leader, "Vroegen iets, meldden zich nog niet", (0, "lead", "any"))
    send(world, region, leader)
    plan(world, region, leader, builders)
    wait(world, region, leader)


def subscribe(world, region):
    """A few readers of long ago, some of whom read English."""
    moment = at(world.workday(60), 9)
    people = People(Dice(SEED))
    for number in range(READERS):
        person = people.next()
        row = Subscription.objects.create(
            region=region,
            email=person.address("lezer.example"),
            first_name=person.first_name,
            language="en" if number % 8 == 5 else "nl",
            branch=Branch.values[number % 4],
            status=Subscription.Status.CONFIRMED,
            asked_at=moment,
            confirmed_at=moment,
        )
        for topic in (Topic.RECRUITMENT, Topic.MEETINGS):
            SubscriptionTopic.objects.create(subscription=row, topic=topic)


def keep(region, leader, name, *lines):
    audience = Audience(region=region, name=name, created_by=leader)
    conditions = [Condition(block=block, field=field, value=value) for block, field, value in lines]
    return audience_lines.save(audience, conditions)


def write(region, leader, subject, now, audience=None):
    row = Newsletter.objects.create(
        region=region, author=leader, audience=audience, created_at=now - timedelta(hours=2)
    )
    NewsletterText.objects.create(newsletter=row, language="nl", subject=subject, body=TEXT)
    return row


def seen(row, leader, now):
    """What the leader repeats at the last step."""
    number = audiences.readers(row).count()
    return {"number": number, "revision": row.revision, "by": leader, "now": now}


def send(world, region, leader):
    """Most copies leave with the other mail of the demo; a few end in another way."""
    now = at(world.workday(SENT_BACK), 10, 30)
    row = write(region, leader, "In maart begint een nieuwe groep", now)
    sending.approve(row, **seen(row, leader, now))
    queueing.queue(now)
    first, second, third = row.deliveries.select_related("subscription").order_by("pk")[:3]
    suppressing.suppress(
        first.email,
        scope=Suppression.Scope.NEWSLETTER,
        reason=Suppression.Reason.COMPLAINT,
        note="",
        now=now,
    )
    second.subscription.move_to(Subscription.Status.ENDED, by=None, ended_at=now)
    dispatching.dispatch(now)
    message = Message.objects.get(delivery=third)
    claiming.claim(message, now)
    # The server refused it, so it never left.
    error = GONE.format(to=third.email)
    claiming.finish(message, Message.Status.FAILED, error=error, message_id="")


def come_back():
    """Once the mail of the demo is out, one copy comes back."""
    message = Message.objects.filter(kind="newsletter", status=Message.Status.SENT).earliest("pk")
    message.move_to(Message.Status.BOUNCED, by=None, error=GONE.format(to=message.to))


def plan(world, region, leader, audience):
    """Tomorrow morning, to the people in two trades."""
    row = write(region, leader, "Kom kijken op de avond voor de bouw", world.now, audience)
    tomorrow = at(world.today + timedelta(days=1), 9, 30)
    sending.plan(row, at=tomorrow, **seen(row, leader, world.now))


def wait(world, region, leader):
    """Planned for this morning, and not left by itself: its audience was changed meanwhile."""
    dutch = keep(region, leader, "Wie we graag zien komen", (0, "language", "nl"))
    then, moment = at(world.workday(1), 15), world.now - timedelta(minutes=20)
    row = write(region, leader, "Een werkplek te gast: kom je ook?", then, dutch)
    sending.plan(row, at=moment, **seen(row, leader, then))
    everybody = [
        Condition(block=0, field="language", value=code) for code, _name in settings.LANGUAGES
    ]
    audience_lines.save(dutch, everybody)
    planning.start_due(world.now)
