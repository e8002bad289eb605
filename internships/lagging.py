"""Who is behind, among everybody: in chunks, so that a country costs no more memory than a region.

Nearly everybody keeps up, so most are left out by the database where it can (`sifting`), and a row
that does keep up costs one look in a table of thresholds. Only of those who are behind the pace is
worked out.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter

from django.db.models import BigAutoField, BooleanField, ExpressionWrapper, Q

from cohorts.models import Cohort
from cohorts.school_calendar import Place
from core import reading
from internships import hours, sifting
from internships.models import Placement, School
from internships.pace import Pace, Schedule, Stay, pace_of
from participants.models import Participant

# People in one go: so many that the database may share out the work, and few to keep.
CHUNK = 50_000
# No number comes after it.
LAST = BigAutoField.MAX_BIGINT
PERSON = itemgetter(0)


RUNS = ExpressionWrapper(
    Q(placements__status__in=Placement.HOSTING)
    & (Q(placements__vog_required=False) | Q(placements__vog_seen_on__isnull=False)),
    output_field=BooleanField(),
)
COLUMNS = (
    "pk",
    "cohort_id",
    reading.Ordinal("placements__start_on"),
    reading.Ordinal("placements__end_on"),
    "placements__school_id",
    RUNS,
)


@dataclass(frozen=True)
class Lag:
    """Somebody who is behind while a placement runs.

    The pace is worked out when it is asked for: most who are behind had their mail already.
    """

    rows: list
    terms: "Terms"

    @property
    def participant_id(self):
        return self.rows[0][0]

    @cached_property
    def pace(self) -> Pace:
        _person, cohort, *_placement, done = self.rows[0]
        stays = [
            Stay(self.terms.places[row[4]], date.fromordinal(row[2]), date.fromordinal(row[3]))
            for row in self.rows
        ]
        norm = self.terms.norms[cohort]
        return pace_of(norm, done, stays, self.terms.today, self.terms.calendar)

    @cached_property
    def schools(self):
        """Those where a placement runs today."""
        day = self.terms.ordinal
        running = (row for row in self.rows if row[5] and row[2] <= day <= row[3])
        return [self.terms.places[row[4]] for row in running]

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

    def behind(self, rows):
        """The rows of people who did less than is needed for that one placement."""
        norms, alike = self.norms, {pk: place.pk for pk, place in self.alike.items()}
        return [
            row
            for row in rows
            if row[6] < self[norms.get(row[1]), row[2], row[3], alike[row[4]], row[5]]
        ]


def chunks(people, today, calendar):
    """Lists of the Lags among these participants (None: everybody), each by participant.

    Where the database can tell, of everybody only those are read who may be behind.
    """
    terms = Terms(today, calendar)
    if people is not None or not sifting.is_possible():
        yield from among(people, terms)
        return
    several = sifting.several()
    apart = set(several)
    for rows in sifting.rows(terms, CHUNK):
        yield lags([row for row in rows if row[0] not in apart], terms)
    for start in range(0, len(several), CHUNK):
        part = several[start : start + CHUNK]
        yield from among(Participant.objects.filter(pk__in=part), terms)


def among(people, terms):
    """Lists of the Lags among these participants, all of them read; two queries for each list."""
    everybody = Participant.objects.all() if people is None else people
    done = hours.done() if people is None else hours.done().filter(participant__in=people)
    for part in parts(everybody):
        # Said of each table, so that the database reads no more of it than this part.
        seats = everybody.active().filter(
            within("pk", part),
            within("placements__participant", part),
            placements__status__in=Placement.HOSTED,
        )
        sums = done.filter(within("participant", part))
        with reading.uncollected():
            # No name for the rows: they would stay until those of the next part are there.
            found = lags(reading.with_sums(seats.values_list(*COLUMNS), sums), terms)
        yield found


def parts(people):
    """Pairs of numbers: after the first, up to and including the second are CHUNK people."""
    numbers, after = people.order_by("pk").values_list("pk", flat=True), 0
    while after < LAST:
        [upto] = numbers.filter(pk__gt=after)[CHUNK - 1 : CHUNK] or [LAST]
        yield after, upto
        after = upto


def within(name, part):
    after, upto = part
    return Q((f"{name}__gt", after), (f"{name}__lte", upto))


def lags(rows, terms):
    """The Lags among rows in the order of the people they are of."""
    several = set()
    if len(set(map(PERSON, rows))) < len(rows):
        several = {one[0] for one, other in pairwise(rows) if one[0] == other[0]}
    slow = [Lag([row], terms) for row in terms.behind(rows) if row[0] not in several]
    own = (row for row in rows if row[0] in several) if several else ()
    slow += (lag for _person, of in groupby(own, PERSON) if is_behind(lag := Lag(list(of), terms)))
    return sorted(slow, key=attrgetter("participant_id"))


def is_behind(lag):
    """For people with several placements: over all of them together, while one runs."""
    return bool(lag.rows[0][1] in lag.terms.norms and lag.schools and lag.pace.is_behind)
