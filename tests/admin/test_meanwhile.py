"""What a form of admin leaves alone: what happened meanwhile, and the region of a row."""

import pytest

from newsletters import leaving
from newsletters.admin.reading import SubscriptionAdmin
from newsletters.models import Audience, Letterhead, Subscription
from recruitment.models import Channel
from tests import factories as make
from tests.admin.rows import NOW, form_data, url
from tests.newsletters.readers import confirmed


def test_who_leaves_while_a_name_is_put_right_has_left(browser, monkeypatch):
    """The reader leaves between the moment that admin reads the row and writes it."""
    row = confirmed()
    data = form_data(browser, url(Subscription, "change", row.pk)) | {"first_name": "Sandra"}
    save = SubscriptionAdmin.save_model

    def leave_first(*args):
        leaving.leave(row, now=NOW, page="/newsletter/leave/")
        save(*args)

    monkeypatch.setattr(SubscriptionAdmin, "save_model", leave_first)
    browser.post(url(Subscription, "change", row.pk), data)

    row.refresh_from_db()
    assert (row.status, row.first_name) == ("ended", "Sandra")


@pytest.mark.parametrize(
    ("table", "maker"),
    [
        (Audience, make.audience),
        (Channel, make.channel),
        (Letterhead, make.letterhead),
    ],
)
def test_a_row_stays_in_its_region(browser, table, maker):
    here, there = make.region(), make.region()
    row = maker(here)
    data = form_data(browser, url(table, "change", row.pk))

    response = browser.post(
        url(table, "change", row.pk), data | {"region": there.pk, "name": "Anders"}
    )

    row.refresh_from_db()
    assert (response.status_code, row.region, row.name) == (302, here, "Anders")


@pytest.mark.parametrize(("table", "maker"), [(Audience, make.audience), (Channel, make.channel)])
def test_a_name_that_its_region_has_already_is_refused_at_the_form(browser, table, maker):
    region = make.region()
    row, other = maker(region), maker(region)
    data = form_data(browser, url(table, "change", row.pk)) | {"name": other.name}

    response = browser.post(url(table, "change", row.pk), data)

    assert response.status_code == 200
    assert "Deze regio heeft al een" in response.content.decode()
