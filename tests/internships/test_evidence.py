"""What a school decided stays to be read, whatever becomes of the line."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from internships import confirmation, evidence, hours
from internships.confirmation import Decision
from internships.models import Confirmation, LineDecision
from tests import factories as make
from tests.internships.pages import page_of, said, text

pytestmark = pytest.mark.django_db


def decide(entry, reason="", contact=None):
    return confirmation.decide(
        contact or entry.placement.supervisor,
        {entry.pk: Decision(entry.revision, reason)},
        typed_name="F. El Idrissi",
        via="link",
        now=timezone.now(),
    )


def repair(entry, **fields):
    line = {"worked_on": entry.worked_on, "minutes": 60, "kind": entry.kind, **fields}
    hours.edit(entry, placement=entry.placement, by=None, now=timezone.now(), **line)


def returned_by_link(client, token, *entries):
    fields = {"typed_name": "F. El Idrissi"}
    for entry in entries:
        fields |= {f"shown-{entry.pk}": entry.revision, f"reason-{entry.pk}": "time"}
    client.post(page_of(token), fields)


def test_a_used_link_shows_what_was_returned_also_after_it_was_repaired(client, placement, token):
    line = make.hours(placement, minutes=90)
    returned_by_link(client, token, line)
    line.refresh_from_db()
    repair(line)

    page = client.get(page_of(token))

    assert [(row.minutes, row.reason) for row in page.context["returned"]] == [
        (90, "De tijd klopt niet")
    ]
    assert "Teruggestuurd: De tijd klopt niet" in text(page)
    assert page.context["waiting"] == 1


def test_a_receipt_shows_a_confirmed_line_as_it_was_and_not_its_correction(placement):
    line = make.hours(placement, minutes=90)
    first = decide(line).confirmation
    line.refresh_from_db()
    new = hours.correct(
        line, placement=placement, by=None, now=timezone.now(),
        worked_on=line.worked_on, minutes=60, kind=line.kind,
    )  # fmt: skip
    second = decide(new).confirmation

    assert [row.minutes for row in evidence.lines_of(first)] == [90]
    assert [row.minutes for row in evidence.lines_of(second)] == [60]


def test_history_keeps_both_decisions_on_a_line_that_was_returned_and_then_confirmed(placement):
    line = make.hours(placement, minutes=90)
    decide(line, "De dag klopt niet")
    line.refresh_from_db()
    repair(line, minutes=75)
    decide(line)

    batches = evidence.history([placement.supervisor], 10)

    assert [
        [(row.revision, row.minutes, row.outcome, row.reason) for row in batch.decisions.all()]
        for batch in batches
    ] == [[(2, 75, "confirmed", "")], [(1, 90, "returned", "De dag klopt niet")]]
    assert [batch.minutes for batch in batches] == [75, 0]


def test_only_a_confirmed_line_points_at_its_evidence(placement):
    good, bad = make.hours(placement), make.hours(placement)
    outcome = decide(good)
    decide(bad, "De dag klopt niet")

    good.refresh_from_db()
    bad.refresh_from_db()

    assert (good.confirmation, bad.confirmation) == (outcome.confirmation, None)


def test_the_hash_can_be_checked_later_and_tells_when_a_decision_was_touched(placement):
    line = make.hours(placement)
    batch = decide(line, "De dag klopt niet").confirmation
    line.refresh_from_db()
    repair(line)
    kept = evidence.fingerprint(batch.decisions.all())
    LineDecision.objects.update(minutes=600)

    assert batch.shown_hash == kept
    assert batch.shown_hash != evidence.fingerprint(batch.decisions.all())


@pytest.mark.parametrize(("outcome", "reason"), [("confirmed", "Te lang"), ("returned", "")])
def test_a_decision_has_a_reason_when_it_is_a_no_and_only_then(outcome, reason):
    decision = evidence.decision_of(make.hours(), reason)
    decision.outcome, decision.confirmation = outcome, make.confirmation()

    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save()


def test_nobody_confirms_the_own_hours(client, on):
    person = make.user()
    placement = make.placement(make.participant(person=person))
    line = make.hours(placement)
    mistaken = placement.supervisor
    mistaken.email = person.email
    mistaken.save()

    outcome = decide(line)
    asked = on(person).post(reverse("hours_ask"))

    assert (outcome.confirmation, outcome.passed) == (None, [line.pk])
    assert said(asked) == ["Er wachten geen regels op de school."]


@pytest.mark.parametrize("twin", [False, True])
def test_nor_with_an_account_that_has_another_address(twin):
    placement = make.placement()
    contact, person = placement.supervisor, placement.participant.user
    if twin:
        contact = make.contact(email=contact.email, user=person)
    else:
        contact.user = person
        contact.save()

    assert decide(make.hours(placement), contact=contact).confirmation is None


def test_a_colleague_who_takes_part_too_still_decides_on_others(placement):
    colleague = make.participant(person=make.user(placement.supervisor.email))
    make.placement(colleague)
    line = make.hours(placement)

    assert decide(line).confirmed == [line]


@pytest.mark.parametrize("change", [{"left_on": timezone.localdate()}, {"is_qualified": False}])
def test_who_left_this_school_or_is_no_teacher_decides_nothing_here(placement, change):
    elsewhere = make.contact(email=placement.supervisor.email)
    here, there = make.hours(placement), make.hours(make.placement(supervisor=elsewhere))
    for name, value in change.items():
        setattr(placement.supervisor, name, value)
    placement.supervisor.save()

    assert list(confirmation.waiting_at(elsewhere)) == [there]
    assert decide(here, contact=elsewhere).confirmation is None
    assert Confirmation.objects.count() == 0


def test_the_admin_shows_on_a_confirmation_what_was_decided_then(on, placement):
    admin = make.user(is_staff=True, is_superuser=True)
    line = make.hours(placement, minutes=90)
    batch = decide(line, "Die dag was de school dicht").confirmation
    line.refresh_from_db()
    repair(line)

    page = on(admin).get(reverse("admin:internships_confirmation_change", args=[batch.pk]))

    assert "Die dag was de school dicht" in text(page)
    assert "1:30" in text(page)
    assert f"/participants/participant/{placement.participant_id}/" in text(page)
