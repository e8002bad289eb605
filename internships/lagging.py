"""Who is behind, among everybody: in chunks, so that a country costs no more memory than a region.

Nearly everybody keeps up, so a row that does costs one look in a table of thresholds and nothing
else. Only of those who are behind the pace is worked out.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter

from django.db.models import BooleanField, ExpressionWrapper, Func, IntegerField, Q

from cohorts.models import Cohort
from cohorts.school_calendar import Place
from core import reading
from internships import hours
from internships.models import Placement, School
from internships.pace import Pace, Schedule, Stay, pace_of
from participants.models import Participant

# Rows in one go: so many that the database may share out the work, and few to keep.
CHUNK = 50_000
PERSON = itemgetter(0)


class Ordinal(Func):
    """A date as its ordinal: reading a date takes longer than all else that is done with a row."""

    arity = 1
    output_field = IntegerField()
    template = "(%(expressions)s - DATE '0001-01-01' + 1)"

    def as_sqlite(self, compiler, connection):
        number = "CAST(julianday(%(expressions)s) - 1721424.5 AS INTEGER)"
        return self.as_sql(compiler, connection, template=number)


RUNS = ExpressionWrapper(
    Q(placements__status__in=Placement.HOSTING)
    & (Q(placements__vog_required=False) | Q(placements__vog_seen_on__isnull=False)),
    output_field=BooleanField(),
)
COLUMNS = (
    "pk",
    "cohort_id",
    Ordinal("placements__start_on"),
    Ordinal("placements__end_on"),
    "placements__school_id",
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
    """{what one placement comes down to: the minutes with which one is not behind}.

    Nothing is needed of whom no placement runs today, or whose cohort does not. Thousands of people
    share the norm, the days and the holidays, so that is worked out once.
    """

    def __init__(self, today, calendar):
        super().__init__()
        self.today, self.calendar, self.ordinal = today, calendar, today.toordinal()
        running = Cohort.objects.filter(status=Cohort.Status.RUNNING).order_by()
        self.norms = dict(running.values_list("pk", "norm_minutes"))
        schools = School.objects.filter(pk__in=Placement.objects.values("school")).order_by()
        rows = schools.values_list("pk", "holiday_region")
        self.places = {pk: Place(pk, region) for pk, region in rows}
        # Of schools with the same days off, one.
        self.first = {calendar.key(place): place for place in self.places.values()}
        self.alike = {pk: self.first[calendar.key(row)] for pk, row in self.places.items()}

    def __missing__(self, terms):
        norm, start, end, school, takes_hours = terms
        self[terms] = 0
        if norm and takes_hours and start <= self.ordinal <= end:
            days = date.fromordinal(start), date.fromordinal(end)
            self[terms] = Schedule(norm, *days, self.today, self.off(school)).needed
        return self[terms]

    def off(self, school):
        return self.calendar.days_off(self.places[school])

    def behind(self, rows, done):
        """The rows of people who did less than is needed for that one placement."""
        norms, alike = self.norms, {pk: place.pk for pk, place in self.alike.items()}
        return [
            row
            for row in rows
            if done.get(row[0], 0) < self[norms.get(row[1]), row[2], row[3], alike[row[4]], row[5]]
        ]

    def lag(self, rows, done):
        """The Lag of one person with these rows, or None for who keeps up or is not placed now."""
        running = [row for row in rows if row[5] and row[2] <= self.ordinal <= row[3]]
        norm = self.norms.get(rows[0][1])
        if not running or not norm:
            return None
        stays = [
            Stay(self.places[row[4]], date.fromordinal(row[2]), date.fromordinal(row[3]))
            for row in rows
        ]
        pace = pace_of(norm, done, stays, self.today, self.calendar)
        schools = [self.places[row[4]] for row in running]
        return Lag(rows[0][0], pace, schools) if pace.is_behind else None


def chunks(people, today, calendar):
    """Lists of the Lags among these participants, by participant; two queries for each list."""
    terms = Terms(today, calendar)
    everybody = Participant.objects.all() if people is None else people
    after = 0
    while rows := page(everybody.active(), after):
        yield lags(rows, terms)
        after = rows[-1][0]


def page(people, after):
    """The rows of the next people; never a part of somebody's placements."""
    rows = people.filter(
        # Said of both tables, since the database starts in each of them at the first that fits.
        pk__gt=after,
        placements__participant__gt=after,
        placements__status__in=Placement.HOSTED,
    )
    rows = reading.tuples(rows.order_by("pk").values_list(*COLUMNS)[:CHUNK])
    if len(rows) == CHUNK and rows[0][0] != rows[-1][0]:
        last = rows[-1][0]
        while rows[-1][0] == last:
            rows.pop()
    return rows


def lags(rows, terms):
    done = hours.done([row[0] for row in rows])
    several = {one[0] for one, other in pairwise(rows) if one[0] == other[0]}
    slow = [row for row in terms.behind(rows, done) if row[0] not in several]
    own = [row for row in rows if row[0] in several] if several else []
    people = [(person, list(of)) for person, of in groupby(sorted(slow + own), PERSON)]
    found = (terms.lag(of, done.get(person, 0)) for person, of in people)
    return [lag for lag in found if lag]
