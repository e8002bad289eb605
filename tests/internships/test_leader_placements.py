"""A leader asks a school again, or hands a placement to another teacher."""

import pytest
from django.urls import reverse
from django.utils import timezone

from internships.models import Placement, SchoolContact
from outbox.models import Message
from tests import factories as make
from tests.internships.pages import said


def ask(cast, on):
    return said(on(cast.here.leader).post(reverse("placement_ask", args=[cast.here.proposal.pk])))


def test_the_question_goes_again_once_a_day(cast, on):
    name = cast.here.proposal.supervisor.full_name

    assert ask(cast, on) == [f"{name} krijgt de vraag opnieuw."]
    assert ask(cast, on)[-1] == f"{name} kreeg vandaag al een mail."
    assert Message.objects.count() == 1


def test_a_question_that_never_left_can_be_asked_again(cast, on):
    ask(cast, on)
    Message.objects.update(status="failed")

    ask(cast, on)

    assert Message.objects.filter(status="waiting").count() == 1


def test_who_left_is_not_asked_again_and_the_page_says_so(cast, on):
    SchoolContact.objects.filter(pk=cast.here.proposal.supervisor_id).update(
        left_on=timezone.localdate()
    )

    [sentence] = ask(cast, on)

    assert "Kies eerst een andere begeleider." in sentence
    assert Message.objects.count() == 0


def test_what_was_answered_is_not_asked_again(cast, on):
    Placement.objects.filter(pk=cast.here.proposal.pk).update(status="accepted")

    assert ask(cast, on) == ["Deze vraag staat niet meer open."]


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("proposed", True),
        ("accepted", True),
        ("completed", True),
        ("broken_off", True),
        ("declined", False),
        ("cancelled", False),
    ],
)
def test_another_teacher_can_be_chosen_as_long_as_lines_can_wait(cast, on, status, shown):
    Placement.objects.filter(pk=cast.here.placement.pk).update(status=status, reason="Ziek")
    colleague = make.contact(cast.here.school, cast.here.region)
    client, url = on(cast.here.leader), reverse("placement_detail", args=[cast.here.placement.pk])
    verb = reverse("placement_supervisor", args=[cast.here.placement.pk])

    page = client.get(url).content.decode()
    client.post(verb, {"supervisor": colleague.pk})

    cast.here.placement.refresh_from_db()
    assert (verb in page) is shown
    assert (cast.here.placement.supervisor == colleague) is shown


def test_the_choice_stands_open_where_nobody_can_confirm(cast, on):
    client, url = on(cast.here.leader), reverse("placement_detail", args=[cast.here.placement.pk])
    fine = client.get(url).context["lacks_supervisor"]

    SchoolContact.objects.filter(pk=cast.here.contact.pk).update(is_qualified=False)

    assert (fine, client.get(url).context["lacks_supervisor"]) == (False, True)


@pytest.mark.parametrize(
    ("number", "status"), [("²", 200), ("①", 200), ("9" * 19, 404), ("9" * 5000, 404)]
)
def test_a_strange_number_of_a_school_is_no_error(cast, on, number, status):
    url = reverse("placement_create", args=[cast.here.participant.pk])

    assert on(cast.here.leader).get(url, {"school": number}).status_code == status
