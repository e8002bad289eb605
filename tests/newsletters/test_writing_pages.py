"""Writing a newsletter on the pages."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from newsletters.models import Newsletter
from tests import factories as make
from tests.accounts.pages import check
from tests.internships.pages import said
from tests.newsletters.pages import page_of, typed

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("newsletter_list"), reverse("newsletter_create")


def test_without_newsletters_the_list_says_what_to_do(leader):
    assert "Nog geen nieuwsbrieven" in check(leader.get(LIST))


def test_the_list_shows_drafts_first_and_none_of_another_region(cast, leader, draft):
    now = timezone.now()
    started = {"approved": 1, "started_at": now, "planned_at": now}
    for status in ("sent", "sending", "planned"):
        make.newsletter(cast.here.region, subject=f"Brief {status}", status=status, **started)
    make.newsletter(cast.there.region, subject="Van elders")

    page = check(leader.get(LIST))

    places = [
        page.index(words) for words in ("Kom je ook?", "Brief sending", "Verstuurd", "Brief sent")
    ]
    assert places == sorted(places)
    assert "Van elders" not in page
    assert f'href="{page_of(draft)}"' in page


def test_a_title_shows_what_stands_for_a_reader_without_name(cast, leader):
    make.newsletter(cast.here.region, subject="{voornaam|Dag}, kom je?")

    assert "Dag, kom je?" in check(leader.get(LIST))


def test_a_new_newsletter_is_begun_and_written(cast, leader):
    check(leader.get(NEW))
    data = {"region": cast.here.region.pk, "topic": "recruitment", "subject": "Kom\nje?"}

    answer = leader.post(NEW, data)

    row = Newsletter.objects.get()
    assert answer.url == page_of(row)
    assert (row.title, row.author, row.region) == ("Kom je?", cast.here.leader, cast.here.region)
    check(leader.get(answer.url))


def test_a_group_that_is_not_full_leads_to_a_newsletter_for_its_region(cast, leader):
    make.region(cast.here.leader)
    group = make.cohort(
        cast.here.region, status="open", start_on=timezone.localdate() + timedelta(days=20)
    )
    [way] = re.findall(
        r'href="([^"]*)">Schrijf een nieuwsbrief<span class="visually-hidden"> voor ([^<]*)</span>',
        leader.get(reverse("leader_start")).content.decode(),
    )

    form = leader.get(way[0]).context["form"]

    assert (way[1], form["region"].value()) == (str(group), str(cast.here.region.pk))


def test_from_the_leads_newsletters_are_one_step(leader):
    _menu, page = leader.get(reverse("lead_list")).content.decode().split("<main", 1)

    assert f'href="{LIST}"' in page


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
    row = make.newsletter(cast.here.region, status="planned", planned_at=timezone.now())
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
    row = make.newsletter(cast.here.region, body="Dag\n\n{naam|x}")

    page = check(leader.get(page_of(row)))

    assert "Nog 2 dingen voor je kunt versturen" in page
    assert '<a href="#id_nl_body" data-go="3">regel 3</a>' in page
    assert reverse("letterhead_edit", args=[cast.here.region.pk]) in page


def test_when_all_is_well_the_page_says_so(cast, leader):
    make.letterhead(cast.here.region)
    row = make.newsletter(cast.here.region)
    row.texts.update(preheader="Een regel")

    assert "Alles klopt" in check(leader.get(page_of(row)))


def test_a_copy_is_a_new_draft_to_write_on(leader, draft):
    answer = leader.post(page_of(draft, "newsletter_copy"))

    made = Newsletter.objects.exclude(pk=draft.pk).get()
    assert answer.url == page_of(made)
    assert made.title == draft.title


def test_a_draft_is_thrown_away(leader, draft):
    assert leader.post(page_of(draft, "newsletter_discard")).url == LIST
    assert not Newsletter.objects.exists()


@pytest.mark.parametrize("name", ["edit", "detail", "preview", "list"])
def test_a_draft_without_a_subject_is_still_a_draft(leader, draft, name):
    assert leader.post(page_of(draft), typed(draft, nl_subject="")).status_code == 302

    page = reverse(f"newsletter_{name}", args=[] if name == "list" else [draft.pk])

    assert leader.get(page).status_code == 200
