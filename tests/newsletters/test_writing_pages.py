"""Writing a newsletter on the pages."""

import pytest
from django.urls import reverse
from django.utils import timezone

from newsletters.models import Letterhead, Newsletter, Picture
from tests.accounts.pages import check
from tests.internships.pages import said
from tests.newsletters.rows import letterhead, newsletter, picture

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("newsletter_list"), reverse("newsletter_create")


@pytest.fixture
def leader(cast, on):
    return on(cast.here.leader)


@pytest.fixture
def draft(cast):
    return newsletter(cast.here.region, cast.here.leader)


def page_of(row, name="newsletter_edit"):
    return reverse(name, args=[row.pk])


def typed(row, **fields):
    words = {
        f"{language}_{part}": ""
        for language in ("nl", "en")
        for part in ("subject", "preheader", "body")
    }
    words |= {"nl_subject": "Kom je ook?", "nl_body": "Hallo {voornaam|daar},"}
    return {**words, "revision": row.revision, "topic": row.topic, **fields}


def test_without_newsletters_the_list_says_what_to_do(leader):
    assert "Nog geen nieuwsbrieven" in check(leader.get(LIST))


def test_the_list_shows_drafts_first_and_none_of_another_region(cast, leader, draft):
    now = timezone.now()
    started = {"approved": 1, "started_at": now, "planned_at": now}
    for status in ("sent", "sending", "planned"):
        newsletter(cast.here.region, subject=f"Brief {status}", status=status, **started)
    newsletter(cast.there.region, subject="Van elders")

    page = check(leader.get(LIST))

    places = [
        page.index(words) for words in ("Kom je ook?", "Brief sending", "Verstuurd", "Brief sent")
    ]
    assert places == sorted(places)
    assert "Van elders" not in page
    assert f'href="{page_of(draft)}"' in page


def test_a_title_shows_what_stands_for_a_reader_without_name(cast, leader):
    newsletter(cast.here.region, subject="{voornaam|Dag}, kom je?")

    assert "Dag, kom je?" in check(leader.get(LIST))


def test_a_new_newsletter_is_begun_and_written(cast, leader):
    check(leader.get(NEW))
    data = {"region": cast.here.region.pk, "topic": "recruitment", "subject": "Kom\nje?"}

    answer = leader.post(NEW, data)

    row = Newsletter.objects.get()
    assert answer.url == page_of(row)
    assert (row.title, row.author, row.region) == ("Kom je?", cast.here.leader, cast.here.region)
    check(leader.get(answer.url))


def test_nobody_begins_one_for_another_region(cast, leader):
    data = {"region": cast.there.region.pk, "topic": "recruitment", "subject": "Dag"}

    assert "Selecteer een geldige keuze" in check(leader.post(NEW, data))
    assert not Newsletter.objects.exists()


def test_what_is_typed_is_kept_in_both_languages(leader, draft):
    data = typed(draft, nl_body="Een\r\ntwee", en_subject="Hi", en_body="One", topic="alumni")

    answer = leader.post(page_of(draft), data)

    assert answer.url == page_of(draft)
    assert said(answer) == ["Bewaard."]
    draft.refresh_from_db()
    assert draft.topic == "alumni"
    assert list(draft.texts.order_by("-language").values_list("subject", "body")) == [
        ("Kom je ook?", "Een\ntwee"),
        ("Hi", "One"),
    ]


def test_the_way_to_sending_keeps_the_text_first(leader, draft):
    answer = leader.post(page_of(draft), typed(draft, nl_body="Af!", next="1"))

    assert answer.url == page_of(draft, "newsletter_detail")
    assert draft.texts.get().body == "Af!"
    page = check(
        leader.post(page_of(draft), typed(draft, nl_subject="x" * 151, revision=2, next="1"))
    )
    assert "niet meer dan 150 tekens" in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("nl_subject", "x" * 151, "niet meer dan 150 tekens"),
        ("nl_body", "x" * 60_001, "niet meer dan 60000 tekens"),
        ("en_preheader", "x" * 121, "niet meer dan 120 tekens"),
        ("topic", "iets", "Selecteer een geldige keuze"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field_and_nothing_typed_is_lost(
    leader, draft, field, value, sentence
):
    page = check(leader.post(page_of(draft), typed(draft, en_body="Ook dit", **{field: value})))

    assert sentence in page
    assert "Ook dit" in page
    assert draft.texts.get().body == "Hallo {voornaam|daar},"


def test_what_no_database_keeps_is_left_out(leader, draft):
    leader.post(page_of(draft), typed(draft, nl_subject="a\x00b", nl_body="c\x00d"))

    text = draft.texts.get()
    assert (text.subject, text.body) == ("a b", "cd")


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30])
def test_a_form_without_a_sensible_revision_is_refused(leader, draft, revision):
    check(leader.post(page_of(draft), typed(draft, nl_body="Anders", revision=revision)))

    assert draft.texts.get().body == "Hallo {voornaam|daar},"


def test_of_two_people_the_later_one_chooses_and_loses_nothing(leader, draft):
    leader.post(page_of(draft), typed(draft, nl_body="Van de ander"))

    page = check(leader.post(page_of(draft), typed(draft, nl_body="Van mij")))
    assert "Iemand anders heeft deze nieuwsbrief intussen bewaard" in page
    assert "Van de ander" in page
    assert "Van mij" in page
    assert draft.texts.get().body == "Van de ander"

    leader.post(page_of(draft), typed(draft, nl_body="Van mij", over=draft.revision + 1))
    assert draft.texts.get().body == "Van mij"


def test_one_that_is_no_draft_cannot_be_written_on(cast, leader):
    row = newsletter(cast.here.region, status="planned", planned_at=timezone.now())
    sentence = "Deze nieuwsbrief is geen concept meer: de tekst staat vast. Maak een kopie."

    for answer in (
        leader.get(page_of(row)),
        leader.post(page_of(row), typed(row, nl_body="Anders")),
        leader.post(page_of(row, "newsletter_discard")),
    ):
        assert answer.url == page_of(row, "newsletter_detail")
        assert said(answer)[-1] == sentence
    assert row.texts.get().body == "Hallo {voornaam|daar},"


def test_what_is_wrong_stands_beside_the_text_with_a_way_to_it(cast, leader):
    row = newsletter(cast.here.region, body="Dag\n\n{naam|x}")

    page = check(leader.get(page_of(row)))

    assert "Nog 2 dingen voor je kunt versturen" in page
    assert '<a href="#id_nl_body" data-go="3">regel 3</a>' in page
    assert reverse("letterhead_edit", args=[cast.here.region.pk]) in page


def test_when_all_is_well_the_page_says_so(cast, leader):
    letterhead(cast.here.region)
    row = newsletter(cast.here.region)
    row.texts.update(preheader="Een regel")

    assert "Alles klopt" in check(leader.get(page_of(row)))


def test_a_picture_is_added_and_the_text_kept(cast, leader, draft, upload):
    picture(cast.there.region, alt="Van elders")
    data = typed(draft, nl_body="Getypt", picture="1", alt="Een lasser", file=upload())

    answer = leader.post(page_of(draft), data)

    assert answer.url == f"{page_of(draft)}#pictures"
    row = cast.here.region.pictures.get()
    assert row.alt == "Een lasser"
    assert draft.texts.get().body == "Getypt"
    page = check(leader.get(page_of(draft)))
    assert f"![](picture:{row.pk})" in page
    assert "Van elders" not in page


def test_a_picture_that_is_refused_costs_nothing_that_was_typed(leader, draft, upload):
    data = typed(draft, nl_body="Getypt", picture="1", alt="", file=upload())

    page = check(leader.post(page_of(draft), data))

    assert "Dit veld is verplicht." in page
    assert not Picture.objects.exists()
    assert draft.texts.get().body == "Getypt"
    # The form goes on from what was kept.
    assert f'name="revision" value="{draft.revision + 1}"' in page


def test_a_file_that_is_no_picture_is_refused_at_its_field(leader, draft, upload):
    file = upload(name="foto.jpg")
    file.file.seek(0)
    file.file.write(b"Hallo, ik ben tekst en geen foto")
    file.file.seek(0)

    page = check(leader.post(page_of(draft), typed(draft, picture="1", alt="x", file=file)))

    assert "Dit is geen afbeelding die in mail werkt." in page
    assert not Picture.objects.exists()


def test_a_large_picture_may_be_uploaded(leader, draft, upload, settings):
    large = upload((2200, 2200), "PNG", compress_level=0)
    assert large.size > 5 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    page = check(leader.post(page_of(draft), typed(draft, picture="1", alt="x", file=large)))
    assert "Dit bestand is groter dan 12 MB." in page

    good = upload((1900, 1900), "PNG", compress_level=0)
    assert good.size > 4 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    answer = leader.post(page_of(draft), typed(draft, picture="1", alt="x", file=good))
    assert answer.status_code == 302


def test_a_picture_that_nothing_shows_is_thrown_away_and_the_text_kept(cast, leader, draft):
    row, stays = picture(cast.here.region), picture(cast.here.region)
    # Its number stands in a text, and is no picture there.
    newsletter(cast.here.region, body=f"Bel {row.pk}, picture:{row.pk} of {row.pk}{row.pk}.")

    answer = leader.post(page_of(draft), typed(draft, nl_body="Getypt", drop=row.pk))

    assert answer.url == f"{page_of(draft)}#pictures"
    assert list(Picture.objects.all()) == [stays]
    assert draft.texts.get().body == "Getypt"


@pytest.mark.parametrize("place", ["draft", "sent", "typed", "logo"])
def test_a_picture_that_is_shown_somewhere_stays_and_the_page_says_where(
    cast, leader, draft, place
):
    region = cast.here.region
    row = picture(region)
    body = f"Kijk\n\n![](picture:0{row.pk})\n"
    facts = {"subject": "{voornaam|Dag}, kom je?", "body": body}
    if place == "logo":
        letterhead(region, logo=row)
    elif place == "sent":
        now = timezone.now()
        newsletter(region, status="sent", started_at=now, approved=1, **facts)
    elif place == "draft":
        newsletter(region, **facts)
    words = {"nl_body": body} if place == "typed" else {}

    page = check(leader.post(page_of(draft), typed(draft, drop=row.pk, **words)))

    shown = {"typed": "„Kom je ook?”", "logo": "het briefhoofd"}.get(place, "„Dag, kom je?”")
    assert f"blijft staan. Zij staat in: {shown}." in page
    draft.refresh_from_db()
    assert f'name="revision" value="{draft.revision}"' in page
    assert Picture.objects.get() == row


@pytest.mark.parametrize("number", ["elsewhere", "gone", "x", "9" * 30])
def test_of_another_region_or_gone_nothing_is_thrown_away(cast, leader, draft, number):
    row = picture(cast.there.region)
    number = {"elsewhere": row.pk, "gone": row.pk + 1}.get(number, number)

    assert leader.post(page_of(draft), typed(draft, drop=number)).status_code == 302
    assert Picture.objects.get() == row


def test_a_copy_is_a_new_draft_to_write_on(leader, draft):
    answer = leader.post(page_of(draft, "newsletter_copy"))

    made = Newsletter.objects.exclude(pk=draft.pk).get()
    assert answer.url == page_of(made)
    assert made.title == draft.title


def test_a_draft_is_thrown_away(leader, draft):
    assert leader.post(page_of(draft, "newsletter_discard")).url == LIST
    assert not Newsletter.objects.exists()


HEAD = {
    "name": "HTO Hier",
    "colour": "#0e5460",
    "sender": "HTO, Kerkstraat 1, 3011 AA Rotterdam",
    "reply_to": "hto@portaal.example",
    "per_hour": "500",
}


def test_a_letterhead_is_made_and_changed(cast, leader, upload):
    page = page_of(cast.here.region, "letterhead_edit")
    check(leader.get(page))

    assert leader.post(page, {**HEAD, "new_logo": upload()}).status_code == 302
    head = Letterhead.objects.get(region=cast.here.region)
    assert (head.name, head.per_hour, head.logo.alt) == ("HTO Hier", 500, "Logo van HTO Hier")

    check(leader.get(page))
    leader.post(page, {**HEAD, "name": "Anders", "no_logo": "on"})
    head.refresh_from_db()
    assert (head.name, head.logo) == ("Anders", None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("sender", ""),
        ("colour", "rood"),
        ("colour", "#ffffff"),
        ("reply_to", "geen adres"),
        ("per_hour", "0"),
        ("per_hour", "1000001"),
    ],
)
def test_a_letterhead_that_will_not_do_is_not_kept(cast, leader, field, value):
    page = page_of(cast.here.region, "letterhead_edit")

    assert 'role="alert"' in check(leader.post(page, {**HEAD, field: value}))
    assert not Letterhead.objects.exists()


def test_a_logo_that_is_no_picture_is_refused_at_its_field(cast, leader, upload):
    page = page_of(cast.here.region, "letterhead_edit")
    file = upload()
    file.file.truncate(40)

    answer = check(leader.post(page, {**HEAD, "new_logo": file}))

    assert "Nieuw logo" in answer
    assert 'role="alert"' in answer
    assert not Letterhead.objects.exists()
