"""From the link of a partner to a seat: a technician on a phone, and the leader who admits."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.spamtraps import SOONEST
from participants.models import Participant
from recruitment.models import Application
from tests import factories as make
from tests.browser.signing_in import enter

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def channel(cast):
    start_on = timezone.localdate() + timedelta(days=30)
    make.cohort(cast.here.region, name="Groep 6", status="open", start_on=start_on)
    return make.channel(cast.here.region)


def test_what_is_wrong_far_down_a_page_is_on_the_screen(cast, page, portal, client):
    lead = make.lead(cast.here.region)
    enter(page, cast.here.leader, client, portal.url)
    page.goto(f"/leads/{lead.pk}/")

    page.get_by_label("Wanneer").fill("2030-01-02")
    page.get_by_role("button", name="Bewaar").click()

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Schrijf op wat je dan gaat doen.")
    expect(summary).to_be_in_viewport()


def test_a_technician_comes_by_a_link_applies_and_gets_a_seat(cast, page, portal, client, channel):
    page.goto(f"/regions/hier/?via={channel.code}")
    expect(page.get_by_text("Nog plaats voor 20 mensen")).to_be_visible()
    page.get_by_role("link", name="Meld je aan").click()
    page.wait_for_timeout(SOONEST * 1000)
    for label, text in {
        "Voornaam": "Sanne",
        "Achternaam": "Bos",
        "E-mailadres": "sanne@bedrijf.example",
        "Telefoon": "06 12345678",
        "Bij welk bedrijf werk je?": "Bakker Installatie",
        "Hoeveel jaar werk je in de techniek?": "20",
        "Waarom wil je lesgeven?": "Ik wil mijn vak doorgeven.",
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Branche").select_option(label="installatietechniek")
    page.get_by_label("Wat is je hoogste opleiding?").select_option(label="mbo niveau 4")
    page.get_by_label("collega die HTO'er is").check()
    page.get_by_role("button", name="Verstuur mijn aanmelding").click()
    expect(page.get_by_role("heading", name="Je aanmelding is binnen")).to_be_visible()

    row = Application.objects.get()
    assert (row.lead.channel, channel.days.get().visits) == (channel, 1)

    enter(page, cast.here.leader, client, portal.url)
    page.goto("/leads/")
    page.get_by_label("Alle aanmeldingen op deze bladzijde aanvinken").check()
    page.get_by_label("Toelaten tot").select_option(index=1)
    page.get_by_role("button", name="Laat 1 mens toe").click()
    expect(page.get_by_role("status").first).to_contain_text("1 mens toegelaten")
    assert Participant.objects.get(lead=row.lead).cohort.name == "Groep 6"
