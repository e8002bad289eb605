"""Who may be behind, sifted by the database, so that of a country only those few are read.

Whether somebody is behind is decided by `pace` alone. Here stands a coarser test that nobody who is
behind fails: of a participant with one placement, whether the share of the norm that was done is
below the share of the days that passed. It needs arrays, so without PostgreSQL everybody is read.
"""

from itertools import accumulate

from django.db import connection
from django.db.models import Count, F
from django.db.models.expressions import RawSQL

from cohorts.school_calendar import Place
from core.reading import Ordinal
from internships import hours
from internships.models import Placement
from internships.pace import LAST_WEEKS, SLACK
from participants.models import Participant

# Days before and after today that are looked up; a placement that reaches further is left in.
SPAN = 1200
RUNNING = {
    "number": F("participant_id"),
    "start": Ordinal("start_on"),
    "finish": Ordinal("end_on"),
    "place": F("school_id"),
}
# `off` holds how many days off there were up to and including a day, a row for schools that are
# alike. The norm is the greatest there is: of a lower one a few too many are left in. So is what
# is not known, and a minute is spared, since parts of minutes round: whole numbers are quicker.
SIFTED = """
    WITH sums (number, amount) AS ({sums})
    SELECT number, cohort, start, finish, place, TRUE, done FROM (
        SELECT running.*, COALESCE(amount, 0) AS done,
            finish - start + 1 - off[nth][finish - {origin}] + off[nth][start - 1 - {origin}]
                AS days,
            {today} - start - off[nth][{today} - 1 - {origin}] + off[nth][start - 1 - {origin}]
                AS passed
        FROM ({running}) AS running LEFT JOIN sums USING (number)
        LEFT JOIN unnest(%s::bigint[], %s::int[]) AS known (place, nth) USING (place)
        CROSS JOIN (SELECT %s::int[] AS off) AS calendar
        OFFSET 0  -- So that days are counted once, not at each place that names them.
    ) AS counted CROSS JOIN LATERAL ({seat} OFFSET 0) AS seat (cohort)
    WHERE (
        (done - 1) * days < {norm} * passed
        - CASE WHEN days - passed > {last_days} THEN {slack} * days ELSE 0 END
    ) IS NOT FALSE
    ORDER BY number"""


def is_possible():
    return connection.vendor == "postgresql"


def several():
    """Keys of the participants with more than one placement whose days count, in order."""
    rows = Placement.objects.filter(status__in=Placement.HOSTED).values("participant")
    rows = rows.annotate(of=Count("pk")).filter(of__gt=1).order_by("participant")
    return list(rows.values_list("participant", flat=True))


def rows(terms, size):
    """Lists of up to `size` rows, by participant, of those who may be behind.

    A row is (participant, cohort, first day, last day, school, True, minutes done), with days as
    ordinals. Who has several placements may be among them, and not with all. `terms` are those of
    `lagging`. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(*sifted(terms))
        while part := cursor.fetchmany(size):
            yield part


def sifted(terms):
    """The statement and its values."""
    today = terms.today
    running = Placement.objects.taking_hours().filter(start_on__lte=today, end_on__gte=today)
    running, running_values = running.order_by().values(**RUNNING).query.sql_with_params()
    sums, sums_values = hours.done().query.sql_with_params()
    # Looked up of those who are left only.
    seat = Participant.objects.active().filter(pk=RawSQL("number", [])).values("cohort")
    seat, seat_values = seat.order_by().query.sql_with_params()
    norm = max(terms.norms.values(), default=0)
    statement = SIFTED.format(
        sums=sums,
        running=running,
        seat=seat,
        norm=norm,
        today=terms.ordinal,
        origin=terms.ordinal - SPAN,
        last_days=7 * LAST_WEEKS,
        slack=int(SLACK * norm),
    )
    return statement, sums_values + running_values + days_off(terms) + seat_values


def days_off(terms):
    """Schools without days of their own, for each the number of its row, and the rows."""
    places = {pk: row for pk, row in terms.places.items() if pk not in terms.calendar.exceptions}
    regions = {row.holiday_region for row in places.values()}
    numbers = {region: nth for nth, region in enumerate(sorted(regions), 1)}
    days = range(terms.ordinal - SPAN + 1, terms.ordinal + SPAN + 1)
    off = (set(terms.calendar.days_off(Place(None, region))) for region in numbers)
    rows = (braced(map(str, accumulate(int(day in of) for day in days))) for of in off)
    return list(places), [numbers[row.holiday_region] for row in places.values()], braced(rows)


def braced(words):
    """As PostgreSQL reads an array back quickest."""
    return "{" + ",".join(words) + "}"
