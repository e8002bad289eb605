"""What the demo refuses, what it only tells, and its parts on their own."""

import io

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cohorts.models import Cohort
from hto_portal.demo import building, groups, organisations, parts, school_desk, schools
from hto_portal.demo.story import GROUPS
from hto_portal.demo.world import World
from internships.models import HourEntry, Placement
from outbox.models import Message
from participants.models import Participant
from tests import factories as make


def run(*arguments):
    """(exit code, what it said, what it complained of)."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("demo", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    settings.EMAIL_BACKEND = building.FILES


@pytest.mark.django_db
def test_without_demo_mode_it_is_refused(demo, settings):
    settings.DEMO = False

    code, out, err = run()

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "DEMO=1" in err
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_with_a_real_mail_server_it_is_refused(demo, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    code, out, err = run()

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "EMAIL_URL" in err
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_a_database_with_a_cohort_but_no_user_is_not_empty(demo):
    make.cohort()

    assert run()[0] == 2


@pytest.mark.django_db
def test_a_damaged_school_file_is_named_and_nothing_is_kept(demo, tmp_path):
    file = tmp_path / "scholen.csv"
    file.write_text("VESTIGINGSCODE;VESTIGINGSNAAM\n00AA00;School\n")

    code, out, err = run("--schools", str(file))

    assert (code, out) == (2, "")
    assert str(file) in err
    assert "Traceback" not in err
    assert (User.objects.count(), Cohort.objects.count()) == (0, 0)


def test_how_to_sign_in_is_told_without_touching_the_database(settings):
    settings.DEMO = False

    code, out, _err = run("--logins")

    assert code == 0
    assert [line.split() for line in out.splitlines()] == [
        ["beheerder", "beheer@portaal.example", "demo-portaal-2026"],
        ["projectleider", "leider@portaal.example", "demo-portaal-2026"],
        ["deelnemer", "deelnemer@portaal.example", "demo-portaal-2026"],
        ["stagebegeleider", "docent@portaal.example", "demo-portaal-2026"],
    ]


@pytest.mark.django_db
def test_the_same_day_gives_the_same_story():
    now = timezone.now()

    assert small_story(now) == small_story(now)


def small_story(now):
    """The group of the printed login alone, told and undone."""
    with transaction.atomic():
        world = World(now)
        organisations.build(world)
        schools.build(world)
        running = [group for group in GROUPS if "shown" in group.parts]
        parts.build(world, groups.build(world, running))
        school_desk.plan(world, 20)
        world.agenda.run(until=now)
        told = [
            *Participant.objects.order_by("pk").values_list("user__email", "admitted_at", "status"),
            *Placement.objects.order_by("pk").values_list("school__name", "start_on", "status"),
            *HourEntry.objects.order_by("pk").values_list("worked_on", "minutes", "note", "status"),
            *Message.objects.order_by("pk").values_list("kind", "to", "not_before"),
        ]
        transaction.set_rollback(True)
    assert len(told) > 100
    return told


@pytest.mark.django_db
def test_people_are_placed_at_real_schools_where_a_register_was_read():
    real = make.school(code="99ZZ00", province="Zuid-Holland")
    make.school(code="99ZZ01", province="Zuid-Holland", kind="other")
    make.school(code="99ZZ02", province="Zuid-Holland", closed_on=timezone.localdate())
    world = World(timezone.now())
    organisations.build(world)

    schools.build(world)

    assert {contact.school for contact in world.contacts["Zuid-Holland"]} == {real}
    assert {contact.school.code for contact in world.contacts["Zeeland"]} == {None}
    assert world.contacts["Zuid-Holland"][0].email.endswith(".example")
