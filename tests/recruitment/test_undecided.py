"""Who hears that an application waits for a decision too long, and when."""

from datetime import date, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from internships.reminders import leaders
from outbox.models import Message
from recruitment import intake, retention, undecided
from recruitment.models import Lead
from tests import factories as make

pytestmark = pytest.mark.django_db
# A Tuesday in the evening, on the Dutch clock.
NOW = timezone.make_aware(datetime.fromisoformat("2026-03-03 21:00"))
DAY = timedelta(days=1)
WEEK = 7 * DAY


@pytest.fixture
def leader():
    return make.user("lea@hier.example")


@pytest.fixture
def region(leader):
    return make.region(leader, name="Zeeland")


def waiting(region, *, status="new", now=NOW, has_applied=True, **fields):
    facts = {"created_at": now, "moved_at": now, "touched_at": now, "status": status, **fields}
    if has_applied:
        return make.application(region, lead_=make.lead(region, **facts)).lead
    return make.lead(region, **facts)


def found(now):
    return list(undecided.among(Lead.objects.all(), now))


@pytest.mark.parametrize("status", ["new", "spoken", "intake"])
def test_an_application_waits_too_long_after_six_weeks(region, status):
    lead = waiting(region, status=status)

    assert found(NOW + 41 * DAY) == []
    assert found(NOW + 42 * DAY) == [lead]


@pytest.mark.parametrize("status", ["admitted", "rejected", "withdrawn"])
def test_what_was_decided_waits_for_nothing(region, status):
    waiting(region, status=status)

    assert found(NOW + 360 * DAY) == []


def test_who_only_asked_waits_for_no_decision(region):
    waiting(region, has_applied=False)

    assert found(NOW + 360 * DAY) == []


@pytest.mark.parametrize("has_applied", [True, False])
def test_the_reserve_list_is_named_four_weeks_before_it_is_erased(region, has_applied):
    lead = waiting(region, status="reserve", has_applied=has_applied)
    gone = retention.erased_on(lead)
    named = [day for day in range(330, 366) if found(NOW + day * DAY)]

    assert timezone.localdate(NOW + named[0] * DAY) == gone - 28 * DAY


def test_a_step_that_is_still_to_come_waits_for_its_day(region, leader):
    lead = waiting(region)
    intake.plan(lead, step="Bellen", on=date(2026, 8, 1), by=leader, now=NOW)

    assert found(NOW + 151 * DAY) == []
    assert found(NOW + 152 * DAY) == [lead]


def test_a_note_is_enough_to_begin_anew(region, leader):
    lead = waiting(region)
    intake.note(lead, text="Gebeld", by=leader, now=NOW + 5 * WEEK)

    assert found(NOW + 10 * WEEK) == []
    assert found(NOW + 11 * WEEK) == [lead]


def test_the_start_page_says_how_many_and_leads_to_them(region, on, leader):
    now = timezone.now()
    old = waiting(region, now=now - 7 * WEEK, status="spoken")
    waiting(region, now=now)
    waiting(make.region(), now=now - 7 * WEEK)
    browser = on(leader)

    start = browser.get(reverse("leader_start"))
    address = f"{reverse('lead_list')}?state=undecided"
    listed = browser.get(address)

    assert start.context["undecided"] == 1
    assert "1 aanmelding wacht op een besluit" in start.content.decode()
    assert f'href="{address}"' in start.content.decode()
    assert [lead for lead, _like, _day in listed.context["rows"]] == [old]
    assert "Niets meer gebeurd sinds" in listed.content.decode()
    stages = {stage.name: number for stage, number in listed.context["stages"]}
    assert stages["undecided"] == 1
    assert len(browser.get(reverse("lead_list")).context["stages"]) == len(stages) - 1


MONDAY = timezone.make_aware(datetime.fromisoformat("2026-03-02 09:00"))


def test_the_weekly_overview_says_how_many_and_names_nobody(region, leader):
    cohort = make.cohort(region, start_on=date(2026, 1, 1), end_on=date(2027, 1, 1))
    for name in ("Özlem", "Piet"):
        waiting(region, now=MONDAY - 7 * WEEK, first_name=name)
    waiting(make.region(leader), now=MONDAY - 7 * WEEK)

    assert leaders.tell(MONDAY) == 1

    mail = Message.objects.get(kind="leader_digest")
    assert cohort.region == region
    assert "Aanmelding wacht op een besluit" in mail.text
    assert "- Zeeland: 2 mensen" in mail.text
    assert mail.text.count("mens") == 1
    assert "zlem" not in mail.text + mail.html + mail.subject


def test_an_overview_of_which_all_was_decided_meanwhile_stays_here(region, leader):
    make.cohort(region, start_on=date(2026, 1, 1), end_on=date(2027, 1, 1))
    waiting(region, now=MONDAY - 7 * WEEK)
    leaders.tell(MONDAY)
    mail = Message.objects.get(kind="leader_digest")

    assert leaders.moot(mail, MONDAY) == ""
    Lead.objects.update(status="reserve")
    assert leaders.moot(mail, MONDAY) == "Er valt niets te melden."


def test_the_privacy_statement_says_when_and_how_long(client, settings):
    settings.REMIND_UNDECIDED_WEEKS = 5

    page = client.get(reverse("privacy")).content.decode()

    assert "Gebeurt er 5 weken niets met je aanmelding" in page
    assert "of als er nog niets besloten is (ook op de reservelijst): wanneer we 1 jaar" in page


def test_who_waits_for_years_already_is_not_erased_before_a_leader_could_see_it(region):
    now = timezone.now()
    rows = [
        waiting(region, now=now - 800 * DAY, status="intake"),
        waiting(region, now=now - 800 * DAY, status="reserve", has_applied=False),
        waiting(region, now=now - 800 * DAY, has_applied=False),
        waiting(region, now=now - 10 * DAY),
    ]

    migration = import_module("recruitment.migrations.0005_undecided_has_a_term")
    migration.leave_time_to_decide(apps, None)

    ages = [(now - row.touched_at).days for row in Lead.objects.order_by("pk")]
    assert [row.pk for row in Lead.objects.order_by("pk")] == [row.pk for row in rows]
    assert ages == [336, 336, 800, 10]
    assert set(found(now)) == {rows[0], rows[1]}
