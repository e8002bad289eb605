"""A school answers a placement by the link in its mail."""

import pytest

from outbox.models import Message
from tests import factories as make
from tests.internships.pages import key, page_of, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return make.placement(status="proposed")


@pytest.fixture
def asked_token(asked):
    return key(asked, asked.supervisor, purpose="placement")


def test_a_yes_by_link_needs_a_name_and_opens_the_hours(client, asked, asked_token):
    address = page_of(asked_token, "placement_link")
    shown = client.get(address)
    nameless = client.post(address, {"answer": "accept", "typed_name": ""})
    client.post(address, {"answer": "accept", "typed_name": "F."})
    after = client.get(address)

    asked.refresh_from_db()
    assert str(asked.participant.user) in text(shown)
    assert list(nameless.context["form"].errors) == ["typed_name"]
    assert (asked.status, asked.answered_name) == ("accepted", "F.")
    assert "F. zei ja" in text(after)


def test_a_no_by_link_needs_a_reason(client, asked, asked_token):
    address = page_of(asked_token, "placement_link")
    silent = client.post(address, {"answer": "decline", "typed_name": "F."})
    client.post(address, {"answer": "decline", "typed_name": "F.", "reason": "Geen begeleider"})
    after = client.get(address)

    asked.refresh_from_db()
    assert list(silent.context["form"].errors) == ["reason"]
    assert (asked.status, asked.reason) == ("declined", "Geen begeleider")
    assert "Geen begeleider" in text(after)


@pytest.mark.parametrize("answer", ["", "misschien"])
def test_no_answer_is_no_answer(client, asked, asked_token, answer):
    page = client.post(
        page_of(asked_token, "placement_link"), {"answer": answer, "typed_name": "F."}
    )

    asked.refresh_from_db()
    assert (page.status_code, asked.status) == (200, "proposed")


def test_looking_at_a_placement_changes_nothing(client, asked, asked_token):
    client.get(page_of(asked_token, "placement_link"))
    client.head(page_of(asked_token, "placement_link"))

    asked.refresh_from_db()
    assert asked.status == "proposed"


def test_an_answer_comes_once(client, asked, asked_token):
    address = page_of(asked_token, "placement_link")
    client.post(address, {"answer": "accept", "typed_name": "Eerste"})
    client.post(address, {"answer": "decline", "typed_name": "Tweede", "reason": "Toch niet"})

    asked.refresh_from_db()
    assert (asked.status, asked.answered_name) == ("accepted", "Eerste")


def test_a_withdrawn_question_says_so(client, asked, asked_token):
    type(asked).objects.update(status="cancelled")

    assert "Deze vraag is ingetrokken" in text(client.get(page_of(asked_token, "placement_link")))


def test_an_expired_question_can_be_mailed_again(client, asked):
    token = key(asked, asked.supervisor, purpose="placement", back=40)
    page = client.get(page_of(token, "placement_link"))
    client.post(page_of(token, "placement_link_renew"))

    assert page_of(token, "placement_link_renew") in text(page)
    assert [mail.to for mail in Message.objects.all()] == [asked.supervisor.email]
