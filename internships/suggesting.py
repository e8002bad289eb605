"""What the next line will probably be, read from the last ones."""

from collections import Counter
from dataclasses import dataclass, field

from core import durations

# So many of the last lines tell somebody's habits, and so many durations fit beside each other.
MEMORY = 20
CHOICES = 3


@dataclass(frozen=True)
class Suggestion:
    """Values to start the form with; `durations` are the usual ones, as they are typed."""

    placement: int | None = None
    kind: str = ""
    duration: str = ""
    durations: list = field(default_factory=list)


def suggest(lines):
    """A Suggestion from somebody's last lines, newest first."""
    if not lines:
        return Suggestion()
    last = lines[0]
    return Suggestion(
        placement=last.placement_id,
        kind=last.kind,
        duration=typed(last),
        durations=usual(lines),
    )


def usual(lines):
    """The durations somebody types most often; of equally frequent ones the latest first."""
    often = Counter(typed(line) for line in lines[:MEMORY])
    return [text for text, _count in often.most_common(CHOICES)]


def typed(line):
    """The time of a line as it can be typed: "9:00-12:30" or "1:30"."""
    if line.starts_at is None:
        return durations.format(line.minutes)
    return f"{durations.format_clock(line.starts_at)}-{durations.format_clock(line.ends_at)}"
