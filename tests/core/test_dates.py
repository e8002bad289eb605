from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core import dates
from core.dates import DateError

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 3, 16), (2026, 12)),
        (date(2026, 3, 22), (2026, 12)),
        (date(2025, 12, 29), (2026, 1)),
        (date(2027, 1, 3), (2026, 53)),
    ],
)
def test_weeks_are_iso_weeks_that_start_on_monday(day, week):
    assert dates.iso_week(day) == week


def test_a_moment_belongs_to_the_day_it_is_here():
    sunday_evening_utc = datetime(2026, 3, 15, 23, 30, tzinfo=UTC)

    assert dates.iso_week(sunday_evening_utc) == (2026, 12)
    assert dates.day_label(sunday_evening_utc) == "ma 16 maart 2026"


def test_a_day_is_written_in_the_language_of_the_page():
    assert dates.day_label(date(2026, 3, 3)) == "di 3 maart 2026"
    with translation.override("en"):
        assert dates.day_label(date(2026, 3, 3)) == "Tue 3 March 2026"


@pytest.mark.parametrize(
    "text",
    [
        "3-3-2026", "03-03-2026", "3-3-26", "3/3/2026", "3.3.2026", "3 3 2026", "3-3",
        "2026-03-03", "2026/3/3", "3 maart", "3 maart 2026", "3\u00a0maart\u00a02026",
        "3 mrt 2026", "3 mrt. '26", "3-mrt-2026", "3 Maart 2026", "3e maart",
        "di 3 maart 2026", "dinsdag 3 maart", "di. 3-3-2026", "di, 3 maart",
        "gisteren", "Gisteren ", "3 March 2026", "Tue 3 March 2026", "yesterday",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_notation(text):
    assert dates.parse(text, today=TODAY) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("vandaag", TODAY, date(2026, 3, 4)),
        ("eergisteren", TODAY, date(2026, 3, 2)),
        ("morgen", TODAY, date(2026, 3, 5)),
        ("28 december", date(2026, 1, 5), date(2025, 12, 28)),
        ("5 januari", date(2025, 12, 28), date(2026, 1, 5)),
        ("29 februari", date(2027, 3, 1), date(2028, 2, 29)),
        ("29-2-2028", TODAY, date(2028, 2, 29)),
        ("1-5-85", TODAY, date(1985, 5, 1)),
        ("1-5-46", TODAY, date(2046, 5, 1)),
        ("1-5-47", TODAY, date(1947, 5, 1)),
    ],
)
def test_a_day_is_read_as_seen_from_today(text, today, expected):
    assert dates.parse(text, today=today) == expected


UNREADABLE = "Schrijf de datum als 3-3-2026 of 3 maart 2026."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("30 februari", "30 februari bestaat niet: kies een andere dag."),
        ("30-2-2026", "30 februari bestaat niet: kies een andere dag."),
        ("2026-02-30", "30 februari bestaat niet: kies een andere dag."),
        ("31-4-2026", "31 april bestaat niet: kies een andere dag."),
        ("32 maart", "32 maart bestaat niet: kies een andere dag."),
        ("0-3-2026", "0 maart bestaat niet: kies een andere dag."),
        ("29-2-2026", "29 februari bestaat niet in 2026: kies een andere dag."),
        ("29 februari", "29 februari bestaat niet in 2026: kies een andere dag."),
        ("3-13-2026", "Maand 13 bestaat niet: "
         "schrijf eerst de dag en dan de maand, als 31-3-2026."),
        ("3-3-0206", "Controleer het jaar 0206: schrijf het met vier cijfers."),
        ("ma 3 maart 2026", "3 maart 2026 is een dinsdag: controleer de dag of de datum."),
        ("", UNREADABLE), (None, UNREADABLE), ("morgenochtend", UNREADABLE),
        ("3 ju 2026", UNREADABLE),
        ("3 ma 2026", UNREADABLE), ("3-3-206", UNREADABLE), ("12", UNREADABLE),
        ("9" * 5000, UNREADABLE),
        ("maart 3", UNREADABLE), ("di", UNREADABLE),
        ("٣-٣-2026", UNREADABLE), ("3-3-2026 10:00", UNREADABLE),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(DateError) as refusal:
        dates.parse(text, today=TODAY)

    assert str(refusal.value) == sentence


@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"]),
)
def test_every_day_reads_back(day, notation):
    assert dates.parse(day.strftime(notation), today=TODAY) == day


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(["nl", "en"]))
def test_every_day_reads_back_as_it_is_shown(day, language):
    with translation.override(language):
        assert dates.parse(dates.day_label(day), today=TODAY) == day


@given(
    st.text() | st.text(alphabet="0123456789-/. 'maartdijunl", max_size=16),
    st.dates(date(2020, 1, 1), date(2100, 12, 31)),
)
def test_any_text_is_a_day_or_a_sentence(text, today):
    assert isinstance(day_or_sentence(text, today), date | str)


def day_or_sentence(text, today):
    try:
        return dates.parse(text, today=today)
    except DateError as refusal:
        return str(refusal)
