"""Whose mail does not arrive, and who may correct the address."""

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import Message, Suppression
from tests import factories as make
from tests.outbox.rows import waiting


@pytest.fixture
def newcomer(cast):
    """A participant who never signed in, with an address that does not exist."""
    person = make.user("fout@bedrijf.example")
    block(person.email)
    return make.participant(cast.here.cohort, person=person)


def block(address):
    Suppression.objects.create(address=address, reason="bounce", note="550 user unknown")


def page(client, participant, name="participant_detail"):
    return client.get(reverse(name, args=[participant.pk])).content.decode()


def correct(client, participant, address):
    return client.post(reverse("participant_email", args=[participant.pk]), {"email": address})


def test_the_page_of_a_person_says_that_mail_does_not_arrive_and_why(cast, on, newcomer):
    text = page(on(cast.here.leader), newcomer)

    assert "Mail komt niet aan" in text
    assert "Het adres bestaat niet (meer)" in text
    assert "550 user unknown" in text
    assert reverse("participant_email", args=[newcomer.pk]) in text
    assert "Mail komt niet aan" not in page(on(cast.here.leader), cast.here.participant)


def test_what_an_admin_noted_about_a_block_is_for_admins(cast, on, newcomer):
    Suppression.objects.update(reason="manual", note="Belde boos op")

    text = page(on(cast.here.leader), newcomer).replace("<wbr>", "")

    assert "De beheerder heeft fout@bedrijf.example geblokkeerd." in text
    assert "Belde boos op" not in text


def test_a_corrected_address_gets_the_invitation_and_the_old_one_stays_blocked(cast, on, newcomer):
    waiting("fout@bedrijf.example", key="oud", about=newcomer)

    response = correct(on(cast.here.leader), newcomer, "Goed@bedrijf.example ")

    assert response.status_code == 302
    newcomer.user.refresh_from_db()
    assert newcomer.user.email == "goed@bedrijf.example"
    [invitation] = Message.objects.to_address("goed@bedrijf.example")
    assert (invitation.kind, invitation.status) == ("invitation", "waiting")
    assert Message.objects.get(key="oud").status == "cancelled"
    assert Suppression.objects.get().address == "fout@bedrijf.example"
    assert "Mail komt niet aan" not in page(on(cast.here.leader), newcomer)


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("geen adres", "Een e-mailadres staat op één regel, zonder spaties."),
        ("geen-adres", "In een e-mailadres staat een @, zoals in naam@bedrijf.nl."),
        ("fout@bedrijf.example", "Dit is het adres dat we al hadden."),
        ("dood@bedrijf.example", "Ook op dit adres komt onze mail niet aan."),
        ("bezet@bedrijf.example", "Dit adres is al van iemand anders in het portaal."),
    ],
)
def test_a_wrong_address_is_named_at_the_field(cast, on, newcomer, address, error):
    make.user("bezet@bedrijf.example")
    block("dood@bedrijf.example")

    response = correct(on(cast.here.leader), newcomer, address)

    form = response.context["form"]
    assert form.errors["email"] == [error]
    assert form["email"].value() == address
    newcomer.user.refresh_from_db()
    assert newcomer.user.email == "fout@bedrijf.example"


@pytest.mark.parametrize(
    "other", ["signed in", "has a password", "staff", "superuser", "leader", "teacher"]
)
def test_an_address_that_somebody_signs_in_with_is_not_changed_by_a_leader(
    cast, on, newcomer, other
):
    person = newcomer.user
    if other == "signed in":
        person.last_login = timezone.now()
    if other == "has a password":
        person.set_password("een-heel-lang-wachtwoord")
    person.is_staff, person.is_superuser = other == "staff", other == "superuser"
    person.save()
    if other == "leader":
        cast.there.region.leaders.add(person)
    if other == "teacher":
        make.contact(None, cast.here.region, user=person)

    response = correct(on(cast.here.leader), newcomer, "goed@bedrijf.example")

    person.refresh_from_db()
    assert person.email == "fout@bedrijf.example"
    assert "Bel " in response.content.decode()
    assert reverse("participant_email", args=[newcomer.pk]) not in page(
        on(cast.here.leader), newcomer
    )


def test_somebody_reads_in_the_settings_that_mail_does_not_arrive(cast, on):
    client = on(cast.here.person)
    before = client.get(reverse("settings")).content.decode()
    block(cast.here.person.email)

    after = client.get(reverse("settings")).content.decode()

    assert "Mail komt niet aan" not in before
    assert "Mail komt niet aan" in after
    assert "Wijzig je e-mailadres" in after


def test_a_leader_sees_in_the_list_and_on_the_page_whose_mail_does_not_arrive(cast, on):
    client, contact = on(cast.here.leader), cast.here.contact
    before = client.get(reverse("contact_list")).content.decode()
    block(contact.email)

    after = client.get(reverse("contact_list")).content.decode()
    form = client.get(reverse("contact_edit", args=[contact.pk])).content.decode()

    assert "mail komt niet aan" not in before
    assert "mail komt niet aan" in after
    assert "Bel " in form
