"""Pages cost a constant number of queries: as many for three rows of everything as for one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import links
from accounts.models import AccessLink
from outbox.models import Letter, Message
from tests import factories as make
from tests.outbox.rows import letter

MOST = 15
MOST_AT_START = 12
# It asks all that decides about three kinds of mail; nobody waits for it every morning.
MOST_AHEAD = 40
LONG_AGO = timezone.now() - timedelta(days=10)
STARTS = ("leader_start", "hours_start", "school_start", "admin:index")
ROLE_OF_PAGE = {
    "leader_start": "leader",
    "cohort_list": "leader",
    "cohort_detail": "leader",
    "cohort_reminders": "leader",
    "participant_detail": "leader",
    "contact_list": "leader",
    "school_calendar": "leader",
    "reminder_preview": "leader",
    "contact_edit": "leader",
    "message_list": "leader",
    "message_detail": "leader",
    "letter_list": "leader",
    "letter_pick": "leader",
    "letter_create": "leader",
    "letter_contacts": "leader",
    "letter_detail": "leader",
    "newsletter_list": "leader",
    "newsletter_edit": "leader",
    "letterhead_edit": "leader",
    "everyone_hours": "leader",
    "lead_list": "leader",
    "lead_detail": "leader",
    "home": None,
    "region_page": None,
    "apply": None,
    "placement_create": "leader",
    "placement_detail": "leader",
    "school_pick": "leader",
    "hours_link": None,
    "hours_start": "person",
    "hours_list": "person",
    "school_start": "teacher",
    "admin:index": "admin",
}


@pytest.fixture
def users(cast):
    return {
        "leader": cast.here.leader,
        "person": cast.here.person,
        "teacher": cast.here.teacher,
        "admin": cast.admin,
    }


@pytest.fixture
def cost(cast, users, on, client):
    """`cost(name)` is the number of queries of a page, for the role that it is meant for."""
    choosing = reverse("placement_create", args=[cast.here.participant.pk])
    addresses = {
        "cohort_detail": reverse("cohort_detail", args=[cast.here.cohort.pk]),
        "cohort_reminders": reverse("cohort_reminders", args=[cast.here.cohort.pk]),
        "school_calendar": reverse("school_calendar", args=[cast.here.school.pk]),
        "participant_detail": reverse("participant_detail", args=[cast.here.participant.pk]),
        "placement_create": f"{choosing}?school={cast.here.school.pk}",
        "placement_detail": reverse("placement_detail", args=[cast.here.placement.pk]),
        "school_pick": f"{choosing}?q=vakcollege",
        "lead_detail": reverse("lead_detail", args=[make.application(cast.here.region).lead.pk]),
        "region_page": reverse("region_page", args=[cast.here.region.slug]),
        "apply": reverse("apply", args=[cast.here.region.slug]),
        "contact_edit": reverse("contact_edit", args=[cast.here.contact.pk]),
        "message_detail": reverse("message_detail", args=[make_mail(cast.here.participant).pk]),
        "letter_pick": reverse("letter_create"),
        "letter_create": f"{reverse('letter_create')}?to=active",
        "letter_contacts": f"{reverse('letter_create')}?to=late",
        "letter_detail": reverse(
            "letter_detail", args=[letter(cast.here.leader, subject="Altijd dezelfde").pk]
        ),
        "newsletter_edit": reverse("newsletter_edit", args=[make.newsletter(cast.here.region).pk]),
        "letterhead_edit": reverse("letterhead_edit", args=[cast.here.region.pk]),
        "hours_link": reverse("hours_link", args=[key(cast.here.contact)]),
    }

    def ask(name):
        role = ROLE_OF_PAGE[name]
        browser = on(users[role]) if role else client
        address = addresses.get(name) or reverse(name)
        browser.get(address)  # content types are read only once
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    return ask


def make_mail(row):
    number = next(make.numbers)
    return Message.objects.create(
        key=f"mail:{number}", kind="invitation", to="a@b.example", about=row
    )


def key(contact):
    now = timezone.now()
    link = links.create(AccessLink.Purpose.HOURS, holder=contact, email=contact.email, now=now)
    return links.issue(link, now=now)


def one_more_lead(troupe):
    """Somebody who applied and looks like those who did before, in a further region as well."""
    lead = make.application(troupe.region).lead
    make.lead(troupe.region, phone="0612345678", owner=make.user(), first_name="Kees")
    lead.notes.create(author=make.user(), text="Belt terug")
    make.region()


def one_more_of_everything(troupe):
    """A row more in every list of every page."""
    one_more_lead(troupe)
    seat = make.participant(troupe.cohort)
    contact = make.contact(None, troupe.region)
    placement = make.placement(seat, supervisor=troupe.contact)
    make.placement(seat, supervisor=contact, status="proposed", proposed_at=LONG_AGO)
    make.placement(make.participant(troupe.cohort), supervisor=troupe.contact, vog_required=True)
    gone = make.contact(None, troupe.region, left_on=timezone.localdate())
    make.placement(make.participant(troupe.cohort), supervisor=gone)
    make.placement(troupe.participant, supervisor=contact, status="completed")
    make.contact(troupe.school, troupe.region)
    make.school_exception(troupe.school)
    for mailed in (troupe.participant, troupe.placement, troupe.contact, troupe.cohort):
        make_mail(mailed)
    letter(troupe.leader, seat)
    for row in Letter.objects.filter(subject="Altijd dezelfde"):
        row.messages.add(*letter(troupe.leader, seat, troupe.participant).messages.all())
    for place in (placement, troupe.placement):
        make.hours(place, submitted_at=LONG_AGO)
        make.hours(place, status="returned", return_reason="Te lang")
        make.hours(place, status="confirmed")
    make.newsletter(troupe.region)
    make.newsletter(troupe.region, status="late", planned_at=LONG_AGO, asks="grown")
    make.newsletter(troupe.region, status="paused", started_at=LONG_AGO, approved=3)
    make.picture(troupe.region)
    make.participant(troupe.cohort)
    make.participant(
        troupe.cohort, status="withdrawn", stopped_on=LONG_AGO.date(), stop_reason="Ander werk"
    )
    for status in ("open", "finished"):
        soon = timezone.localdate() + timedelta(days=20)
        make.cohort(troupe.region, status=status, start_on=soon)


@pytest.mark.parametrize("name", ROLE_OF_PAGE)
def test_a_page_costs_as_many_queries_for_three_rows_as_for_one(name, cast, cost):
    one_more_of_everything(cast.here)
    one = cost(name)
    for _ in range(2):
        one_more_of_everything(cast.here)

    assert cost(name) == one


@pytest.mark.parametrize("name", ROLE_OF_PAGE)
def test_a_page_stays_within_its_budget_of_queries(name, cast, cost):
    one_more_of_everything(cast.here)

    assert cost(name) <= most(name)


def most(name):
    if name == "reminder_preview":
        return MOST_AHEAD
    return MOST_AT_START if name in STARTS else MOST
