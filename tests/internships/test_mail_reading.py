"""Who may read which mail: a leader those about the own rows, and no name of another region."""

import pytest

from internships import mail_reading
from outbox.models import Message
from tests import factories as make
from tests.outbox.rows import letter, waiting

pytestmark = pytest.mark.django_db


def seen(user):
    return set(Message.objects.visible_to(user))


def test_a_leader_reads_the_mail_about_the_own_rows_and_no_other(cast):
    about = [
        [waiting(about=row) for row in (who.participant, who.placement, who.contact, who.cohort)]
        for who in (cast.here, cast.there)
    ]
    nobodys = waiting()

    assert seen(cast.here.leader) == set(about[0])
    assert seen(cast.there.leader) == set(about[1])
    assert seen(cast.admin) == {*about[0], *about[1], nobodys}
    assert seen(cast.nobody) == seen(cast.here.person) == seen(cast.here.teacher) == set()


def test_an_invitation_of_a_person_is_for_who_leads_a_group_of_that_person(cast):
    invitation = waiting(kind="invitation", about=cast.here.person)
    waiting(kind="leader_digest", about=cast.here.person)

    assert seen(cast.here.leader) == {invitation}
    assert seen(cast.there.leader) == set()


def test_the_mail_to_a_shared_contact_is_for_who_leads_all_its_regions(cast):
    contact = cast.here.contact
    mail = waiting(about=contact)
    contact.regions.add(cast.there.region)

    assert seen(cast.here.leader) == seen(cast.there.leader) == set()
    cast.there.region.leaders.add(cast.here.leader)
    assert seen(cast.here.leader) == {mail}


def test_a_mail_that_can_name_people_of_another_region_by_another_record_stays_closed(cast):
    mail = waiting(about=cast.here.contact)
    make.contact(None, cast.there.region, email=cast.here.contact.email)

    assert seen(cast.here.leader) == set()
    assert seen(cast.admin) == {mail}


def test_a_contact_with_people_of_a_region_that_does_not_list_it_is_shared_too(cast):
    waiting(about=cast.here.contact)
    make.placement(cast.there.participant, supervisor=cast.here.contact)

    assert seen(cast.here.leader) == set()


def test_a_draft_is_its_writers_and_what_was_sent_everybodys_who_leads(cast):
    colleague = make.user()
    cast.here.region.leaders.add(colleague)
    row = letter(cast.here.leader, cast.here.participant)
    [draft] = row.messages.all()

    assert (seen(cast.here.leader), seen(colleague)) == ({draft}, set())
    draft.move_to("waiting", by=None)
    assert seen(colleague) == {draft}
    assert list(Message.objects.editable_by(colleague)) == []
    assert list(Message.objects.editable_by(cast.here.leader)) == [draft]
    assert seen(cast.there.leader) == set()


def test_who_leads_no_more_keeps_the_own_letters_and_can_send_none_of_them(cast):
    row = letter(cast.here.leader, cast.here.participant)
    cast.here.region.leaders.clear()

    assert seen(cast.here.leader) == set(row.messages.all())
    assert not row.messages.filter(mail_reading.writable(cast.here.leader)).exists()


def test_a_letter_to_a_shared_contact_can_be_sent(cast):
    cast.here.contact.regions.add(cast.there.region)
    mail = waiting(about=cast.here.contact, status="draft")

    assert list(Message.objects.filter(mail_reading.writable(cast.here.leader))) == [mail]


def test_the_mails_of_a_group_are_those_about_it_and_its_people(cast):
    other = make.participant(make.cohort(cast.here.region))
    rows = (cast.here.cohort, cast.here.participant, cast.here.placement)
    mails = {waiting(about=row) for row in rows}
    waiting(about=other)
    waiting(about=cast.here.contact)

    assert set(mail_reading.of_cohort(cast.here.cohort, cast.here.leader)) == mails
    assert set(mail_reading.of_cohort(cast.here.cohort, cast.there.leader)) == set()


def test_an_overview_of_all_mail_to_an_address_is_for_admins(cast):
    overview = waiting(kind="weekly_overview", about=cast.here.participant)

    assert seen(cast.here.leader) == set()
    assert seen(cast.admin) == {overview}
