"""A school says yes or no to a placement."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import links
from accounts.models import AccessLink
from core.workflow import IllegalMove
from internships import placing
from internships.models import SchoolContact
from outbox.models import Message
from tests import factories as make
from tests.internships.pages import propose

pytestmark = pytest.mark.django_db


def test_a_proposal_mails_the_teacher_one_link():
    placement = propose(vog_required=True, note="Dinsdag")

    mail = Message.objects.get()
    assert (mail.kind, mail.to) == ("placement_request", placement.supervisor.email)
    assert mail.link.holder == placement
    assert "Afspraken: Dinsdag" in mail.text
    assert "VOG" in mail.text


@pytest.mark.parametrize(
    ("contact", "column"),
    [
        ({"is_qualified": False}, "supervisor"),
        ({"left_on": datetime.date(2026, 1, 1)}, "supervisor"),
    ],
)
def test_only_a_qualified_teacher_who_works_there_supervises(contact, column):
    with pytest.raises(ValidationError) as error:
        propose(supervisor=make.contact(**contact))
    assert list(error.value.message_dict) == [column]


def test_who_left_since_the_page_was_read_is_not_proposed_nor_taking_over():
    stale = make.contact()
    running = make.placement(supervisor=make.contact(stale.school))
    SchoolContact.objects.filter(pk=stale.pk).update(left_on=timezone.localdate())

    with pytest.raises(ValidationError, match="werkt niet meer"):
        propose(supervisor=stale)
    with pytest.raises(ValidationError, match="werkt niet meer"):
        placing.change_supervisor(running, stale, by=None, now=timezone.now())


def test_a_closed_school_gets_no_proposal():
    school = make.school(closed_on=timezone.localdate())

    with pytest.raises(ValidationError) as error:
        propose(supervisor=make.contact(school))
    assert list(error.value.message_dict) == ["school"]


@pytest.mark.parametrize(
    ("cohort", "participant", "sentence"),
    [
        ("running", "paused", "Deze deelnemer is niet actief."),
        ("cancelled", "active", "De groep van deze deelnemer is vervallen."),
    ],
)
def test_who_does_not_take_part_now_is_proposed_to_no_school(cohort, participant, sentence):
    row = make.participant(make.cohort(status=cohort), status=participant)

    with pytest.raises(ValidationError) as error:
        propose(row)
    assert error.value.messages == [sentence]


def test_a_second_live_proposal_for_the_same_school_is_refused():
    first = propose()
    again = {
        "school": first.school,
        "supervisor": first.supervisor,
        "by": None,
        "now": timezone.now(),
        "start_on": first.start_on,
        "end_on": first.end_on,
        "agreed_minutes": 60,
    }

    with pytest.raises(ValidationError):
        placing.propose(first.participant, **again)


def test_a_yes_is_told_to_the_participant():
    placement = propose()

    placing.accept(placement, typed_name="F.", by=placement.supervisor, now=timezone.now())

    assert (placement.status, placement.answered_name) == ("accepted", "F.")
    mail = Message.objects.get(kind="placement_accepted")
    assert mail.to == placement.participant.user.email


def test_a_no_is_told_to_the_leader_with_the_reason():
    placement = propose()

    placing.decline(
        placement, reason="Geen plek", typed_name="F.", by=placement.supervisor, now=timezone.now()
    )

    mail = Message.objects.get(kind="placement_declined")
    assert mail.to == placement.proposed_by.email
    assert "Geen plek" in mail.text


def test_an_answer_is_given_once():
    placement = propose()
    facts = {"typed_name": "F.", "by": placement.supervisor, "now": timezone.now()}
    placing.accept(placement, **facts)

    with pytest.raises(IllegalMove):
        placing.decline(placement, reason="Toch niet", **facts)


def test_renewing_mails_once_a_day_and_only_while_the_question_is_open():
    placement = propose()
    now = timezone.now()
    placing.renew(placement, now=now)
    placing.renew(placement, now=now)
    assert (Message.objects.count(), AccessLink.objects.count()) == (2, 2)

    placing.cancel(placement, by=None, now=now)
    placing.renew(placement, now=now + datetime.timedelta(days=1))
    assert Message.objects.count() == 2


def test_a_link_at_an_address_that_was_corrected_answers_nothing():
    placement = propose()
    link = Message.objects.get().link
    links.issue(link, now=timezone.now())
    assert placing.may_answer(placement, link, timezone.now()) is True

    placement.supervisor.email = "goed@school.example"
    placement.supervisor.save()

    assert placing.may_answer(placement, link, timezone.now()) is False


@pytest.mark.parametrize(("back", "ends"), [(10, 0), (0, 0), (-5, 50)])
def test_breaking_off_ends_a_placement_that_runs_today(back, ends):
    today = timezone.localdate()
    placement = make.placement(
        start_on=today - datetime.timedelta(days=back), end_on=today + datetime.timedelta(days=50)
    )

    placing.break_off(placement, reason="Ziek", by=None, now=timezone.now())

    assert placement.end_on == today + datetime.timedelta(days=ends)


def test_a_vog_of_tomorrow_does_not_exist():
    placement = make.placement(vog_required=True)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    with pytest.raises(ValidationError):
        placing.see_vog(placement, issued_on=tomorrow, by=make.user(), now=timezone.now())
    assert placement.waits_for_vog is True


def test_the_longest_name_fits_where_the_vog_was_seen():
    leader = make.user(first_name="A" * 80, infix="v" * 20, last_name="B" * 120)
    placement = make.placement(vog_required=True)

    placing.see_vog(placement, issued_on=timezone.localdate(), by=leader, now=timezone.now())

    placement.refresh_from_db()
    assert placement.vog_seen_by == str(leader)[:120]
