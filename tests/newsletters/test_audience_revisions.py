"""Two leaders who change one audience: the second sees what the first kept, and chooses."""

import pytest
from django.urls import reverse

from newsletters.models import Audience
from tests import factories as make
from tests.accounts.pages import check

pytestmark = pytest.mark.django_db
METAL, ENGLISH = (0, "branch", "metal"), (1, "!language", "en")


@pytest.fixture
def audience(cast):
    return make.audience(cast.here.region, METAL, name="Metaal")


def typed(revision=1, *, what="branch:construction", name="Metaal", **more):
    line = {"block": 0, "what": what, "is_not": "", "day": ""}
    lines = {f"line-0-{part}": value for part, value in line.items()}
    return {"name": name, "revision": revision, "save": "1", **lines, **more}


def post(client, audience, data):
    return check(client.post(reverse("audience_edit", args=[audience.pk]), data, follow=True))


def values(audience):
    return list(audience.conditions.values_list("value", flat=True))


def test_the_second_sees_what_the_first_kept_and_loses_nothing(leader, audience):
    post(leader, audience, typed(what="branch:electrical", name="Elektro"))

    page = post(leader, audience, typed(name="Bouw"))

    assert "Iemand anders heeft deze doelgroep intussen gewijzigd" in page
    assert "<h3>Elektro</h3>" in page
    assert "<li>branche: elektro" in page.lower()
    assert 'value="Bouw"' in page
    assert '<option value="branch:construction" selected>' in page
    assert values(audience) == ["electrical"]
    assert Audience.objects.get().name == "Elektro"


def test_pressing_again_is_no_choice_and_writing_over_it_is(leader, audience):
    post(leader, audience, typed(what="branch:electrical"))
    mine = typed()

    assert "intussen gewijzigd" in post(leader, audience, mine)
    assert "intussen gewijzigd" in post(leader, audience, mine)
    del mine["save"]
    assert "De doelgroep is bewaard." in post(leader, audience, {**mine, "over": "2"})

    assert values(audience) == ["construction"]


def test_writing_over_one_is_not_writing_over_a_third(leader, audience):
    post(leader, audience, typed(what="branch:electrical"))
    post(leader, audience, typed(2, what="branch:metal", name="Derde"))

    page = post(leader, audience, typed(over="2"))

    assert "<h3>Derde</h3>" in page
    assert values(audience) == ["metal"]


def test_the_same_button_twice_is_once(leader, audience):
    first, second = (post(leader, audience, typed()) for _ in range(2))

    assert "De doelgroep is bewaard." in first
    assert "De doelgroep is bewaard." in second
    audience.refresh_from_db()
    assert audience.revision == 2


def test_adding_a_line_does_not_forget_what_was_read(leader, audience):
    page = check(leader.get(reverse("audience_edit", args=[audience.pk])))
    assert '<input type="hidden" name="revision" value="1">' in page
    post(leader, audience, typed(what="branch:electrical"))
    step = typed(add="0")
    del step["save"]

    page = post(leader, audience, step)

    assert '<input type="hidden" name="revision" value="1">' in page
    assert "intussen gewijzigd" not in page


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30])
def test_a_page_that_names_no_revision_has_not_seen_the_one_of_now(leader, audience, revision):
    assert "intussen gewijzigd" in post(leader, audience, typed(revision))
    assert values(audience) == ["metal"]


def test_what_the_other_kept_is_told_in_words(leader, cast):
    cohort = make.cohort(cast.here.region)
    lines = [METAL, ENGLISH, (1, "since", "2026-02-01"), (2, "cohort", str(cohort.pk))]
    row = make.audience(cast.here.region, *lines, name="Metaal")
    Audience.objects.update(revision=2)
    cohort.delete()

    page = post(leader, row, typed())

    told = page[page.index('role="alert"') : page.index('id="audience"')]
    for words in ("niet: ", "2026", "bestaat niet meer", "en ook"):
        assert words in told
    assert told.count("<ul>") == 3


def test_one_that_got_another_name_from_an_admin_is_told_too(on, leader, cast, audience):
    page = reverse("admin:newsletters_audience_change", args=[audience.pk])
    form = on(cast.admin).get(page).context["adminform"].form
    data = {**form.initial, "name": "Anders", "conditions-TOTAL_FORMS": 0}
    on(cast.admin).post(page, {**data, "conditions-INITIAL_FORMS": 0})
    assert Audience.objects.get().name == "Anders"

    assert "<h3>Anders</h3>" in post(leader, audience, typed())
