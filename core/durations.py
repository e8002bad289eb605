"""Time as people type it: Dutch notation in, whole minutes out.

One hour and a half is ``1,5`` ``1.5`` ``1½`` ``1:30`` ``1u30`` ``1 uur en 30 minuten``
``90 min`` ``anderhalf uur`` or a span, ``9:00-10:30``. A bare number is hours.

Where two readings exist the text is refused and both are offered, because a wrong
guess ends up in signed evidence:

- Decimals are rounded to the nearest minute: ``0,33`` is 20 minutes.
- Two digits after a mark can be decimals or minutes on a clock ("9.30 uur").
  The quarters (00, 25, 50, 75) and 60 and up are decimals. Anything else is refused
  after a point (``1.30``); after a comma only when it looks like a clock, so in steps
  of five (``1,30``, ``8,45``): nobody logs 1:18, but ``0,33`` is a third of an hour.
- ``1:5`` may be 1:05 or 1:50, and ``90`` may be minutes: refused.
"""

import re
from datetime import time
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

DAY = 24 * 60
LONGEST_TEXT = 60

TIDY = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff")
)
FRACTIONS = {"½": "5", "¼": "25", "¾": "75", "⅓": "3333", "⅔": "6667"}
FRACTION = re.compile(r"([0-9]*) ?([½¼¾⅓⅔])")
WORDS = {
    "en een half": "½", "en een halve": "½", "een half": "½", "een halve": "½",
    "half": "½", "halve": "½", "anderhalf": "1½", "anderhalve": "1½",
    "een": "1", "één": "1", "twee": "2", "drie": "3", "vier": "4",
    "vijf": "5", "zes": "6", "zeven": "7", "acht": "8",
}  # fmt: skip
WORD = re.compile(rf" ?\b(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})\b")

HOUR = r"(?:uurtje|uur|uren|u|hours|hour|hr|h)\.?"
MINUTE = r"(?:minuten|minuut|minutes|minute|mins|min|m)\.?"
CLOCK = re.compile(
    r"([0-9]{1,2}?)(?: ?(?:[:.]|uur|u|h)? ?([0-9]{2}))?(?::00)?(?: ?(?:uur|u|h)\.?)?"
)
SPAN_MARK = re.compile(r" ?(?:-|tot en met|t/m|tot|until|to) ?")
COLON = re.compile(rf"([0-9]{{0,4}}):([0-9]{{1,2}})(?: ?{HOUR})?")
IN_MINUTES = re.compile(rf"([0-9]{{1,4}}) ?{MINUTE}")
IN_QUARTERS = re.compile(r"([0-9]{0,2}) ?kwartier(?:en|tje)?")
IN_HOURS = re.compile(
    rf"([0-9]{{1,4}}) ?{HOUR}(?:(?: ?(?:en|and|,))?"
    rf"(?: ?([0-9]{{1,4}})(?: ?{MINUTE})?| ?([0-9]?) ?kwartier))?"
)
DECIMAL = re.compile(rf"([0-9]{{0,4}})([.,])([0-9]{{1,4}})(?: ?{HOUR})?")
BARE = re.compile(r"([0-9]{1,4})")
QUARTERS = {"00", "25", "50"}


class DurationError(ValueError):
    """One translated sentence: what is wrong, and what would be right."""


class Reading(NamedTuple):
    """What was typed: minutes (1..1440), and the clock times if it was a span."""

    minutes: int
    start: time | None = None
    end: time | None = None


def read(text):
    """Read a duration or a span; raise DurationError for anything else."""
    tidy = _tidy(text)
    if not tidy:
        raise DurationError(_("Vul een duur in, bijvoorbeeld 1:30 of 9:00-12:30."))
    if tidy.startswith("-"):
        raise _not_positive()
    if SPAN_MARK.search(tidy):
        return _read_span(tidy)
    return Reading(_within_a_day(_read_duration(tidy)))


def parse(text):
    """Return the whole minutes, 1..1440, of a duration or a span."""
    return read(text).minutes


def parse_clock(text):
    """Return the time of ``9``, ``9:00``, ``9.00``, ``9u30`` or ``0930``."""
    match = CLOCK.fullmatch(_tidy(text))
    if not match:
        raise DurationError(_("Schrijf een tijd als 9:00 of 13:30."))
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:
        shown = f"{hour}:{minute:02}"
        raise DurationError(
            _("%(time)s is geen kloktijd: kies een tijd van 0:00 tot en met 23:59.")
            % {"time": shown}
        )
    return time(hour, minute)


def format(minutes):
    """Return ``1:30``; more than a day is fine (``79:30``), so is less than nothing."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}{hours}:{rest:02}"


def format_long(minutes):
    """Return ``1:30 uur``, the one form in which hours are shown."""
    return _("%(duration)s uur") % {"duration": format(minutes)}


def format_clock(moment):
    """Return ``9:00``."""
    return f"{moment.hour}:{moment.minute:02}"


def _tidy(text):
    text = "" if text is None else str(text)
    if len(text) > LONGEST_TEXT:
        raise _unreadable()
    tidy = " ".join(text.translate(TIDY).lower().split())
    tidy = WORD.sub(lambda match: _from_word(match[0]), tidy)
    # Not NFKC: that would make "1½" into "11⁄2".
    return FRACTION.sub(lambda m: f"{m[1] or 0},{FRACTIONS[m[2]]}", tidy).strip()


def _from_word(word):
    number = WORDS[word.strip()]
    return number if number == "½" else f" {number}"


def _read_span(tidy):
    parts = SPAN_MARK.split(tidy.removeprefix("van ").removeprefix("from "))
    if len(parts) != 2 or not all(parts):
        raise _no_span()
    start, end = (parse_clock(part) for part in parts)
    minutes = _minute_of_day(end) - _minute_of_day(start)
    if minutes <= 0:
        raise DurationError(
            _(
                "De eindtijd (%(end)s) ligt niet na de begintijd (%(start)s): "
                "gebruik de 24-uursklok, bijvoorbeeld 9:00-17:00."
            )
            % {"start": format_clock(start), "end": format_clock(end)}
        )
    return Reading(minutes, start, end)


def _minute_of_day(moment):
    return moment.hour * 60 + moment.minute


def _read_duration(tidy):
    for pattern, reader in READERS:
        if match := pattern.fullmatch(tidy):
            return reader(*match.groups())
    raise _unreadable()


def _colon(hours, minutes):
    if len(minutes) == 1:
        raise DurationError(
            _("Schrijf de minuten met twee cijfers, bijvoorbeeld %(first)s of %(second)s.")
            % {"first": f"{hours or 0}:0{minutes}", "second": "1:30"}
        )
    return _hours_and_minutes(int(hours or 0), int(minutes))


def _in_quarters(count):
    return 15 * int(count or 1)


def _in_hours(hours, minutes, quarters):
    # None: no quarters were typed. Empty: "1 uur en kwartier", so one.
    extra = int(minutes or 0) if quarters is None else _in_quarters(quarters)
    return _hours_and_minutes(int(hours), extra)


def _hours_and_minutes(hours, minutes):
    if minutes > 59:
        raise DurationError(
            _(
                "Een uur heeft 60 minuten, dus %(minutes)s kan niet: "
                "schrijf bijvoorbeeld %(example)s."
            )
            % {"minutes": minutes, "example": _example(hours * 60 + minutes)}
        )
    return hours * 60 + minutes


def _decimal(whole, mark, digits):
    hours = Decimal(f"{whole or 0}.{digits}")
    minutes = int((hours * 60).quantize(Decimal(1), ROUND_HALF_UP))
    if _looks_like_a_clock(mark, digits):
        clock = f"{int(whole or 0)}:{digits}"
        raise DurationError(
            _("%(typed)s kan %(clock)s zijn of %(decimal)s: schrijf een van die twee.")
            % {
                "typed": f"{whole}{mark}{digits}",
                "clock": clock,
                "decimal": format(minutes),
            }
        )
    return minutes


def _looks_like_a_clock(mark, digits):
    if len(digits) != 2 or int(digits) > 59 or digits in QUARTERS:
        return False
    return mark == "." or int(digits) % 5 == 0


def _bare(number):
    hours = int(number)
    if 24 < hours <= DAY:
        raise DurationError(
            _("%(number)s uur past niet in een dag: schrijf %(number)s min of %(clock)s.")
            % {"number": hours, "clock": format(hours)}
        )
    return hours * 60


READERS = (
    (BARE, _bare),
    (COLON, _colon),
    (IN_HOURS, _in_hours),
    (DECIMAL, _decimal),
    (IN_MINUTES, int),
    (IN_QUARTERS, _in_quarters),
)


def _example(minutes):
    return format(minutes) if 0 < minutes <= DAY else "1:30"


def _within_a_day(minutes):
    if minutes <= 0:
        raise _not_positive()
    if minutes > DAY:
        raise DurationError(
            _("Een dag heeft 24 uur, dus dit is te lang: schrijf bijvoorbeeld 8:00.")
        )
    return minutes


def _not_positive():
    return DurationError(_("Een duur is meer dan 0 minuten: schrijf bijvoorbeeld 1:30 of 45 min."))


def _unreadable():
    return DurationError(
        _("Deze duur is niet te lezen: schrijf bijvoorbeeld 1:30, 1,5 of 9:00-12:30.")
    )


def _no_span():
    return DurationError(_("Schrijf een begintijd en een eindtijd, bijvoorbeeld 9:00-12:30."))
