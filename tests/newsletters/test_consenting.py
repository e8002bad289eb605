"""The proof of a reader's consent: complete, never changed, and no address after erasing."""

import hashlib
import json

import pytest
from django.utils import timezone

from newsletters import consenting, wording
from newsletters.models import Consent, Subscription, Unchangeable
from recruitment import privacy
from tests import factories as make

# What was ever shown to readers. Other words are another version, and another line here.
PUBLISHED = {"2026-1": "d29081e5e8be04081521b73c38ee0e0dd7f9bf17c92014cb2b817571e9ae9de0"}


def test_words_that_were_published_never_change():
    hashes = {
        version: hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()
        for version, words in wording.VERSIONS.items()
    }

    assert hashes == PUBLISHED
    assert list(PUBLISHED)[-1] == wording.VERSION


@pytest.mark.parametrize("version", wording.VERSIONS)
def test_every_version_fits_its_column_and_is_there_in_both_languages(version):
    assert len(version) <= Consent._meta.get_field("wording_version").max_length
    assert sorted(wording.VERSIONS[version]) == ["en", "nl"]


@pytest.fixture
def reader(db):
    return Subscription.objects.create(region=make.region(), email="Sanne@Bedrijf.example")


def test_a_consent_holds_moment_page_words_and_statement(reader):
    now = timezone.now()

    row = consenting.record(reader, "given", page="/regions/a/newsletter/", now=now, topics=["b"])

    kept = Consent.objects.values().get(pk=row.pk)
    assert kept == {
        "id": row.pk,
        "subscription_id": reader.pk,
        "region_id": reader.region_id,
        "address": "sanne@bedrijf.example",
        "digest": consenting.digest("sanne@bedrijf.example"),
        "act": "given",
        "topics": "b",
        "page": "/regions/a/newsletter/",
        "language": "nl",
        "wording_version": wording.VERSION,
        "wording": "",
        "privacy_version": privacy.VERSION,
        "at": now,
    }


def test_who_leaves_agreed_to_no_words(reader):
    row = consenting.record(reader, "withdrawn", page="/x/", now=timezone.now())

    assert row.wording_version == ""


def test_what_was_read_elsewhere_is_kept_as_it_stood_there(reader):
    row = consenting.record(reader, "given", page="Beurs", now=timezone.now(), read="Ja, graag.")

    assert (row.wording, row.wording_version, row.privacy_version) == ("Ja, graag.", "", "")


def test_a_long_page_is_cut_and_not_refused(reader):
    row = consenting.record(reader, "given", page="/x/" * 200, now=timezone.now())

    assert len(row.page) == 200


def test_a_consent_is_never_changed_or_deleted(reader):
    row = consenting.record(reader, "given", page="/x/", now=timezone.now())

    with pytest.raises(Unchangeable):
        row.save()
    with pytest.raises(Unchangeable):
        row.delete()
    assert Consent.objects.count() == 1


def test_a_proof_outlives_its_subscription(reader):
    row = consenting.record(reader, "given", page="/x/", now=timezone.now())

    reader.delete()

    row.refresh_from_db()
    assert (row.subscription, row.digest) == (None, consenting.digest("sanne@bedrijf.example"))


def test_the_hash_of_an_address_is_keyed_and_reads_no_case(settings):
    settings.ADDRESS_KEY = "een"
    first = consenting.digest("sanne@bedrijf.example")
    same = consenting.digest(" Sanne@Bedrijf.example")
    settings.ADDRESS_KEY = "twee"

    assert first == same
    assert consenting.digest("sanne@bedrijf.example") != first
    assert first != hashlib.sha256(b"sanne@bedrijf.example").hexdigest()
