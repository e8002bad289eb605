"""One declared arrow at a time, and its line in the audit trail."""

import pytest
from auditlog.context import disable_auditlog
from auditlog.models import LogEntry
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.workflow import IllegalMove, Workflow
from outbox.models import Message
from participants.models import Participant
from tests import factories as make

pytestmark = pytest.mark.django_db

Status = Participant.Status
WORKFLOWS = [model for model in apps.get_models() if issubclass(model, Workflow)]


def trail(row):
    return LogEntry.objects.get_for_object(row).exclude(action=LogEntry.Action.CREATE)


@pytest.mark.parametrize("end", Status)
@pytest.mark.parametrize("start", Status)
def test_exactly_the_declared_arrows_can_be_taken(start, end):
    columns = {"stopped_on": timezone.localdate(), "stop_reason": "Verhuisd"}
    participant = make.participant(status=start, **columns)
    declared = end in Participant.MOVES.get(start, ())

    try:
        participant.move_to(end, by=None)
        taken = True
    except IllegalMove:
        taken = False

    participant.refresh_from_db()
    assert (taken, participant.status) == (declared, end if declared else start)
    assert taken == Participant(status=start).can_move_to(end)


@pytest.mark.parametrize("model", WORKFLOWS, ids=lambda model: model.__name__)
def test_every_arrow_joins_two_statuses_of_its_own_table(model):
    named = set(model.MOVES) | set().union(*model.MOVES.values())

    assert named - set(model.Status) == set()
    assert model._meta.get_field("status").default in model.Status


def test_what_is_written_along_is_in_the_row_and_in_memory():
    participant = make.participant()
    day = timezone.localdate()

    participant.move_to(Status.WITHDRAWN, by=None, stopped_on=day, stop_reason="Verhuisd")

    assert (participant.status, participant.stopped_on) == (Status.WITHDRAWN, day)
    participant.refresh_from_db()
    assert (participant.status, participant.stopped_on) == (Status.WITHDRAWN, day)


def test_the_second_of_two_who_read_the_same_row_writes_nothing():
    first = make.participant()
    second = Participant.objects.get(pk=first.pk)
    first.move_to(Status.WITHDRAWN, by=None, stopped_on=timezone.localdate(), stop_reason="Ziek")

    with pytest.raises(IllegalMove) as refused:
        second.move_to(Status.PAUSED, by=None, stop_reason="Pauze")

    assert str(refused.value).endswith("cannot go from active to paused")
    assert (second.status, second.stop_reason) == (Status.ACTIVE, "")
    second.refresh_from_db()
    assert (second.status, second.stop_reason) == (Status.WITHDRAWN, "Ziek")
    assert trail(first).count() == 1


def test_a_deleted_row_takes_no_arrow():
    participant = make.participant()
    Participant.objects.filter(pk=participant.pk).delete()

    with pytest.raises(IllegalMove):
        participant.move_to(Status.PAUSED, by=None)


def test_an_arrow_can_be_tied_to_what_was_read():
    first = make.participant()
    second = Participant.objects.get(pk=first.pk)
    Participant.objects.filter(pk=first.pk).update(stop_reason="iets")

    with pytest.raises(IllegalMove):
        second.move_to(Status.PAUSED, by=None, unchanged=["stop_reason"])

    second.refresh_from_db()
    second.move_to(Status.PAUSED, by=None, unchanged=["stop_reason", "stopped_on"])
    assert second.status == Status.PAUSED


def test_the_trail_says_who_did_what():
    participant, leader = make.participant(), make.user()

    participant.move_to(Status.PAUSED, by=leader, stop_reason="Operatie")

    [line] = trail(participant)
    assert line.actor == leader
    assert line.changes == {"status": ["active", "paused"], "stop_reason": ["", "Operatie"]}


def test_a_contact_without_an_account_stands_in_the_trail_by_name():
    entry, contact = make.hours(), make.contact(last_name="El Idrissi")

    entry.move_to("returned", by=contact, return_reason="Niet gezien")

    [line] = trail(entry)
    assert line.actor is None
    assert line.additional_data == {
        "by": "Fatima El Idrissi",
        "model": "internships.SchoolContact",
        "pk": contact.pk,
    }


def test_the_portal_itself_is_nobody_in_the_trail():
    participant = make.participant()

    participant.move_to(Status.PAUSED, by=None)

    [line] = trail(participant)
    assert (line.actor, line.additional_data) == (None, None)


def test_a_move_that_changes_nothing_but_the_status_logs_only_that():
    participant = make.participant()

    participant.move_to(Status.PAUSED, by=None, stop_reason="")

    assert trail(participant).get().changes == {"status": ["active", "paused"]}


def test_a_message_keeps_no_trail_beside_itself():
    message = Message.objects.create(key="a", kind="x", to="a@b.example", subject="x", text="x")

    message.move_to(Message.Status.CANCELLED, by=None)

    assert not LogEntry.objects.filter(content_type__model="message").exists()


def test_a_refused_arrow_leaves_the_transaction_around_it_usable():
    participant = make.participant(status=Status.COMPLETED)

    with transaction.atomic():
        with pytest.raises(IllegalMove):
            participant.move_to(Status.PAUSED, by=None)
        other = make.participant()

    assert Participant.objects.filter(pk=other.pk).exists()


def test_what_the_database_forbids_is_not_written_and_not_logged():
    participant = make.participant()

    with pytest.raises(IntegrityError), transaction.atomic():
        participant.move_to(Status.WITHDRAWN, by=None)

    assert participant.status == Status.ACTIVE
    assert trail(participant).count() == 0


@pytest.mark.django_db(transaction=True)
def test_no_arrow_is_taken_without_its_line_in_the_trail():
    participant = make.participant()
    nobody = make.user()
    nobody.pk += 1000  # A user that is gone: the line cannot be written.

    with pytest.raises(IntegrityError):
        participant.move_to(Status.PAUSED, by=nobody)

    participant.refresh_from_db()
    assert participant.status == Status.ACTIVE


def test_where_the_trail_is_switched_off_an_arrow_leaves_no_line_either():
    participant = make.participant()

    with disable_auditlog():
        participant.move_to(Status.PAUSED, by=None)
    assert trail(participant).count() == 0

    participant.move_to(Status.ACTIVE, by=None)
    assert trail(participant).count() == 1
