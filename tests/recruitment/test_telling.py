"""Who is told of an application or a question, and how often."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Region
from outbox.models import Message
from recruitment.models import Application, LeadNote
from tests import factories as make
from tests.recruitment.arrivals import apply, ask, mails

pytestmark = pytest.mark.django_db
# In the Netherlands.
NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def admin(**fields):
    return make.user(is_superuser=True, is_staff=True, **fields)


def leaves(kind):
    """When each mail of this kind leaves, in hours after that noon."""
    rows = mails(kind).order_by("not_before")
    return [(row.not_before - NOON) / HOUR for row in rows]


def test_many_questions_of_one_person_are_one_mail_at_once_and_one_the_next_morning():
    region = make.region(make.user())

    for number in range(10):
        ask(region, now=NOON + number * timedelta(minutes=1), question=f"Vraag {number}")

    first, later = mails("interest_arrived").order_by("not_before")
    assert leaves("interest_arrived") == [0, 21]
    assert "Vraag 0" in first.text
    assert "Na de vorige mail kwam er nog iets bij." in later.text
    assert later.created_at < later.not_before
    assert LeadNote.objects.count() == 9


def test_a_leader_gets_one_mail_a_day_however_long_it_goes_on():
    region = make.region(make.user())

    for hours in range(0, 96, 2):
        ask(region, now=NOON + hours * HOUR, question=f"Vraag {hours}")

    days = [timezone.localdate(mail.not_before) for mail in mails("interest_arrived")]
    assert len(days) == len(set(days)) == 6


def test_a_question_of_another_day_is_told_at_once_again():
    region = make.region(make.user())
    ask(region, now=NOON, question="Eerste?")

    ask(region, now=NOON + 2 * DAY, question="Tweede?")

    assert leaves("interest_arrived") == [0, 48]


def test_what_comes_before_the_mail_of_the_morning_is_told_by_it():
    region = make.region(make.user())
    for hours in (0, 1, 20):
        ask(region, now=NOON + hours * HOUR, question=f"Vraag {hours}")

    assert leaves("interest_arrived") == [0, 21]


def test_two_people_on_one_day_are_two_mails():
    region = make.region(make.user())

    ask(region, now=NOON, question="Hoe?")
    ask(region, now=NOON, question="Hoe?", email="piet@bedrijf.example")

    assert leaves("interest_arrived") == [0, 0]


def test_an_application_after_a_question_is_told_at_once():
    region = make.region(make.user())
    ask(region, now=NOON, question="Hoe?")

    for number in range(5):
        apply(region, now=NOON + HOUR, years=number)

    assert leaves("application_arrived") == [1, 21]
    assert Application.objects.count() == 5


def test_every_leader_has_a_mail_of_the_own_in_the_own_language():
    region = make.region(make.user(), make.user(language="en"))

    for number in range(3):
        ask(region, now=NOON, question=f"Vraag {number}")

    later = {mail.subject for mail in mails("interest_arrived").filter(not_before__gt=NOON)}
    assert later == {
        f"Jan van den Berg wil meer weten over HTO in {region.name}",
        f"Jan van den Berg wants to know more about HTO in {region.name}",
    }


@pytest.mark.parametrize("act", [apply, ask])
def test_without_a_leader_who_can_sign_in_the_admins_are_told(act):
    one, other = admin(), admin(language="en")
    admin(is_active=False)
    region = make.region(make.user(is_active=False), name="Zeeland")

    act(region, now=NOON)

    told = mails("region_without_leader")
    assert {mail.to: mail.subject for mail in told} == {
        one.email: "Er wachten mensen in Zeeland, en niemand leidt die regio",
        other.email: "People are waiting in Zeeland, which has no project leader",
    }
    assert reverse("admin:cohorts_region_change", args=[region.pk]) in told[0].text
    assert f"{reverse('lead_list')}?region={region.pk}" in told[0].text
    confirmation = "application_received" if act == apply else "interest_received"
    assert mails(confirmation).get().to == "jan@bedrijf.example"


def test_of_a_region_without_leader_an_admin_hears_once_a_day():
    admin()
    region = make.region()

    for number in range(6):
        ask(region, now=NOON, question="Hoe?", email=f"{number}@bedrijf.example")

    assert leaves("region_without_leader") == [0, 21]


def test_without_leaders_and_admins_the_person_is_still_answered():
    apply(make.region(), now=NOON)

    assert list(Message.objects.values_list("kind", flat=True)) == ["application_received"]


def test_the_list_of_admin_shows_which_regions_nobody_leads(on):
    make.region(make.user(), make.user(), make.user(is_active=False), name="Zeeland")
    make.region(make.user(is_active=False), name="Friesland")

    page = on(admin()).get(reverse("admin:cohorts_region_changelist")).content.decode()

    assert '<td class="field-who_leads">2</td>' in page
    assert page.count("niemand: de beheerders krijgen de mail") == 1
    assert [row.leading for row in Region.objects.with_leaders().order_by("name")] == [0, 2]
