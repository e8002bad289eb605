"""The public forms as somebody fills them in, and as somebody should not."""

import re

import pytest
from django.db import OperationalError
from django.db.models.signals import post_save
from django.urls import reverse

from newsletters.models import Subscription
from outbox.models import Message
from recruitment.models import Application, Lead
from tests import factories as make
from tests.recruitment.answers import PERSON, filled_in, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return make.region(make.user(), name="Zeeland", slug="zeeland")


def send(client, region, name="apply", **changes):
    return client.post(reverse(name, args=[region.slug]), filled_in(**changes))


def ask(client, region, **changes):
    names = ("first_name", "last_name", "email")
    answers = filled_in({name: PERSON[name] for name in names}, **changes)
    return client.post(reverse("interest", args=[region.slug]), answers)


def test_an_application_comes_in_and_a_page_says_what_happens_next(client, region):
    response = send(client, region)

    row = Application.objects.get()
    assert response.headers["Location"] == reverse("apply_done", args=["zeeland"])
    assert (row.full_name, row.lead.email) == ("Özlem van der Meer", "ozlem@bedrijf.example")
    assert (row.phone.as_e164, row.years, row.education) == ("+31612345678", 20, "work")
    assert "Je aanmelding is binnen" in client.get(response.headers["Location"]).content.decode()


def test_at_most_ten_answers_are_obligatory(client, region):
    form = client.get(reverse("apply", args=["zeeland"])).context["form"]

    assert sum(field.required for field in form.fields.values()) == 10


def test_what_is_wrong_is_listed_in_the_order_of_the_page(client, region):
    page = send(client, region, phone="12", heard=[], motivation="", years="").content.decode()

    summary = page[page.index("error-summary") : page.index("</ul>", page.index("error-summary"))]
    assert re.findall(r"<a [^>]*>([^<]*)</a>", summary) == [
        "Telefoon: Dit telefoonnummer klopt niet. Schrijf het als 06 12345678 of +32 470 12 34 56.",
        "Hoeveel jaar werk je in de techniek? Dit veld is verplicht.",
        "Waarom wil je lesgeven? Dit veld is verplicht.",
        "Hoe hoorde je van HTO? Kies ten minste één antwoord.",
    ]


def test_phones_and_browsers_know_what_to_offer(client, region):
    page = client.get(reverse("apply", args=["zeeland"])).content.decode()

    for attribute in (
        'autocomplete="given-name"',
        'autocomplete="family-name"',
        'autocomplete="email"',
        'autocomplete="tel"',
        'autocomplete="organization"',
        'inputmode="tel"',
        'inputmode="numeric"',
        'type="email"',
    ):
        assert attribute in page


def test_the_answer_is_the_same_whether_an_address_was_known(client, region):
    new = send(client, region)
    known = send(client, region, years="21")

    assert (known.status_code, known.headers["Location"]) == (302, new.headers["Location"])
    assert known.cookies.keys() == new.cookies.keys()


def test_the_channel_of_the_region_is_kept_and_that_of_another_is_not(client, region):
    channel, elsewhere = make.channel(region), make.channel()

    send(client, region, via=channel.code)
    send(client, region, via=elsewhere.code, email="ander@bedrijf.example")
    send(client, region, via="\x01", email="nogeen@bedrijf.example")

    assert list(Lead.objects.order_by("pk").values_list("channel", flat=True)) == [
        channel.pk,
        None,
        None,
    ]


def test_a_group_of_another_region_cannot_be_chosen(client, region):
    response = send(client, region, cohort=make.cohort(status="open").pk)

    assert (response.status_code, Application.objects.count()) == (200, 0)


WRONG = [
    ({"first_name": " "}, "first_name"),
    ({"first_name": "12"}, "first_name"),
    ({"last_name": "x" * 121}, "last_name"),
    ({"email": "geen adres"}, "email"),
    ({"email": "a@b.example\nBcc: c@d.example"}, "email"),
    ({"email": "é@bedrijf.example"}, "email"),
    ({"email": "jan@bedrijf..example"}, "email"),
    ({"email": "jan@" + "b" * 300 + ".example"}, "email"),
    ({"phone": "12"}, "phone"),
    ({"phone": "x" * 3000}, "phone"),
    ({"employer_name": "B" * 200}, "employer_name"),
    ({"branch": "onzin"}, "branch"),
    ({"education": ""}, "education"),
    ({"years": "-1"}, "years"),
    ({"years": "9" * 30}, "years"),
    ({"years": "twintig"}, "years"),
    ({"motivation": ""}, "motivation"),
    ({"motivation": "x" * 4001}, "motivation"),
    ({"heard": []}, "heard"),
    ({"heard": ["onzin"]}, "heard"),
    ({"cohort": "9" * 40}, "cohort"),
    ({"cohort": "onzin"}, "cohort"),
    ({"motivation": "nul\0teken"}, "motivation"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_kept(client, region, changes, field):
    response = send(client, region, **changes)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert (Lead.objects.count(), Message.objects.count()) == (0, 0)
    typed = changes.get("employer_name", "Installatiebedrijf Noord")
    assert f'value="{typed}"' in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("jan@bedrijf.example.", "jan@bedrijf.example"),
        ("Jan@Bücher.example", "jan@xn--bcher-kva.example"),
        ("jan@xn--bcher-kva.example", "jan@xn--bcher-kva.example"),
        ("  jan@bedrijf.example  ", "jan@bedrijf.example"),
    ],
)
def test_one_mailbox_is_one_lead_however_it_is_typed(client, region, typed, kept):
    send(client, region, email=typed)

    assert Lead.objects.get().email == kept
    assert Message.objects.get(kind="application_received").to == kept


@pytest.mark.parametrize(
    "trap",
    [
        {"website": "http://spam.example"},
        {"shown": None},
        {"shown": "nagemaakt"},
        {"shown": ""},
    ],
)
@pytest.mark.parametrize("name", ["apply", "interest"])
def test_a_robot_gets_nowhere_and_a_person_can_press_again(client, region, trap, name):
    just_now = {"shown": shown(0)} if trap == {"shown": None} else {}

    response = send(client, region, name, **{**trap, **just_now})

    assert (response.status_code, Lead.objects.count()) == (200, 0)
    assert 'value="Özlem"' in response.content.decode()


def test_a_question_needs_only_a_name_and_an_address(client, region):
    response = ask(client, region)

    assert response.headers["Location"] == reverse("interest_done", args=["zeeland"])
    # The newsletter begins only with a button in another mail.
    thanks = client.get(response.headers["Location"]).content.decode()
    assert "Druk op de knop in die mail." in thanks
    assert Lead.objects.get().full_name == "Özlem Meer"


def test_a_question_is_kept_with_what_else_was_told(client, region):
    ask(client, region, question="Kan ik meelopen?", branch="metal", phone="010 1234567")

    lead = Lead.objects.get()
    assert (lead.question, lead.branch, lead.phone.as_e164) == (
        "Kan ik meelopen?",
        "metal",
        "+31101234567",
    )


def test_the_newsletter_comes_only_to_who_ticks_it(client, region):
    page = client.get(reverse("interest", args=["zeeland"]))

    ask(client, region)
    assert (page.context["form"]["newsletter"].value(), Subscription.objects.count()) == (None, 0)

    ask(client, region, newsletter="on")
    asked = Subscription.objects.get()
    assert (asked.email, asked.status) == ("ozlem@bedrijf.example", "pending")


def test_a_question_with_a_newsletter_comes_in_as_a_whole_or_not_at_all(client, region):
    def breaks(**_facts):
        raise OperationalError("disk full")

    client.raise_request_exception = False
    post_save.connect(breaks, sender=Subscription)
    try:
        assert ask(client, region, newsletter="on").status_code == 500
    finally:
        post_save.disconnect(breaks, sender=Subscription)

    assert (Lead.objects.count(), Message.objects.count()) == (0, 0)


def test_what_is_wrong_is_said_in_english_too(client, region):
    client.cookies["django_language"] = "en"

    page = send(client, region, email="geen adres", heard=[]).content.decode()

    assert "Choose at least one answer." in page
    assert "An email address is written on one line, without spaces." in page


@pytest.mark.parametrize("name", ["first_name", "infix", "last_name"])
def test_a_name_is_no_link_in_the_mail_to_whoever_owns_the_address(client, region, name):
    page = send(client, region, **{name: "op kwaad.example"})

    assert name in page.context["form"].errors
    assert Message.objects.count() == 0
