"""Writing a newsletter in a real browser, and how it looks at three widths."""

import pytest
from django.conf import settings as portal_settings
from playwright.sync_api import expect

from newsletters import rendering
from tests import factories as make
from tests.browser.inspecting import OVERFLOW
from tests.browser.signing_in import enter
from tests.newsletters import mailing

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PICTURES = portal_settings.VAR_DIR / "screenshots" / "newsletter"
LONG = "https://portaal.example/" + "eenheellangadres" * 12
BODY = """## Word docent in je eigen vak

Hallo {{voornaam|daar}},

Je weet hoe het moet. **Scholen** zoeken mensen die dat laten zien. Zie {long}

![](picture:{number})

[knop: Lees hoe het werkt](/health/)

[[volgende groep]]

- een middag per twee weken
- tachtig uur stage
"""


@pytest.mark.parametrize("width", [320, 640, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_newsletter_fits_every_width(cast, page, portal, client, width, scheme):
    """The pictures come under VAR_DIR/screenshots/newsletter."""
    region = cast.here.region
    shown = make.picture(region, width=1200, height=900)
    name = "HTO Regio Hier, voor wie techniek wil doorgeven"
    make.letterhead(region, name=name, logo=make.picture(region))
    row = make.newsletter(region, body=BODY.format(long=LONG, number=shown.pk))
    reader = rendering.Reader("Sanne", "sanne@voorbeeld.example", "nl", region)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)

    page.set_content(rendering.copy_of(row, "nl", reader, rendering.INERT).html)
    page.wait_for_load_state("networkidle")

    page.screenshot(path=PICTURES / f"{width}-{scheme}.png", full_page=True)
    assert page.evaluate(OVERFLOW) == 0
    sheet = page.locator("table.sheet").bounding_box()
    assert sheet["width"] <= min(width, 600)
    assert page.locator(".picture img").evaluate("image => image.naturalWidth") > 0


def test_the_preview_follows_what_is_typed_without_leaving_the_page(cast, page, portal, client):
    make.letterhead(cast.here.region)
    row = make.newsletter(cast.here.region, cast.here.leader)
    enter(page, cast.here.leader, client, portal.url)
    page.goto(f"/newsletters/{row.pk}/edit/")
    look = page.frame_locator("iframe[name=newsletter-look]")
    mail = look.frame_locator("iframe")
    expect(mail.locator(".body")).to_contain_text("Hallo Sanne,")
    steps = page.evaluate("history.length")

    page.locator("#id_nl_subject").fill("Kom {voornaam|je}?")
    page.locator("#id_nl_body").fill("Nieuw!")
    expect(look.locator(".envelope-subject")).to_have_text("Kom Sanne?")
    expect(mail.locator(".body")).to_have_text("Nieuw!")
    page.get_by_role("button", name="Volgende groep").first.click()
    expect(mail.locator(".card")).to_be_visible()
    page.get_by_text("Alleen tekst", exact=True).click()
    expect(look.locator("pre")).to_contain_text("Nieuw!")

    assert page.evaluate("history.length") == steps
    assert row.texts.get().body == "Hallo {voornaam|daar},"
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("status").first).to_contain_text("Bewaard.")
    assert row.texts.get().body == "Nieuw!\n\n[[volgende groep]]\n\n"


def test_without_javascript_the_preview_is_a_button_away(cast, portal, client, open_browser):
    row = make.newsletter(cast.here.region, cast.here.leader)
    page = open_browser(portal.url, java_script_enabled=False)
    enter(page, cast.here.leader, client, portal.url)
    page.goto(f"/newsletters/{row.pk}/edit/")

    page.locator("#id_nl_subject").fill("Zonder script")
    page.get_by_role("button", name="Voorbeeld").click()

    look = page.frame_locator("iframe[name=newsletter-look]")
    expect(look.locator(".envelope-subject")).to_have_text("Zonder script")
    assert row.texts.get().subject == "Kom je ook?"


def test_a_finding_leads_to_its_line(cast, page, portal, client):
    row = make.newsletter(cast.here.region, cast.here.leader, body="Een\n\nTwee {naam|x}")
    enter(page, cast.here.leader, client, portal.url)
    page.goto(f"/newsletters/{row.pk}/edit/")

    page.get_by_role("link", name="regel 3").click()

    area = page.locator("#id_nl_body")
    expect(area).to_be_focused()
    chosen = "area => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert area.evaluate(chosen) == "Twee {naam|x}"


def test_what_is_wrong_is_told_while_it_is_typed_and_the_text_stays_where_it_was(
    cast, page, portal, client
):
    make.letterhead(cast.here.region)
    row = make.newsletter(cast.here.region, cast.here.leader)
    enter(page, cast.here.leader, client, portal.url)
    page.goto(f"/newsletters/{row.pk}/edit/")
    found, area = page.locator("[data-found]"), page.locator("#id_nl_body")
    expect(found).to_contain_text("Klaar om te versturen, met een tip")
    # At the very top no browser holds the page in its place by itself.
    page.set_viewport_size({"width": 1280, "height": 1200})
    page.evaluate("scrollTo(0, 0)")
    area.focus()
    before = area.bounding_box()["y"]

    area.press_sequentially("{naam|x} [hier](htp:/x)")

    expect(found).to_contain_text("Nog 2 dingen voor je kunt versturen")
    assert abs(area.bounding_box()["y"] - before) < 2
    area.fill("Dag!")
    expect(found).to_contain_text("Klaar om te versturen, met een tip")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_written_text_is_two_presses_from_its_readers(cast, page, portal, client, width):
    region = cast.here.region
    mailing.ready(region)
    make.subscriptions(region, 3)
    row = make.newsletter(region, cast.here.leader)
    page.set_viewport_size({"width": width, "height": 900})
    enter(page, cast.here.leader, client, portal.url)
    page.goto(f"/newsletters/{row.pk}/edit/")
    page.locator("#id_nl_body").fill("Af!")

    page.get_by_role("button", name="Naar versturen").click()
    assert page.evaluate(OVERFLOW) == 0
    page.get_by_role("button", name="Verstuur nu naar 3 lezers").click()

    expect(page.get_by_role("status").first).to_contain_text("gaat nu naar 3 lezers")
    row.refresh_from_db()
    assert (row.status, row.approved, row.texts.get().body) == ("sending", 3, "Af!")


def test_enter_in_a_line_saves_and_uploads_nothing(cast, page, portal, client):
    row = make.newsletter(cast.here.region, cast.here.leader)
    enter(page, cast.here.leader, client, portal.url)
    page.goto(f"/newsletters/{row.pk}/edit/")

    page.locator("#id_nl_subject").fill("Kom!")
    page.locator("#id_nl_subject").press("Enter")

    expect(page.get_by_role("status").first).to_contain_text("Bewaard.")
    assert row.texts.get().subject == "Kom!"


def test_a_reader_is_found_by_typing_and_looked_through_the_eyes_of(cast, page, portal, client):
    make.letterhead(cast.here.region)
    row = make.newsletter(cast.here.region, cast.here.leader)
    for number in range(30):
        make.subscription(cast.here.region, first_name=f"Lezer {number:02}")
    make.subscription(cast.here.region, "zoe@voorbeeld.example", first_name="Zoë")
    enter(page, cast.here.leader, client, portal.url)
    page.goto(f"/newsletters/{row.pk}/edit/")
    look = page.frame_locator("iframe[name=newsletter-look]")

    page.get_by_text("Als wie kijk je?").click()
    expect(page.get_by_role("radio", name="Lezer 19")).to_be_visible()
    page.locator("#look-like").press_sequentially("zoe@")
    page.get_by_role("radio", name="Zoë").check()

    expect(look.locator(".envelope")).to_contain_text("Je kijkt als Zoë, zoe@voorbeeld.example")
    expect(look.frame_locator("iframe").locator(".body")).to_contain_text("Hallo Zoë,")
    page.locator("#look-like").fill("Lezer 1")
    expect(page.get_by_role("radio", name="Lezer 10")).to_be_visible()
    expect(look.locator(".envelope")).to_contain_text("Je kijkt als Zoë")
    page.get_by_role("radio", name="Een verzonnen lezer").check()
    expect(look.locator(".envelope")).to_contain_text("Je kijkt als Sanne, een verzonnen")
