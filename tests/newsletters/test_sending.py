"""Approving, planning, holding and stopping a newsletter."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.workflow import IllegalMove
from newsletters import audiences, sending
from newsletters.models import Newsletter
from tests import factories as make
from tests.newsletters import mailing as mail

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def draft():
    region = make.region()
    make.subscriptions(region, 3)
    return mail.ready(region)


def approve(newsletter, number=3, **other):
    other = {"revision": newsletter.revision, "by": newsletter.author, "now": NOW, **other}
    return sending.approve(newsletter, number=number, **other)


def plan(newsletter, at, number=3, **other):
    facts = {"revision": newsletter.revision, "by": newsletter.author, "now": NOW, **other}
    return sending.plan(newsletter, at=at, number=number, **facts)


def fresh(newsletter):
    return Newsletter.objects.get(pk=newsletter.pk)


def test_an_approved_newsletter_keeps_the_number_that_was_repeated(draft):
    row = approve(draft)

    assert (row.status, row.approved, row.started_at) == ("sending", 3, NOW)


@pytest.mark.parametrize("number", [0, 2, 4])
def test_another_number_is_refused_and_the_new_one_told(draft, number):
    with pytest.raises(sending.Changed) as refusal:
        approve(draft, number)

    assert refusal.value.number == 3
    assert "3 lezers" in str(refusal.value)
    assert fresh(draft).status == "draft"


def test_a_text_that_changed_after_it_was_seen_is_refused(draft):
    Newsletter.objects.filter(pk=draft.pk).update(revision=2)

    with pytest.raises(sending.Changed, match="tekst is intussen gewijzigd"):
        approve(draft)


def test_nobody_to_send_to_is_refused():
    with pytest.raises(sending.Refused, match="niemand"):
        approve(mail.ready(), 0)


def test_a_region_that_is_shut_sends_nothing(draft):
    draft.region.is_active = False
    draft.region.save()

    with pytest.raises(sending.Refused, match="uitgezet"):
        approve(draft)
    with pytest.raises(sending.Refused, match="uitgezet"):
        plan(draft, NOW + timedelta(days=1))


def test_what_was_approved_is_not_approved_twice(draft):
    approve(draft)

    with pytest.raises(IllegalMove):
        approve(draft)


@pytest.mark.parametrize("away", [timedelta(0), timedelta(days=-1), timedelta(days=366)])
def test_a_moment_that_cannot_be_is_refused_at_its_field(draft, away):
    with pytest.raises(ValidationError) as refusal:
        plan(draft, NOW + away)

    assert list(refusal.value.message_dict) == ["at"]
    assert fresh(draft).status == "draft"


def test_a_planned_one_becomes_a_draft_again(draft):
    sending.unplan(plan(draft, NOW + timedelta(hours=1)), by=draft.author)

    row = fresh(draft)
    assert (row.status, row.planned_at, row.approved) == ("draft", None, None)


def test_a_shut_region_cannot_go_on(draft):
    sending.pause(approve(draft), by=draft.author)
    draft.region.is_active = False
    draft.region.save()

    with pytest.raises(sending.Refused, match="uitgezet"):
        sending.resume(draft, by=draft.author, now=NOW)


@pytest.fixture
def two_branches(draft):
    """A draft whose audience are as many readers as another audience has."""
    region = draft.region
    for branch in ("metal", "electrical"):
        make.subscriptions(region, 2, branch=branch)
    draft.audience = make.audience(region, (0, "branch", "metal"))
    draft.save()
    return draft


@pytest.mark.parametrize("act", ["another audience", "other conditions"])
@pytest.mark.parametrize("press", [approve, partial(plan, at=NOW + timedelta(days=1))])
def test_as_many_other_readers_than_were_seen_are_refused(two_branches, act, press):
    draft, seen = two_branches, audiences.definition(two_branches)
    if act == "another audience":
        sending.choose(fresh(draft), make.audience(draft.region, (0, "branch", "electrical")))
    else:
        draft.audience.conditions.update(value="electrical")

    with pytest.raises(sending.Changed, match="doelgroep is intussen gewijzigd"):
        press(draft, number=2, whom=seen)

    assert fresh(draft).status == "draft"
    press(draft, number=2, whom=audiences.definition(fresh(draft)))
    assert fresh(draft).status != "draft"
