"""Days and weeks as Dutch people write and type them: Monday first, ISO weeks."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from django.utils import dateformat, timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1900, 2199
# A year of two digits lies at most this far ahead: "26" is 2026, "85" is 1985.
YEARS_AHEAD = 20

RELATIVE = {
    "eergisteren": -2, "gisteren": -1, "vandaag": 0, "morgen": 1, "overmorgen": 2,
    "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip
MONTH_NAMES = (
    ("januari", "january"), ("februari", "february"), ("maart", "mrt", "march"),
    ("april",), ("mei", "may"), ("juni", "june"), ("juli", "july"),
    ("augustus", "august"), ("september",), ("oktober", "october"),
    ("november",), ("december",),
)  # fmt: skip
DAY_NAMES = (
    ("maandag", "monday"), ("dinsdag", "tuesday"), ("woensdag", "wednesday"),
    ("donderdag", "thursday"), ("vrijdag", "friday"), ("zaterdag", "saturday"),
    ("zondag", "sunday"),
)  # fmt: skip

YEAR = r"([0-9]{4}|'?[0-9]{2})"
WEEKDAY = re.compile(r"([a-z]{2,})\.?,? (?=[0-9])")
YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
NUMBERS = re.compile(rf"([0-9]{{1,2}})[-/. ]([0-9]{{1,2}})(?:[-/. ]{YEAR})?")
LETTERS = re.compile(rf"([0-9]{{1,2}})(?:e|ste|de)?[- ]?([a-z]{{3,}})\.?(?:[- ]{YEAR})?")


class DateError(ValueError):
    """One translated sentence: what is wrong, and what would be right."""


def as_local(value):
    """Return an aware moment in the current time zone, and anything else as it is."""
    is_moment = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if is_moment else value


def as_day(value):
    """Return the date; of an aware moment the date in the current time zone."""
    value = as_local(value)
    return value.date() if isinstance(value, datetime) else value


def iso_week(value):
    """Return (year, week). Around New Year that year is not the date's own."""
    return tuple(as_day(value).isocalendar()[:2])


def day_label(value):
    """Return "di 3 maart 2026", in the language of the page."""
    return dateformat.format(as_day(value), "D j F Y")


def parse(text, *, today):
    """Return the date of "3-3-2026", "2026-03-03", "di 3 maart" or "gisteren".

    Without a year it is the one nearest to today. Raise DateError for anything else.
    """
    tidy = " ".join((text or "").lower().replace("\u200b", "").split())
    if tidy in RELATIVE:
        return today + timedelta(days=RELATIVE[tidy])
    if len(tidy) > 40:
        raise _unreadable()
    weekday, tidy = _take_weekday(tidy)
    day, month, year = _read_parts(tidy)
    found = _nearest(day, month, today) if year is None else _date(day, month, year, today)
    if weekday is not None and found.weekday() != weekday:
        raise DateError(
            _("%(date)s is een %(weekday)s: controleer de dag of de datum.")
            % {
                "date": dateformat.format(found, "j F Y"),
                "weekday": WEEKDAYS[found.weekday()],
            }
        )
    return found


def _take_weekday(tidy):
    match = WEEKDAY.match(tidy)
    number = match and _position(match[1], DAY_NAMES)
    if number is None:
        return None, tidy
    return number, tidy[match.end() :]


def _read_parts(tidy):
    if match := YEAR_FIRST.fullmatch(tidy):
        year, month, day = match.groups()
        return int(day), int(month), year
    if match := NUMBERS.fullmatch(tidy):
        return int(match[1]), int(match[2]), match[3]
    if match := LETTERS.fullmatch(tidy):
        month = _position(match[2], MONTH_NAMES)
        if month is not None:
            return int(match[1]), month + 1, match[3]
    raise _unreadable()


def _position(typed, names):
    """Where the name, or a beginning of it, stands; None when it fits none or several."""
    fits = [
        place
        for place, spellings in enumerate(names)
        if any(name.startswith(typed) for name in spellings)
    ]
    return fits[0] if len(fits) == 1 else None


def _nearest(day, month, today):
    _check_day_and_month(day, month)
    years = range(today.year - 1, today.year + 2)
    found = [date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
    if not found:
        raise _no_such_day(day, month, today.year)
    return min(found, key=lambda candidate: abs(candidate - today))


def _date(day, month, typed_year, today):
    _check_day_and_month(day, month)
    year = _full_year(typed_year.lstrip("'"), today)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(
            _("Controleer het jaar %(year)s: schrijf het met vier cijfers.") % {"year": typed_year}
        )
    if day > monthrange(year, month)[1]:
        raise _no_such_day(day, month, year)
    return date(year, month, day)


def _full_year(typed, today):
    if len(typed) == 4:
        return int(typed)
    year = 2000 + int(typed)
    return year - 100 if year > today.year + YEARS_AHEAD else year


def _check_day_and_month(day, month):
    if not 1 <= month <= 12:
        raise DateError(
            _("Maand %(month)s bestaat niet: schrijf eerst de dag en dan de maand, als 31-3-2026.")
            % {"month": month}
        )
    # 2000 was a leap year, so this refuses only what no year has.
    if not 1 <= day <= monthrange(2000, month)[1]:
        raise DateError(
            _("%(day)s %(month)s bestaat niet: kies een andere dag.")
            % {"day": day, "month": MONTHS[month]}
        )


def _no_such_day(day, month, year):
    return DateError(
        _("%(day)s %(month)s bestaat niet in %(year)s: kies een andere dag.")
        % {"day": day, "month": MONTHS[month], "year": year}
    )


def _unreadable():
    return DateError(_("Schrijf de datum als 3-3-2026 of 3 maart 2026."))
