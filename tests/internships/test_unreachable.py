"""Whose mail does not arrive is something that needs the leader, on the start page and by mail."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Region
from core import alongside
from internships import unreachable
from internships.reminders import leaders
from outbox.models import Message, Suppression
from tests import factories as make
from tests.internships.march import at, placed

pytestmark = pytest.mark.django_db

Scope = Suppression.Scope


@pytest.fixture
def leader():
    return make.user("leider@hier.example")


@pytest.fixture
def cohort(leader):
    return make.cohort(make.region(leader))


def block(address, scope=Scope.ALL):
    Suppression.objects.create(address=address, scope=scope, reason="bounce")


def found(leader):
    """(name, whether it is a school) as the start page reads them, and as the weekly mail does."""
    _rows, along = alongside.read(
        Region.objects.visible_to(leader), Region.objects.none(), **unreachable.columns(leader)
    )
    on_page = unreachable.read(along)
    cohorts = [region.cohorts.values("pk") for region in leader.led_regions.all()]
    in_mail = [row for pks in cohorts for row in unreachable.of_cohorts(leader, pks)]
    assert on_page == in_mail
    return [(row.name, row.is_school) for row in on_page]


@pytest.mark.parametrize(("scope", "number"), [(Scope.ALL, 1), (Scope.NEWSLETTER, 0)])
def test_a_blocked_participant(leader, cohort, scope, number):
    person = make.participant(cohort, person=make.user(first_name="Dirk", infix=""))
    make.participant(cohort)
    block(person.user.email, scope)

    assert found(leader) == [(person.user.full_name, False)] * number


@pytest.mark.parametrize("status", ["withdrawn", "completed"])
def test_not_who_takes_part_no_more(leader, cohort, status):
    stopped = {"stopped_on": timezone.localdate(), "stop_reason": "Ander werk"}
    person = make.participant(cohort, status=status, **(stopped if status == "withdrawn" else {}))
    block(person.user.email)

    assert found(leader) == []


def test_not_in_a_cohort_that_was_called_off(leader, cohort):
    block(make.participant(cohort).user.email)
    type(cohort).objects.update(status="cancelled")

    assert found(leader) == []


def test_not_somebody_of_another_region(leader, cohort):
    block(make.participant(make.cohort(make.region())).user.email)
    placement = make.placement(make.participant(make.cohort(make.region())))
    block(placement.supervisor.email)

    assert found(leader) == []


@pytest.mark.parametrize(
    ("status", "number"), [("proposed", 1), ("accepted", 1), ("completed", 0), ("declined", 0)]
)
def test_a_blocked_contact_as_long_as_it_is_asked_something(leader, cohort, status, number):
    placement = make.placement(make.participant(cohort), status=status, reason="Vol")
    block(placement.supervisor.email)

    assert found(leader) == [(placement.supervisor.full_name, True)] * number


def test_lines_that_wait_after_the_end_still_need_the_contact(leader, cohort):
    placement = make.placement(make.participant(cohort), status="completed")
    make.hours(placement, minutes=60)
    block(placement.supervisor.email)

    assert found(leader) == [(placement.supervisor.full_name, True)]


def test_a_contact_of_two_people_is_named_once(leader, cohort):
    first = make.placement(make.participant(cohort))
    make.placement(make.participant(cohort), supervisor=first.supervisor)
    block(first.supervisor.email)

    assert len(found(leader)) == 1


def test_the_start_page_leads_to_what_mends_it(cast, on):
    block(cast.here.participant.user.email)
    block(cast.here.contact.email)

    page = on(cast.here.leader).get(reverse("leader_start"))

    text = page.content.decode()
    assert "Mail komt niet aan" in text
    assert reverse("participant_detail", args=[cast.here.participant.pk]) + "#undelivered" in text
    assert reverse("contact_edit", args=[cast.here.contact.pk]) in text
    assert not page.context["calm"]


@pytest.mark.usefixtures("known")
def test_the_weekly_mail_names_them(leader, cohort):
    placement = placed(make.participant(cohort))
    block(placement.participant.user.email)

    leaders.tell(at(0))

    text = Message.objects.get(kind="leader_digest").text
    assert "Mail komt niet aan (1)" in text.replace("\n", " ")
    assert f"{placement.participant.user} ({cohort.name})" in text


def test_names_stand_in_order(leader, cohort):
    for name in ("Zoë", "anne", "Bram"):
        person = make.user(first_name=name, infix="", last_name="Vos")
        block(make.participant(cohort, person=person).user.email)

    assert [name for name, _is_school in found(leader)] == ["anne Vos", "Bram Vos", "Zoë Vos"]
