"""Which pages are measured and for whom: rows of title, path and session key."""

import json

from django.conf import settings
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cohorts.models import Cohort, Region
from internships import everyone
from internships.models import HourEntry, SchoolContact
from newsletters.models import Newsletter
from participants.models import Participant
from recruitment.models import Lead

ADMINISTRATOR = 1
PROGRESS = "newsletter_progress, to everybody"


def show():
    regions = Region.objects.annotate(people=Count("cohorts__participants")).filter(people__gt=0)
    large, small = regions.latest("people"), regions.earliest("people", "pk")
    leader, lesser = large.leaders.get(), small.leaders.get()
    cohort = large.cohorts.filter(status=Cohort.Status.RUNNING).earliest("pk")
    rows = [
        *starts(leader, lesser, cohort),
        *lists(leader, cohort),
        *everyones(leader, lesser, cohort),
        *recruiting(large, leader),
        *newsletters(large, leader),
        ["health", reverse("health"), ""],
    ]
    print(json.dumps(rows))


def starts(leader, lesser, cohort):
    admin = User.objects.get(pk=ADMINISTRATOR)
    busy = SchoolContact.objects.exclude(user=None).annotate(number=Count("placements"))
    return [
        page("leader_start, largest region", leader, "leader_start"),
        page("leader_start, smallest region", lesser, "leader_start"),
        page("leader_start, whole country", admin, "leader_start"),
        page("hours_start", person_of(cohort).user, "hours_start"),
        page("school_start", busy.latest("number", "pk").user, "school_start"),
        page("admin:index", admin, "admin:index"),
    ]


def lists(leader, cohort):
    person = person_of(cohort)
    return [
        page("cohort_detail", leader, "cohort_detail", cohort.pk),
        page("cohort_list", leader, "cohort_list"),
        page("hours_list, 100 lines", person.user, "hours_list"),
        ["bare view, the same lines", f"/bare/{person.pk}/", ""],
    ]


def everyones(leader, lesser, cohort):
    admin = User.objects.get(pk=ADMINISTRATOR)
    rows = []
    for title, user in (("country", admin), ("largest region", leader), ("smallest", lesser)):
        last = oldest(HourEntry.objects.led_by(user))
        rows += [
            page(f"everyone_hours, {title}", user, "everyone_hours"),
            page(f"{title}, submitted", user, "everyone_hours", status="submitted"),
            page(f"{title}, oldest", user, "everyone_hours", after=last),
        ]
    return [*rows, page("largest, one cohort", leader, "everyone_hours", cohort=cohort.pk)]


def recruiting(region, leader):
    admin = User.objects.get(pk=ADMINISTRATOR)
    spoken = Lead.objects.visible_to(leader).filter(status=Lead.Status.SPOKEN)
    applied = spoken.filter(applications__isnull=False)
    return [
        page("lead_list, largest region", leader, "lead_list"),
        page("lead_list, decided", leader, "lead_list", state="decided"),
        page("lead_list, searched", leader, "lead_list", q="jansen1"),
        page("lead_list, whole country", admin, "lead_list"),
        page("lead_detail", leader, "lead_detail", applied.earliest("pk").pk),
        page("channel_list", leader, "channel_list"),
        page("channel_detail", leader, "channel_detail", region.channels.earliest("pk").pk),
        page("region_page", None, "region_page", region.slug),
    ]


def newsletters(region, leader):
    """Among them the one that everybody got, and a draft to some of the largest region."""
    everybody = Newsletter.objects.annotate(number=Count("deliveries")).latest("number")
    draft = region.newsletters.exclude(audience=None).get()
    return [
        page("newsletter_list", leader, "newsletter_list"),
        page("newsletter_detail, to everybody", leader, "newsletter_detail", everybody.pk),
        page(PROGRESS, leader, "newsletter_progress", everybody.pk),
        page("newsletter_detail, its readers", leader, "newsletter_detail", draft.pk),
        page("audience_edit", leader, "audience_edit", draft.audience_id),
        page("newsletter_archive", None, "newsletter_archive", region.slug),
        page("newsletter_subscribe", None, "newsletter_subscribe", region.slug),
    ]


def person_of(cohort):
    return Participant.objects.active().filter(cohort=cohort).select_related("user").earliest("pk")


def oldest(rows):
    """The mark after which the last page starts."""
    return everyone.write(rows.order_by("worked_on", "pk")[everyone.PAGE])


def page(title, user, name, *args, **query):
    return [title, reverse(name, args=args, query=query or None), session_of(user)]


def session_of(user):
    """The key of a session of this user; empty for nobody."""
    if user is None:
        return ""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
