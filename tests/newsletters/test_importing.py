"""Readers from elsewhere come in with proof, once, and never against their will."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from newsletters import forgetting, importing
from newsletters.models import Consent, Forgotten, Subscription
from outbox.models import Message
from tests import factories as make
from tests.meanwhile import just_before
from tests.newsletters.readers import EMAIL, NOW, acts, confirmed, ended, pending, topics

pytestmark = pytest.mark.django_db

HEAD = "E-mailadres;Voornaam;Onderwerpen;Moment;Waar;Tekst"
GOOD = "Sanne@Bedrijf.example.;Sanne;recruitment+meetings;3-3-2026;Beurs Ahoy;Ja, mail mij."


@pytest.fixture
def region():
    return make.region(slug="zuid-holland")


@pytest.fixture
def take_in(region, tmp_path):
    def run(*lines, head=HEAD, **options):
        path = tmp_path / "lezers.csv"
        path.write_text("\n".join([head, *lines]), encoding="utf-8")
        return importing.run(str(path), slug="zuid-holland", now=NOW, **options)

    return run


def test_a_name_that_is_an_address_greets_nobody(take_in):
    take_in(GOOD.replace(";Sanne;", ";www.casino.example;"))

    assert Subscription.objects.get().first_name == ""


def counted(counts):
    return counts.new, counts.unchanged, counts.refused, counts.repeated


def test_a_row_with_proof_is_a_reader_with_that_proof(take_in, region):
    assert counted(take_in(GOOD)) == (1, 0, 0, 0)

    row = Subscription.objects.get()
    moment = datetime(2026, 3, 2, 23, tzinfo=UTC)
    assert (row.email, row.first_name, row.status) == (EMAIL, "Sanne", "confirmed")
    assert (row.region, row.confirmed_at) == (region, moment)
    assert topics(row) == ["meetings", "recruitment"]
    assert acts(row) == [("given", "meetings,recruitment"), ("confirmed", "meetings,recruitment")]
    proof = Consent.objects.values_list("page", "wording", "wording_version", "at")
    assert list(proof) == [("Beurs Ahoy", "Ja, mail mij.", "", moment)] * 2
    assert Message.objects.count() == 0


def test_the_same_file_twice_is_once(take_in):
    take_in(GOOD)

    assert counted(take_in(GOOD)) == (0, 1, 0, 0)
    assert Consent.objects.count() == 2


def test_a_trial_saves_nothing(take_in):
    assert counted(take_in(GOOD, dry_run=True)) == (1, 0, 0, 0)
    assert Subscription.objects.count() == 0


def test_english_headings_commas_and_a_moment_do_as_well(take_in):
    head = "email,first name,topics,consented at,where,wording,language"
    line = "sanne@bedrijf.example,Sanne,alumni,2026-03-03 14:30,Fair,Yes please,en"

    assert counted(take_in(line, head=head)) == (1, 0, 0, 0)
    row = Subscription.objects.get()
    assert (row.language, row.confirmed_at) == ("en", datetime(2026, 3, 3, 13, 30, tzinfo=UTC))


def test_one_address_twice_in_a_file_counts_once(take_in):
    assert counted(take_in(GOOD, GOOD.replace("Sanne@", "sanne@"))) == (1, 0, 0, 1)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (";Sanne;recruitment;3-3-2026;Beurs;Ja", "e-mailadres ontbreekt"),
        ("a@b.example;;;3-3-2026;Beurs;Ja", "geen onderwerp"),
        ("a@b.example;;recruitment;;Beurs;Ja", "moment"),
        ("a@b.example;;recruitment;3-3-2026;;Ja", "plek"),
        ("a@b.example;;recruitment;3-3-2026;Beurs;", "tekst"),
        ("a@b.example;;koken;3-3-2026;Beurs;Ja", "“koken” is geen onderwerp"),
        ("a@b.example;;recruitment;31-2-2026;Beurs;Ja", "februari"),
        ("a@b.example;;recruitment;2026-02-31 10:00;Beurs;Ja", ""),
        ("a@b.example;;recruitment;3-3-2099;Beurs;Ja", "toekomst"),
        ("é@b.example;;recruitment;3-3-2026;Beurs;Ja", "Vóór de @"),
    ],
)
def test_a_row_without_proof_is_refused_with_its_number_and_the_others_come_in(
    take_in, line, words
):
    counts = take_in(line, GOOD)

    assert counted(counts) == (1, 0, 1, 0)
    (warning,) = counts.warnings
    assert "regel 2: " in warning
    assert words in warning


def test_who_was_erased_or_left_stays_away_without_being_named(take_in, region):
    ended(region, "weg@bedrijf.example")
    confirmed(region)
    forgetting.forget(EMAIL, now=NOW, page="/newsletter/")

    counts = take_in(GOOD, GOOD.replace("Sanne@Bedrijf.example.", "weg@bedrijf.example"))

    assert counted(counts) == (0, 0, 0, 0)
    assert counts.warnings == ["2 adressen zijn eerder afgemeld of gewist en blijven weg."]
    assert [row.status for row in Subscription.objects.all()] == ["ended"]
    assert Forgotten.objects.count() == 1


def test_who_has_a_mail_to_confirm_decides_by_that_mail(take_in, region):
    row = pending(region)

    assert counted(take_in(GOOD)) == (0, 1, 0, 0)
    row.refresh_from_db()
    assert row.status == "pending"


def test_a_column_without_which_nothing_is_proved_is_missed(take_in):
    with pytest.raises(importing.Refused) as refused:
        take_in("a@b.example;recruitment", head="E-mailadres;Onderwerpen")

    assert "moment" in refused.value.problems[0]


@pytest.mark.parametrize("slug", ["bestaat-niet", "uit"])
def test_only_a_region_that_takes_readers_takes_a_list(slug, capsys, tmp_path):
    make.region(slug="uit", is_active=False)

    with pytest.raises(SystemExit):
        call_command("import_subscribers", str(tmp_path / "x.csv"), region=slug)

    assert f"Er is geen actieve regio “{slug}”." in capsys.readouterr().err


def test_the_command_says_what_it_did(region, tmp_path):
    path, out = tmp_path / "lezers.csv", StringIO()
    path.write_text(f"{HEAD}\n{GOOD}\n", encoding="utf-8")

    call_command("import_subscribers", str(path), region="zuid-holland", stdout=out)

    assert out.getvalue() == "1 nieuw, 0 ongewijzigd, 0 geweigerd, 0 dubbel in het bestand\n"


@pytest.mark.parametrize("moment", ["1-1-0001", "0001-01-01 00:00+14:00", "1999-12-31"])
def test_a_moment_of_long_ago_is_refused_and_stops_nothing_else(take_in, moment):
    early = GOOD.replace("Sanne@Bedrijf", "ander@bedrijf").replace("3-3-2026", moment)

    assert counted(take_in(early, GOOD)) == (1, 0, 1, 0)


def test_who_is_erased_while_the_list_is_taken_in_stays_away(take_in):
    """Erasing sees no row that is not committed; here it comes after the address was looked up."""
    others = GOOD.replace("Sanne@", "bram@")

    def erase():
        forgetting.keep_out([EMAIL], NOW)

    with just_before(erase, "INSERT", "newsletters_consent", nth=2):
        counts = take_in(GOOD, others)

    assert counted(counts) == (1, 0, 0, 0)
    assert counts.warnings == ["1 adres is eerder afgemeld of gewist en blijft weg."]
    assert [row.email for row in Subscription.objects.all()] == ["bram@bedrijf.example"]
    assert set(Consent.objects.values_list("address", flat=True)) == {"", "bram@bedrijf.example"}


def test_who_was_erased_and_came_back_in_the_own_name_stays_a_reader(take_in, region):
    forgetting.keep_out([EMAIL], NOW)
    row = confirmed(region)

    take_in(GOOD)

    row.refresh_from_db()
    assert row.status == "confirmed"
