"""Whether somebody's hours keep up with the calendar. All amounts are minutes."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

# Below this share of the norm a lag is a normal week off, not a reason to act ...
SLACK = 0.1
# ... but in the last weeks every hour that lacks counts.
LAST_WEEKS = 2


@dataclass(frozen=True)
class Pace:
    """Hours done (confirmed and submitted) against the norm, spread evenly over the placement."""

    norm: int
    done: int
    start_on: date
    end_on: date
    today: date

    @property
    def expected(self):
        """What would be done by now at an even pace."""
        days = (self.end_on - self.start_on).days + 1
        passed = min(max((self.today - self.start_on).days, 0), days)
        return self.norm * passed // days

    @property
    def left(self):
        return max(self.norm - self.done, 0)

    @property
    def is_behind(self):
        slack = self.norm * SLACK if self.weeks_left > LAST_WEEKS else 0
        return self.left > 0 and self.expected - self.done > slack

    @property
    def weeks_left(self):
        """Weeks that still have days in them, at least one while the placement runs."""
        first = max(self.today, self.start_on)
        return max(math.ceil((self.end_on - first + timedelta(days=1)).days / 7), 0)

    @property
    def per_week(self):
        """Minutes a week that reach the norm in time, rounded up to a quarter of an hour."""
        if not self.weeks_left:
            return self.left
        return math.ceil(self.left / self.weeks_left / 15) * 15


def pace(norm, total, placements, today):
    """The Pace over all of these placements together, or None without any."""
    if not placements:
        return None
    return Pace(
        norm=norm,
        done=total.done,
        start_on=min(placement.start_on for placement in placements),
        end_on=max(placement.end_on for placement in placements),
        today=today,
    )
