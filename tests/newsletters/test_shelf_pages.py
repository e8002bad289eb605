"""What stands beside the text on the pages: the pictures and the letterhead of a region."""

import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from newsletters import pictures
from newsletters.models import Letterhead, Picture
from newsletters.views.writing import PICTURES
from tests import factories as make
from tests.accounts.pages import check
from tests.newsletters.pages import LETTERHEAD, page_of, typed

pytestmark = pytest.mark.django_db


def test_a_picture_is_added_and_the_text_kept(cast, leader, draft, upload):
    make.picture(cast.there.region, alt="Van elders")
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

    assert "Schrijf in een paar woorden wat er te zien is." in page
    assert "Kies het bestand nog een keer." in page
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
    row, stays = make.picture(cast.here.region), make.picture(cast.here.region)
    # Its number stands in a text, and is no picture there.
    make.newsletter(cast.here.region, body=f"Bel {row.pk}, picture:{row.pk} of {row.pk}{row.pk}.")

    answer = leader.post(page_of(draft), typed(draft, nl_body="Getypt", drop=row.pk))

    assert answer.url == f"{page_of(draft)}#pictures"
    assert list(Picture.objects.all()) == [stays]
    assert draft.texts.get().body == "Getypt"


@pytest.mark.parametrize("place", ["draft", "planned", "typed", "logo"])
def test_a_picture_that_is_still_needed_stays_and_the_page_says_where(cast, leader, draft, place):
    region = cast.here.region
    row = make.picture(region)
    body = f"Kijk\n\n![](picture:0{row.pk})\n"
    facts = {"subject": "{voornaam|Dag}, kom je?", "body": body}
    if place == "logo":
        make.letterhead(region, logo=row)
    elif place == "planned":
        make.newsletter(region, status="planned", planned_at=timezone.now(), **facts)
    elif place == "draft":
        make.newsletter(region, **facts)
    words = {"nl_body": body} if place == "typed" else {}

    page = check(leader.post(page_of(draft), typed(draft, drop=row.pk, **words)))

    shown = {"typed": "„Kom je ook?”", "logo": "het briefhoofd"}.get(place, "„Dag, kom je?”")
    assert f"blijft staan. Zij staat in: {shown}." in page
    draft.refresh_from_db()
    assert f'name="revision" value="{draft.revision}"' in page
    assert Picture.objects.get().on_shelf


def choice(picture):
    """The button that puts it in the text; the help names some picture too."""
    return f'data-picture="![](picture:{picture.pk})"'


@pytest.mark.parametrize("place", ["text", "former logo"])
@pytest.mark.parametrize("status", ["sending", "sent", "cancelled"])
def test_what_mail_that_left_shows_leaves_the_shelf_and_is_still_served(
    cast, client, leader, draft, upload, place, status
):
    region, now = cast.here.region, timezone.now()
    row = pictures.add(region, upload(), alt="Een lasser")
    if place == "former logo":
        make.letterhead(region, logo=row)
        make.letterhead(region, logo=None)
    body = f"Kijk\n\n![](picture:{row.pk})\n" if place == "text" else "Dag"
    make.newsletter(region, body=body, status=status, started_at=now, approved=1)

    answer = leader.post(page_of(draft), typed(draft, drop=row.pk), follow=True)

    assert "Wie al mail kreeg, ziet haar daarin nog." in check(answer)
    assert choice(row) not in check(answer)
    assert client.get(reverse("picture", args=[row.digest])).status_code == 200
    entry = LogEntry.objects.get_for_object(row).first()
    assert (entry.actor, entry.changes) == (cast.here.leader, {"on_shelf": ["True", "False"]})
    # Who adds it again can choose it again.
    assert pictures.add(region, upload(), alt="Een lasser").on_shelf
    assert choice(row) in check(leader.get(page_of(draft)))


def test_a_former_logo_that_nobody_was_sent_is_deleted(cast, leader, draft):
    region, row = cast.here.region, make.picture(cast.here.region)
    make.letterhead(region, logo=row)
    make.letterhead(region, logo=None)

    answer = leader.post(page_of(draft), typed(draft, drop=row.pk), follow=True)

    assert "De afbeelding is weg." in check(answer)
    assert not Picture.objects.exists()


def test_the_shelf_is_paged_and_the_text_kept(cast, leader, draft):
    rows = [make.picture(cast.here.region) for _ in range(PICTURES + 2)]
    oldest, newest = choice(rows[0]), choice(rows[-1])

    first = check(leader.get(page_of(draft)))
    assert [oldest in first, newest in first] == [False, True]
    assert "1–12 van 14" in first
    assert f'formaction="{page_of(draft)}?shelf=2#pictures"' in first

    data = typed(draft, nl_body="Getypt", turn="1")
    answer = leader.post(f"{page_of(draft)}?shelf=2", data)
    assert answer.url == f"{page_of(draft)}?shelf=2#pictures"
    assert draft.texts.get().body == "Getypt"

    second = check(leader.get(answer.url))
    assert [oldest in second, newest in second] == [True, False]
    assert "13–14 van 14" in second


@pytest.mark.parametrize("number", ["0", "99", "x", "", "²", "9" * 30, "9" * 5000])
def test_a_page_of_the_shelf_that_is_not_there_is_another(cast, leader, draft, number):
    row = make.picture(cast.here.region)

    assert choice(row) in check(leader.get(page_of(draft), {"shelf": number}))
    answer = leader.post(f"{page_of(draft)}?shelf={number}", typed(draft, turn="1"), follow=True)
    assert choice(row) in check(answer)


@pytest.mark.parametrize(
    "number", ["elsewhere", "gone", "x", "9" * 30, pytest.param("9" * 5000, id="5000 digits")]
)
def test_of_another_region_or_gone_nothing_is_thrown_away(cast, leader, draft, number):
    row = make.picture(cast.there.region)
    number = {"elsewhere": row.pk, "gone": row.pk + 1}.get(number, number)

    assert leader.post(page_of(draft), typed(draft, drop=number)).status_code == 302
    assert Picture.objects.get() == row


def test_a_letterhead_is_made_and_changed(cast, leader, upload):
    page = page_of(cast.here.region, "letterhead_edit")
    check(leader.get(page))

    assert leader.post(page, {**LETTERHEAD, "new_logo": upload()}).status_code == 302
    head = Letterhead.objects.get(region=cast.here.region)
    assert (head.name, head.per_hour, head.logo.alt) == ("HTO Hier", 500, "Logo van HTO Hier")

    check(leader.get(page))
    leader.post(page, {**LETTERHEAD, "name": "Anders", "no_logo": "on"})
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

    assert 'role="alert"' in check(leader.post(page, {**LETTERHEAD, field: value}))
    assert not Letterhead.objects.exists()


def test_a_logo_that_is_no_picture_is_refused_at_its_field(cast, leader, upload):
    page = page_of(cast.here.region, "letterhead_edit")
    file = upload()
    file.file.truncate(40)

    answer = check(leader.post(page, {**LETTERHEAD, "new_logo": file}))

    assert "Nieuw logo" in answer
    assert 'role="alert"' in answer
    assert not Letterhead.objects.exists()
