"""What leaders do with a lead."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.workflow import IllegalMove
from outbox.models import Message
from participants.admission import CohortFull
from participants.models import Participant
from recruitment import duplicates, intake, pipeline
from recruitment.models import Lead
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def leader():
    return make.user()


@pytest.fixture
def cohort(leader):
    region = make.region(leader)
    return make.cohort(region, status="open", min_participants=1, max_participants=2)


def move(lead, name, by, **facts):
    intake.move(lead, by=by, verb=intake.VERB_BY_NAME[name], now=NOW, **facts)


@pytest.mark.parametrize(
    ("status", "names"),
    [
        ("new", ["speak", "invite", "reserve", "reject", "withdraw"]),
        ("spoken", ["invite", "reserve", "reject", "withdraw"]),
        ("intake", ["reserve", "reject", "withdraw"]),
        ("reserve", ["invite", "reject", "withdraw"]),
        ("admitted", []),
        ("rejected", ["reopen"]),
        ("withdrawn", ["reopen"]),
    ],
)
def test_each_state_has_its_verbs_with_the_fitting_one_first(status, names):
    assert [verb.name for verb in intake.verbs_of(Lead(status=status))] == names


def test_who_moves_a_lead_that_nobody_had_looks_after_it_from_then_on(leader, cohort):
    lead, other = make.lead(cohort.region), make.user()

    move(lead, "speak", leader)
    move(lead, "invite", other)

    lead.refresh_from_db()
    assert (lead.status, lead.owner, lead.moved_at) == ("intake", leader, NOW)


def test_who_took_a_lead_up_meanwhile_keeps_it_when_another_moves_it(leader, cohort):
    lead, other = make.lead(cohort.region), make.user()
    intake.take_up(Lead.objects.get(pk=lead.pk), by=other, now=NOW)

    move(lead, "speak", leader)

    lead = Lead.objects.get(pk=lead.pk)
    assert (lead.status, lead.owner) == ("spoken", other)


def test_a_rejection_keeps_the_reason_and_mails_nobody(leader, cohort):
    lead = make.lead(cohort.region)

    move(lead, "reject", leader, decision="Te weinig ervaring.")

    lead.refresh_from_db()
    assert (lead.status, lead.decision) == ("rejected", "Te weinig ervaring.")
    assert Message.objects.count() == 0


def test_a_lead_is_not_opened_again_beside_a_new_one_of_the_same_person(leader, cohort):
    old = make.lead(cohort.region, email="jan@a.example", status="rejected")
    make.lead(cohort.region, email="jan@a.example")

    with pytest.raises(ValidationError):
        move(old, "reopen", leader)

    old.refresh_from_db()
    assert old.status == "rejected"


def test_admitting_takes_the_answers_along_and_invites(leader, cohort):
    row = make.application(
        cohort.region, employer_name="Bakker", employer_place="Delft", employment="employed"
    )

    participant = intake.admit(row.lead, cohort=cohort, by=leader, now=NOW)

    lead = Lead.objects.get()
    assert (lead.status, lead.participant, lead.owner) == ("admitted", participant, leader)
    assert str(participant.employer) == "Bakker (Delft)"
    assert (participant.phone, participant.branch, participant.employment) == (
        row.phone,
        "installation",
        "employed",
    )
    assert participant.user.email == lead.email
    assert Message.objects.get().kind == "invitation"


def test_who_only_asked_can_be_admitted_too(leader, cohort):
    lead = make.lead(cohort.region, branch="metal")

    participant = intake.admit(lead, cohort=cohort, by=leader, now=NOW)

    assert (participant.branch, participant.employer) == ("metal", None)


def refused(leader, lead, cohort, error):
    with pytest.raises(error):
        intake.admit(lead, cohort=cohort, by=leader, now=NOW)
    before = lead.status
    lead.refresh_from_db()
    return (lead.status, lead.participant) == (before, None)


def test_nothing_changes_where_a_seat_cannot_be_given(leader, cohort):
    full = make.cohort(cohort.region, status="open", min_participants=1, max_participants=1)
    known = make.participant(full)
    lead = make.lead(cohort.region)

    assert refused(leader, lead, full, CohortFull)
    assert refused(leader, lead, make.cohort(status="open"), ValidationError)
    assert refused(leader, lead, make.cohort(cohort.region, status="finished"), ValidationError)
    same = make.lead(cohort.region, email=known.user.email)
    assert refused(leader, same, full, ValidationError)
    assert refused(leader, make.lead(cohort.region, status="rejected"), cohort, IllegalMove)
    assert Participant.objects.count() == 1


def test_of_several_those_who_came_first_get_the_seats(leader, cohort):
    days = (1, 3, 2)
    leads = [make.lead(cohort.region, created_at=NOW - timedelta(days=day)) for day in days]

    outcomes = intake.admit_all(leads, cohort=cohort, by=leader, now=NOW)

    assert [(outcome.lead, outcome.why) for outcome in outcomes] == [
        (leads[1], ""),
        (leads[2], ""),
        (leads[0], "de groep is vol"),
    ]
    assert sorted(Lead.objects.values_list("status", flat=True)) == ["admitted", "admitted", "new"]


def test_the_next_step_can_be_written_and_wiped(leader, cohort):
    lead, day = make.lead(cohort.region), timezone.localdate()

    intake.plan(lead, step="Bellen", on=day, by=leader, now=NOW)
    assert (lead.next_step, lead.next_on, lead.owner) == ("Bellen", day, leader)

    intake.plan(lead, step="", on=None, by=leader, now=NOW)
    lead.refresh_from_db()
    assert (lead.next_step, lead.next_on) == ("", None)


def test_the_same_phone_name_or_participant_is_pointed_out(leader, cohort):
    lead = make.lead(cohort.region, first_name="Jan", last_name="Bos", phone="0612345678")
    phone = make.lead(cohort.region, phone="+31612345678")
    name = make.lead(cohort.region, first_name="JAN", last_name="Bös")
    person = make.participant(cohort, person=make.user(lead.email))
    make.lead(cohort.region, first_name="Jan", last_name="Bos", status="rejected")
    make.lead(first_name="Jan", last_name="Bos", phone="0612345678")
    make.lead(cohort.region)

    found = duplicates.hints([lead], leader)[lead.pk]

    assert sorted(map(str, found)) == sorted(map(str, [phone, name, person]))


def test_two_without_a_phone_are_not_alike_for_that(leader, cohort):
    lead = make.lead(cohort.region)
    make.lead(cohort.region)

    assert duplicates.hints([lead], leader)[lead.pk] == []


def test_a_search_finds_names_and_addresses_without_accents(leader, cohort):
    lead = make.lead(cohort.region, first_name="Özlem", infix="van", last_name="Çelik")
    make.lead(cohort.region)

    everybody = Lead.objects.visible_to(leader)
    for text in ("ozlem", "celik van", lead.email, "ÖZLEM"):
        assert list(pipeline.search(everybody, text)) == [lead]


def test_what_is_to_be_done_first_stands_first(leader, cohort):
    today = timezone.localdate()
    late, later = (
        make.lead(cohort.region, next_step="x", next_on=today + timedelta(days=days))
        for days in (-2, 2)
    )
    old = make.lead(cohort.region, created_at=NOW - timedelta(days=9))
    new = make.lead(cohort.region)

    rows = pipeline.of_stage(
        Lead.objects.visible_to(leader), pipeline.STAGE_BY_NAME["new"], timezone.now()
    )

    assert list(rows) == [late, later, old, new]
