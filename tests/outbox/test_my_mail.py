"""My mail: with an account, and with the key of a mail."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import links
from accounts.models import AccessLink
from outbox import choosing
from tests import factories as make
from tests.accounts.pages import check

pytestmark = pytest.mark.django_db

MINE = "/settings/mail/"


@pytest.fixture
def sanne(client):
    """Signed in, with a place in a group."""
    user = make.user("sanne@voorbeeld.example", first_name="Sanne")
    make.participant(person=user)
    client.force_login(user)
    return user


@pytest.fixture
def karin():
    return make.contact(first_name="Karin")


def address(holder, purpose=AccessLink.Purpose.MAIL, **columns):
    """The page behind the key in a mail to this holder."""
    now = timezone.now()
    link = links.create(purpose, holder=holder, email=holder.email, now=now)
    token = links.issue(link, now=now)
    AccessLink.objects.filter(pk=link.pk).update(**columns)
    return reverse("mail_choices", args=[token])


def test_a_participant_chooses_how_often(client, sanne):
    html = check(client.get(MINE))
    assert "Uren die terugkwamen van de school" in html
    assert "Ontvangstbewijs" not in html

    response = client.post(MINE, {"hours_returned": "weekly"}, follow=True)

    assert "Opgeslagen. Deze keuzes gelden vanaf nu." in check(response)
    assert choosing.rhythms(sanne.email) == {"hours_returned": "weekly"}
    assert response.context["form"]["hours_returned"].value() == "weekly"


def test_only_what_a_kind_allows_can_be_chosen_and_nothing_is_half_saved(client, sanne):
    html = check(client.post(MINE, {"hours_returned": "off"}))

    assert "Kies één van deze mogelijkheden." in html
    assert choosing.rhythms(sanne.email) == {}


def test_a_kind_of_another_role_cannot_be_chosen(client, sanne):
    data = {"hours_returned": "weekly", "hours_receipt": "off", "leader_digest": "off"}

    client.post(MINE, data)

    assert choosing.rhythms(sanne.email) == {"hours_returned": "weekly"}


def test_what_always_comes_is_named_with_the_reason(client, sanne):
    html = check(client.get(MINE))

    assert "Komt altijd meteen: zo weet je wanneer je kunt beginnen." in html


def test_a_leader_can_do_without_the_weekly_overview(client):
    leader = make.user()
    make.region(leader)
    client.force_login(leader)

    chosen = {
        name: field.initial for name, field in client.get(MINE).context["form"].fields.items()
    }

    client.post(MINE, {**chosen, "leader_digest": "off"})

    # What is chosen as it was is no row.
    assert choosing.rhythms(leader.email) == {"leader_digest": "off"}


def test_who_has_no_role_reads_that_there_is_nothing_to_choose(client):
    client.force_login(make.user())

    assert "Er is nog niets te kiezen" in check(client.get(MINE))
    assert client.post(MINE, {}).status_code == 302


def test_the_settings_lead_to_my_mail(client, sanne):
    assert f'href="{MINE}"' in check(client.get("/settings/"))


def test_the_page_takes_few_queries(client, sanne, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        check(client.get(MINE))


@pytest.mark.parametrize("weeks", [1, 2, 4])
def test_reminders_can_be_put_off_and_turned_on_again(client, sanne, weeks):
    day = timezone.localdate() + timedelta(weeks=weeks)

    html = check(client.post(MINE, {"kind": "hours_reminder", "weeks": weeks}, follow=True))

    assert choosing.snoozed([sanne.email], "hours_reminder", timezone.localdate()) == {
        sanne.email: day
    }
    assert "Er komt geen herinnering tot" in html
    html = check(client.post(MINE, {"kind": "hours_reminder", "weeks": 0}, follow=True))
    assert choosing.snoozed([sanne.email], "hours_reminder", timezone.localdate()) == {}
    assert "4 weken" in html


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "hours_reminder", "weeks": "3"},
        {"kind": "hours_reminder", "weeks": "x"},
        {"kind": "hours_reminder", "weeks": ""},
        {"kind": "hours_returned", "weeks": "1"},
        {"kind": "hours_request", "weeks": "1"},
        {"weeks": "1"},
    ],
)
def test_another_pause_is_refused_with_a_sentence(client, sanne, data):
    html = check(client.post(MINE, data, follow=True))

    assert "Kies 1, 2 of 4 weken." in html
    assert choosing.state(sanne.email) == {}


def test_a_pause_that_is_over_is_not_shown(client, sanne):
    choosing.snooze(sanne.email, "hours_reminder", timezone.localdate())

    assert "Weer aanzetten" not in check(client.get(MINE))


def test_a_contact_chooses_with_the_key_of_a_mail_more_than_once(client, karin):
    page = address(karin)
    html = check(client.get(page))
    assert "U kiest welke mail u krijgt en hoe vaak." in html
    assert karin.email in html

    client.post(page, {"hours_request": "at_once", "hours_receipt": "off"})
    client.post(page, {"hours_request": "at_once", "hours_receipt": "weekly"})

    assert choosing.rhythms(karin.email) == {"hours_request": "at_once", "hours_receipt": "weekly"}


def test_looking_with_a_key_changes_nothing(client, karin):
    page = address(karin)

    client.get(f"{page}?weeks=4&kind=hours_request&hours_receipt=off")

    assert choosing.state(karin.email) == {}


def test_the_key_for_lines_opens_the_choices_too_also_when_it_is_used(client, karin):
    page = address(karin, AccessLink.Purpose.HOURS, used_at=timezone.now(), used_name="K.")

    client.post(page, {"kind": "hours_request", "weeks": "2"})

    assert set(choosing.state(karin.email)) == {"hours_request"}


def test_a_participant_puts_off_with_the_key_of_a_reminder(client):
    user = make.user(language="en")
    make.participant(person=user)

    html = check_english(client.get(address(user)))

    assert "You choose which emails you get and how often." in html


def check_english(response):
    assert response.status_code == 200
    assert response.headers["Content-Language"] == "en"
    return response.content.decode()


GONE = [
    {"expires_at": timezone.now() - timedelta(days=1)},
    {"revoked_at": timezone.now()},
    {"email": "oud@voorbeeld.example"},
]


@pytest.mark.parametrize("columns", GONE, ids=["too old", "withdrawn", "another address"])
def test_a_key_that_is_over_shows_and_does_nothing(client, karin, columns):
    page = address(karin, **columns)

    html = check(client.get(page))
    client.post(page, {"hours_receipt": "off", "hours_request": "weekly"})
    client.post(page, {"kind": "hours_request", "weeks": "1"})

    assert "Deze link werkt niet meer" in html
    assert karin.email not in html
    assert choosing.state(karin.email) == {}


def test_the_key_of_who_left_the_school_is_over(client, karin):
    page = address(karin)
    karin.left_on = timezone.localdate()
    karin.save()

    assert "U staat bij ons niet meer als begeleider" in check(client.get(page))


@pytest.mark.parametrize("token", ["x", "a" * 300, "-sleutel-"])
def test_an_unknown_key_is_a_kind_404(client, token):
    page = reverse("mail_choices", args=[token])

    assert "Deze link kennen we niet" in check(client.get(page), 404)
    assert client.post(page, {"hours_receipt": "off"}).status_code == 404


@pytest.mark.parametrize("purpose", [AccessLink.Purpose.INVITATION, AccessLink.Purpose.PLACEMENT])
def test_a_key_for_something_else_opens_no_choices(client, karin, purpose):
    assert client.get(address(karin, purpose)).status_code == 404


def test_a_page_behind_a_key_is_kept_nowhere(client, karin):
    response = client.get(address(karin))

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_link_to_a_pause_ends_at_the_pause(client, sanne):
    client.force_login(sanne)

    assert client.get(MINE).content.decode().count('id="pause"') == 1
