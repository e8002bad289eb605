"""A leader writes to a list of people, from the finding to the mails that left."""

import pytest
from playwright.sync_api import expect

from outbox import delivery
from tests import factories as make
from tests.browser.signing_in import enter

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_leader_writes_looks_sends_and_sees_how_far_it_is(cast, page, portal, client, post):
    for name in ("Sanne", "Piet"):
        person = make.user(f"{name.lower()}@voorbeeld.example", first_name=name, last_name="Smit")
        make.participant(cast.here.cohort, person=person)
    enter(page, cast.here.leader, client, portal.url)

    page.goto("/leader/")
    page.locator("summary", has_text="Nog geen stageplaats").click()
    page.get_by_role("link", name="Mail deze mensen (Nog geen stageplaats)").click()
    page.get_by_label("Onderwerp").fill("Een school voor {voornaam}")
    page.get_by_label("Tekst").fill("Hallo {voornaam},\n\nBel me even.")
    page.get_by_label("Bekijk de mail zoals").select_option(label="Piet van den Smit")
    page.get_by_role("button", name="Bekijk de mail").click()
    expect(page.get_by_role("heading", name="Zoals Piet")).to_be_in_viewport()
    expect(page.locator(".letter-sheet")).to_contain_text("Een school voor Piet")

    page.get_by_label("Sanne").uncheck()
    page.get_by_role("button", name="Zet 1 concept klaar").click()
    page.get_by_role("link", name="Verstuur 1 mail").click()
    page.get_by_role("button", name="Verstuur 1 mail").click()
    expect(page.get_by_role("status").first).to_contain_text("1 mail gaat nu weg.")

    assert delivery.drain() == 1
    page.reload()
    expect(page.locator(".letter-counts")).to_contain_text("verstuurd")
    assert [(sent["To"], sent["Subject"]) for sent in post.mails] == [
        ("piet@voorbeeld.example", "Een school voor Piet")
    ]
