"""What admin can do with the rows that were ticked in a list."""

from auditlog.models import LogEntry
from django.contrib.messages import get_messages

from accounts import links
from accounts.admin import revoked
from accounts.models import AccessLink, User
from outbox.models import Message
from recruitment.models import Lead
from tests import factories as make
from tests.admin.rows import NOW, link, message, staff_with, url
from tests.meanwhile import just_before


def act(browser, table, action, *rows):
    """Choose the rows, run the action; return the sentences that come back."""
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    response = browser.post(url(table, "changelist"), data)
    assert response.status_code == 302
    return [str(found) for found in get_messages(response.wsgi_request)]


def test_failed_mail_is_sent_again_and_sent_mail_is_not(browser):
    failed = message(status="failed", attempts=3, subject="Eerste")
    sent = message(status="sent", subject="Tweede")

    told = act(browser, Message, "retry", failed, sent)

    failed.refresh_from_db()
    assert (failed.status, failed.attempts) == ("waiting", 0)
    assert sorted(told) == [
        "Dit kan niet met de status “verstuurd”: Tweede → a@b.example",
        "Staat weer klaar: Eerste → a@b.example",
    ]


def test_waiting_mail_is_cancelled_and_sent_mail_is_not(browser):
    waiting = message(subject="Eerste")
    sent = message(status="sent", subject="Tweede")

    told = act(browser, Message, "cancel", waiting, sent)

    assert list(Message.objects.order_by("pk").values_list("status", flat=True)) == [
        "cancelled",
        "sent",
    ]
    assert sorted(told) == [
        "Dit kan niet met de status “verstuurd”: Tweede → a@b.example",
        "Geannuleerd: Eerste → a@b.example",
    ]


def test_a_draft_that_its_writer_throws_away_meanwhile_is_told(browser):
    draft, waiting = message(status="draft", subject="Eerste"), message(subject="Tweede")
    gone = Message.objects.filter(pk=draft.pk).delete

    with just_before(gone, "UPDATE", '"outbox_message"'):
        told = act(browser, Message, "cancel", draft, waiting)

    assert "Dit is er niet meer: Eerste → a@b.example" in told
    assert "Geannuleerd: Tweede → a@b.example" in told


def test_the_result_of_many_rows_fits_in_the_cookie(browser):
    rows = [message() for _number in range(20)]

    told = act(browser, Message, "cancel", *rows)

    assert told[-1] == "En nog 12 rijen: 12 gelukt, 0 niet."
    assert len(told) == 9


def test_who_may_only_look_at_mail_gets_no_actions(client, db):
    client.force_login(staff_with("view_message"))
    row = message(status="failed")

    client.post(url(Message, "changelist"), {"action": "retry", "_selected_action": [row.pk]})

    row.refresh_from_db()
    assert row.status == "failed"


def test_an_open_link_is_revoked_and_a_used_one_is_not(browser):
    issued = link()
    token = links.issue(issued, now=NOW)
    used = link(used_at=NOW)

    told = act(browser, AccessLink, "revoke", issued, used)

    assert links.find(token, "invitation").is_open(NOW) is False
    used.refresh_from_db()
    assert used.revoked_at is None
    assert sorted(told) == [
        "Deze link werkt al niet meer (gebruikt): uitnodiging · a@b.example",
        "Ingetrokken: uitnodiging · a@b.example",
    ]


def test_a_link_that_is_used_meanwhile_is_not_revoked(db):
    row = link()
    links.issue(row, now=NOW)
    as_read = AccessLink.objects.get()
    links.use(row, name="F.", now=NOW)

    told = revoked(as_read, NOW)

    assert told == "Deze link werkt al niet meer (gebruikt): uitnodiging · a@b.example"
    assert AccessLink.objects.get().revoked_at is None


def test_revoking_a_link_is_in_the_audit_trail(browser, superuser):
    row = link()

    act(browser, AccessLink, "revoke", row)

    entry = LogEntry.objects.get_for_object(row).first()
    assert (list(entry.changes), entry.actor) == (["revoked_at"], superuser)


def test_an_invitation_goes_to_who_may_sign_in(browser):
    welcome = make.user(first_name="Wim", infix="", last_name="Mol")
    gone = make.user(is_active=False, first_name="Gea", infix="", last_name="Weg")

    told = act(browser, User, "invite", welcome, gone)

    assert [mail.to for mail in Message.objects.all()] == [welcome.email]
    assert sorted(told) == [
        f"Er gaat een uitnodiging naar Wim Mol, {welcome.email}.",
        "Gea Weg mag niet inloggen.",
    ]


def test_a_lead_is_erased_on_request_and_who_was_admitted_is_not(browser, superuser):
    lead, seated = make.application().lead, make.lead(status="admitted")

    told = act(browser, Lead, "erase", lead, seated)

    lead.refresh_from_db()
    seated.refresh_from_db()
    assert (lead.email, lead.status, lead.applications.get().motivation) == ("", "withdrawn", "")
    assert seated.email.startswith("vakman")
    assert LogEntry.objects.get_for_object(lead).get().actor == superuser
    assert told == [
        "1 mens gewist.",
        "Wie is toegelaten, is nu deelnemer en blijft staan: 1.",
    ]
    page = browser.get(url(Lead, "change", lead.pk))
    assert page.status_code == 200
    assert not page.context["has_change_permission"]
    assert browser.post(url(Lead, "delete", seated.pk), {"post": "yes"}).status_code == 403
