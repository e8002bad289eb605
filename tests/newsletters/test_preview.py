"""The preview: what is typed, as a reader gets it, in a frame where nothing runs."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.newsletters.pages import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(cast, on):
    return on(cast.here.leader)


@pytest.fixture
def draft(cast):
    make.letterhead(cast.here.region, name="HTO Hier")
    return make.newsletter(cast.here.region, cast.here.leader)


@pytest.fixture
def look(leader, draft):
    """`look(nl_body=..., show=...)` is the page and the Copy that it shows."""

    def one(**fields):
        page = reverse("newsletter_preview", args=[draft.pk])
        return leader.post(page, typed(draft, **fields))

    return one


def test_what_is_saved_is_shown_before_anything_is_typed(leader, draft):
    answer = leader.get(reverse("newsletter_preview", args=[draft.pk]))

    assert "Hallo Sanne," in answer.context["copy"].text
    assert "Je kijkt als Sanne, een verzonnen lezer" in answer.content.decode()


def test_what_is_typed_is_shown_and_not_kept(look, draft):
    answer = look(nl_subject="Nieuw", nl_body="Dag {voornaam|jij}", nl_preheader="Regel")

    assert answer.context["copy"].subject == "Nieuw"
    assert "Dag Sanne" in answer.context["copy"].html
    assert draft.texts.get().subject == "Kom je ook?"


@pytest.fixture
def piets(cast):
    region = cast.here.region
    return [
        make.subscription(region, email="piet@voorbeeld.example", first_name="Piet"),
        make.subscription(region, email="piet2@voorbeeld.example", first_name="Pietje"),
    ]


def test_one_looks_as_the_reader_that_was_chosen(look, piets):
    answer = look(reader=piets[1].pk, like="iets anders")

    assert "Hallo Pietje," in answer.context["copy"].text
    assert "Je kijkt als Pietje, piet2@voorbeeld.example" in answer.content.decode()


def test_what_fits_several_readers_chooses_none_of_them(look, piets):
    page = look(like="PIET").content.decode()
    assert "Er zijn 2 lezers met „PIET” in naam of adres. Kies er een" in page
    assert "Hallo Sanne," in page

    assert "Je kijkt als Pietje," in look(like="pietje").content.decode()
    assert "Je kijkt als Piet, piet@" in look(like="piet@voorbeeld.example").content.decode()


def test_who_has_no_name_is_called_by_the_address(cast, look):
    row = make.subscription(cast.here.region, email="x@voorbeeld.example", first_name="")

    page = look(reader=row.pk).content.decode()

    assert "Je kijkt als x@voorbeeld.example, een lezer zonder voornaam" in page
    assert "Hallo daar," in page


def test_a_reader_of_english_gets_the_english_text(cast, look):
    kim = make.subscription(cast.here.region, email="kim@voorbeeld.example", language="en").pk

    assert "Hello" in look(reader=kim, en_subject="Hi", en_body="Hello").context["copy"].text
    assert "Hallo" in look(reader=kim).context["copy"].text


@pytest.mark.parametrize("who", ["elsewhere", "ended", "nobody", "wrong"])
def test_who_is_no_reader_of_this_region_cannot_be_chosen(cast, look, leader, draft, who):
    region = cast.there.region if who == "elsewhere" else cast.here.region
    status = "ended" if who == "ended" else "confirmed"
    row = make.subscription(region, "piet@voorbeeld.example", first_name="Piet", status=status)
    chosen = {"nobody": row.pk + 1, "wrong": "9" * 30}.get(who, row.pk)

    page = look(reader=chosen).content.decode()

    assert "Piet" not in page
    assert "Je kijkt als Sanne, een verzonnen lezer" in page
    if who in ("elsewhere", "ended"):
        assert "Geen lezer met „piet” in naam of adres." in look(like="piet").content.decode()


def region_reader(cast, start):
    return cast.here.region.subscriptions.get(email__startswith=start).pk


def test_at_most_twenty_readers_can_be_chosen_at_once(cast, leader, draft):
    for number in range(23):
        make.subscription(cast.here.region, f"lezer{number:02}@voorbeeld.example", first_name="A")
    make.subscription(cast.here.region, email="z@voorbeeld.example", first_name="Zoë")
    make.subscription(cast.there.region, email="elders@voorbeeld.example", first_name="A")
    address = reverse("newsletter_readers", args=[draft.pk])

    every = leader.get(address).content.decode()
    some = leader.get(address, {"like": "zoë"}).content.decode()

    assert every.count("lezer") > 20
    assert every.count("@<wbr>voorbeeld.") == 20
    assert "En nog 4 lezers." in every
    assert "elders@" not in every.replace("<wbr>", "")
    assert some.count("@<wbr>voorbeeld.") == 1
    assert "<html" not in some
    kept = leader.get(address, {"like": "lezer0", "reader": region_reader(cast, "z@")})
    assert kept.content.decode().count("@<wbr>voorbeeld.") == 11
    assert "Geen lezer gevonden." in leader.get(address, {"like": "q@"}).content.decode()
    page = leader.get(reverse("newsletter_edit", args=[draft.pk])).content.decode()
    assert page.count("@<wbr>voorbeeld.") == 20


def test_it_is_shown_in_each_language_and_as_plain_text(look):
    english = look(look_language="en", en_subject="Hi", en_body="Hello {voornaam|there}")
    assert english.context["copy"].subject == "Hi"

    plain = look(show="text").content.decode()
    assert "<pre>" in plain
    assert "srcdoc" not in plain


@pytest.mark.parametrize("field", ["show", "look_language"])
def test_an_unknown_way_of_showing_is_the_usual_one(look, field):
    assert "srcdoc" in look(**{field: "x"}).content.decode()


def test_what_does_not_fit_is_said_above_what_is_saved(look):
    answer = look(nl_body="x" * 60_001)

    assert "Hallo Sanne," in answer.context["copy"].text
    assert "niet meer dan 60000 tekens" in answer.content.decode()


def test_only_this_page_may_stand_in_a_frame_and_nothing_runs_in_it(look, leader, draft):
    answer = look()
    policy = answer.headers["Content-Security-Policy"]

    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in policy
    assert "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox" in policy
    assert "script" not in policy
    assert "default-src 'none'" in policy
    page = leader.get(reverse("newsletter_edit", args=[draft.pk]))
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]


def test_the_links_of_a_reader_lead_nowhere(look):
    assert look().context["copy"].html.count('href="#"') == 3


def beside(answer):
    """What the script puts beside the text."""
    page = answer.content.decode()
    return page.partition("<template data-findings>")[2].partition("</template>")[0]


def test_what_is_said_about_the_text_follows_what_is_typed(look, leader, draft):
    fine = beside(look(nl_preheader="Een regel"))
    flawed = beside(look(nl_body="Dag\n\n{naam|x}\n\n[hier](htp:/x)\n\n![](picture:999999)"))

    assert "Alles klopt" in fine
    assert "Nog 3 dingen voor je kunt versturen" in flawed
    assert '<a href="#id_nl_body" data-go="3">regel 3</a>' in flawed
    assert '<a href="#id_nl_body" data-go="7">regel 7</a>' in flawed
    shown = leader.get(reverse("newsletter_preview", args=[draft.pk])).content.decode()
    assert "data-findings" not in shown


def test_what_does_not_fit_is_said_beside_the_text_with_a_way_to_it(look):
    found = beside(look(nl_subject="x" * 151))

    assert "niet meer dan 150 tekens" in found
    assert 'href="#id_nl_subject"' in found
