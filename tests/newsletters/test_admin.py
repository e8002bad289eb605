"""What admins do with readers, who ask them to."""

import pytest

from newsletters.models import Forgotten, Letterhead, Subscription
from tests import factories as make
from tests.admin.rows import form_data, url
from tests.newsletters.readers import EMAIL, acts, confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client):
    client.force_login(make.user(is_staff=True, is_superuser=True))
    return client


def act(browser, name, *rows):
    data = {"action": name, "_selected_action": [row.pk for row in rows]}
    return browser.post(url(Subscription, "changelist"), data, follow=True).content.decode()


def test_an_admin_ends_a_subscription_on_request_with_proof(browser):
    row, other = confirmed(), confirmed(email="bram@bedrijf.example")

    page = act(browser, "end", row)

    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.status, other.status) == ("ended", "confirmed")
    assert row.consents.last().page == "/admin/"
    assert acts(row)[-1] == ("withdrawn", "")
    assert "1 lezer afgemeld." in page


def test_an_admin_erases_an_address_in_every_region(browser):
    row = confirmed()
    confirmed()

    page = act(browser, "erase", row)

    assert "1 adres gewist." in page
    assert not Subscription.objects.filter(email=EMAIL).exists()
    assert Forgotten.objects.count() == 1


def test_nobody_is_added_or_plainly_deleted(browser):
    row = confirmed()

    assert browser.get(url(Subscription, "add")).status_code == 403
    assert browser.post(url(Subscription, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_the_key_of_a_reader_is_shown_nowhere(browser):
    row = confirmed()

    page = browser.get(url(Subscription, "change", row.pk)).content.decode()

    assert row.email in page
    assert row.key not in page


def test_the_logo_of_a_letterhead_is_a_picture_of_its_own_region(browser):
    """Leaders elsewhere could throw it away, and do not see in which mail it is shown."""
    head = make.letterhead(make.region())
    page = url(Letterhead, "change", head.pk)
    own, other = make.picture(head.region), make.picture(make.region())

    refused = browser.post(page, form_data(browser, page) | {"logo": other.pk})
    kept = browser.post(page, form_data(browser, page) | {"logo": own.pk})

    assert list(refused.context["adminform"].form.errors) == ["logo"]
    assert kept.status_code == 302
    assert Letterhead.objects.get().logo == own
