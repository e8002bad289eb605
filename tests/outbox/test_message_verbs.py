"""What a leader does with one mail: cancel, repeat, hurry or change it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox import delivery
from tests.accounts.pages import check
from tests.internships.pages import said
from tests.outbox.pages import about, press
from tests.outbox.rows import letter, statuses

pytestmark = pytest.mark.django_db


def test_cancelling_is_done_once(cast, leader):
    message = about(cast)

    first = press(leader, "cancel", message)
    second = press(leader, "cancel", message)

    assert said(first) == ["De mail gaat niet meer weg."]
    assert said(second)[-1:] == ["Dat kan niet meer: deze mail is intussen “geannuleerd”."]
    assert statuses(message) == ["cancelled"]


def test_a_draft_that_is_taken_out_leads_back_to_its_letter(cast, leader):
    row = letter(cast.here.leader, cast.here.participant)

    response = press(leader, "cancel", row.messages.get())

    assert response.url == reverse("letter_detail", args=[row.pk])


@pytest.mark.parametrize("status", ["failed", "in_doubt"])
def test_sending_again_starts_counting_anew(cast, leader, status, post):
    message = about(cast, status=status, attempts=6)

    press(leader, "retry", message)

    message.refresh_from_db()
    assert (message.status, message.attempts) == ("waiting", 0)
    assert delivery.drain() == 1


@pytest.mark.parametrize("status", ["waiting", "sending", "sent", "cancelled", "bounced"])
def test_sending_again_comes_too_late_for_the_rest(cast, leader, status):
    message = about(cast, status=status)

    assert "intussen" in said(press(leader, "retry", message))[0]
    assert statuses(message) == [status]


def test_a_mail_for_later_is_sent_now(cast, leader, post):
    message = about(cast, not_before=timezone.now() + timedelta(days=1))

    press(leader, "hurry", message)

    assert delivery.drain() == 1
    assert "intussen" in said(press(leader, "hurry", message))[-1]


def test_an_automatic_mail_is_not_changed(cast, leader):
    message = about(cast)

    assert press(leader, "edit", message, subject="x", text="x").status_code == 404
    assert leader.get(reverse("message_edit", args=[message.pk])).status_code == 404


def test_a_changed_copy_leaves_as_it_was_changed(cast, leader, post):
    [draft] = letter(cast.here.leader, cast.here.participant).messages.all()
    page = leader.get(reverse("message_edit", args=[draft.pk]))
    assert draft.text.strip() in check(page)

    press(leader, "edit", draft, subject="Alleen jij", text="Dag Dirk,\n\nTot morgen")

    draft.refresh_from_db()
    assert (draft.subject, draft.text) == ("Alleen jij", "Dag Dirk,\n\nTot morgen\n")
    assert "Tot morgen" in draft.html
    draft.move_to("waiting", by=None)
    delivery.drain()
    assert post.mails[0]["Subject"] == "Alleen jij"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"subject": ""}, "subject", "verplicht"),
        ({"subject": "   "}, "subject", "Vul een onderwerp in."),
        ({"subject": "a\r\nBcc: x@y.nl"}, "subject", "Zet het onderwerp op één regel."),
        ({"subject": "x" * 201}, "subject", "200"),
        ({"text": ""}, "text", "verplicht"),
        ({"text": "x" * 20_001}, "text", "20000"),
        ({"text": "Dag {voornaam}"}, "text", "voor één persoon"),
    ],
)
def test_what_cannot_be_mailed_is_said_at_its_field(cast, leader, typed, field, sentence):
    [draft] = letter(cast.here.leader, cast.here.participant).messages.all()
    before = draft.text

    page = press(leader, "edit", draft, **{"subject": "Stage", "text": "Dag", **typed})

    assert sentence in str(page.context["form"].errors[field])
    check(page)
    draft.refresh_from_db()
    assert draft.text == before


def test_a_copy_that_left_meanwhile_is_not_changed_and_that_is_said(cast, leader, post):
    [message] = letter(cast.here.leader, cast.here.participant).messages.all()
    message.move_to("waiting", by=None)
    delivery.drain()

    response = press(leader, "edit", message, subject="x", text="x")

    assert said(response) == ["Dat kan niet meer: deze mail is intussen “verstuurd”."]
