"""How long somebody who came to a region is kept, and what stays after that."""

from datetime import date, datetime, timedelta

import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from core import dates
from outbox.models import Message
from recruitment import applying, asking, intake, retention
from recruitment.models import Application, Lead, LeadNote
from tests import factories as make
from tests.recruitment.answers import APPLICATION

pytestmark = pytest.mark.django_db
# A Tuesday in the evening, on the Dutch clock.
NOW = timezone.make_aware(datetime.fromisoformat("2026-03-03 21:00"))
DAY = timedelta(days=1)
YEAR = 365 * DAY
ADDRESS = "ozlem@bedrijf.example"


def applied(region=None, *, now=NOW, **fields):
    """Somebody who sent the whole form."""
    typed = {**APPLICATION, **fields}
    return applying.apply(region or make.region(), language="nl", now=now, **typed).lead


def asked(region=None, *, now=NOW, **fields):
    typed = {"email": ADDRESS, "first_name": "Özlem", "last_name": "Meer", "language": "nl"}
    return asking.ask(region or make.region(), now=now, question="Kan ik?", **{**typed, **fields})


def ended(name="reject", *, now=NOW, by=None, **fields):
    lead = applied(now=now, **fields)
    verb = intake.VERB_BY_NAME[name]
    intake.move(lead, by=by or make.user(), verb=verb, now=now, decision="Te weinig ervaring.")
    return lead


def first_sweep_that_erases(lead, start, days):
    """On which day a sweep that runs every hour erases this lead, or None."""
    for hour in range(days * 24):
        if retention.erase(start + timedelta(hours=hour)):
            return timezone.localdate(start + timedelta(hours=hour))
    return None


@pytest.mark.parametrize("name", ["reject", "withdraw"])
def test_four_weeks_after_the_decision_the_person_is_gone_on_the_day_that_was_named(name):
    lead = ended(name)

    named = retention.erased_on(lead)

    assert named == date(2026, 3, 31)
    assert first_sweep_that_erases(lead, NOW + 20 * DAY, 12) == named


def test_what_names_the_person_goes_and_what_can_be_counted_stays():
    leader = make.user(email="lea@portaal.example")
    region = make.region(leader)
    lead = ended(by=leader, region=region, channel=make.channel(region))
    intake.note(lead, text="Özlem belt terug", by=leader, now=NOW)
    before = (lead.channel, "rejected", NOW, ["colleague", "partner"])

    assert retention.erase(NOW + 28 * DAY) == 1

    lead.refresh_from_db()
    heard = sorted(lead.heard.values_list("source", flat=True))
    assert (lead.channel, lead.status, lead.created_at, heard) == before
    assert (lead.erased_at, str(lead), lead.email, lead.phone) == (NOW + 28 * DAY, "–", "", "")
    assert LeadNote.objects.count() == 0
    assert traces() == []


def traces():
    """Where something of the person is left."""
    words = (
        "zlem",
        "Meer",
        "12345678",
        "0612345678",
        "Installatiebedrijf",
        "doorgeven",
        "ervaring",
    )
    tables = (Lead, Application, LeadNote, Message, LogEntry)
    rows = [repr(row) for table in tables for row in table.objects.values()]
    return [row for row in rows if any(word in row for word in words)]


def test_the_traces_that_are_looked_for_are_there_before():
    ended()

    assert len(traces()) > 5


def test_the_trail_says_when_and_nothing_else():
    lead = ended()

    retention.erase(NOW + 28 * DAY)

    (entry,) = LogEntry.objects.get_for_object(lead)
    assert (list(entry.changes), entry.actor, entry.timestamp) == (
        ["erased_at"],
        None,
        NOW + 28 * DAY,
    )


def test_an_overview_in_which_a_leader_read_of_the_person_is_blank_too():
    lead = ended()
    about = {"about": lead, "to": "lea@portaal.example", "text": "Özlem"}
    make_mail("held", **about, status="cancelled", created_at=NOW)
    week = {"to": "lea@portaal.example", "kind": "weekly_overview", "status": "sent"}
    make_mail("this", **week, text="Özlem", created_at=NOW + 6 * DAY)
    make_mail("before", **week, text="Jan", created_at=NOW - DAY)
    make_mail("elsewhere", **{**week, "to": "an@portaal.example"}, text="Piet", created_at=NOW)

    retention.erase(NOW + 28 * DAY)

    texts = Message.objects.filter(kind="weekly_overview").order_by("key")
    assert list(texts.values_list("key", "text")) == [
        ("before", "Jan"),
        ("elsewhere", "Piet"),
        ("this", ""),
    ]


def make_mail(key, **fields):
    return Message.objects.create(key=key, **{"kind": "interest_arrived", "subject": "x", **fields})


def test_who_only_asked_is_kept_a_year_after_the_last_that_anybody_did():
    lead = asked()
    intake.note(lead, text="Gebeld", by=make.user(), now=NOW + 100 * DAY)

    assert retention.erase(NOW + YEAR + 99 * DAY) == 0
    assert retention.erase(NOW + YEAR + 100 * DAY) == 1

    lead.refresh_from_db()
    assert (lead.status, lead.email) == ("withdrawn", "")


def test_several_silent_ones_of_one_region_can_be_erased():
    region = make.region()
    for number in range(3):
        asked(region, email=f"mens{number}@bedrijf.example")

    assert retention.erase(NOW + YEAR) == 3


@pytest.mark.parametrize(
    "act",
    [
        lambda lead, by, now: intake.plan(lead, step="Bellen", on=None, by=by, now=now),
        lambda lead, by, now: intake.take_up(lead, by=by, now=now),
        lambda lead, by, now: intake.move(lead, by=by, verb=intake.VERB_BY_NAME["speak"], now=now),
        lambda lead, by, now: asked(lead.region, now=now),
    ],
    ids=["plan", "take up", "speak", "ask again"],
)
def test_whatever_is_done_with_it_begins_the_year_anew(act):
    lead = asked()
    act(lead, make.user(), NOW + 300 * DAY)

    assert retention.erase(NOW + YEAR + 299 * DAY) == 0
    assert retention.erase(NOW + YEAR + 300 * DAY) == 1


def test_a_next_step_that_is_still_to_come_keeps_somebody_until_it_is_past():
    lead, on = asked(), date(2027, 6, 1)
    intake.plan(lead, step="Bellen over de groep erna", on=on, by=make.user(), now=NOW)

    assert retention.erased_on(lead) == date(2027, 6, 2)
    assert first_sweep_that_erases(lead, NOW + 450 * DAY, 10) == date(2027, 6, 2)


def test_who_was_admitted_is_kept():
    lead = applied()
    Lead.objects.update(status="admitted")
    lead.refresh_from_db()

    assert retention.erased_on(lead) is None
    assert retention.erase(NOW + 10 * YEAR) == 0


@pytest.mark.parametrize("come", [applied, asked])
@pytest.mark.parametrize("status", Lead.OPEN)
def test_who_is_not_decided_about_goes_after_a_year_on_the_day_that_was_named(come, status):
    lead = come()
    Lead.objects.update(status=status)
    lead.refresh_from_db()

    named = retention.erased_on(lead)

    assert named == date(2027, 3, 3)
    assert first_sweep_that_erases(lead, NOW + 360 * DAY, 10) == named
    lead.refresh_from_db()
    assert (lead.status, lead.email) == ("withdrawn", "")


def test_who_is_taken_up_again_is_kept():
    lead = ended()
    reopen = intake.VERB_BY_NAME["reopen"]
    intake.move(lead, by=make.user(), verb=reopen, now=NOW + 27 * DAY)

    assert retention.erase(NOW + 28 * DAY) == 0


def test_a_second_sweep_does_nothing_and_a_late_one_catches_up():
    ended()

    assert [retention.erase(NOW + 90 * DAY) for _sweep in range(2)] == [1, 0]


def test_more_than_a_batch_goes_in_one_sweep_with_the_same_queries_for_each(
    monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(retention, "BATCH", 20)
    region = make.region()
    for number in range(50):
        ended(region=region, email=f"mens{number}@bedrijf.example")

    # Three shares of at most so many, and the looks that find no more.
    with django_assert_max_num_queries(3 * 25 + 10):
        assert retention.erase(NOW + 28 * DAY) == 50


def test_a_leader_sees_when_somebody_goes_and_nothing_of_who_went(on):
    leader = make.user()
    region, now = make.region(leader), timezone.now()
    kept = ended(by=leader, region=region, now=now - 20 * DAY)
    gone = ended(by=leader, region=region, now=now - 40 * DAY, email="weg@bedrijf.example")
    retention.erase(now)
    browser = on(leader)
    day = dates.day_label(timezone.localdate(now) + 8 * DAY)

    page = browser.get(reverse("lead_detail", args=[kept.pk])).content.decode()
    decided = browser.get(reverse("lead_list") + "?state=decided")

    words = f"Wordt op {day} verwijderd"
    assert words in page
    assert words in decided.content.decode()
    assert [lead.pk for lead, _like, _day in decided.context["rows"]] == [kept.pk]
    assert {s.name: n for s, n in decided.context["stages"]}["decided"] == 1
    assert "De gegevens van 1 mens zijn gewist" in decided.content.decode()
    assert browser.get(reverse("lead_detail", args=[gone.pk])).status_code == 404


def test_a_list_names_no_day_that_is_far_away(on):
    leader = make.user()
    lead = asked(make.region(leader), now=timezone.now())
    browser = on(leader)

    assert "Wordt op" not in browser.get(reverse("lead_list")).content.decode()
    assert "Wordt op" in browser.get(reverse("lead_detail", args=[lead.pk])).content.decode()


def test_the_privacy_statement_names_the_terms(client, settings):
    settings.KEEP_DECIDED_WEEKS = 6

    assert "6 weken nadat we nee zeiden" in client.get(reverse("privacy")).content.decode()
