"""Building an audience, with nothing but buttons."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsletters import queueing, sending
from newsletters.models import Audience, Newsletter
from tests import factories as make
from tests.newsletters import mailing as mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return make.user("leider@regio.example")


@pytest.fixture
def region(leader):
    row = make.region(leader)
    make.subscription(row, first_name="Bouwer", branch="construction")
    make.subscription(row, first_name="Metaal", branch="metal", language="en")
    make.subscription(make.region(), first_name="Elders", branch="metal")
    return row


def line(place, block, what, is_not="", day=""):
    parts = {"block": block, "what": what, "is_not": is_not, "day": day}
    return {f"line-{place}-{name}": value for name, value in parts.items()}


def build(client, typed, pk=None, query=""):
    name = "audience_edit" if pk else "audience_create"
    address = reverse(name, args=[pk] if pk else []) + query
    if pk:  # As it is when the page is opened.
        typed = {"revision": Audience.objects.get(pk=pk).revision, **typed}
    return client.post(address, typed, follow=True).content.decode()


def conditions(audience):
    return list(audience.conditions.values_list("block", "field", "is_not", "value"))


def test_lines_and_blocks_are_added_by_buttons_and_nothing_is_kept_yet(on, leader, region):
    typed = {"region": region.pk, **line(0, 0, "branch:metal")}

    more = build(on(leader), {**typed, "add": "0"})
    block = build(on(leader), {**typed, "add": "1"})

    assert more.count('class="audience-line"') == 2
    assert more.count('<fieldset class="panel') == 1
    assert block.count('<fieldset class="panel') == 2
    assert "<b>1</b> lezer" in more
    assert "Metaal" in more
    assert "Elders" not in more
    assert Audience.objects.count() == 0


def test_a_line_is_taken_away(on, leader, region):
    typed = {**line(0, 0, "branch:metal"), **line(1, 1, "language:nl"), "region": region.pk}

    html = build(on(leader), {**typed, "drop": "line-1"})

    assert html.count('class="audience-line"') == 1
    assert "<b>1</b> lezer" in html


def test_what_is_kept_is_what_was_typed(on, leader, region):
    lines = {
        **line(0, 0, "branch:metal"),
        **line(1, 0, "branch:construction"),
        **line(2, 1, "language:en", is_not="1"),
        **line(3, 1, "since:", day="01-02-2026"),
        **line(4, 1, ""),
    }

    build(on(leader), {"region": region.pk, "name": "Bouw en metaal", "save": "1", **lines})

    audience = Audience.objects.get()
    assert (audience.region, audience.name, audience.created_by) == (
        region,
        "Bouw en metaal",
        leader,
    )
    assert conditions(audience) == [
        (0, "branch", False, "metal"),
        (0, "branch", False, "construction"),
        (1, "language", True, "en"),
        (1, "since", False, "2026-02-01"),
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "invalid-feedback"),
        ({"name": "x" * 81}, "invalid-feedback"),
        ({"name": "Dubbel"}, "al een doelgroep met deze naam"),
        ({"name": "Goed", **line(0, 0, "branch:kapper")}, "bestaat niet meer"),
        ({"name": "Goed", **line(0, 0, "cohort:999999")}, "bestaat niet meer"),
        ({"name": "Goed", **line(0, 0, "since:")}, "sinds welke dag"),
        ({"name": "Goed", **line(0, 0, "since:", day="32-13-2026")}, "invalid-feedback"),
        ({"name": "Goed", **line(0, "x", "branch:metal")}, ""),
        (
            {
                "name": "Goed",
                **line(0, 0, "branch:metal"),
                **line(1, 0, "language:en"),
                **line(2, 0, "branch:metal", is_not="1"),
            },
            "In dit blok staat ook het omgekeerde",
        ),
        (
            {"name": "Goed", **line(0, 0, "branch:metal", "1"), **line(1, 1, "branch:metal")},
            "zo krijgt niemand de nieuwsbrief",
        ),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(on, leader, region, typed, words):
    make.audience(region, name="Dubbel")

    html = build(on(leader), {"region": region.pk, "save": "1", **typed})

    assert words in html
    assert [row.name for row in Audience.objects.all()] == ["Dubbel"]


def test_what_only_looks_contradictory_is_kept(on, leader, region):
    """(metal or English) and not metal is English; of one day and another both can be meant."""
    lines = {
        **line(0, 0, "branch:metal"),
        **line(1, 0, "language:en"),
        **line(2, 1, "branch:metal", is_not="1"),
        **line(3, 2, "since:", day="01-02-2026"),
        **line(4, 3, "since:", day="01-03-2026", is_not="1"),
        **line(5, 3, "since:", day="01-03-2026", is_not="1"),
    }

    build(on(leader), {"region": region.pk, "name": "Goed", "save": "1", **lines})

    assert conditions(Audience.objects.get())[:3] == [
        (0, "branch", False, "metal"),
        (0, "language", False, "en"),
        (1, "branch", True, "metal"),
    ]
    assert Audience.objects.get().conditions.count() == 5


def test_an_audience_is_changed_as_a_whole(on, leader, region):
    audience = make.audience(region, (0, "branch", "metal"), (1, "language", "en"))

    build(on(leader), {"name": "Anders", "save": "1", **line(0, 0, "language:nl")}, pk=audience.pk)

    audience.refresh_from_db()
    assert audience.name == "Anders"
    assert conditions(audience) == [(0, "language", False, "nl")]


def test_a_name_is_the_only_one_also_when_it_is_changed(on, leader, region):
    make.audience(region, name="Dubbel")
    audience = make.audience(region)

    html = build(on(leader), {"name": "Dubbel", "save": "1"}, pk=audience.pk)

    assert "al een doelgroep met deze naam" in html
    assert Audience.objects.filter(name="Dubbel").count() == 1


def test_a_condition_about_what_is_gone_is_shown_as_such(on, leader, region):
    audience = make.audience(region, (0, "cohort", "999999"))

    html = on(leader).get(reverse("audience_edit", args=[audience.pk])).content.decode()

    assert "Deze keuze bestaat niet meer, dus zo krijgt niemand de nieuwsbrief." in html
    assert "<b>0</b> lezers" in html


def test_what_is_made_for_a_newsletter_is_whom_it_goes_to(on, leader, region):
    newsletter = mail.ready(region, author=leader)
    typed = {"name": "Metaal", "save": "1", "newsletter": newsletter.pk}

    html = build(on(leader), {**typed, **line(0, 0, "branch:metal")})

    newsletter.refresh_from_db()
    assert newsletter.audience == Audience.objects.get(name="Metaal")
    assert "Stuur jezelf een proefmail" in html


@pytest.mark.parametrize("kind", ["sent", "elsewhere"])
def test_it_changes_no_readers_of_a_newsletter_that_left_or_of_another_region(
    on, leader, region, kind
):
    audience = make.audience(region)
    place = make.region(leader) if kind == "elsewhere" else region
    newsletter = mail.ready(place, author=leader)
    if kind == "sent":
        moment = {"started_at": timezone.now(), "approved": 1}
        Newsletter.objects.filter(pk=newsletter.pk).update(status="sent", **moment)

    html = build(
        on(leader), {"name": "Anders", "save": "1", "newsletter": newsletter.pk}, pk=audience.pk
    )

    newsletter.refresh_from_db()
    assert newsletter.audience is None
    assert "De doelgroep is bewaard." in html


def test_a_newsletter_or_region_of_somebody_else_does_not_exist(on, leader, region):
    foreign = mail.ready()

    for query in (f"?newsletter={foreign.pk}", f"?region={foreign.region_id}"):
        assert on(leader).get(reverse("audience_create") + query).status_code == 404


def test_the_count_is_a_piece_of_a_page(on, leader, region):
    query = {"region": region.pk, **line(0, 0, "branch:metal", is_not="1"), "topic": "weer"}

    html = on(leader).get(reverse("audience_count"), query).content.decode()

    assert "<b>1</b> lezer" in html
    assert "Bouwer" in html
    assert "<html" not in html


def test_only_an_unused_audience_is_thrown_away(on, leader, region):
    used, free = make.audience(region), make.audience(region)
    mail.ready(region, audience=used)

    for row in (used, free):
        on(leader).post(reverse("audience_remove", args=[row.pk]))

    assert list(Audience.objects.all()) == [used]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_a_constant_number_of_queries(
    on, leader, region, number, django_assert_num_queries
):
    for _ in range(number):
        make.audience(region, (0, "branch", "metal"))
    client = on(leader)

    with django_assert_num_queries(4):
        client.get(reverse("audience_list"))


@pytest.mark.parametrize(("branch", "statements"), [("metal", 2), ("other", 1)])
def test_readers_are_counted_once_and_named_once(on, leader, region, branch, statements):
    audience = make.audience(region, (0, "branch", branch))

    with CaptureQueriesContext(connection) as found:
        on(leader).get(reverse("audience_edit", args=[audience.pk]))

    asked = [one["sql"] for one in found if 'FROM "newsletters_subscription"' in one["sql"]]
    assert len(asked) == statements


def test_an_audience_stands_still_until_the_readers_of_a_newsletter_are_queued(on, leader, region):
    audience = make.audience(region, (0, "branch", "metal"))
    newsletter = mail.ready(region, audience=audience)
    facts = {"revision": newsletter.revision, "by": newsletter.author, "now": timezone.now()}
    sending.approve(newsletter, number=1, **facts)
    typed = {"name": audience.name, **line(0, 0, "branch:construction"), "save": "1"}

    answer = build(on(leader), typed, audience.pk)

    assert "Bewaar over een minuut opnieuw" in answer
    assert conditions(audience) == [(0, "branch", False, "metal")]
    queueing.queue(timezone.now())
    build(on(leader), typed, audience.pk)
    assert conditions(audience) == [(0, "branch", False, "construction")]
    assert newsletter.deliveries.get().subscription.first_name == "Metaal"


def test_a_choice_reads_as_a_sentence(on, leader, region):
    html = on(leader).get(reverse("audience_create")).content.decode()

    assert ">is of was deelnemer: alle fasen</option>" in html
    assert ">is of was deelnemer: afgerond</option>" in html


def test_a_choice_reads_as_a_sentence_in_english(on, leader, region):
    leader.language = "en"
    leader.save()

    html = on(leader).get(reverse("audience_create")).content.decode()

    assert re.findall(r'<option value="1?"[^>]*>(.*?)</option>', html)[:2] == ["true", "not true"]
    assert ">is or was a participant: at any stage</option>" in html
