"""The pages on which a leader sends a newsletter."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from newsletters import testing
from newsletters.models import Newsletter
from outbox import delivery
from outbox.models import Message
from tests import factories as make
from tests.newsletters import mailing as mail

pytestmark = pytest.mark.django_db
TOMORROW = timezone.localtime() + timedelta(days=1)


@pytest.fixture
def newsletter(ready):
    return ready


def fresh(newsletter):
    return Newsletter.objects.get(pk=newsletter.pk)


def seen_in(html):
    """The number, the revision and the audience that the last step repeats."""
    hidden = r'<input type="hidden" name="(number|revision|whom)" value="([^"]*)"'
    return dict(re.findall(hidden, html))


def send(page, html, **typed):
    return page(post={**seen_in(html), "when": "now", **typed}, name="newsletter_send")


def plan(page, html, day=f"{TOMORROW:%Y-%m-%d}", clock="09:30"):
    return send(page, html, when="later", day=day, clock=clock)


def test_the_page_tells_how_many_and_some_of_them(page, newsletter):
    html = page()

    assert "<b>3</b> lezers" in html
    assert html.count("Sanne") == 3


def test_the_last_step_repeats_the_number_and_sends(page, newsletter):
    html = page()
    assert "Verstuur nu naar 3 lezers" in html

    assert "gaat nu naar 3 lezers" in send(page, html)

    assert (fresh(newsletter).status, fresh(newsletter).approved) == ("sending", 3)


@pytest.mark.parametrize("press", [send, plan])
def test_a_number_that_changed_meanwhile_sends_nothing_and_tells_the_new_one(
    page, newsletter, press
):
    html = page()
    make.subscription(newsletter.region)

    answer = press(page, html)

    assert "Het zijn nu 4 lezers" in answer
    assert "Verstuur nu naar 4 lezers" in answer
    assert ('value="09:30"' in answer) == (press is plan)
    assert fresh(newsletter).status == "draft"
    assert "4 lezers" in press(page, answer)
    assert fresh(newsletter).approved == 4


def test_an_audience_that_changed_meanwhile_is_looked_at_first(page, newsletter):
    """Also when it has as many readers."""
    html = page()
    make.subscription(newsletter.region, language="en")
    newsletter.audience = make.audience(newsletter.region, (0, "language", "nl"))
    newsletter.save()

    answer = send(page, html)

    assert "De doelgroep is intussen gewijzigd." in answer
    assert fresh(newsletter).status == "draft"
    assert "gaat nu naar 3 lezers" in send(page, answer)


def test_planning_takes_a_day_and_a_time(page, newsletter):
    html = page()
    assert "Plan voor 3 lezers" in html

    assert "aan 3 lezers is gepland" in plan(page, html)

    row = fresh(newsletter)
    moment = TOMORROW.replace(hour=9, minute=30, second=0, microsecond=0)
    assert (row.status, row.planned_at) == ("planned", moment)


@pytest.mark.parametrize(
    ("day", "clock", "words"),
    [
        ("", "", "Kies op welke dag"),
        ("morgen", "", "Kies hoe laat"),
        ("gisteren", "9:30", "al voorbij"),
        ("12-12-2199", "9:30", "binnen een jaar"),
        ("31-02-2027", "9:30", "31-02-2027"),
        ("morgen", "25:99", "Vul een tijd in"),
    ],
)
def test_a_moment_that_cannot_be_is_told_at_its_field(page, newsletter, day, clock, words):
    html = plan(page, page(), day, clock)

    assert words in html
    assert "invalid-feedback" in html
    assert "Plan voor 3 lezers" in html
    assert fresh(newsletter).status == "draft"


@pytest.mark.parametrize(
    "typed", [{"when": "ooit"}, {"number": "x"}, {"revision": "-1"}, {"whom": ""}]
)
def test_a_button_that_was_tampered_with_sends_nothing(page, newsletter, typed):
    assert "Er ging iets mis" in send(page, page(), **typed)
    assert fresh(newsletter).status == "draft"


def test_a_late_one_asks_first(page, newsletter):
    now = timezone.now()
    Newsletter.objects.filter(pk=newsletter.pk).update(
        status="late", planned_at=now - timedelta(hours=3), approved=3
    )

    Newsletter.objects.filter(pk=newsletter.pk).update(asks="changed")

    html = page()

    assert "Hij wacht op je akkoord" in html
    assert "De doelgroep is gewijzigd nadat hij was gepland. Lezers toen: 3. Lezers nu: 3." in html
    assert "gaat nu naar 3 lezers" in send(page, html)


@pytest.mark.parametrize("trouble", ["nobody", "flawed", "none"])
def test_one_that_waits_can_always_become_a_draft_again(page, newsletter, trouble):
    if trouble == "nobody":
        newsletter.region.subscriptions.update(status="ended")
    elif trouble == "flawed":
        newsletter.texts.update(body="{naam|x}")
    Newsletter.objects.filter(pk=newsletter.pk).update(
        status="late", planned_at=timezone.now(), approved=3, asks="unfit"
    )

    assert reverse("newsletter_verb", args=[newsletter.pk, "unplan"]) in page()

    page(post={}, name="newsletter_verb", args=["unplan"])
    assert fresh(newsletter).status == "draft"


def test_an_audience_is_chosen_only_among_those_of_the_region(page, newsletter):
    own = make.audience(newsletter.region, (0, "branch", "metal"))
    foreign = make.audience(make.region(), (0, "branch", "metal"))

    page(post={"audience": foreign.pk}, name="newsletter_audience")
    assert fresh(newsletter).audience is None

    html = page(post={"audience": own.pk}, name="newsletter_audience")
    assert fresh(newsletter).audience == own
    assert "Er is nu niemand om aan te sturen" in html


def test_a_test_copy_goes_to_an_own_address_and_cannot_be_left(page, newsletter, lea, post):
    post_data = {"to": lea.email, "language": "nl"}

    assert "is onderweg" in page(post=post_data, name="newsletter_test")

    delivery.drain()
    assert post.addresses == [lea.email]
    assert post.mails[0]["Subject"] == "[proef] Nieuws uit de regio"
    assert post.mails[0]["List-Unsubscribe"] is None
    assert fresh(newsletter).deliveries.count() == 0


def test_a_test_copy_goes_to_nobody_else(page, newsletter):
    html = page(post={"to": "ander@voorbeeld.example", "language": "nl"}, name="newsletter_test")

    assert "invalid-feedback" in html
    assert Message.objects.count() == 0


def test_test_copies_are_not_sent_without_end(page, newsletter, lea, monkeypatch):
    monkeypatch.setattr(testing, "MOST_PER_HOUR", 1)
    post_data = {"to": lea.email, "language": "nl"}
    page(post=post_data, name="newsletter_test")

    assert "over een uur" in page(post=post_data, name="newsletter_test")
    assert Message.objects.count() == 1


def test_while_it_leaves_it_can_be_paused_and_go_on_and_be_stopped(page, newsletter):
    mail.handed_over(newsletter)
    verbs = [("pause", "paused"), ("resume", "sending"), ("pause", "paused")]

    for verb, status in [*verbs, ("cancel", "cancelled")]:
        page(post={}, name="newsletter_verb", args=[verb])
        assert fresh(newsletter).status == status


def test_a_verb_that_comes_too_late_says_so(page, newsletter):
    assert "Dat kan nu niet meer" in page(post={}, name="newsletter_verb", args=["pause"])
    assert fresh(newsletter).status == "draft"


def test_one_that_is_paused_at_once_does_not_say_it_goes_on(page, newsletter):
    send(page, page())

    html = page(post={}, name="newsletter_verb", args=["pause"])

    assert "De lezers worden klaargezet als je doorgaat." in html
    assert "De lezers worden zo klaargezet." not in html


def test_a_shut_region_is_told(page, newsletter):
    newsletter.region.is_active = False
    newsletter.region.save()

    assert "Deze regio is uitgezet" in send(page, page())
    assert fresh(newsletter).status == "draft"
