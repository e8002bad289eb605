"""Two leaders who give the same name, or make the one letterhead, at the same moment."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from newsletters import audience_lines, sending
from newsletters.models import Audience, Letterhead
from recruitment.models import Channel
from tests import factories as make
from tests.newsletters import mailing as mail
from tests.newsletters.pages import LETTERHEAD
from tests.real_database import at_once

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]
ROUNDS = 5


@pytest.fixture
def browsers():
    """Four leaders of one region, each in a browser; `region` is that region."""
    leaders = [make.user() for _ in range(4)]
    region, found = make.region(), []
    region.leaders.set(leaders)
    for leader in leaders:
        browser = Client(raise_request_exception=True)
        browser.force_login(leader)
        found.append(browser)
    return region, found


def post(browser, address, typed):
    answer = browser.post(address, typed)
    return answer.status_code, answer.content.decode()


def outcomes(browsers, address, typed):
    """[(status, page)] of everybody who posted this at once; no exception is among them."""
    return at_once(*[partial(post, browser, address, typed) for browser in browsers])


def test_of_four_who_give_an_audience_the_same_name_three_read_that_it_is_taken(browsers):
    region, people = browsers
    for number in range(ROUNDS):
        typed = {"region": region.pk, "name": f"Bouw {number}", "save": "1"}

        came = outcomes(people, reverse("audience_create"), typed)

        assert sorted(status for status, _page in came) == [200, 200, 200, 302]
        refused = [page for status, page in came if status == 200]
        assert all("al een doelgroep met deze naam" in page for page in refused)
        assert all(f'value="Bouw {number}"' in page for page in refused)
    assert Audience.objects.count() == ROUNDS


def test_of_four_who_give_a_link_the_same_name_three_read_that_it_is_taken(browsers):
    region, people = browsers
    for number in range(ROUNDS):
        typed = {"region": region.pk, "name": f"Maart {number}"}

        came = outcomes(people, reverse("channel_create"), typed)

        assert sorted(status for status, _page in came) == [200, 200, 200, 302]
    assert Channel.objects.count() == ROUNDS


def test_a_first_letterhead_made_by_four_at_once_is_one(browsers):
    region, people = browsers
    for _number in range(ROUNDS):
        Letterhead.objects.all().delete()

        came = outcomes(people, reverse("letterhead_edit", args=[region.pk]), LETTERHEAD)

        assert {status for status, _page in came} <= {200, 302}
        assert Letterhead.objects.count() == 1


def test_an_audience_is_chosen_or_thrown_away_and_never_both(browsers):
    region, _people = browsers
    for _number in range(ROUNDS):
        audience = make.audience(region)
        newsletter = mail.ready(region)

        chosen, removed = at_once(
            partial(sending.choose, newsletter, audience),
            partial(audience_lines.remove, audience),
        )

        newsletter.refresh_from_db()
        if removed is True:
            assert isinstance(chosen, sending.Refused)
            assert newsletter.audience_id is None
        else:
            assert (chosen, removed) == (None, False)
            assert newsletter.audience_id == audience.pk
