"""Lines of hours per ISO week, ready to print: lists of a hundred lines stay quick."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from core import dates, durations
from internships.models import HourEntry

Status = HourEntry.Status

COLUMNS = (
    "pk", "worked_on", "starts_at", "ends_at", "break_minutes", "minutes", "kind", "note",
    "status", "return_reason", "placement__school_id", "placement__school__name",
    "supersedes_id", "supersedes__minutes",
)  # fmt: skip
PAGES = {
    Status.SUBMITTED: "hours_edit",
    Status.RETURNED: "hours_edit",
    Status.CONFIRMED: "hours_correct",
}


class Line(NamedTuple):
    """One line as it is shown; `url` is empty for lines that never change any more."""

    pk: int
    worked_on: date
    day: str
    minutes: int
    hours: str
    facts: str
    note: str
    status: str
    reason: str
    badge: str
    counts: bool
    url: str


@dataclass
class Week:
    """`minutes` leaves out what is withdrawn, superseded, or a correction still to be confirmed."""

    year: int
    number: int
    lines: list

    @property
    def minutes(self):
        return sum(line.minutes for line in self.lines if line.counts)

    @property
    def summary(self):
        """ "7:00 uur", and how much of it still waits."""
        total = durations.format_long(self.minutes)
        if any(line.status == Status.RETURNED for line in self.lines):
            return _("%(total)s, kwam terug") % {"total": total}
        waiting = sum(
            line.minutes for line in self.lines if line.counts and line.status == Status.SUBMITTED
        )
        if not waiting:
            return total
        if waiting == self.minutes:
            return _("%(total)s wacht") % {"total": total}
        waits = {"total": total, "waiting": durations.format(waiting)}
        return _("%(total)s, %(waiting)s wacht") % waits


def lines_of(entries, badges, with_school=False):
    """The rows of a HourEntry queryset as Lines; `badges` draws each status.

    The school is named when these lines are at several, or always `with_school`.
    """
    rows = list(entries.values_list(*COLUMNS, named=True))
    with_school = with_school or len({row.placement__school_id for row in rows}) > 1
    kinds = {code: str(label) for code, label in HourEntry.Kind.choices}
    urls = {status: reverse(name, args=[0]).rsplit("0", 1) for status, name in PAGES.items()}
    days = {}
    lines = []
    for row in rows:
        if row.worked_on not in days:
            days[row.worked_on] = dates.day_label(row.worked_on)
        url = urls.get(row.status)
        school = row.placement__school__name if with_school else ""
        facts = (kinds[row.kind], clock(row), school, corrected(row))
        lines.append(
            Line(
                pk=row.pk,
                worked_on=row.worked_on,
                day=days[row.worked_on],
                minutes=row.minutes,
                hours=durations.format(row.minutes),
                facts=" · ".join(filter(None, facts)),
                note=row.note,
                status=row.status,
                reason=row.return_reason,
                badge=badges[row.status],
                counts=HourEntry.is_counting(row),
                url=f"{url[0]}{row.pk}{url[1]}" if url else "",
            )
        )
    return lines


def clock(row):
    if row.starts_at is None:
        return ""
    span = f"{durations.format_clock(row.starts_at)}-{durations.format_clock(row.ends_at)}"
    if not row.break_minutes:
        return span
    return _("%(span)s, %(minutes)s min pauze") % {"span": span, "minutes": row.break_minutes}


def corrected(row):
    if row.supersedes_id is None:
        return ""
    return _("correctie van %(hours)s") % {"hours": durations.format_long(row.supersedes__minutes)}


def per_week(lines):
    """Lines, newest first, as Weeks."""
    grouped = groupby(lines, key=lambda line: dates.iso_week(line.worked_on))
    return [Week(year, number, list(rows)) for (year, number), rows in grouped]
