"""A leader's pages about participants."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import Message
from participants.models import Employer, Participant
from tests import factories as make

PERSON = {
    "first_name": "Özlem",
    "infix": "van der",
    "last_name": "Meer",
    "email": "Ozlem@Bedrijf.example",
    "phone": "06 12345678",
    "employer_name": "Installatiebedrijf Noord",
    "employer_place": "Delft",
    "employment": "employed",
    "branch": "installation",
    "language": "nl",
}


def admit(client, cohort, **changes):
    url = reverse("participant_create", args=[cohort.pk])
    return client.post(url, {**PERSON, **changes})


def test_admitting_somebody_mails_an_invitation(cast, on):
    response = admit(on(cast.here.leader), cast.here.cohort)

    participant = Participant.objects.get(user__email="ozlem@bedrijf.example")
    assert response.status_code == 302
    assert str(participant) == "Özlem van der Meer"
    assert participant.phone.as_e164 == "+31612345678"
    assert str(participant.employer) == "Installatiebedrijf Noord (Delft)"
    [message] = Message.objects.to_address("ozlem@bedrijf.example")
    assert (message.kind, message.status) == ("invitation", "waiting")


def test_a_full_cohort_keeps_what_was_typed(cast, on):
    cohort = make.cohort(cast.here.region, min_participants=1, max_participants=1)
    make.participant(cohort)

    response = admit(on(cast.here.leader), cohort)

    form = response.context["form"]
    assert form.non_field_errors() == ["De groep is vol: alle 1 plaatsen zijn bezet."]
    assert form["last_name"].value() == "Meer"
    assert cohort.participants.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "geen adres"}, "email"),
        ({"email": f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 20}.example"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"first_name": ""}, "first_name"),
        ({"first_name": "\u200b"}, "first_name"),
        ({"last_name": "..."}, "last_name"),
        ({"branch": "ruimtevaart"}, "branch"),
    ],
)
def test_a_wrong_field_is_named_and_nobody_is_admitted(cast, on, changes, field):
    response = admit(on(cast.here.leader), cast.here.cohort, **changes)

    assert list(response.context["form"].errors) == [field]
    assert cast.here.cohort.participants.count() == 1


def test_a_wrong_phone_number_comes_with_an_example(cast, on):
    address = reverse("participant_edit", args=[cast.here.participant.pk])

    response = on(cast.here.leader).post(address, {"phone": "12"})

    assert response.context["form"].errors["phone"] == [
        "Dit telefoonnummer klopt niet. Schrijf het als 06 12345678 of +32 470 12 34 56."
    ]


def test_somebody_who_is_already_in_is_named_at_the_address(cast, on):
    response = admit(on(cast.here.leader), cast.here.cohort, email=cast.here.person.email)

    assert response.context["form"].errors == {"email": ["Deze persoon zit al in deze groep."]}


def test_stopping_frees_the_seat_and_keeps_the_reason(cast, on):
    url = reverse("participant_withdraw", args=[cast.here.participant.pk])

    on(cast.here.leader).post(url, {"stopped_on": "gisteren", "reason": "Andere baan"})

    participant = Participant.objects.get(pk=cast.here.participant.pk)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert (participant.status, participant.stopped_on) == ("withdrawn", yesterday)
    assert participant.stop_reason == "Andere baan"


def test_stopping_withdraws_the_open_question_at_the_school(cast, on):
    url = reverse("participant_withdraw", args=[cast.here.participant.pk])

    on(cast.here.leader).post(url, {"stopped_on": "vandaag", "reason": "Andere baan"})

    cast.here.proposal.refresh_from_db()
    cast.here.placement.refresh_from_db()
    assert (cast.here.proposal.status, cast.here.placement.status) == ("cancelled", "accepted")


def test_a_refused_admission_makes_no_employer(cast, on):
    admit(on(cast.here.leader), cast.here.cohort, email=cast.here.person.email)

    assert Employer.objects.count() == 0


def test_the_mails_on_a_page_are_about_this_place_alone(cast, on):
    elsewhere = make.participant(cast.there.cohort, person=cast.here.person)
    for row in (cast.here.participant, cast.here.placement, elsewhere, cast.here.contact):
        Message.objects.create(
            key=f"mail:{row._meta.label}:{row.pk}", kind="x", to=cast.here.person.email, about=row
        )
    url = reverse("participant_detail", args=[cast.here.participant.pk])

    shown = {mail.about for mail in on(cast.here.leader).get(url).context["mails"]}

    assert shown == {cast.here.participant, cast.here.placement}


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"stopped_on": "gisteren", "reason": " "}, "reason"),
        ({"stopped_on": "1-1-2999", "reason": "Andere baan"}, "stopped_on"),
        ({"stopped_on": "30-2-2026", "reason": "Andere baan"}, "stopped_on"),
    ],
)
def test_stopping_needs_a_day_that_was_and_a_reason(cast, on, data, field):
    url = reverse("participant_withdraw", args=[cast.here.participant.pk])

    response = on(cast.here.leader).post(url, data)

    assert list(response.context["form"].errors) == [field]
    assert Participant.objects.get(pk=cast.here.participant.pk).status == "active"


def test_pause_and_resume(cast, on):
    client, pk = on(cast.here.leader), cast.here.participant.pk

    client.post(reverse("participant_pause", args=[pk]))
    paused = Participant.objects.get(pk=pk).status
    client.post(reverse("participant_resume", args=[pk]))

    assert (paused, Participant.objects.get(pk=pk).status) == ("paused", "active")


def test_inviting_again_goes_once_a_day(cast, on):
    client = on(cast.here.leader)
    url = reverse("participant_invite", args=[cast.here.participant.pk])

    client.post(url)
    client.post(url)

    assert Message.objects.to_address(cast.here.person.email).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "is_offered"), [("running", True), ("cancelled", False)])
def test_a_school_is_proposed_only_in_a_cohort_that_goes_on(on, status, is_offered):
    leader = make.user()
    cohort = make.cohort(make.region(leader), status=status)
    person, placed = make.participant(cohort), make.placement(make.participant(cohort)).participant
    pages = [
        reverse("participant_detail", args=[person.pk]),
        reverse("participant_detail", args=[placed.pk]),
        reverse("cohort_detail", args=[cohort.pk]),
    ]

    texts = [on(leader).get(page).text for page in pages]

    assert ["/placements/new/" in text for text in texts] == [is_offered] * 3
