"""The rules of a line of hours."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.workflow import IllegalMove
from internships import confirmation, hours
from internships.confirmation import Decision
from internships.models import HourEntry
from tests import factories as make

pytestmark = pytest.mark.django_db


def day(back):
    return timezone.localdate() - datetime.timedelta(days=back)


def line(**fields):
    return {"worked_on": day(1), "minutes": 90, "kind": "assisting", **fields}


def log(placement, **fields):
    now = timezone.now()
    return hours.log(placement, by=placement.participant.user, now=now, **line(**fields))


def refused(placement, **fields):
    """{field: sentences} of the refusal."""
    with pytest.raises(ValidationError) as error:
        log(placement, **fields)
    return getattr(error.value, "message_dict", {"": error.value.messages})


def decide(entry, reason=""):
    confirmation.decide(
        entry.placement.supervisor,
        {entry.pk: Decision(entry.revision, reason)},
        typed_name="F.",
        via="link",
        now=timezone.now(),
    )
    entry.refresh_from_db()


def test_a_line_is_submitted_at_once_and_waits_in_the_totals():
    entry = log(make.placement())

    assert entry.status == "submitted"
    assert hours.total(entry.participant) == hours.Totals(confirmed=0, submitted=90, returned=0)


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"worked_on": day(-1)}, "worked_on"),
        ({"worked_on": day(91)}, "worked_on"),
        ({"minutes": 16 * 60 + 1}, "duration"),
    ],
)
def test_what_the_calendar_forbids_is_said_at_the_field(fields, column):
    assert list(refused(make.placement(), **fields)) == [column]


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"status": "proposed"}, "placement"),
        ({"status": "declined", "reason": "Vol"}, "placement"),
        ({"vog_required": True}, "placement"),
    ],
)
def test_only_a_confirmed_placement_takes_hours(fields, column):
    assert list(refused(make.placement(**fields))) == [column]


def test_who_does_not_take_part_now_logs_nothing():
    placement = make.placement(make.participant(status="paused"))

    assert list(refused(placement)) == [""]


def at(start, end):
    return {"starts_at": datetime.time(start), "ends_at": datetime.time(end)}


def test_lines_may_touch_but_not_overlap():
    placement = make.placement()
    log(placement, minutes=180, **at(9, 12))

    log(placement, minutes=60, **at(12, 13))

    assert list(refused(placement, minutes=120, **at(11, 13))) == ["duration"]


def test_a_withdrawn_line_makes_room_again():
    placement = make.placement()
    entry = log(placement, minutes=180, **at(9, 12))
    hours.withdraw(entry, by=placement.participant.user)

    assert log(placement, minutes=180, **at(9, 12)).status == "submitted"


def test_the_same_line_twice_is_a_button_pressed_twice():
    placement = make.placement()
    log(placement, note="")

    assert list(refused(placement, note="")) == [""]
    assert log(placement, note="Ook in de middag").status == "submitted"


@pytest.mark.parametrize(("minutes", "fits"), [(60, True), (61, False)])
def test_the_ceiling_counts_a_confirmed_correction_once(minutes, fits):
    cohort = make.cohort(norm_minutes=60, ceiling_minutes=5 * 60)
    placement = make.placement(make.participant(cohort))
    old = make.hours(placement, status="confirmed", minutes=180)
    new = hours.correct(old, placement=placement, by=None, now=timezone.now(), **line(minutes=240))
    decide(new)

    if fits:
        assert log(placement, worked_on=day(2), minutes=minutes).minutes == minutes
    else:
        assert list(refused(placement, worked_on=day(2), minutes=minutes)) == ["duration"]


def test_an_open_correction_fills_no_second_place_in_the_day():
    placement = make.placement()
    old = make.hours(placement, status="confirmed", minutes=9 * 60, worked_on=day(1))
    hours.correct(old, placement=placement, by=None, now=timezone.now(), **line(minutes=8 * 60))

    assert log(placement, minutes=60).minutes == 60


def test_an_edit_makes_a_new_version_and_sends_a_returned_line_back():
    entry = make.hours(status="returned", return_reason="Te lang")
    hours.edit(entry, placement=entry.placement, by=None, now=timezone.now(), **line(minutes=60))

    entry.refresh_from_db()
    assert (entry.status, entry.revision, entry.minutes, entry.return_reason) == (
        "submitted", 2, 60, "",
    )  # fmt: skip


def test_two_edits_of_one_version_become_two_versions():
    entry = make.hours()
    stale = HourEntry.objects.get(pk=entry.pk)
    for row, minutes in ((entry, 60), (stale, 75)):
        hours.edit(
            row, placement=row.placement, by=None, now=timezone.now(), **line(minutes=minutes)
        )

    entry.refresh_from_db()
    assert (entry.revision, entry.minutes) == (3, 75)


def test_a_confirmed_line_cannot_be_edited_or_withdrawn():
    entry = make.hours(status="confirmed")

    with pytest.raises(IllegalMove):
        hours.edit(entry, placement=entry.placement, by=None, now=timezone.now(), **line())
    with pytest.raises(IllegalMove):
        hours.withdraw(entry, by=None)


def test_a_returned_line_can_be_repaired_after_the_placement_ended():
    placement = make.placement(status="broken_off", reason="Begeleider ziek")
    entry = make.hours(placement, status="returned", return_reason="Te lang")

    hours.edit(entry, placement=placement, by=None, now=timezone.now(), **line())

    assert entry.status == "submitted"


def test_a_line_cannot_move_to_the_placement_of_another():
    entry = make.hours()

    with pytest.raises(ValidationError) as error:
        hours.edit(entry, placement=make.placement(), by=None, now=timezone.now(), **line())
    assert list(error.value.message_dict) == ["placement"]


def test_a_correction_counts_only_from_its_confirmation():
    old = make.hours(status="confirmed", minutes=90)
    new = hours.correct(
        old, placement=old.placement, by=None, now=timezone.now(), **line(minutes=120)
    )
    before = hours.total(old.participant)
    decide(new)
    old.refresh_from_db()

    assert (before.confirmed, before.submitted) == (90, 0)
    assert hours.total(old.participant).confirmed == 120
    assert (old.status, new.status) == ("superseded", "confirmed")


def test_a_line_has_one_running_correction():
    old = make.hours(status="confirmed")
    facts = {"placement": old.placement, "by": None, "now": timezone.now(), **line()}
    hours.correct(old, **facts)

    with pytest.raises(ValidationError):
        hours.correct(old, **facts)
