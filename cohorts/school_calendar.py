"""The calendar of the schools: which days are holidays, and where.

It is data: public holidays, the school holidays of the three regions, and the days on which one
school differs. `Calendar` answers from rows that were read once: nothing
here reads the database.
"""

import datetime
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum

from cohorts.models import HolidayRegion

# Some school holiday starts at least this often, so a calendar that has none so far ahead ended.
KNOWN_AHEAD = datetime.timedelta(days=120)
# The longest holiday is six weeks, and its first school is open again on the Monday after it.
LONGEST_QUIET = datetime.timedelta(weeks=9)
DAY = datetime.timedelta(days=1)


class Kind(Enum):
    PUBLIC = "public"
    SCHOOL = "school"
    SHUT = "shut"  # of one school alone
    OPEN = "open"  # of one school alone, in the holiday of its region


@dataclass(frozen=True)
class Span:
    """Days from the first to the last one: of a region ("" is the whole country) or a school."""

    kind: Kind
    start_on: datetime.date
    end_on: datetime.date
    region: str = ""
    school: int | None = None

    def holds(self, day):
        return self.start_on <= day <= self.end_on

    @property
    def days(self):
        return range(self.start_on.toordinal(), self.end_on.toordinal() + 1)


@dataclass(frozen=True)
class Place:
    """As much of a school as a calendar needs to know; a School will do as well."""

    pk: int
    holiday_region: str


class Calendar:
    """Answers about days, from spans.

    A school of which the region is unknown ("") counts as shut as long as any region is.
    """

    def __init__(self, spans):
        self.holidays, self.exceptions = [], defaultdict(list)
        for span in spans:
            rows = self.holidays if span.school is None else self.exceptions[span.school]
            rows.append(span)
        self._off, self._shut = {}, {}

    def key(self, school):
        """Schools of one key have the same days off."""
        return school.pk if school.pk in self.exceptions else school.holiday_region

    def is_working_day(self, day):
        """Monday to Friday, and no public holiday of the whole country."""
        shut = (span.kind is Kind.PUBLIC and not span.region for span in self._on(day))
        return day.weekday() < 5 and not any(shut)

    def is_open(self, school, day):
        """Whether somebody is at this school on this day."""
        if day.weekday() > 4:
            return False
        own = {span.kind for span in self.exceptions.get(school.pk, ()) if span.holds(day)}
        regional = {span.kind for span in self._on(day) if concerns(span, school.holiday_region)}
        if Kind.PUBLIC in regional or Kind.SHUT in own:
            return False
        return Kind.OPEN in own or not regional

    def is_any_open(self, schools, day):
        """Whether somebody can be mailed about these schools: one that is open is enough."""
        return self.is_working_day(day) and any(self.is_open(school, day) for school in schools)

    def is_known(self, day):
        """Whether the school holidays of every region were read in for the time from this day."""
        regions = {
            span.region
            for span in self.holidays
            if span.kind is Kind.SCHOOL
            and span.start_on <= day + KNOWN_AHEAD
            and span.end_on >= day
        }
        return "" in regions or regions >= set(HolidayRegion.values)

    def days_off(self, school):
        """The days of school holiday there, as a sorted list of ordinals.

        They do not count for the pace. A public holiday does: it is one day, not a week.
        """
        key = self.key(school)
        if key not in self._off:
            own = self.exceptions.get(school.pk, ())
            off = ordinals(self.holidays, Kind.SCHOOL, school.holiday_region)
            off = off - ordinals(own, Kind.OPEN) | ordinals(own, Kind.SHUT)
            self._off[key] = sorted(off)
        return self._off[key]

    def _on(self, day):
        if day not in self._shut:
            self._shut[day] = [span for span in self.holidays if span.holds(day)]
        return self._shut[day]


def concerns(span, region):
    return not span.region or not region or span.region == region


def ordinals(spans, kind, region=""):
    return {
        day for span in spans if span.kind is kind and concerns(span, region) for day in span.days
    }


def count_days(start, end, off):
    """The days from the first to the last one that are not among these sorted ordinals."""
    first, last = start.toordinal(), end.toordinal()
    if last < first:
        return 0
    return last - first + 1 - (bisect_right(off, last) - bisect_left(off, first))
