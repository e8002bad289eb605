"""Pages behind a mailed link: looking is harmless, a typed name acts, once."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AccessLink
from internships.models import HourEntry
from outbox.models import Message
from tests import factories as make
from tests.internships.pages import key, page_of, text

pytestmark = pytest.mark.django_db


def ticked(*entries, name="F. El Idrissi"):
    """What the page sends when all of these lines stay ticked."""
    fields = {"typed_name": name}
    for entry in entries:
        fields |= {f"shown-{entry.pk}": entry.revision, f"keep-{entry.pk}": "1"}
    return fields


def returned(entry, reason="time", words=""):
    return {
        f"shown-{entry.pk}": entry.revision,
        f"reason-{entry.pk}": reason,
        f"words-{entry.pk}": words,
    }


def statuses():
    return list(HourEntry.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(client, placement, token, method):
    make.hours(placement)

    for _scanner in range(3):
        response = getattr(client, method)(page_of(token))

    assert response.status_code == 200
    assert statuses() == ["submitted"]
    assert AccessLink.objects.get().used_at is None


def test_the_page_shows_every_open_line_ticked_and_is_not_to_be_kept(client, placement, token):
    line = make.hours(placement)
    make.hours(placement, status="confirmed")
    make.hours()

    page = client.get(page_of(token))

    assert [choice.line for choice in page.context["form"].choices] == [line]
    assert [choice.keep for choice in page.context["form"].choices] == [True]
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"


def test_a_typed_name_confirms_everything_that_is_ticked(client, placement, token):
    lines = [make.hours(placement), make.hours(placement, minutes=60)]

    response = client.post(page_of(token), ticked(*lines))
    receipt = client.get(page_of(token))

    assert (response.status_code, response["Location"]) == (302, page_of(token))
    assert statuses() == ["confirmed", "confirmed"]
    assert "F. El Idrissi" in text(receipt)
    assert "2:30 uur" in text(receipt)


def test_an_unticked_line_goes_back_with_its_reason(client, placement, token):
    good, bad = make.hours(placement), make.hours(placement)

    client.post(page_of(token), {**ticked(good), **returned(bad, "day", "Het was woensdag")})

    bad.refresh_from_db()
    assert statuses() == ["confirmed", "returned"]
    assert bad.return_reason == "De dag klopt niet: Het was woensdag"


@pytest.mark.parametrize(
    ("reason", "words"),
    [("", ""), ("onzin", ""), ("other", ""), ("time", "x" * 301), ("other", "\0")],
)
def test_an_unticked_line_needs_a_reason_and_nothing_is_half_saved(
    client, placement, token, reason, words
):
    good, bad = make.hours(placement), make.hours(placement)

    page = client.post(page_of(token), {**ticked(good), **returned(bad, reason, words)})

    first, second = page.context["form"].choices
    assert page.status_code == 200
    assert (first.error, bool(second.error), second.keep) == ("", True, False)
    assert page.context["form"]["typed_name"].value() == "F. El Idrissi"
    assert statuses() == ["submitted", "submitted"]


@pytest.mark.parametrize("name", ["", "   ", "123", ".", "x" * 121])
def test_a_name_is_needed(client, placement, token, name):
    line = make.hours(placement)

    page = client.post(page_of(token), ticked(line, name=name))

    assert list(page.context["form"].errors) == ["typed_name"]
    assert statuses() == ["submitted"]


def test_lines_of_others_and_nonsense_in_the_form_are_passed_over(client, placement, token):
    make.hours(placement)
    strange = make.hours()

    client.post(
        page_of(token),
        {**ticked(strange), f"shown-{10**30}": "1", "shown-x": "1", f"keep-{10**30}": "1"},
    )

    assert statuses() == ["submitted", "submitted"]
    assert AccessLink.objects.get().used_at is None


def test_a_line_that_came_in_after_the_page_was_shown_waits_for_the_next_time(
    client, placement, token
):
    shown = make.hours(placement)
    later = make.hours(placement)

    client.post(page_of(token), ticked(shown))
    receipt = client.get(page_of(token))

    later.refresh_from_db()
    assert later.status == "submitted"
    assert receipt.context["waiting"] == 1
    assert page_of(token, "hours_link_renew") in text(receipt)


def test_the_second_of_two_who_press_sees_the_receipt_of_the_first(client, placement, token):
    line = make.hours(placement)
    client.post(page_of(token), ticked(line, name="Eerste"))

    response = Client().post(page_of(token), ticked(line, name="Tweede"), follow=True)

    assert response.context["batch"].typed_name == "Eerste"
    assert "Tweede" not in text(response)


def test_a_line_changed_meanwhile_is_passed_over_with_a_word(client, placement, token):
    line = make.hours(placement)
    sent = ticked(line)
    HourEntry.objects.update(revision=2, minutes=600)

    page = client.post(page_of(token), sent, follow=True)

    assert statuses() == ["submitted"]
    assert "overgeslagen" in text(page)


def test_odd_lines_stand_first_and_are_marked(client, placement, token):
    usual = make.hours(placement, minutes=60)
    long = make.hours(
        placement, minutes=541, worked_on=timezone.localdate() - datetime.timedelta(days=1)
    )

    (group,) = client.get(page_of(token)).context["form"].groups

    assert [choice.line for choice in group.choices] == [long, usual]
    assert [choice.is_long for choice in group.choices] == [True, False]


def test_nothing_waits_any_more(client, token):
    assert "Er wachten geen uren meer op u" in text(client.get(page_of(token)))


@pytest.mark.parametrize("name", ["hours_link", "placement_link"])
@pytest.mark.parametrize("bad", ["onbekend", "x" * 2000, "%F0%9F%94%91", "-sleutel-"])
def test_an_unknown_key_is_a_404_that_explains(client, name, bad):
    for response in (client.get(page_of(bad, name)), client.post(page_of(bad, name))):
        assert response.status_code == 404
        assert "Deze link kennen we niet" in text(response)


def test_a_key_for_something_else_is_unknown(client, placement, token):
    asked_token = key(placement, placement.supervisor, purpose="placement")

    assert client.get(page_of(asked_token)).status_code == 404
    assert client.get(page_of(token, "placement_link")).status_code == 404


@pytest.mark.parametrize("state", ["expired", "revoked", "left", "moved"])
def test_a_closed_link_says_so_and_confirms_nothing(client, placement, state):
    line = make.hours(placement)
    contact = placement.supervisor
    token = key(contact, contact, back=40 if state == "expired" else 0)
    if state == "revoked":
        AccessLink.objects.update(revoked_at=timezone.now())
    if state == "left":
        type(contact).objects.update(left_on=timezone.localdate())
    if state == "moved":
        type(contact).objects.update(email="nieuw@school.example")

    page = client.get(page_of(token))
    client.post(page_of(token), ticked(line))

    assert page.status_code == 200
    assert "Deze link werkt niet meer" in text(page)
    assert (page_of(token, "hours_link_renew") in text(page)) is (state != "left")
    assert statuses() == ["submitted"]


def test_a_new_link_goes_to_the_known_address_once_a_day(client, placement):
    make.hours(placement)
    contact = placement.supervisor
    token = key(contact, contact, back=40)
    contact.email = "bekend@school.example"
    contact.save()

    for _press in range(2):
        response = client.post(page_of(token, "hours_link_renew"), follow=True)

    assert [mail.to for mail in Message.objects.all()] == ["bekend@school.example"]
    assert "bekend@school.example" not in text(response)


def test_renewing_says_the_same_when_nothing_is_mailed(client, placement, token):
    looked = client.get(page_of(token, "hours_link_renew"))
    response = client.post(page_of(token, "hours_link_renew"), follow=True)

    assert looked.status_code == 405
    assert Message.objects.count() == 0
    assert "naar het bekende adres" in text(response)
    assert client.post(page_of("onbekend", "hours_link_renew")).status_code == 404


def test_a_post_from_elsewhere_is_refused(placement, token):
    line = make.hours(placement)
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(page_of(token), ticked(line)).status_code == 403

    strict.get(page_of(token))
    cookie = strict.cookies["csrftoken"].value
    answer = strict.post(page_of(token), {**ticked(line), "csrfmiddlewaretoken": cookie})
    assert answer.status_code == 302


def test_the_page_speaks_the_language_of_the_teacher(client, placement, token):
    type(placement.supervisor).objects.update(language="en")

    page = client.get(page_of(token))

    assert '<html lang="en">' in text(page)
    assert page["Content-Language"] == "en"


def test_the_page_needs_as_few_queries_for_three_lines_as_for_one(
    client, placement, token, django_assert_max_num_queries
):
    make.hours(placement)
    with django_assert_max_num_queries(5) as few:
        client.get(page_of(token))
    make.hours(placement)
    make.hours(make.placement(supervisor=placement.supervisor))
    with django_assert_max_num_queries(5) as more:
        client.get(page_of(token))

    assert len(few) == len(more)
