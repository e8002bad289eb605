"""What the building of the demo carries along, and the clock it runs on."""

import datetime
import heapq
import itertools
import random
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import User
from cohorts.models import Holiday
from hto_portal.demo import logins
from hto_portal.demo.people import People
from internships.models import SchoolContact

SEED = 2021


class Dice(random.Random):
    """Luck that falls the same way every time; nothing secret is made with it."""


class Agenda:
    """Acts with their moments, carried out in the order of time."""

    def __init__(self):
        self.acts = []
        self.numbers = itertools.count()

    def at(self, moment, act, *args):
        heapq.heappush(self.acts, (moment, next(self.numbers), act, args))

    def run(self, until):
        """Do all that happens up to `until`; an act may plan further ones."""
        while self.acts and self.acts[0][0] <= until:
            moment, _number, act, args = heapq.heappop(self.acts)
            act(*args, now=moment)


@dataclass
class World:
    """`now` is where the story ends. Dictionaries go by the name of the region, of which
    `contacts` holds the teachers to place people with."""

    now: datetime.datetime
    dice: Dice = field(default_factory=lambda: Dice(SEED))
    agenda: Agenda = field(default_factory=Agenda)
    admin: User = None
    regions: dict = field(default_factory=dict)
    leaders: dict = field(default_factory=dict)
    providers: dict = field(default_factory=dict)
    funds: dict = field(default_factory=dict)
    employers: dict = field(default_factory=dict)
    contacts: dict = field(default_factory=dict)
    cohorts: dict = field(default_factory=dict)
    shut: dict = field(default_factory=dict)
    # The school contact of the printed login.
    teacher: SchoolContact = None
    # Contacts who do not answer, and what is decided on lines of which that is fixed.
    silent: set = field(default_factory=set)
    scripted: dict = field(default_factory=dict)

    def __post_init__(self):
        self.people = People(self.dice, [login.person for login in logins.ALL])
        self.today = timezone.localdate(self.now)

    def day(self, weeks, weekday=0):
        """The Monday (or later weekday) of the week `weeks` from now."""
        monday = self.today - datetime.timedelta(days=self.today.weekday())
        return monday + datetime.timedelta(weeks=weeks, days=weekday)

    def workday(self, back):
        """The day that lies so many working days before today."""
        day = self.today
        while back:
            day -= datetime.timedelta(days=1)
            back -= day.weekday() < 5
        return day

    def soon_after(self, day, low, high):
        """A moment in office hours, `low` to `high` days after a day, on a working day."""
        later = on_workday(day + datetime.timedelta(days=self.dice.randint(low, high)))
        return at(later, self.dice.randint(9, 16), self.dice.randrange(0, 60, 5))

    def is_holiday(self, day, holiday_region):
        """Whether schools of this holiday region are shut; read once, asked thousands of times."""
        if holiday_region not in self.shut:
            rows = Holiday.objects.filter(region__in=["", holiday_region])
            self.shut[holiday_region] = {
                start + datetime.timedelta(days=number)
                for start, end in rows.values_list("start_on", "end_on")
                for number in range((end - start).days + 1)
            }
        return day in self.shut[holiday_region]


def at(day, hour, minute=0):
    """A moment on the Dutch clock."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))


def on_workday(day):
    """The day itself, or the Monday after a weekend."""
    return day + datetime.timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
