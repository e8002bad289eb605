"""A reader who cannot be mailed for a year is no reader any more."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from newsletters import leaving, retention, tasks
from newsletters.models import Consent, Forgotten, Subscription
from outbox.models import Suppression
from tests import factories as make
from tests.newsletters.readers import EMAIL, acts, confirmed, copy

pytestmark = pytest.mark.django_db
# A Tuesday in the evening, on the Dutch clock.
NOW = timezone.make_aware(datetime.fromisoformat("2026-03-03 21:00"))
MIDNIGHT = timezone.make_aware(datetime.fromisoformat("2027-03-03"))
DAY = timedelta(days=1)
YEAR = 365 * DAY


def block(address=EMAIL, *, now=NOW, scope="all", reason="bounce"):
    return Suppression.objects.create(address=address, scope=scope, reason=reason, created_at=now)


def test_a_year_after_the_block_the_subscription_ends_and_its_history_says_why():
    row, other = confirmed(now=NOW - 100 * DAY), confirmed(email="jan@bedrijf.example", now=NOW)
    waits = copy(row)
    block()

    assert retention.end_unreachable(MIDNIGHT - timedelta(minutes=1)) == 0
    assert retention.end_unreachable(MIDNIGHT) == 1

    row.refresh_from_db()
    waits.refresh_from_db()
    assert (row.status, row.ended_at) == ("ended", MIDNIGHT)
    assert acts(row)[-1] == ("blocked", "")
    said = Consent.objects.get(act="blocked")
    assert (said.get_act_display(), said.wording_version) == ("gestopt: te lang geblokkeerd", "")
    assert (waits.status, waits.reason) == ("skipped", "blocked")
    assert list(Subscription.objects.confirmed()) == [other]


@pytest.mark.parametrize(
    ("scope", "reason"), [("all", "bounce"), ("newsletter", "complaint"), ("all", "manual")]
)
def test_whatever_keeps_the_mail_away_counts(scope, reason):
    confirmed(now=NOW)
    block(scope=scope, reason=reason)

    assert retention.end_unreachable(NOW + YEAR) == 1


def test_all_regions_of_the_address_end_and_a_second_sweep_does_nothing():
    for _number in range(3):
        confirmed(now=NOW)
    block()

    assert [retention.end_unreachable(NOW + 3 * YEAR) for _sweep in range(2)] == [3, 0]


def test_whose_block_was_lifted_reads_on():
    confirmed(now=NOW)
    block().delete()
    block(now=NOW + 300 * DAY)

    assert retention.end_unreachable(NOW + YEAR + 299 * DAY) == 0
    assert retention.end_unreachable(NOW + YEAR + 300 * DAY) == 1


def test_who_pressed_the_button_after_the_block_has_a_year_from_then():
    block(scope="newsletter", reason="manual")
    row = confirmed(now=NOW + 200 * DAY)

    assert retention.end_unreachable(NOW + YEAR + 199 * DAY) == 0
    assert retention.end_unreachable(NOW + YEAR + 200 * DAY) == 1
    assert acts(row)[-1][0] == "blocked"


def test_who_left_already_is_left_alone():
    row = confirmed(now=NOW)
    leaving.leave(row, now=NOW, page="/newsletter/leave/")
    block()

    assert retention.end_unreachable(NOW + YEAR) == 0
    assert acts(row)[-1][0] == "withdrawn"


def test_from_then_on_the_terms_of_who_left_hold():
    confirmed(now=NOW)
    block()
    retention.end_unreachable(NOW + YEAR)

    assert retention.erase(NOW + 2 * YEAR - DAY) == 0
    assert retention.erase(NOW + 2 * YEAR) == 1

    assert not Subscription.objects.exists()
    assert Forgotten.objects.exists()
    assert Suppression.objects.filter(address=EMAIL).exists()
    assert retention.drop_proof(NOW + 7 * YEAR) == 3


def test_the_sweep_of_every_hour_does_it():
    row = confirmed(now=timezone.now() - 400 * DAY)
    block(now=timezone.now() - 400 * DAY)

    tasks.erase_left()

    row.refresh_from_db()
    assert row.status == "ended"


def test_an_admin_reads_the_reason_at_the_reader(on):
    row = confirmed(now=NOW)
    block()
    retention.end_unreachable(NOW + YEAR)
    admin = make.user(is_staff=True, is_superuser=True)

    page = on(admin).get(reverse("admin:newsletters_subscription_change", args=[row.pk]))

    assert "gestopt: te lang geblokkeerd" in page.content.decode()


def test_whom_the_portal_stopped_is_not_said_to_have_left(client):
    row = confirmed(now=NOW)
    block()
    retention.end_unreachable(NOW + YEAR)
    row.refresh_from_db()
    assert not leaving.undo(row, now=NOW + YEAR, page="/x/")

    page = client.get(reverse("newsletter_choices", args=[row.key])).content.decode()

    assert "gestopt" in page
    assert "afgemeld" not in page


def test_the_privacy_statement_names_the_term(client, settings):
    settings.KEEP_BLOCKED_YEARS = 2

    words = "Kan onze mail je 2 jaar lang niet bereiken, dan stopt je inschrijving vanzelf."
    assert words in client.get(reverse("privacy")).content.decode()


def test_what_the_portal_ended_itself_is_no_readers_to_undo(client):
    row = confirmed(now=timezone.now() - 2 * YEAR)
    block(now=timezone.now() - 2 * YEAR)
    retention.end_unreachable(timezone.now())

    page = client.get(reverse("newsletter_choices", args=[row.key])).text
    left = client.post(reverse("newsletter_leave", args=[row.key])).text
    client.post(reverse("newsletter_undo", args=[row.key]))

    row.refresh_from_db()
    assert row.status == "ended"
    assert reverse("newsletter_undo", args=[row.key]) not in page + left
    assert not leaving.undo(row, now=timezone.now(), page="/newsletter/")
