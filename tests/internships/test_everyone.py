"""Everyone's hours, a page at a time."""

from datetime import timedelta
from itertools import chain

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from internships import everyone
from internships.models import HourEntry
from participants.models import Participant
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def all_pages(people, statuses=everyone.STATUSES):
    """The ids of all pages, one list per page."""
    pages, after = [], ""
    while True:
        page = everyone.page(people, statuses, after)
        pages.append([line.pk for line in page.lines])
        if not page.after:
            return pages
        after = page.after


def expected(people, statuses=everyone.STATUSES):
    rows = HourEntry.objects.filter(participant__in=people, status__in=statuses)
    return list(rows.order_by("-worked_on", "-pk").values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("lines", "sizes"), [(0, [0]), (1, [1]), (50, [50]), (51, [50, 1]), (101, [50, 50, 1])]
)
def test_a_page_holds_fifty_and_the_last_one_leads_nowhere(lines, sizes):
    placement = make.placement()
    for number in range(lines):
        make.hours(placement, worked_on=TODAY - timedelta(days=number % 7))

    pages = all_pages(Participant.objects.all())

    assert [len(page) for page in pages] == sizes
    assert list(chain(*pages)) == expected(Participant.objects.all())


def test_withdrawn_and_replaced_lines_and_those_of_others_are_left_out():
    placement = make.placement()
    shown = {
        make.hours(placement, status=status, return_reason="x").pk
        for status in ("submitted", "returned", "confirmed")
    }
    for status in ("withdrawn", "superseded"):
        make.hours(placement, status=status)
    make.hours()
    people = Participant.objects.filter(pk=placement.participant_id)

    assert set(chain(*all_pages(people))) == shown


@pytest.mark.parametrize(
    "after",
    ["x", "_", "2026-13-01_1", "2026-03-03", "2026-03-03_", "2026-03-03_x", "_1", "2026-03-03_1_2x",
     "\x00_1", "9" * 5000 + "_1", "2026-03-03_" + "9" * 30, "2026-03-03_" + "9" * 5000,
     "2026-03-03_-1", "2026-03-03_1_000"],
)  # fmt: skip
def test_a_strange_mark_is_the_first_page(after):
    line = make.hours()

    assert [row.pk for row in everyone.page(Participant.objects.all(), after=after).lines] == [
        line.pk
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_costs_the_same_queries_whatever_is_on_it(django_assert_max_num_queries, number):
    for _ in range(number):
        make.hours()

    with django_assert_max_num_queries(3) as counted:
        page = everyone.page(Participant.objects.all())
        shown = [
            (str(line.participant), line.participant.cohort.name, line.placement.school.name)
            for line in page.lines
        ]

    assert (len(shown), len(counted)) == (number, 3)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.integers(0, 4), st.integers(0, 6), st.sampled_from(["submitted", "withdrawn"])
        ),
        max_size=30,
    ),
    window=st.integers(1, 8),
)
def test_all_pages_together_are_every_line_once_in_order(monkeypatch, five, rows, window):
    """On pages of three lines, looking at so few of the newest that both ways are taken."""
    monkeypatch.setattr(everyone, "PAGE", 3)
    monkeypatch.setattr(everyone, "WINDOW", window)
    HourEntry.objects.all().delete()
    for person, days, status in rows:
        make.hours(five[person], worked_on=TODAY - timedelta(days=days), status=status)
    cohort = five[0].participant.cohort
    for people in (Participant.objects.all(), Participant.objects.filter(cohort=cohort)):
        for statuses in (everyone.STATUSES, ["submitted"], ["confirmed"]):
            found = list(chain(*all_pages(people, statuses)))
            assert found == expected(people, statuses)


@pytest.fixture
def five():
    """Five placements: two in one cohort, three elsewhere."""
    cohort = make.cohort()
    return [make.placement(make.participant(cohort if n < 2 else None)) for n in range(5)]
