"""Changing the name of a region in addresses, on its page in admin."""

import pytest

from cohorts.models import Region, RegionSlug
from tests import factories as make
from tests.admin.rows import form_data, url
from tests.cohorts.rows import rename

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    return rename(make.region(name="Zeeland", slug="oud"), "nieuw")


def test_admin_warns_and_shows_what_leads_on(browser):
    region = make.region(slug="oud")
    page = url(Region, "change", region.pk)

    saved = browser.post(page, form_data(browser, page) | {"slug": "nieuw"}, follow=True)

    assert "werken nog: ze leiden door naar “nieuw”" in saved.content.decode()
    assert "oud" in [str(row) for row in region.former_slugs.all()]
    assert "vroegere namen in adressen" in browser.get(page).content.decode().lower()


def test_admin_refuses_a_former_name_at_the_field(browser, moved):
    data = form_data(browser, url(Region, "add")) | {"name": "Friesland", "slug": "oud"}
    data.pop("leaders")

    response = browser.post(url(Region, "add"), data)

    assert list(response.context["adminform"].form.errors) == ["slug"]


def test_admin_can_end_an_old_name(browser, moved):
    page = url(Region, "change", moved.pk)
    data = form_data(browser, page)
    data |= {"former_slugs-0-id": moved.former_slugs.get().pk, "former_slugs-0-DELETE": "on"}

    browser.post(page, data)

    assert RegionSlug.objects.count() == 0
