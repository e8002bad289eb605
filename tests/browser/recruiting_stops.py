"""States of the pages of recruitment and newsletters."""

from datetime import timedelta
from functools import partial

from django.utils import timezone

from tests import factories as make
from tests.browser.stop import LONG_ADDRESS, at, press
from tests.newsletters import readers

LONG_AGO = timezone.now() - timedelta(days=60)


def public_states():
    """A region with groups in every fullness and a way to reach it, and refused forms."""
    region = make.region(slug="vol", email=LONG_ADDRESS, phone="0101234567", intro="Kom.\n\nEcht.")
    for taken in range(3):
        soon = timezone.localdate() + timedelta(days=30 + taken)
        seats = {"min_participants": 1, "max_participants": max(taken, 1)}
        cohort = make.cohort(region, status="open", start_on=soon, **seats)
        for _number in range(taken):
            make.participant(cohort)
    refused = partial(press, "Verstuur", first_name="12", email="geen adres")
    return [
        at("region-full", "region_page", "vol"),
        at("apply-refused", "apply", "vol", act=refused),
        at("interest-refused", "interest", "vol", act=refused),
    ]


def reader_states(cast):
    region = cast.here.region
    reader = readers.confirmed(region, LONG_ADDRESS)
    gone = readers.ended(region, "weg@bedrijf.example")
    elsewhere = readers.confirmed(cast.there.region, LONG_ADDRESS)
    old = readers.link_of(readers.pending(region, "oud@bedrijf.example"), now=LONG_AGO).token
    used = readers.link_of(reader)
    return [
        at(
            "subscribe-errors",
            "newsletter_subscribe",
            region.slug,
            act=partial(press, "Schrijf mij in"),
        ),
        at("reader", "newsletter_choices", reader.key),
        at("reader-gone", "newsletter_choices", gone.key),
        at("reader-left", "newsletter_leave", elsewhere.key, act=partial(press, "Meld mij af")),
        at("reader-unknown", "newsletter_choices", "x" * 32),
        at("confirm-expired", "newsletter_confirm", old),
        at("confirm-used", "newsletter_confirm", used.token),
    ]


def lead_states(here):
    """Leads in every state, with all that can be known of one, and somebody who looks alike."""
    long_ago = timezone.localdate() - timedelta(days=30)
    full = make.lead(
        here.region, status="intake", email=LONG_ADDRESS, phone="0612345678", owner=here.leader,
        question="Kan het?", next_step="x" * 200, next_on=long_ago,
    )  # fmt: skip
    make.application(lead_=full, motivation="x" * 300, cohort=here.cohort)
    make.lead(here.region, phone="0612345678")
    full.notes.create(author=here.leader, text="Belt terug")
    rejected = make.lead(here.region, status="rejected", decision="Te weinig ervaring")
    tick = partial(press, "Laat toe")
    return [
        at("leads-intake", "lead_list", query="?state=intake"),
        at("leads-none", "lead_list", query="?q=qqq"),
        at("leads-refused", "lead_list", query="?state=intake", act=tick),
        at("lead-full", "lead_detail", full.pk),
        at("lead-rejected", "lead_detail", rejected.pk),
        at("note-refused", "lead_detail", full.pk, act=partial(press, "Voeg toe", text=" ")),
    ]


def flawed(here):
    """A newsletter with much to say about, and long words."""
    make.picture(here.region)
    return make.newsletter(
        here.region, subject="x" * 120, body=f"### {'y' * 90}\n\n{{naam|x}}\n\n[hier]()"
    )
