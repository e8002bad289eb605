from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.utils import translation
from phonenumber_field.phonenumber import PhoneNumber

TUESDAY = date(2026, 3, 3)


def render(expression, value):
    template = Template("{% load dutch %}{{ " + expression + " }}")
    return template.render(Context({"value": value}))


@pytest.mark.parametrize(
    ("expression", "value", "shown"),
    [
        ("value|hours", 90, "1:30 uur"),
        ("value|hours", 0, "0:00 uur"),
        ("value|hours", 4770, "79:30 uur"),
        ("value|duration", 90, "1:30"),
        ("value|clock", time(9, 5), "9:05"),
        ("value|clock", datetime(2026, 3, 3, 23, 30, tzinfo=UTC), "0:30"),
        ("value|phone", PhoneNumber.from_string("+31612345678"), "06\xa012345678"),
        ("value|day", TUESDAY, "di 3 maart 2026"),
        ("value|day", datetime(2026, 3, 3, 23, 30, tzinfo=UTC), "wo 4 maart 2026"),
    ],
)
def test_times_and_days_are_shown_as_dutch_people_write_them(expression, value, shown):
    assert render(expression, value) == shown


@pytest.mark.parametrize("name", ["hours", "duration", "clock", "day", "phone"])
@pytest.mark.parametrize("value", [None, ""])
def test_an_absent_value_shows_nothing(name, value):
    assert render(f"value|{name}", value) == ""


def test_days_follow_the_language_of_the_page():
    with translation.override("en"):
        assert render("value|day", TUESDAY) == "Tue 3 March 2026"
