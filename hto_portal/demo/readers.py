"""Readers of newsletters in two regions: who read, wait, were reminded, left, and were erased."""

from datetime import timedelta

from django.db.models import F

from accounts import links
from accounts.models import AccessLink
from hto_portal.demo.people import People, Person
from hto_portal.demo.world import Dice, at
from newsletters import choosing, finding, forgetting, leaving, subscribing, unconfirmed
from newsletters.models import Subscription, Topic
from outbox.models import Message
from participants.models import Branch

PLACES = ("Zuid-Holland", "Zeeland")
# Luck of its own: with the world's, everybody who comes after would become somebody else.
SEED = 64
DOMAIN = "lezers.example"
# How many of a region end how, and how many days ago these began.
FATES = {
    "reads": (16, (8, 80)),
    "chooses": (3, (20, 60)),
    "left": (3, (20, 80)),
    "erased": (1, (30, 40)),
    "silent": (2, (14, 40)),
    "reminded": (2, (6, 6)),
    "waits": (2, (0, 2)),
}
# Reads in both regions, and has just asked for the link to the page of choices.
SHOWN = Person("Tess", "van", "Loon")


def build(world):
    """Plan their acts in the agenda."""
    dice = Dice(SEED)
    people = People(dice)
    for place in PLACES:
        for fate, (number, days) in FATES.items():
            for _reader in range(number):
                plan(world, dice, place, people.next(), fate, dice.randint(*days))
        plan(world, dice, place, SHOWN, "reads", 30)
    for back in range(85, 0, -1):
        world.agenda.at(at(world.today - timedelta(days=back), 10, 25), sweep)
    world.agenda.at(at(world.workday(1), 14, 5), ask_link)


def plan(world, dice, place, person, fate, back):
    latest = 9 if fate == "reminded" else 21
    moment = at(world.today - timedelta(days=back), dice.randint(7, latest), dice.randrange(60))
    if moment > world.now:
        moment = world.now - timedelta(minutes=90)
    typed = {
        "email": person.address(DOMAIN),
        "first_name": person.first_name if dice.random() < 0.8 else "",
        "topics": topics(dice),
        "branch": dice.choice(["", *Branch.values]),
        "language": "en" if dice.random() < 0.1 else "nl",
    }
    world.agenda.at(moment, ask, world, place, typed)
    if fate in ("reads", "chooses", "left", "erased"):
        soon = moment + timedelta(minutes=dice.randint(2, 300))
        later = soon + timedelta(days=dice.randint(2, 15))
        world.agenda.at(soon, press, typed["email"], place)
        world.agenda.at(later, LATER.get(fate, nothing), typed["email"], place)


def topics(dice):
    luck = dice.random()
    if luck < 0.5:
        return [Topic.RECRUITMENT, Topic.MEETINGS]
    return [Topic.RECRUITMENT] if luck < 0.8 else [Topic.ALUMNI]


def page(place):
    return f"/regions/{place.lower()}/newsletter/"


def reader(email, place):
    return Subscription.objects.get(email=email, region__name=place)


def ask(world, place, typed, *, now):
    subscribing.ask(world.regions[place], **typed, page=page(place), now=now)


def press(email, place, *, now):
    """Open the mail, whose key comes when it leaves, and press the button."""
    row = reader(email, place)
    mine = AccessLink.objects.filter(purpose=subscribing.PURPOSE, holder_id=row.pk)
    link = mine.latest("pk")
    links.issue(link, now=now)
    shown = subscribing.asked(row)
    subscribing.confirm(link, topics=shown, now=now, page="/newsletter/confirm/")


def choose(email, place, *, now):
    chosen = {"topics": [Topic.MEETINGS, Topic.ALUMNI], "first_name": "", "language": "nl"}
    choosing.change(reader(email, place), **chosen, now=now, page="/newsletter/")


def leave(email, place, *, now):
    leaving.leave(reader(email, place), now=now, page="/newsletter/leave/")


def erase(email, place, *, now):
    let_leave(email)
    forgetting.forget(email, now=now, page="/newsletter/")


def nothing(email, place, *, now):
    """Just reads on."""


LATER = {"chooses": choose, "left": leave, "erased": erase}


def let_leave(email):
    """The mails of the story are sent when it is told; those to who is erased left long ago."""
    waiting = Message.objects.filter(to=email, status=Message.Status.WAITING)
    moment = F("not_before")
    sent = {"status": Message.Status.SENT, "attempts": 1, "claimed_at": moment, "sent_at": moment}
    waiting.update(**sent)


def sweep(*, now):
    for row in unconfirmed.to_erase(now):
        let_leave(row.email)
    # So that no reminder waits for a Monday when the story is told on a Sunday.
    if unconfirmed.at_work(now) == now:
        unconfirmed.remind(now)
    unconfirmed.erase(now)


def ask_link(*, now):
    finding.send_link(SHOWN.address(DOMAIN), now=now)
