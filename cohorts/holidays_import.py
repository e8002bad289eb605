"""Bringing the calendar of school holidays and public holidays up to date.

From files as OpenHolidays writes them, or from the `holidays` library, which follows the dates
that the Ministry of Education publishes. Nothing is deleted: what the admin adds, such as a week
that schools of a region take off besides, stays. A holiday belongs to a whole region; one of a
single school cannot be told apart yet.
"""

import logging
import re
from datetime import date, timedelta
from typing import NamedTuple

import holidays
from django.db import transaction
from django.utils.dateformat import format as date_text
from django.utils.translation import gettext as _

from cohorts.models import Holiday, HolidayRegion
from core import importing
from core.importing import Counts, Refused

logger = logging.getLogger(__name__)

SCHOOL, PUBLIC = Holiday.Kind.SCHOOL, Holiday.Kind.PUBLIC
# The longest a holiday can plausibly be, in days, both weekends included: the summer is six weeks,
# a meivakantie with days of the school's own at most three.
LONGEST = {SCHOOL: 23, PUBLIC: 3}
LONGEST_SUMMER = 51
SCHOOL_YEAR_STARTS_IN = 8
# How far ahead to ask the library; the Ministry plans about five years.
YEARS_ASKED = 15

COLUMNS = {
    "country": ("Country",),
    "start": ("StartDate",),
    "end": ("EndDate",),
    "kind": ("Type",),
    "name": ("Name",),
    "regions": ("Groups",),
}
NEEDED = ("country", "start", "end", "kind", "name")
KINDS = {"school": SCHOOL, "public": PUBLIC}
REGIONS = {"NO": HolidayRegion.NOORD, "MI": HolidayRegion.MIDDEN, "ZU": HolidayRegion.ZUID}
DUTCH_NAME = re.compile(r"(?:^|,)NL (.+?)(?=,[A-Z]{2} |$)")


class Entry(NamedTuple):
    """One holiday of one region; both days belong to it."""

    kind: str
    region: str
    name: str
    start_on: date
    end_on: date

    @property
    def key(self):
        return self[:4]

    @property
    def is_too_long(self):
        summer = self.kind == SCHOOL and self.name.lower().startswith("zomer")
        limit = LONGEST_SUMMER if summer else LONGEST[self.kind]
        return (self.end_on - self.start_on).days >= limit


def run(files=(), *, today, years=None, dry_run=False, progress=None):
    """Take in these files, or the library's dates, and return the Counts.

    `years` are the first and last calendar year in which a holiday may start. Raise Refused,
    and change nothing, when a file is damaged.
    """
    if files:
        entries, counts = _from_files(files, years, progress)
    else:
        years = years or _years_from(today)
        entries = library(*years)
        counts = Counts(warnings=_unknown_years(entries, years))
    if not entries and not counts.refused:
        raise Refused(_("In deze jaren is er geen vakantie of feestdag gevonden."))
    _store(entries, counts, dry_run)
    if not dry_run:
        # Rows written in bulk pass the audit log by.
        sources = ", ".join(map(str, files)) or f"holidays {holidays.__version__}"
        logger.info("holidays from %s: %s", sources, counts.sentence("new", "changed", "unchanged"))
    return counts


def read_years(text):
    """Return (2024, 2030) for "2024-2030", (2026, 2026) for "2026"; raise Refused."""
    match = re.fullmatch(r"\s*(20\d\d)(?:\s*[-–]\s*(20\d\d))?\s*", text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if first > last:
        raise Refused(_("“%(text)s” zijn geen jaren: schrijf ze als 2024-2030.") % {"text": text})
    return first, last


def library(first, last):
    """Return the library's Entries that start in these years; school holidays end about 2030."""
    # A year more on both sides, or the Christmas holidays are cut at New Year.
    asked = {"country": "NL", "years": range(first - 1, last + 2), "language": "nl"}
    found = [
        Entry(SCHOOL, region.value, *span)
        for region in HolidayRegion
        for span in _spans(
            holidays.country_holidays(
                subdiv=region.value.capitalize(), categories=(SCHOOL.value,), **asked
            )
        )
    ]
    public = holidays.country_holidays(categories=(PUBLIC.value,), **asked)
    found += [Entry(PUBLIC, "", name, day, day) for day in public for name in public.get_list(day)]
    return [entry for entry in found if first <= entry.start_on.year <= last]


def _spans(days):
    """Join the library's single days to (name, first day, last day)."""
    spans = {}
    for day in sorted(days):
        for name in days.get_list(day):
            start = spans.pop((name, day - timedelta(1)), day)
            spans[name, day] = start
    return [(name, start, end) for (name, end), start in spans.items()]


def _years_from(today):
    """From the school year before this one, as far as the library has school holidays."""
    first = today.year - (1 if today.month >= SCHOOL_YEAR_STARTS_IN else 2)
    found = [entry for entry in library(first, first + YEARS_ASKED) if entry.kind == SCHOOL]
    return first, max((entry.start_on.year for entry in found), default=first)


def _unknown_years(entries, years):
    known = {entry.start_on.year for entry in entries if entry.kind == SCHOOL}
    return [
        _("Voor %(year)s zijn er nog geen schoolvakanties bekend.") % {"year": year}
        for year in range(years[0], years[1] + 1)
        if year not in known
    ]


def _from_files(files, years, progress):
    tables = importing.read_all(files, lambda path: _read(path, progress))
    places, counts, problems = {}, Counts(), []
    for where, entry in (pair for table in tables for pair in table):
        if years and not years[0] <= entry.start_on.year <= years[1]:
            continue
        first_where, first = places.setdefault(entry.key, (where, entry))
        if first != entry:
            text = {"where": where, "first": first_where, "name": entry.name}
            problems.append(
                _("%(where)s: %(name)s staat er al, met een andere laatste dag (%(first)s).") % text
            )
    if problems:
        raise Refused(*problems)
    return _plausible(places.values(), counts), counts


def _plausible(found, counts):
    """Set right, or leave out, what lasts too long to be true; say so in a warning.

    Kept as it is, such a row would silence the reminders for weeks. Left out, they would go out
    in the holiday itself. So the library's last day is taken where it knows the same first day.
    """
    suspects = [entry for where, entry in found if entry.is_too_long]
    known = {}
    if suspects:
        years = [entry.start_on.year for entry in suspects]
        known = {entry.key: entry for entry in library(min(years), max(years))}
    kept = []
    for where, entry in found:
        better = known.get(entry.key) if entry.is_too_long else entry
        if better:
            kept.append(better)
        if better is not entry:
            counts.warnings.append(_warning(where, entry, better))
            counts.refused += better is None
    return kept


def _warning(where, entry, better):
    text = {
        "where": where,
        "name": f"{entry.name} {entry.region}".strip(),
        "start": date_text(entry.start_on, "j F Y"),
        "end": date_text(entry.end_on, "j F Y"),
        "days": (entry.end_on - entry.start_on).days + 1,
    }
    if better is None:
        return (
            _(
                "%(where)s: %(name)s van %(start)s tot en met %(end)s duurt %(days)s dagen. "
                "Niet ingelezen: pas de laatste dag aan."
            )
            % text
        )
    return _(
        "%(where)s: %(name)s van %(start)s tot en met %(end)s duurt %(days)s dagen. "
        "Ingelezen tot en met %(better)s, de dag die de bibliotheek holidays noemt."
    ) % (text | {"better": date_text(better.end_on, "j F Y")})


def _read(path, progress):
    """Return (where, Entry) for each region of each row."""
    found, problems = [], []
    for row in importing.read(path).rows(COLUMNS, NEEDED, progress):
        try:
            found += [(row.where, entry) for entry in _entries(row.cells)]
        except ValueError as error:
            problems.append(f"{row.where}: {error}")
    if problems:
        raise Refused(*problems)
    return found


def _entries(cells):
    """Return the Entries of a row; raise ValueError with a sentence."""
    kind = KINDS.get(cells["kind"].lower())
    name = DUTCH_NAME.search(cells["name"])
    if cells["country"] != "NL":
        raise ValueError(_("“%s” is niet Nederland (NL).") % cells["country"])
    if not kind:
        raise ValueError(_("het type “%s” is niet School of Public.") % cells["kind"])
    if not name or len(name[1]) > Holiday._meta.get_field("name").max_length:
        raise ValueError(_("“%s” heeft geen Nederlandse naam (NL …).") % cells["name"])
    start = _day(cells["start"])
    end = _day(cells["end"]) if cells["end"] else start
    if end < start:
        raise ValueError(_("de laatste dag ligt vóór de eerste dag."))
    return [Entry(kind, region, name[1], start, end) for region in _regions(kind, cells)]


def _regions(kind, cells):
    """Without a region a holiday is the whole country's."""
    codes = {code.strip().upper() for code in cells.get("regions", "").split(",")} - {""}
    if unknown := codes - REGIONS.keys():
        raise ValueError(_("“%s” is geen regio (NO, MI of ZU).") % ", ".join(sorted(unknown)))
    if kind == SCHOOL and not codes:
        codes = REGIONS.keys()
    return sorted(REGIONS[code] for code in codes) or [""]


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("“%s” is geen datum als 2026-02-14.") % text) from None


@transaction.atomic
def _store(entries, counts, dry_run):
    stored = Holiday.objects.all() if dry_run else Holiday.objects.select_for_update()
    stored = list(stored)
    known = {(row.kind, row.region, row.name, row.start_on): row for row in stored}
    wanted = {entry.key for entry in entries}
    movable = [row for key, row in known.items() if key not in wanted]
    new, changed = [], []
    for entry in entries:
        row = known.get(entry.key) or _moved(entry, movable)
        if row is None:
            new.append(Holiday(**entry._asdict()))
        elif (row.start_on, row.end_on) != (entry.start_on, entry.end_on):
            row.start_on, row.end_on = entry.start_on, entry.end_on
            changed.append(row)
    counts.new, counts.changed = len(new), len(changed)
    counts.unchanged = len(entries) - len(new) - len(changed)
    if not dry_run:
        Holiday.objects.bulk_update(changed, ["start_on", "end_on"])
        # Where another import was just ahead, its row is brought up to date.
        Holiday.objects.bulk_create(
            new,
            update_conflicts=True,
            unique_fields=["kind", "region", "name", "start_on"],
            update_fields=["end_on"],
        )


def _moved(entry, movable):
    """Return, and take, the one stored row that is this holiday on its former dates, or None."""
    found = [
        row
        for row in movable
        if (row.kind, row.region, row.name) == entry[:3]
        and row.start_on <= entry.end_on
        and row.end_on >= entry.start_on
    ]
    if len(found) != 1:
        return None
    movable.remove(found[0])
    return found[0]
