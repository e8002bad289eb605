"""Where a newsletter cannot be sent, its page leads to what can be done about that."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.newsletters import mailing as mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return make.user()


@pytest.fixture
def newsletter(leader):
    return mail.ready(make.region(leader), author=leader)


@pytest.fixture
def shown(on, leader, newsletter):
    return lambda: (
        on(leader).get(reverse("newsletter_detail", args=[newsletter.pk])).content.decode()
    )


def test_each_obstacle_comes_with_a_way_to_where_it_is_mended(shown, newsletter):
    newsletter.texts.update(body="Hallo {voornam|daar}")
    make.letterhead(newsletter.region, sender="")

    html = shown()

    edit = reverse("newsletter_edit", args=[newsletter.pk])
    head = reverse("letterhead_edit", args=[newsletter.region_id])
    assert f'<a href="{edit}#id_nl_body">Verbeter de tekst</a>' in html
    assert f'<a href="{head}">Naar het briefhoofd</a>' in html


def test_a_region_without_readers_leads_to_the_link_that_brings_them(shown, newsletter):
    way = f'<a href="{reverse("reader_numbers")}">Deel de link'

    assert way in shown()

    make.subscription(newsletter.region)
    assert way not in shown()


def test_an_audience_without_readers_leads_to_another_one(shown, newsletter):
    make.subscription(newsletter.region)
    newsletter.audience = make.audience(newsletter.region, (0, "branch", "metal"))
    newsletter.save()

    assert "Kies een andere doelgroep." in shown()
