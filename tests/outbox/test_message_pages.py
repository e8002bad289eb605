"""The mails a leader reads back: the list, one mail, and what can be done with it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import Message, StreamPause
from tests.accounts.pages import check
from tests.outbox.pages import LIST, about, detail, press, shown
from tests.outbox.rows import letter, waiting, with_link

pytestmark = pytest.mark.django_db

VERBS = ("edit", "cancel", "retry", "hurry")


def test_an_empty_list_says_what_will_come(leader):
    assert "Nog geen mail" in check(leader.get(LIST))


def test_the_newest_mail_stands_first_and_those_of_others_do_not(cast, leader):
    old = about(cast, created_at=timezone.now() - timedelta(days=1))
    new = about(cast)
    elsewhere = waiting(about=cast.there.participant, subject="Van elders")

    page = leader.get(LIST)

    assert list(page.context["object_list"]) == [new, old]
    assert elsewhere.subject not in check(page)


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("draft", []),
        ("waiting", ["held", "waiting", "sending"]),
        ("sent", ["sent"]),
        ("lost", ["failed", "in_doubt", "bounced"]),
        ("cancelled", ["cancelled"]),
    ],
)
def test_a_list_is_narrowed_by_group_of_statuses(cast, leader, group, codes):
    mails = {code: about(cast, status=code) for code in Message.Status.values}

    assert shown(leader, status=group) == {mails[code] for code in codes}


def test_a_list_is_narrowed_by_kind_and_by_words_of_address_and_subject(cast, leader):
    invitation = about(cast, kind="invitation", to="Sanne@voorbeeld.example", subject="Welkom")
    other = about(cast, kind="hours_request", to="piet@elders.example", subject="Uren")

    assert shown(leader, kind="invitation") == {invitation}
    assert shown(leader, q="sanne welk") == {invitation}
    assert shown(leader, q="voorbeeld uren") == set()
    assert shown(leader, q="URE") == {other}
    assert "Geen mail gevonden" in check(leader.get(LIST, {"q": "niets"}))


@pytest.mark.parametrize("query", [{"kind": "x"}, {"status": "x"}, {"q": "x" * 200}])
def test_a_filter_that_cannot_be_is_said_and_leaves_nothing_out(cast, leader, query):
    mail = about(cast)

    page = leader.get(LIST, query)

    assert list(page.context["object_list"]) == [mail]
    assert page.context["form"].errors


def test_twenty_five_stand_on_a_page(cast, leader):
    for _ in range(26):
        about(cast)

    assert len(leader.get(LIST).context["object_list"]) == 25
    assert len(leader.get(LIST, {"page": 2}).context["object_list"]) == 1
    assert leader.get(LIST, {"page": 9}).status_code == 404


def test_a_letter_that_waits_for_its_writer_stands_on_top(cast, leader):
    row = letter(cast.here.leader, cast.here.participant, subject="Nog versturen")
    letter(cast.there.leader, cast.there.participant, subject="Van een ander")

    page = check(leader.get(LIST))

    assert reverse("letter_detail", args=[row.pk]) in page
    assert "Van een ander" not in page


def test_a_stream_that_stands_still_is_told_on_the_pages_about_mail(cast, leader):
    at = timezone.now()
    StreamPause.objects.create(
        stream="service", reason="Connection refused", since=at, until=at + timedelta(minutes=5)
    )
    message = about(cast)

    for address in (LIST, detail(message)):
        assert "De mailserver antwoordt niet sinds" in check(leader.get(address))


@pytest.mark.parametrize(
    ("status", "verbs"),
    [
        ("held", ["cancel"]),
        ("waiting", ["cancel"]),
        ("sending", []),
        ("sent", []),
        ("failed", ["retry"]),
        ("in_doubt", ["cancel", "retry"]),
        ("bounced", []),
        ("cancelled", []),
    ],
)
def test_a_mail_says_what_its_status_means_and_offers_what_makes_sense(cast, leader, status, verbs):
    message = about(cast, status=status, error="550 geen postbus")

    page = leader.get(detail(message))

    assert page.context["verbs"] == verbs
    assert str(page.context["meaning"]) in check(page)
    assert "550 geen postbus" in check(page)


def test_a_mail_in_doubt_tells_the_rule(cast, leader):
    page = check(leader.get(detail(about(cast, status="in_doubt"))))

    assert (
        "De verbinding viel weg terwijl de mailserver dit bericht aannam. We weten niet of het is "
        "aangekomen. Het portaal verstuurt het niet vanzelf opnieuw; vraag het de ontvanger, of "
        "verstuur het opnieuw."
    ) in page


def test_the_copy_of_a_letter_can_be_changed_and_a_mail_for_later_sent_now(cast, leader):
    later = timezone.now() + timedelta(days=1)
    [draft] = letter(cast.here.leader, cast.here.participant).messages.all()

    assert leader.get(detail(draft)).context["verbs"] == ["edit", "cancel"]
    assert leader.get(detail(about(cast, not_before=later))).context["verbs"] == ["cancel", "hurry"]


def test_who_did_not_write_a_letter_may_read_it_and_no_more(cast, on):
    colleague = cast.there.leader
    cast.here.region.leaders.add(colleague)
    [message] = letter(cast.here.leader, cast.here.participant).messages.all()
    message.move_to("waiting", by=None)
    browser = on(colleague)

    assert browser.get(detail(message)).context["verbs"] == []
    assert [press(browser, verb, message).status_code for verb in VERBS] == [404] * 4


def test_a_mail_leads_to_what_it_is_about_and_to_the_other_mails_about_it(cast, leader):
    message, other = about(cast), about(cast, subject="Die andere")
    waiting(about=cast.there.participant, subject="Van elders")
    pages = {
        cast.here.participant: "participant_detail",
        cast.here.placement: "placement_detail",
        cast.here.contact: "contact_edit",
        cast.here.cohort: "cohort_detail",
    }

    page = leader.get(detail(message))

    assert list(page.context["mails"]) == [other]
    assert "Die andere" in check(page)
    for row, name in pages.items():
        assert reverse(name, args=[row.pk]) in check(leader.get(detail(waiting(about=row))))


def test_a_mail_about_nothing_is_shown_without_others(cast, on):
    waiting()

    assert list(on(cast.admin).get(detail(waiting())).context["mails"]) == []


def test_the_key_of_a_link_is_not_shown(cast, on):
    page = check(on(cast.admin).get(detail(with_link())))

    assert "-sleutel-" not in page
    assert "/welcome/…/" in page


def test_markup_in_a_mail_is_text(cast, leader):
    page = check(leader.get(detail(about(cast, text="<b>vet</b>", error="<i>schuin</i>"))))

    assert "&lt;b&gt;vet&lt;/b&gt;" in page
    assert "&lt;i&gt;schuin&lt;/i&gt;" in page
    assert "<b>vet</b>" not in page
    assert "<i>schuin</i>" not in page


def test_pages_about_people_and_groups_lead_to_their_mails(cast, leader):
    here = cast.here
    mails = {
        ("participant_detail", here.participant): waiting(about=here.participant),
        ("placement_detail", here.placement): waiting(about=here.placement),
        ("contact_edit", here.contact): waiting(about=here.contact),
        ("cohort_detail", here.cohort): waiting(about=here.cohort),
    }

    for (name, row), message in mails.items():
        assert detail(message) in check(leader.get(reverse(name, args=[row.pk])))


def test_the_page_of_a_shared_contact_says_why_it_shows_no_mail(cast, leader):
    message = waiting(about=cast.here.contact)
    cast.here.contact.regions.add(cast.there.region)

    page = check(leader.get(reverse("contact_edit", args=[cast.here.contact.pk])))

    assert "deelnemers van een andere regio" in page
    assert detail(message) not in page
