"""Who would get a mail now, and why: as a leader sees it before anything is sent."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Cohort, ReminderRule
from internships.reminders.periods import Candidate
from internships.reminders.preview import candidates, order
from internships.views import preview
from outbox.models import Message, Suppression
from tests import factories as make
from tests.internships.march import at, calendar, holiday, placed
from tests.internships.pages import text

NOON = datetime(2026, 3, 11, 11, tzinfo=UTC)


@pytest.fixture
def known(cast):
    """The calendar of the coming months."""
    today = timezone.localdate()
    holiday("", today + timedelta(days=80), today + timedelta(days=90))


@pytest.fixture
def look(on):
    def get(user, query=""):
        return on(user).get(reverse("reminder_preview") + query)

    return get


def candidate(verdict, name, hours=0, kind="participant"):
    at = None if verdict == "no" else NOON + timedelta(hours=hours)
    address = f"{name.lower()}@voorbeeld.example"
    return Candidate(kind, address, name, make.user(), "Loopt achter.", verdict, at, "")


def names(section):
    return {group.verdict: [row.name for row, _url in group.rows] for group in section.groups}


def everybody(page):
    sections = page.context["sections"]
    return [row for section in sections for group in section.groups for row, _url in group.rows]


def test_first_who_gets_one_now_then_by_moment_then_who_gets_none(db):
    rows = [
        candidate("no", "Noor"),
        candidate("later", "Lars", 48),
        candidate("now", "Wim"),
        candidate("later", "Zara", 24),
        candidate("now", "Ada"),
    ]

    section = preview.overview("participant", sorted(rows, key=order))

    assert names(section) == {"now": ["Ada", "Wim"], "later": ["Zara", "Lars"], "no": ["Noor"]}
    assert list(names(section)) == ["now", "later", "no"]


def test_of_many_the_overview_shows_the_first_and_counts_the_rest(db):
    rows = [candidate("now", f"Naam{number}") for number in range(7)]

    [group] = preview.overview("participant", rows).groups

    assert (group.number, len(group.rows), group.rest) == (7, 5, 2)


def test_one_kind_goes_on_over_pages_with_the_numbers_of_the_whole(db):
    rows = [candidate("now", f"Nu{n}") for n in range(30)]
    rows += [candidate("later", f"Straks{n}") for n in range(40)]

    first, second = (preview.one("participant", rows, number) for number in (1, "2"))

    shape = [
        [(group.verdict, group.number, len(group.rows)) for group in section.groups]
        for section in (first, second)
    ]
    assert shape == [[("now", 30, 30), ("later", 40, 20)], [("later", 40, 20)]]
    assert preview.one("participant", rows, "niets").page.number == 1


def test_a_leader_sees_the_own_people_with_the_reason(cast, known, look):
    page = look(cast.here.leader)

    assert {row.address for row in everybody(page)} >= {cast.here.person.email}
    assert cast.there.person.email not in text(page)
    assert cast.there.contact.email not in text(page)
    assert "achter op schema" in text(page)
    assert reverse("participant_detail", args=[cast.here.participant.pk]) in text(page)


@pytest.mark.parametrize(
    ("moment", "verdict", "sentence"),
    [
        (at(1, 10), "later", "De groep mailt vanaf deze dag en tijd."),
        (at(2, 10), "now", "wo 11 maart 2026, 10:05"),
        (at(5, 10), "later", "wo 18 maart 2026, 9:00"),
    ],
)
def test_the_page_says_when_and_what_a_mail_waits_for(db, on, moment, verdict, sentence):
    with time_machine.travel(moment, tick=False):
        calendar()
        leader = make.user()
        seat = make.participant(make.cohort(make.region(leader)))
        placed(seat)
        page = on(leader).get(reverse("reminder_preview") + "?kind=participant")

    assert [(row.verdict, row.about) for row in everybody(page)] == [(verdict, seat)]
    assert sentence in text(page)


def test_a_contact_with_open_lines_leads_to_the_page_of_the_contact(cast, known, look):
    page = look(cast.here.leader, "?kind=school")

    assert [row.address for row in everybody(page)] == [cast.here.contact.email]
    assert page.context["chosen"] == "school"
    assert reverse("contact_edit", args=[cast.here.contact.pk]) in text(page)


def test_an_administrator_sees_everybody(cast, known, look):
    addresses = {row.address for row in everybody(look(cast.admin))}

    assert addresses >= {cast.here.person.email, cast.there.person.email}


def test_who_is_behind_in_a_cohort_that_does_not_remind_gets_no_mail_and_the_page_says_why(
    cast, known, look
):
    ReminderRule.objects.create(cohort=cast.here.cohort, kind="participant", is_on=False)

    page = look(cast.here.leader, "?kind=participant")

    assert [(row.verdict, row.name) for row in everybody(page)] == [
        ("no", cast.here.person.full_name)
    ]
    assert "Deze herinnering staat uit voor deze groep." in text(page)


def test_without_anybody_behind_the_page_is_calm(cast, look):
    leader = make.user()
    make.region(leader)

    page = look(leader)

    assert everybody(page) == []
    assert "Iedereen is bij." in text(page)
    assert "Je hebt nu geen groep die loopt of gaat beginnen." in text(page)


def test_an_unknown_kind_shows_all_kinds(cast, known, look):
    page = look(cast.here.leader, "?kind=nieuwsbrief&page=x")

    assert len(page.context["sections"]) == 3


def test_the_page_tells_how_the_own_cohorts_remind(cast, look):
    Cohort.objects.filter(pk=cast.here.cohort.pk).update(reminders_on=False)

    page = look(cast.here.leader)

    assert page.context["cohorts"] == [(cast.here.cohort, "uit")]
    assert reverse("cohort_reminders", args=[cast.here.cohort.pk]) in text(page)


def test_looking_sends_nothing(cast, known, look):
    assert everybody(look(cast.here.leader))

    assert not Message.objects.exists()


def test_the_page_is_there_in_english(cast, known, look):
    cast.here.leader.language = "en"
    cast.here.leader.save()

    page = text(look(cast.here.leader))

    assert "Who gets an email now, and why" in page
    assert "nothing is sent by looking" in page


def test_the_start_page_leads_there(cast, on):
    assert reverse("reminder_preview") in text(on(cast.here.leader).get(reverse("leader_start")))


@pytest.mark.parametrize(("scope", "verdict"), [("all", "no"), ("newsletter", "now")])
def test_whom_no_mail_reaches_is_not_said_to_get_one(db, scope, verdict):
    calendar()
    leader = make.user("leider@hier.example")
    seat = placed(make.participant(make.cohort(make.region(leader))))
    Suppression.objects.create(address=seat.participant.user.email, scope=scope)

    [row] = [row for row in candidates(leader, at(2)) if row.kind == "participant"]

    assert (row.verdict, "komt niet aan" in row.why) == (verdict, verdict == "no")
