"""The demo is one long run through the domain: built once here, and looked at from all sides."""

import io
import re
from collections import Counter
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone, translation

from accounts import links
from accounts.models import AccessLink, User
from cohorts.models import Cohort, ReminderRule
from hto_portal.demo import building
from internships import attention, confirmation, evidence, hours
from internships.models import (
    Confirmation,
    HourEntry,
    Placement,
    SchoolContact,
    SchoolException,
)
from newsletters.models import Forgotten, Subscription
from outbox import mailbox
from outbox.models import Bounce, Message, Suppression
from participants import admission
from participants.models import Participant
from recruitment.models import Lead

MD5 = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    mail_dir = tmp_path_factory.mktemp("mail")
    given = {
        "DEMO": True,
        "EMAIL_BACKEND": building.FILES,
        "MAIL_DIR": mail_dir,
        "PASSWORD_HASHERS": MD5,
    }
    with django_db_blocker.unblock(), override_settings(**given), transaction.atomic():
        out = io.StringIO()
        # An earlier test may have read a page in English, and this comes before `quiet_settings`.
        with translation.override("nl"):
            call_command("demo", stdout=out, stderr=io.StringIO())
        yield SimpleNamespace(out=out.getvalue(), mail_dir=mail_dir)
        transaction.set_rollback(True)


# One worker builds it, however many there are.
pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("demo")]


def test_it_says_what_it_made_and_that_nobody_is_real(built):
    first, second, *ways_in = built.out.splitlines()

    assert first.startswith("11 regio's, 21 groepen, 280 deelnemers, 26 scholen,")
    assert second == "Alle mensen, bedrijven en mailadressen zijn verzonnen."
    assert len(ways_in) == 4


def test_zuid_holland_has_six_groups_and_sixty_people_who_finished(built):
    people = Participant.objects.filter(cohort__region__name="Zuid-Holland")

    assert Participant.objects.count() == 280
    assert Cohort.objects.filter(region__name="Zuid-Holland").count() == 6
    assert people.filter(status="completed").count() == 60
    assert people.filter(cohort__name="Groep 5").count() == 15


TABLES = [Cohort, Participant, Placement, HourEntry, Subscription, Lead]


@pytest.mark.parametrize("table", TABLES)
def test_every_status_occurs(built, table):
    assert set(table.objects.values_list("status", flat=True)) == set(table.Status.values)


def test_readers_of_two_regions_are_in_every_state_and_some_are_gone(built):
    names = Subscription.objects.values_list("region__name", flat=True)

    assert set(names) == {"Zuid-Holland", "Zeeland"}
    assert Subscription.objects.filter(status="pending").count() == 8
    assert Forgotten.objects.count() == 2
    assert {row.email.partition("@")[2] for row in Subscription.objects.all()} == {"lezers.example"}


def test_only_the_printed_people_have_a_password(built):
    able = [user.email for user in User.objects.all() if user.has_usable_password()]

    assert sorted(able) == [
        f"{name}@portaal.example" for name in ("beheer", "deelnemer", "docent", "leider")
    ]


def test_no_address_can_be_somebodys(built):
    addresses = {*User.objects.values_list("email", flat=True)}
    addresses |= {*SchoolContact.objects.values_list("email", flat=True)}
    # Of the mails to an erased reader the address is gone.
    addresses |= {*Message.objects.exclude(to="").values_list("to", flat=True)}

    assert [address for address in addresses if not address.endswith(".example")] == []


def test_the_shown_participant_is_half_way_and_can_log_today(built):
    person = Participant.objects.get(user__email="deelnemer@portaal.example")

    assert hours.total(person) == hours.Totals(confirmed=2400, submitted=450, returned=240)
    assert Counter(person.hours.values_list("status", flat=True)) == Counter(
        confirmed=10, submitted=4, returned=1, superseded=1, withdrawn=1
    )
    placement = person.placements.get()
    assert placement.takes_hours
    assert placement.start_on < timezone.localdate() < placement.end_on


def test_the_shown_leader_has_something_to_do_of_every_kind(built):
    user, now = User.objects.get(email="leider@portaal.example"), timezone.now()
    found = {
        "late at school": attention.late_at_school(user, now),
        "unanswered": attention.of_placements(user, now)["unanswered"],
        "without vog": attention.without_vog(user),
        "without supervisor": attention.without_supervisor(user),
        "without placement": attention.without_placement(user, now),
        "behind": attention.behind(user, now),
        "short cohorts": attention.short_cohorts(user, now),
    }

    assert [name for name, rows in found.items() if not list(rows)] == []


def test_mail_of_one_of_the_shown_leaders_people_does_not_arrive(built):
    leader = User.objects.get(email="leider@portaal.example")
    gone = Bounce.objects.get(kind="hard")

    people = Participant.objects.active().visible_to(leader)
    assert people.filter(user__email=gone.recipient).count() == 1
    assert Suppression.objects.get(address=gone.recipient).scope == Suppression.Scope.ALL


def test_the_shown_teacher_has_lines_of_several_people(built):
    teacher = SchoolContact.objects.get(user__email="docent@portaal.example")

    assert len({line.participant_id for line in confirmation.waiting_at(teacher)}) > 1


def test_some_groups_remind_in_their_own_way_and_a_school_has_days_of_its_own(built):
    user = User.objects.get(email="leider@portaal.example")
    rules = ReminderRule.objects.filter(cohort__region__leaders=user)
    days = SchoolException.objects.editable_by(user)

    assert {rule.kind for rule in rules} == {"participant", "school"}
    assert {row.is_open for row in days} == {True, False}
    assert len({row.school_id for row in days}) == 1


def test_nothing_waits_in_the_outbox_but_a_letter_for_its_writer(built):
    by_status = Message.objects.order_by().values_list("status", "letter__subject").distinct()
    rows = dict(by_status.filter(letter__isnull=False))

    assert Counter(Message.objects.values_list("status", flat=True)).keys() == {
        "sent",
        "draft",
        # Of a newsletter one copy came back and one was refused; a participant's mail came back.
        "bounced",
        "failed",
    }
    assert rows == {
        "sent": "Extra bijeenkomst over toetsen",
        "draft": "{voornaam}, zullen we samen een school zoeken?",
    }


def test_recent_mails_can_be_read_and_their_links_work(built, settings):
    settings.MAIL_DIR = built.mail_dir
    open_links = [
        links.find(token, AccessLink.Purpose.HOURS)
        for mail in mailbox.newest(limit=1000)
        for token in re.findall(r"(?<!newsletter)/confirm/([\w-]+)/", mail.text)
    ]

    assert len(mailbox.newest(limit=1000)) == Message.objects.exclude(message_id="").count()
    assert any(link.is_open(timezone.now()) for link in open_links)


def test_a_mail_is_dated_at_its_moment_in_the_story(built, settings):
    settings.MAIL_DIR = built.mail_dir
    first = mailbox.newest(limit=1000)[-1]
    sent_at = Message.objects.get(message_id=first.message["Message-ID"]).sent_at

    assert abs((first.at - sent_at).total_seconds()) < 1


def test_lines_written_in_bulk_have_the_evidence_the_pages_would_leave(built):
    old = Confirmation.objects.filter(link=None, via="link").order_by("pk").first()

    assert old.shown_hash == evidence.fingerprint(old.decisions.all())
    assert {line.status for line in old.entries.all()} == {"confirmed"}


def test_the_full_group_takes_nobody_more(built):
    full = Cohort.objects.get(region__name="Noord-Brabant", name="Groep 2")

    with pytest.raises(admission.CohortFull):
        admission.check(full, "nog.iemand@deelnemers.example")


def test_a_person_can_have_two_places_and_a_leader_was_once_a_participant(built):
    places = Counter(Participant.objects.values_list("user", flat=True))
    leaders = User.objects.exclude(led_regions=None)

    assert sorted(places.values())[-3:] == [1, 2, 2]
    assert leaders.exclude(participations=None).distinct().count() == 1
    assert Participant.objects.exclude(transferred_from=None).count() == 1


def test_a_second_run_is_refused_and_changes_nothing(built, settings):
    settings.DEMO, settings.EMAIL_BACKEND = True, building.FILES
    before, err = HourEntry.objects.count(), io.StringIO()

    with pytest.raises(SystemExit) as end:
        call_command("demo", stderr=err)

    assert end.value.code == 2
    assert err.getvalue() == "De database is niet leeg: een demo begint met een lege database.\n"
    assert HourEntry.objects.count() == before
