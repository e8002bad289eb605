"""The moment that a leader types for a newsletter, in the two nights in which the clock changes."""

from datetime import UTC

import pytest

from newsletters.forms.sending import WhenForm


def form(day, clock):
    return WhenForm({"when": "later", "day": day, "clock": clock})


@pytest.mark.parametrize("clock", ["02:00", "02:30", "02:59"])
def test_a_time_that_the_clock_passes_by_is_refused_at_its_field(clock):
    typed = form("28-03-2027", clock)

    assert list(typed.errors) == ["clock"]
    assert "de klok gaat vooruit" in typed.errors["clock"][0]


@pytest.mark.parametrize(
    ("day", "clock", "hour"),
    [
        ("28-03-2027", "01:59", 0),
        ("28-03-2027", "03:00", 1),
        # It comes twice: the first is meant, in summer time.
        ("31-10-2027", "02:30", 0),
        ("31-10-2027", "03:00", 2),
    ],
)
def test_every_other_time_is_that_moment(day, clock, hour):
    typed = form(day, clock)

    assert typed.is_valid()
    assert typed.cleaned_data["at"].astimezone(UTC).hour == hour
    assert f"{typed.cleaned_data['at']:%H:%M}" == clock
