"""What admin shows and does not let anybody change."""

import pytest
from django.urls import reverse

from accounts import links
from accounts.models import AccessLink, User
from internships.models import Confirmation, HourEntry, Placement
from newsletters.models import Consent, Forgotten
from outbox.models import Letter, Message
from participants.models import Participant
from tests import factories as make
from tests.admin.rows import MAKERS, NOW, form_data, link, staff_with, url

WITH_STATUS = [table for table in MAKERS if hasattr(table, "MOVES")]


@pytest.mark.parametrize("table", WITH_STATUS, ids=lambda table: table._meta.label)
def test_a_status_cannot_be_set(browser, table):
    row = MAKERS[table]()
    form = browser.get(url(table, "change", row.pk)).context["adminform"].form

    assert "status" not in form.fields


@pytest.mark.parametrize(
    "table",
    [AccessLink, Message, Letter, HourEntry, Confirmation, Consent, Forgotten],
    ids=lambda table: table._meta.label,
)
def test_evidence_is_neither_added_changed_nor_deleted(browser, table):
    row = MAKERS[table]()
    addresses = [url(table, "add"), url(table, "change", row.pk), url(table, "delete", row.pk)]

    assert [browser.post(address, {"post": "yes"}).status_code for address in addresses] == [
        403
    ] * 3
    assert table.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("table", [Participant, Placement], ids=lambda table: table._meta.label)
def test_who_needs_a_mail_or_a_seat_is_not_added_here(browser, table):
    assert browser.get(url(table, "add")).status_code == 403


def test_a_link_shows_neither_its_key_nor_the_hash_of_it(browser):
    row = link()
    token = links.issue(row, now=NOW)

    page = browser.get(url(AccessLink, "change", row.pk)).content.decode()

    assert row.email in page
    assert token not in page
    assert links.fingerprint(token) not in page


def test_staff_without_all_rights_cannot_hand_out_rights_or_open_a_superuser(client, superuser):
    client.force_login(staff_with("view_user", "change_user", "delete_user"))
    other = make.user()
    data = form_data(client, url(User, "change", other.pk))

    client.post(url(User, "change", other.pk), data | {"is_staff": "on", "is_superuser": "on"})
    refused = [
        client.post(url(User, "change", superuser.pk), data).status_code,
        client.post(reverse("admin:auth_user_password_change", args=[superuser.pk])).status_code,
        client.post(url(User, "delete", superuser.pk), {"post": "yes"}).status_code,
    ]

    other.refresh_from_db()
    assert (other.is_staff, other.is_superuser) == (False, False)
    assert refused == [403, 403, 403]


def test_a_letter_leads_to_its_copies(browser):
    row, other = MAKERS[Letter](), MAKERS[Letter]()
    page = browser.get(url(Letter, "change", row.pk)).content.decode()
    address = f"{url(Message, 'changelist')}?letter__id__exact={row.pk}"

    assert address in page
    shown = browser.get(address).context["cl"].queryset
    assert list(shown) == list(row.messages.all())
    assert other.messages.count() == 1
