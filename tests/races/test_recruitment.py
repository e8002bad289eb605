"""People press at once on public forms, and leaders on the same lead."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.workflow import IllegalMove
from outbox.models import Message
from participants.models import Participant
from recruitment import applying, asking, intake, visiting
from recruitment.models import Application, Lead
from tests import factories as make
from tests.real_database import at_once, kinds
from tests.recruitment.answers import filled_in
from tests.recruitment.arrivals import ANSWERS

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]


def application(region, **changes):
    return partial(applying.apply, region, now=timezone.now(), **{**ANSWERS, **changes})


def test_the_same_form_from_several_windows_is_one_application():
    region = make.region(make.user())

    outcomes = at_once(*[application(region)] * 6)

    assert kinds(outcomes) == {Application: 6}
    assert (Lead.objects.count(), Application.objects.count()) == (1, 1)
    assert Message.objects.count() == 2


@pytest.mark.parametrize(("changes", "accepted"), [({}, 4), ({"years": "1{}"}, 1)])
def test_one_page_sent_from_several_windows_comes_in_once(changes, accepted):
    """The same answers are the same press for all of them, other answers are not taken."""
    region = make.region(make.user())
    data, address = filled_in(), reverse("apply", args=[region.slug])

    def sent(number):
        own = {name: text.format(number) for name, text in changes.items()}
        return Client().post(address, {**data, **own}).status_code

    statuses = at_once(*[partial(sent, number) for number in range(4)])

    assert sorted(statuses) == [200] * (4 - accepted) + [302] * accepted
    assert (Application.objects.count(), Message.objects.count()) == (1, 2)


def test_other_answers_at_once_are_applications_of_one_lead():
    region = make.region(make.user())

    outcomes = at_once(*[application(region, years=number) for number in range(5)])

    assert kinds(outcomes) == {Application: 5}
    assert (Lead.objects.count(), Application.objects.count()) == (1, 5)


def test_an_application_and_a_question_at_once_are_one_lead():
    region = make.region()
    names = ("first_name", "last_name", "email", "language")
    question = partial(
        asking.ask,
        region,
        now=timezone.now(),
        question="Kan het?",
        **{name: ANSWERS[name] for name in names},
    )

    outcomes = at_once(application(region), question)

    assert kinds(outcomes) == {Application: 1, Lead: 1}
    assert Lead.objects.count() == 1


def test_two_leaders_who_admit_at_once_give_one_seat():
    region = make.region()
    cohorts = [make.cohort(region, status="open") for _number in range(2)]
    lead = make.application(region).lead

    outcomes = at_once(
        *[
            partial(intake.admit, lead, cohort=cohort, by=None, now=timezone.now())
            for cohort in [*cohorts, *cohorts]
        ]
    )

    assert kinds(outcomes) == {Participant: 1, IllegalMove: 3}
    assert Participant.objects.count() == 1
    assert Lead.objects.get().participant == Participant.objects.get()


def test_two_leads_for_the_last_seat_give_one():
    cohort = make.cohort(status="open", min_participants=1, max_participants=1)
    leads = [make.application(cohort.region).lead for _number in range(2)]

    at_once(
        *[partial(intake.admit, lead, cohort=cohort, by=None, now=timezone.now()) for lead in leads]
    )

    assert sorted(Lead.objects.values_list("status", flat=True)) == ["admitted", "new"]


def test_a_closed_lead_is_opened_again_or_a_new_one_comes_but_not_both():
    region = make.region()
    old = make.lead(region, email="jan@bedrijf.example", status="rejected")
    reopen = partial(
        intake.move, old, by=None, verb=intake.VERB_BY_NAME["reopen"], now=timezone.now()
    )

    outcomes = at_once(application(region), reopen)

    assert Lead.objects.open().count() == 1
    assert set(kinds(outcomes)) <= {Application, type(None), ValidationError}


def test_visits_at_once_all_count():
    channel = make.channel()
    visit = partial(visiting.count, channel.code, now=timezone.now())

    assert at_once(*[visit] * 8) == [True] * 8
    assert channel.days.get().visits == 8
