"""Terms of whole days on the Dutch clock."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core import terms

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  the bounds are told without a zone
TERMS = st.integers(0, 800).map(lambda number: timedelta(days=number))


@given(began=MOMENTS, now=MOMENTS, term=TERMS)
def test_a_term_is_over_from_the_day_that_is_named(began, now, term):
    is_over = began < terms.over_by(now, term)

    assert is_over == (terms.over_on(began, term) <= terms.over_on(now, timedelta(0)))


def test_a_term_that_began_late_in_the_evening_began_on_the_dutch_day():
    began = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)

    assert terms.over_on(began, timedelta(weeks=4)) == date(2026, 4, 1)
    assert terms.over_on(began, terms.years(1)) == date(2027, 3, 4)
