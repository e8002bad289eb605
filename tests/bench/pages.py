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
from participants.models import Participant

ADMINISTRATOR = 1


def show():
    regions = Region.objects.annotate(people=Count("cohorts__participants")).filter(people__gt=0)
    large, small = regions.latest("people"), regions.earliest("people", "pk")
    leader, lesser = large.leaders.get(), small.leaders.get()
    cohort = large.cohorts.filter(status=Cohort.Status.RUNNING).earliest("pk")
    rows = [
        *starts(leader, lesser, cohort),
        *lists(leader, cohort),
        *everyones(leader, lesser, cohort),
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


def person_of(cohort):
    return Participant.objects.active().filter(cohort=cohort).select_related("user").earliest("pk")


def oldest(rows):
    """The mark after which the last page starts."""
    return everyone.write(rows.order_by("worked_on", "pk")[everyone.PAGE])


def page(title, user, name, *args, **query):
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return [title, reverse(name, args=args, query=query or None), session]
