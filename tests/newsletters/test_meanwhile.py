"""What somebody else does between two statements of one request ends in a page, not in an error."""

import pytest
from django.db import connection
from django.urls import reverse

from newsletters import forgetting
from newsletters.models import Audience, Letterhead, Newsletter, Picture, Subscription
from tests import factories as make
from tests.accounts.pages import check
from tests.meanwhile import just_before
from tests.newsletters.pages import LETTERHEAD, page_of, typed
from tests.newsletters.readers import NOW, confirmed

pytestmark = pytest.mark.django_db

READS_READER = ("SELECT", 'FROM "newsletters_subscription"')
READS_PICTURE = ("SELECT", 'FROM "newsletters_picture"')


def erased(row):
    return lambda: forgetting.forget(row.email, now=NOW, page="/newsletter/")


@pytest.mark.parametrize("nth", [2, 3])
def test_a_reader_who_is_erased_while_leaving_has_left(client, nth):
    """Before the row is locked, and before it is read back."""
    row = confirmed()

    with just_before(erased(row), *READS_READER, nth=nth):
        page = check(client.post(reverse("newsletter_leave", args=[row.key])))

    assert "Je gegevens zijn gewist" in page
    assert not Subscription.objects.exists()


def test_a_picture_that_is_thrown_away_twice_is_gone(cast, leader, draft):
    row = make.picture(cast.here.region)

    with just_before(Picture.objects.filter(pk=row.pk).delete, *READS_PICTURE, nth=2):
        answer = leader.post(page_of(draft), typed(draft, drop=row.pk), follow=True)

    assert "De afbeelding is weg." in check(answer)


def test_a_logo_that_is_deleted_while_its_letterhead_is_saved_is_none(cast, leader):
    head = make.letterhead(cast.here.region, logo=make.picture(cast.here.region))

    with just_before(head.logo.delete, "UPDATE", "newsletters_picture"):
        leader.post(page_of(cast.here.region, "letterhead_edit"), LETTERHEAD)

    connection.check_constraints()
    assert Letterhead.objects.get().logo is None


def test_the_logo_of_a_letterhead_is_locked_before_it_is_saved(cast, leader):
    """So who throws it away at that moment waits, and finds that it is needed."""
    head = make.letterhead(cast.here.region, logo=make.picture(cast.here.region))
    seen = []

    def is_logo():
        seen.append(Picture.objects.get().was_logo)

    Picture.objects.update(was_logo=False)
    with just_before(is_logo, "UPDATE", "newsletters_letterhead"):
        head.save()

    assert seen == [True]


@pytest.mark.parametrize(
    ("name", "args", "post"),
    [
        ("audience", (), {"audience": ""}),
        ("send", (), {"when": "now", "number": "1", "revision": "1", "whom": "x"}),
        ("verb", ("pause",), {}),
        ("verb", ("resume",), {}),
        ("verb", ("cancel",), {}),
    ],
)
def test_what_comes_too_late_for_a_draft_that_was_thrown_away_is_said(
    cast, leader, draft, name, args, post
):
    page = reverse(f"newsletter_{name}", args=[draft.pk, *args])
    draft.texts.all().delete()
    gone = Newsletter.objects.filter(pk=draft.pk).delete

    with just_before(gone, "SELECT", 'FROM "newsletters_newsletter"', nth=2):
        answer = leader.post(page, post, follow=True)

    # Here the refusal takes the throwing away back too, as both are on one connection.
    assert "kijk hoe het er nu voor staat" in check(answer)


def test_an_audience_that_is_removed_twice_is_gone(cast, leader):
    row = make.audience(cast.here.region)
    gone = Audience.objects.filter(pk=row.pk).delete

    with just_before(gone, "SELECT", 'FROM "newsletters_audience"', nth=2):
        answer = leader.post(reverse("audience_remove", args=[row.pk]), follow=True)

    assert "De doelgroep is weg." in check(answer)
