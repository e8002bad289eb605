"""Whether somebody's hours keep up with the calendar. All amounts are minutes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cohorts.school_calendar import DAY, count_days

# Below this share of the norm a lag is a normal week off, not a reason to act ...
SLACK = 0.1
# ... but in the last weeks every hour that lacks counts.
LAST_WEEKS = 2


@dataclass(frozen=True)
class Schedule:
    """The norm, spread evenly over the days of the placement that are no school holiday.

    `off` holds those holidays, as sorted ordinals of days.
    """

    norm: int
    start_on: date
    end_on: date
    today: date
    off: Sequence[int] = field(default=(), repr=False)

    @cached_property
    def expected(self):
        """What would be done by now at an even pace."""
        days = count_days(self.start_on, self.end_on, self.off)
        # Today is not over yet.
        passed = count_days(self.start_on, min(self.today - DAY, self.end_on), self.off)
        if not days:
            return self.norm if self.today > self.end_on else 0
        return self.norm * passed // days

    @cached_property
    def weeks_left(self):
        """Weeks of school that still have days in them, at least one while the placement runs."""
        first = max(self.today, self.start_on)
        weeks = math.ceil(count_days(first, self.end_on, self.off) / 7)
        return max(weeks, 1) if first <= self.end_on else 0

    @cached_property
    def needed(self):
        """Who did this much is not behind."""
        slack = self.norm * SLACK if self.weeks_left > LAST_WEEKS else 0
        return min(self.norm, self.expected - slack)


@dataclass(frozen=True)
class Pace(Schedule):
    """Hours done (confirmed and submitted) against the norm."""

    done: int = 0

    @property
    def left(self):
        return max(self.norm - self.done, 0)

    @property
    def is_behind(self):
        return self.done < self.needed

    @property
    def per_week(self):
        """Minutes a week that reach the norm in time, rounded up to a quarter of an hour."""
        if not self.weeks_left:
            return self.left
        return math.ceil(self.left / self.weeks_left / 15) * 15


@dataclass(frozen=True)
class Stay:
    """The days of one placement, at a school as a calendar knows it."""

    school: object
    start_on: date
    end_on: date


def pace(norm, total, placements, today, calendar):
    """The Pace over all of these placements together, or None without any."""
    if not placements:
        return None
    stays = [Stay(row.school, row.start_on, row.end_on) for row in placements]
    return pace_of(norm, total.done, stays, today, calendar)


def pace_of(norm, done, stays, today, calendar):
    return Pace(
        norm=norm,
        done=done,
        start_on=min(stay.start_on for stay in stays),
        end_on=max(stay.end_on for stay in stays),
        today=today,
        off=days_off(stays, calendar),
    )


def days_off(stays, calendar):
    """The days on which every school where somebody is placed that day has a holiday."""
    if len(stays) == 1:
        return calendar.days_off(stays[0].school)
    off, busy = set(), set()
    for stay in stays:
        own = set(calendar.days_off(stay.school))
        days = range(stay.start_on.toordinal(), stay.end_on.toordinal() + 1)
        off.update(own.intersection(days))
        busy.update(day for day in days if day not in own)
    return sorted(off - busy)
