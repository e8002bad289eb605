"""A public form takes in something once, and not endlessly from one place."""

import pytest
from django.urls import reverse

from core import receiving
from core.limits import HOUR, Limit
from newsletters.models import Subscription
from outbox.models import Message
from recruitment import applying
from recruitment.models import Application, Lead, LeadNote
from tests import factories as make
from tests.recruitment.answers import PERSON, filled_in

pytestmark = pytest.mark.django_db
NAMES = ("first_name", "last_name", "email")
QUESTION = {name: PERSON[name] for name in NAMES}
FORMS = ["apply", "interest", "newsletter_subscribe", "newsletter_find"]


@pytest.fixture
def region():
    return make.region(make.user(), name="Zeeland", slug="zeeland")


def answers(name, **changes):
    """A filled in form of this page."""
    return {
        "apply": lambda: filled_in(**changes),
        "interest": lambda: filled_in(QUESTION, **changes),
        "newsletter_subscribe": lambda: filled_in(
            {"email": PERSON["email"], "topics": ["recruitment"]}, **changes
        ),
        "newsletter_find": lambda: filled_in({"email": PERSON["email"]}, **changes),
    }[name]()


def send(client, name, data=None, **extra):
    address = reverse(name, args=[] if name == "newsletter_find" else ["zeeland"])
    return client.post(address, data or answers(name), **extra)


def rows():
    return [table.objects.count() for table in (Lead, Application, LeadNote, Subscription, Message)]


def test_a_workshop_behind_one_address_applies_asks_and_subscribes_in_one_evening(client, region):
    statuses = {
        send(client, name, answers(name, email=f"{number}@bedrijf.example")).status_code
        for number in range(20)
        for name in FORMS[:3]
    }

    assert statuses == {302}
    assert (Application.objects.count(), Subscription.objects.count()) == (20, 20)


@pytest.fixture
def tight(monkeypatch):
    """Two an hour from one computer, so that a test reaches it."""
    monkeypatch.setattr(receiving, "OF_COMPUTER", (Limit("computer", 2, HOUR),))


@pytest.mark.parametrize("name", FORMS)
def test_from_one_computer_so_much_comes_in_and_what_was_typed_stays(client, region, tight, name):
    for number in range(2):
        send(client, "interest", answers("interest", email=f"{number}@bedrijf.example"))
    before = rows()

    response = send(client, name)

    page = response.content.decode()
    assert (response.status_code, rows()) == (429, before)
    assert "Even wachten" in page
    assert "Er klopt nog iets niet" not in page
    assert "Wat je invulde staat er nog. Wacht een uur" in page
    assert f'value="{response.context["form"].data["email"]}"' in page


def test_another_computer_is_not_held_back(client, region, tight):
    for number in range(3):
        send(client, "interest", answers("interest", email=f"{number}@bedrijf.example"))

    assert send(client, "apply", REMOTE_ADDR="192.0.2.44").status_code == 302


def test_a_header_buys_no_room(client, region, tight):
    statuses = [
        send(
            client,
            "interest",
            answers("interest", email=f"{number}@bedrijf.example"),
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        ).status_code
        for number in range(3)
    ]

    assert statuses == [302, 302, 429]


def test_one_mail_address_can_be_typed_so_often_from_wherever(client, region):
    most = receiving.OF_MAILBOX[0].most

    statuses = [
        send(
            client,
            "interest",
            answers("interest", question=f"Vraag {number}"),
            REMOTE_ADDR=f"192.0.2.{number}",
        ).status_code
        for number in range(most + 1)
    ]

    assert statuses == [302] * most + [429]
    assert LeadNote.objects.count() == most - 1


def test_the_answer_is_the_same_for_a_known_and_an_unknown_address(client, region, tight):
    make.lead(region, email="ozlem@bedrijf.example")
    for _time in range(2):
        send(client, "interest", answers("interest", email="a@bedrijf.example", question="Hoe?"))

    texts = {
        send(client, "interest", answers("interest", email=email)).context["form"].errors.as_text()
        for email in ("ozlem@bedrijf.example", "nieuw@bedrijf.example")
    }

    assert len(texts) == 1


def test_who_corrects_a_mistake_is_not_held_back(client, region, tight):
    for _time in range(5):
        send(client, "apply", answers("apply", years="onzin"))

    assert send(client, "apply").status_code == 302


@pytest.mark.parametrize("name", FORMS)
def test_the_same_page_pressed_twice_is_in_once_and_says_so_twice(client, region, name):
    data = answers(name)
    first = send(client, name, data)
    before = rows()

    again = [send(client, name, data) for _time in range(30)]

    assert {page.headers.get("Location") for page in again} == {first.headers["Location"]}
    assert rows() == before


def test_a_page_that_was_used_is_no_way_to_send_more(client, region):
    data = answers("interest", question="Eerste?")
    send(client, "interest", data)

    page = send(client, "interest", {**data, "question": "Tweede?"})

    assert (page.status_code, LeadNote.objects.count()) == (200, 0)
    assert "Tweede?</textarea>" in page.content.decode()
    # Who went back and changed something presses once more.
    fresh = page.context["form"]["shown"].value()
    again = send(client, "interest", {**data, "question": "Tweede?", "shown": fresh})
    assert (again.status_code, LeadNote.objects.count()) == (302, 1)


def test_a_stamp_of_one_region_brings_nothing_in_another(client, region):
    make.region(name="Friesland", slug="friesland")
    data = answers("interest")
    send(client, "interest", data)

    client.post(reverse("interest", args=["friesland"]), data)

    assert Lead.objects.count() == 1


def test_who_was_held_back_may_send_the_same_page_later(client, region, tight):
    for number in range(2):
        send(client, "interest", answers("interest", email=f"{number}@bedrijf.example"))
    data = answers("apply")
    refused = send(client, "apply", data)

    accepted = send(client, "apply", data, REMOTE_ADDR="192.0.2.44")

    assert (refused.status_code, accepted.status_code) == (429, 302)
    assert Application.objects.count() == 1


@pytest.mark.parametrize("name", FORMS)
def test_forms_work_while_the_cache_is_away(client, region, no_cache, name):
    data = answers(name)

    first, again = send(client, name, data), send(client, name, data)

    assert (first.status_code, again.status_code) == (302, 302)
    assert Application.objects.count() == (name == "apply")
    assert Subscription.objects.count() == (name == "newsletter_subscribe")


def test_what_broke_halfway_can_be_sent_again(client, region, monkeypatch):
    data = answers("apply")
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(applying, "mail_back", None)
        assert send(client, "apply", data).status_code == 500

    send(client, "apply", data)

    assert Application.objects.count() == 1
