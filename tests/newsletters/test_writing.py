"""Saving a newsletter: by one person, by two, and when it is no draft any more."""

import pytest
from django.utils import timezone

from newsletters import writing
from newsletters.models import Newsletter
from tests import factories as make

pytestmark = pytest.mark.django_db
EMPTY = {"subject": "", "preheader": "", "body": ""}


def text(body, subject="Dag"):
    return {"subject": subject, "preheader": "Regel", "body": body}


def save(row, nl, en=EMPTY, *, revision=None, topic="recruitment"):
    revision = row.revision if revision is None else revision
    return writing.save(row, {"nl": nl, "en": en}, topic=topic, revision=revision)


def test_a_new_newsletter_has_a_text_to_write_on(region):
    row = writing.begin(region, topic="alumni", subject="Dag", by=make.user(), now=timezone.now())

    saved = writing.texts_of(row)
    assert saved["nl"]["body"].startswith("Hallo {voornaam|daar},")
    assert saved["en"] == EMPTY
    assert (row.status, row.topic, row.revision) == ("draft", "alumni", 1)


def test_every_change_has_a_revision_of_its_own(newsletter):
    assert save(newsletter, text("Een"))
    assert newsletter.revision == 2
    assert not save(newsletter, text("Een"))
    assert newsletter.revision == 2
    assert save(newsletter, text("Een"), topic="meetings")

    newsletter.refresh_from_db()
    assert (newsletter.revision, newsletter.topic) == (3, "meetings")


def test_an_english_text_comes_and_goes(newsletter):
    save(newsletter, text("Een"), text("One", "Hi"))
    assert writing.texts_of(newsletter)["en"] == text("One", "Hi")

    save(newsletter, text("Een"), {"subject": " ", "preheader": "", "body": "\n"})
    assert list(newsletter.texts.values_list("language", flat=True)) == ["nl"]


def test_of_two_people_the_later_one_is_asked(newsletter):
    read = newsletter.revision
    save(newsletter, text("Van Lea"))

    with pytest.raises(writing.Stale) as stale:
        save(newsletter, text("Van Piet"), revision=read)

    assert writing.texts_of(stale.value.newsletter)["nl"] == text("Van Lea")
    assert writing.texts_of(newsletter)["nl"] == text("Van Lea")


@pytest.mark.parametrize("status", [s for s in Newsletter.Status if s != "draft"])
def test_what_is_no_draft_stays_as_it_is(region, status):
    now = timezone.now()
    row = make.newsletter(region, status=status, approved=1, planned_at=now, started_at=now)

    with pytest.raises(writing.Closed):
        save(row, text("Anders"))
    with pytest.raises(writing.Closed):
        writing.discard(row)

    assert writing.texts_of(row)["nl"]["subject"] == "Kom je ook?"


def test_a_copy_is_a_draft_of_its_own(region):
    now = timezone.now()
    row = make.newsletter(region, status="sent", approved=1, started_at=now, topic="alumni")
    row.texts.create(language="en", subject="Join?", body="Hello")
    author = make.user()

    made = writing.copy(row, by=author, now=now)

    assert (made.status, made.author, made.topic) == ("draft", author, "alumni")
    assert (made.approved, made.started_at, made.revision) == (None, None, 1)
    assert writing.texts_of(made) == writing.texts_of(row)


def test_a_draft_can_be_thrown_away_and_its_readers_stay(newsletter, region):
    reader = make.subscription(region)

    writing.discard(newsletter)

    assert not Newsletter.objects.exists()
    reader.refresh_from_db()
