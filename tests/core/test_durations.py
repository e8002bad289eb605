import re
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import durations
from core.durations import DurationError

READ = {
    "1,5": 90, "1.5": 90, "1:30": 90, "01:30": 90, "1u30": 90, "1 u 30": 90, "1u": 60,
    "1 uur": 60, "1,5 uur": 90, "1.5u": 90, "1 uur en 30 minuten": 90, "1 uur 30": 90,
    "1u30m": 90, "1u5": 65, "1:30 uur": 90, "90m": 90, "90 min": 90, "90 min.": 90,
    "90 minuten": 90, "1h30": 90, "1 hour 30 minutes": 90, "  1:30\n": 90, "1U30": 90,
    "½": 30, "1½": 90, "1 ½": 90, "1½ uur": 90, "2¼": 135, "⅓ uur": 20,
    "half uur": 30, "een half uur": 30, "anderhalf uur": 90, "2 en een half uur": 150,
    "kwartier": 15, "een kwartier": 15, "drie kwartier": 45, "een uur": 60, "twee uur": 120,
    "1 uur en een kwartier": 75, "1\u00a0uur\u00a030": 90, "1\u202fu\u202f30": 90,
    "8": 480, "08": 480, "24": 1440, "24:00": 1440, "1440 min": 1440, "1 min": 1,
    ":30": 30, ",5": 30, "0,5": 30, "0,33": 20, "0,67": 40, "1,333": 80, "0,01": 1,
    "1,00": 60, "1.00": 60, "1,25": 75, "1.25": 75, "1,50": 90, "1.50": 90,
    "1,75": 105, "1.75": 105, "1.60": 96, "1,3": 78, "1.3": 78,
}  # fmt: skip

SPANS = {
    "9:00-12:30": ("9:00", "12:30"), "9-12": ("9:00", "12:00"), "9.00-12.30": ("9:00", "12:30"),
    "09:00 – 12:30": ("9:00", "12:30"), "9:00—12:30": ("9:00", "12:30"),
    "van 9:00 tot 12:30": ("9:00", "12:30"), "9u-12u30": ("9:00", "12:30"),
    "9 uur tot 12 uur 30": ("9:00", "12:30"), "9.00 uur - 12.30 uur": ("9:00", "12:30"),
    "0900-1230": ("9:00", "12:30"), "930-1015": ("9:30", "10:15"), "9 t/m 12": ("9:00", "12:00"),
    "0:00-23:59": ("0:00", "23:59"), "23:58-23:59": ("23:58", "23:59"),
    "09:00:00-12:30:00": ("9:00", "12:30"), "9:00\u00a0\u2011\u00a012:30": ("9:00", "12:30"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "minutes"), READ.items())
def test_a_duration_is_read_in_every_notation(text, minutes):
    assert durations.read(text) == (minutes, None, None)


@pytest.mark.parametrize(("text", "times"), SPANS.items())
def test_a_span_is_read_in_every_notation(text, times):
    _minutes, start, end = durations.read(text)

    assert (durations.format_clock(start), durations.format_clock(end)) == times


def test_a_span_has_its_minutes_too():
    assert durations.read("9:00-12:30") == (210, time(9), time(12, 30))
    assert durations.parse("9:00-12:30") == 210


POSITIVE = "Een duur is meer dan 0 minuten: schrijf bijvoorbeeld 1:30 of 45 min."
TOO_LONG = "Een dag heeft 24 uur, dus dit is te lang: schrijf bijvoorbeeld 8:00."
UNREADABLE = "Deze duur is niet te lezen: schrijf bijvoorbeeld 1:30, 1,5 of 9:00-12:30."
EMPTY = "Vul een duur in, bijvoorbeeld 1:30 of 9:00-12:30."
NO_SPAN = "Schrijf een begintijd en een eindtijd, bijvoorbeeld 9:00-12:30."
NO_CLOCK = "Schrijf een tijd als 9:00 of 13:30."
REFUSED = {
    "": EMPTY, "  \u00a0": EMPTY, None: EMPTY,
    "0": POSITIVE, "0:00": POSITIVE, "0 min": POSITIVE, "0,001": POSITIVE,
    "-2": POSITIVE, "- 2": POSITIVE, "−2": POSITIVE, "-9:00-12:00": POSITIVE,
    "25u": TOO_LONG, "24:01": TOO_LONG, "24,5": TOO_LONG, "1441 min": TOO_LONG,
    "1500": TOO_LONG, "9999 uur": TOO_LONG,
    "abc": UNREADABLE, "1,5,3": UNREADABLE, "1.5.3": UNREADABLE, "1:30:15": UNREADABLE,
    "99999": UNREADABLE, "1,5 uur 30": UNREADABLE, "1 uur en": UNREADABLE, "+2": UNREADABLE,
    "1e3": UNREADABLE, "٢": UNREADABLE, "²": UNREADABLE, "1:30\x00": UNREADABLE,
    "9" * 5000: UNREADABLE, ",": UNREADABLE, ":": UNREADABLE, "nan": UNREADABLE,
    "9-": NO_SPAN, "9-12-15": NO_SPAN, "9--12": NO_SPAN, "tot 12": NO_SPAN,
    "abc-def": NO_CLOCK, "9,5-12": NO_CLOCK, "half 9 - 12": NO_CLOCK, "9:5-12:00": NO_CLOCK,
    "1:75": "Een uur heeft 60 minuten, dus 75 kan niet: schrijf bijvoorbeeld 2:15.",
    "1u60": "Een uur heeft 60 minuten, dus 60 kan niet: schrijf bijvoorbeeld 2:00.",
    "24:99": "Een uur heeft 60 minuten, dus 99 kan niet: schrijf bijvoorbeeld 1:30.",
    "1:5": "Schrijf de minuten met twee cijfers, bijvoorbeeld 1:05 of 1:30.",
    "90": "90 uur past niet in een dag: schrijf 90 min of 1:30.",
    "25": "25 uur past niet in een dag: schrijf 25 min of 0:25.",
    "20:00-24:00": "24:00 is geen kloktijd: kies een tijd van 0:00 tot en met 23:59.",
    "9:60-12:00": "9:60 is geen kloktijd: kies een tijd van 0:00 tot en met 23:59.",
    "9:00-8:00": "De eindtijd (8:00) ligt niet na de begintijd (9:00): "
    "gebruik de 24-uursklok, bijvoorbeeld 9:00-17:00.",
    "9-9": "De eindtijd (9:00) ligt niet na de begintijd (9:00): "
    "gebruik de 24-uursklok, bijvoorbeeld 9:00-17:00.",
}  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items())
def test_what_cannot_be_right_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(DurationError) as refusal:
        durations.read(text)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("text", "clock", "decimal"),
    [
        ("1.30", "1:30", "1:18"),
        ("8.45", "8:45", "8:27"),
        ("1.12", "1:12", "1:07"),
        (".30", "0:30", "0:18"),
        ("1.30 uur", "1:30", "1:18"),
        ("1,30", "1:30", "1:18"),
        ("1,05", "1:05", "1:03"),
        ("8,45", "8:45", "8:27"),
    ],
)
def test_two_digits_that_may_be_a_clock_are_refused_with_both_readings(text, clock, decimal):
    with pytest.raises(DurationError) as refusal:
        durations.parse(text)

    sentence = str(refusal.value)
    assert sentence.endswith(f" kan {clock} zijn of {decimal}: schrijf een van die twee.")
    assert format_again(clock) == clock
    assert format_again(decimal) == decimal


def format_again(text):
    return durations.format(durations.parse(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9", time(9)), ("9:00", time(9)), ("9.00", time(9)), ("9u30", time(9, 30)),
        ("9 uur", time(9)), ("0900", time(9)), ("930", time(9, 30)), ("0:00", time(0)),
        ("23:59", time(23, 59)), ("09:00:00", time(9)), ("12", time(12)), ("9 uur 30", time(9, 30)),
    ],
)  # fmt: skip
def test_a_clock_time_is_read(text, expected):
    assert durations.parse_clock(text) == expected


@pytest.mark.parametrize("text", ["24:00", "9:60", "9:5", "99999", "", "-9", "negen"])
def test_what_is_no_clock_time_is_refused(text):
    with pytest.raises(DurationError):
        durations.parse_clock(text)


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "0:00"),
        (5, "0:05"),
        (90, "1:30"),
        (1440, "24:00"),
        (4770, "79:30"),
        (-90, "-1:30"),
        (-5, "-0:05"),
    ],
)
def test_minutes_are_shown_in_one_form(minutes, shown):
    assert durations.format(minutes) == shown
    assert durations.format_long(minutes) == f"{shown} uur"


@pytest.mark.parametrize("show", [durations.format, durations.format_long])
def test_every_duration_of_a_day_reads_back_as_it_is_shown(show):
    assert [durations.parse(show(m)) for m in range(1, 1441)] == list(range(1, 1441))


NEAR_MISSES = st.text(alphabet="0123456789:.,-–uhmin ½⅓vatoeklwr/\u00a0\u200b", max_size=14)


NUMBERS = st.from_regex(re.compile(r"[0-9]{1,4}[.,:u-][0-9]{1,4}"), fullmatch=True)


@given(st.text() | NEAR_MISSES | NUMBERS)
def test_any_text_is_minutes_within_a_day_or_a_sentence(text):
    assert minutes_or_sentence(text) in {*range(1, 1441), "a sentence"}


def minutes_or_sentence(text):
    try:
        return durations.parse(text)
    except DurationError as refusal:
        return "a sentence" if str(refusal).endswith(".") else refusal


CLOCK_TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(st.lists(CLOCK_TIMES, min_size=2, max_size=2, unique=True).map(sorted))
def test_every_span_of_whole_minutes_reads_back(times):
    start, end = times

    assert durations.read(f"{start:%H:%M}-{end:%H:%M}")[1:] == (start, end)


@given(st.integers(1, 23), st.integers(0, 9999), st.sampled_from(",."))
def test_a_decimal_is_never_more_than_half_a_minute_off(hours, fraction, mark):
    minutes = durations.parse(f"{hours}{mark}{fraction:04}")

    assert abs(minutes - (hours * 60 + fraction * 60 / 10_000)) <= 0.5
