"""Who answers a mail of the portal reaches a person of the region, and a school sees how."""

import re

import pytest
from django.utils import timezone

from internships import confirmation, placing
from internships.confirmation import Decision
from internships.models import Placement
from outbox.models import Message
from tests import factories as make

pytestmark = pytest.mark.django_db

REGION = {"name": "Zuid-Holland", "email": "zh@hto.example", "phone": "+31101234567"}


def placement_in(status=Placement.Status.ACCEPTED, **region):
    cohort = make.cohort(make.region(**region))
    return make.placement(make.participant(cohort), status=status)


def mail(kind):
    return Message.objects.get(kind=kind)


def decide(placement, reason=""):
    line = make.hours(placement)
    confirmation.decide(
        placement.supervisor,
        {line.pk: Decision(line.revision, reason)},
        typed_name="F. El Idrissi",
        via="link",
        now=timezone.now(),
    )


def test_an_answer_of_a_school_goes_to_the_region():
    placement = placement_in(**REGION)
    make.hours(placement)

    confirmation.ask(placement.supervisor, key="k", now=timezone.now())
    decide(placement, "De dag klopt niet")

    for kind in ("hours_request", "hours_receipt", "hours_returned"):
        assert mail(kind).headers == {"Reply-To": "zh@hto.example"}


def test_the_answers_about_a_placement_go_to_the_region_too():
    placement = placement_in(Placement.Status.PROPOSED, **REGION)
    now = timezone.now()

    placing.request(placement, key="k", now=now)
    placing.accept(placement, typed_name="F", by=placement.supervisor, now=now)

    for kind in ("placement_request", "placement_accepted"):
        assert mail(kind).headers == {"Reply-To": "zh@hto.example"}


def test_the_mail_about_returned_lines_leads_to_those_lines(on):
    placement = placement_in(**REGION)
    decide(placement, "De dag klopt niet")

    [place] = re.findall("Regels verbeteren: http.*/hours/#(.*)\n", mail("hours_returned").text)

    assert f'id="{place}"' in on(placement.participant.user).get("/hours/").content.decode()


def test_without_an_address_of_the_region_the_answer_goes_to_the_sender():
    placement = placement_in(name="Zeeland")
    decide(placement)

    assert mail("hours_receipt").headers == {}


@pytest.mark.parametrize(
    ("reached", "words"),
    [
        (REGION, "Bel of mail ons: 010 123 4567 of zh@hto.example\n"),
        ({**REGION, "email": ""}, "Bel of mail ons: 010 123 4567\n"),
        ({**REGION, "phone": ""}, "Bel of mail ons: zh@hto.example\n"),
    ],
)
def test_a_school_that_is_asked_reads_from_where_and_whom_to_call(reached, words):
    placement = placement_in(Placement.Status.PROPOSED, **reached)

    placing.request(placement, key="k", now=timezone.now())

    text = mail("placement_request").text
    assert "(HTO) in Zuid-Holland." in text
    assert f"Hebt u een vraag? {words}" in text


def test_a_region_that_cannot_be_reached_is_not_named_as_if_it_could():
    placement = placement_in(Placement.Status.PROPOSED, name="Zeeland")

    placing.request(placement, key="k", now=timezone.now())

    assert "een vraag" not in mail("placement_request").text
