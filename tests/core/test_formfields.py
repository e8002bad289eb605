import re
from datetime import date

import pytest
import time_machine
from django import forms

from core.formfields import DutchDateField, PostcodeField


class EveryField(forms.Form):
    day = DutchDateField()
    postcode = PostcodeField()


class NothingNeeded(EveryField):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False


GOOD = {"day": "3-3-2026", "postcode": "1234ab"}
VALUES = {"day": date(2026, 3, 3), "postcode": "1234 AB"}


def bound(**typed):
    return EveryField(GOOD | typed)


def attribute(html, name):
    found = re.search(rf' {name}="([^"]*)"', html)
    return found and found[1]


def test_dutch_notation_becomes_values():
    form = EveryField(GOOD)

    assert form.errors == {}
    assert form.cleaned_data == VALUES


@time_machine.travel("2026-03-03T23:30:00Z")
def test_today_is_the_day_it_is_here():
    form = bound(day="vandaag")

    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("day", "30-02-2026", "30 februari bestaat niet: kies een andere dag."),
        ("day", "2026-02-30", "30 februari bestaat niet: kies een andere dag."),
        ("day", "ooit", "Schrijf de datum als 3-3-2026 of 3 maart 2026."),
        ("day", " ", "Kies een datum."),
        ("postcode", "0123 AB", "Schrijf een postcode als 1234 AB: vier cijfers en twee letters."),
        ("postcode", "", "Vul een postcode in, bijvoorbeeld 1234 AB."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence_at_its_field(name, typed, sentence):
    form = bound(**{name: typed})

    assert form.errors == {name: [sentence]}


@pytest.mark.parametrize(
    ("name", "typed"),
    [("day", "30-02-2026"), ("day", "<ooit>"), ("postcode", "12")],
)
def test_what_was_typed_wrong_stays_in_a_text_input(name, typed):
    html = str(bound(**{name: typed})[name])

    assert attribute(html, "type") == "text"
    assert attribute(html, "value") == typed.replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    ("name", "kind", "value"),
    [("day", "date", "2026-03-03"), ("postcode", "text", "1234ab")],
)
def test_what_was_typed_right_shows_in_the_picker_of_the_phone(name, kind, value):
    html = str(EveryField(GOOD)[name])

    assert (attribute(html, "type"), attribute(html, "value")) == (kind, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [("day", "2026-03-03"), ("postcode", "1234 AB")],
)
def test_a_value_to_start_with_shows_and_counts_as_unchanged(name, value):
    form = EveryField(initial=VALUES)

    assert attribute(str(form[name]), "value") == value
    assert EveryField(GOOD, initial=VALUES).changed_data == []


def test_blanks_show_a_picker_without_a_value():
    form = bound(day=" \u00a0", postcode="\u00a0")

    assert [attribute(str(field), "type") for field in form] == ["date", "text"]
    assert attribute(str(form["day"]), "value") is None
    assert list(form.errors) == ["day", "postcode"]


def test_an_empty_form_shows_pickers_without_a_value():
    form = EveryField()

    assert [attribute(str(field), "type") for field in form] == ["date", "text"]
    assert [attribute(str(field), "value") for field in form] == [None, None]


def test_what_is_not_needed_may_be_empty():
    form = NothingNeeded({})

    assert form.is_valid()
    assert form.cleaned_data == {"day": None, "postcode": ""}
