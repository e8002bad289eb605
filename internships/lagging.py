"""Who is behind, among everybody: in chunks, so that a country costs no more memory than a region.

Nearly everybody keeps up, so a row that does costs one look in a table of thresholds and nothing
else. Only of those who are behind the pace is worked out.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter

from django.db.models import BooleanField, CharField, ExpressionWrapper, F, Q
from django.db.models.functions import Cast

from cohorts.models import Cohort
from cohorts.school_calendar import Place
from internships import hours
from internships.models import Placement, School
from internships.pace import Pace, Stay, pace_of
from participants.models import Participant

CHUNK = 10_000
MOST_THRESHOLDS = 100_000
PERSON = itemgetter(0)

# Dates as text: making dates of them takes longer than all the rest, and most are seen before.
RUNS = ExpressionWrapper(
    Q(status__in=Placement.HOSTING) & (Q(vog_required=False) | Q(vog_seen_on__isnull=False)),
    output_field=BooleanField(),
)
COLUMNS = (
    "participant_id",
    F("participant__cohort_id"),
    Cast("start_on", CharField()),
    Cast("end_on", CharField()),
    "school_id",
    RUNS,
)


@dataclass(frozen=True)
class Lag:
    """Somebody who is behind while a placement runs."""

    participant_id: int
    pace: Pace
    schools: list

    @property
    def minutes(self):
        return self.pace.expected - self.pace.done


class Terms(dict):
    """{columns of a placement after the person: the minutes with which one is not behind}.

    Nothing is needed of whom no placement runs today, or whose cohort does not.
    """

    def __init__(self, today, calendar):
        super().__init__()
        self.today, self.calendar = today, calendar
        running = Cohort.objects.filter(status=Cohort.Status.RUNNING).order_by()
        self.norms = dict(running.values_list("pk", "norm_minutes"))
        regions = School.objects.filter(pk__in=Placement.objects.values("school")).order_by()
        self.places = {
            pk: Place(pk, region) for pk, region in regions.values_list("pk", "holiday_region")
        }

    def __missing__(self, columns):
        if len(self) > MOST_THRESHOLDS:
            self.clear()
        self[columns] = self.needed([columns])
        return self[columns]

    def needed(self, rows):
        """The threshold over all placements of one person."""
        cohort_id = rows[0][0]
        if cohort_id not in self.norms or not any(map(self.runs, rows)):
            return 0
        return self.pace(rows, 0).needed

    def runs(self, columns):
        _cohort, start, end, _school, takes_hours = columns
        return takes_hours and start <= self.today.isoformat() <= end

    def pace(self, rows, done):
        stays = [self.stay(columns) for columns in rows]
        return pace_of(self.norms[rows[0][0]], done, stays, self.today, self.calendar)

    def stay(self, columns):
        _cohort, start, end, school, _takes_hours = columns
        return Stay(self.places[school], date.fromisoformat(start), date.fromisoformat(end))

    def lag(self, person, rows, done):
        schools = [self.places[row[3]] for row in rows if self.runs(row)]
        return Lag(person, self.pace(rows, done), schools)


def chunks(people, today, calendar):
    """Lists of the Lags among these participants, by participant; two queries for each list."""
    terms = Terms(today, calendar)
    placements = (
        Placement.objects.filter(participant__in=people, status__in=Placement.HOSTED)
        if people is not None
        else Placement.objects.filter(status__in=Placement.HOSTED)
    )
    placements = placements.filter(participant__status=Participant.Status.ACTIVE)
    after = 0
    while rows := page(placements, after):
        yield lags(rows, terms)
        after = rows[-1][0]


def page(placements, after):
    """The rows of the next people; never a part of somebody's placements."""
    rows = placements.filter(participant__gt=after, participant__pk__gt=after)
    rows = list(rows.order_by("participant").values_list(*COLUMNS)[:CHUNK])
    if len(rows) == CHUNK and rows[0][0] != rows[-1][0]:
        last = rows[-1][0]
        while rows[-1][0] == last:
            rows.pop()
    return rows


def lags(rows, terms):
    done = hours.done([row[0] for row in rows])
    several = {one[0] for one, other in pairwise(rows) if one[0] == other[0]}
    found = [
        terms.lag(row[0], [row[1:]], done.get(row[0], 0))
        for row in rows
        if done.get(row[0], 0) < terms[row[1:]] and row[0] not in several
    ]
    for person, own in groupby((row for row in rows if row[0] in several), PERSON):
        columns = [row[1:] for row in own]
        if done.get(person, 0) < terms.needed(columns):
            found.append(terms.lag(person, columns, done.get(person, 0)))
    return sorted(found, key=lambda lag: lag.participant_id)
