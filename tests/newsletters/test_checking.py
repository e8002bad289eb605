"""What is said about a newsletter before it is sent."""

import time

import pytest
from django.utils import translation

from newsletters import checking, contrast
from newsletters.checking import Finding
from newsletters.models import Letterhead, NewsletterText
from tests import factories as make

pytestmark = pytest.mark.django_db
GOOD = {"subject": "Kom je ook?", "preheader": "Je leert het in negen maanden"}


@pytest.fixture
def say(write):
    """`say(body, subject=...)` is [(level, sentence, where, line)] about such a newsletter."""

    def about(body="Hallo {voornaam|daar},", **typed):
        found = checking.findings(write(body, **{**GOOD, **typed}))
        return [(row.level, row.message, row.where, row.line) for row in found]

    return about


def test_about_a_good_newsletter_there_is_nothing_to_say(say, region):
    row = make.picture(region)

    assert say(
        f"## Kop\n\n### Kopje\n\n![](picture:{row.pk})\n\n[knop: Hoe het werkt](/health/)\n\n"
        "[een goede pagina](https://hto.example/x?a=b#c) [mail ons](mailto:a@b.nl) "
        "[bel ons](tel:+31101234567)\n\n[[volgende groep]]\n\n{{letterlijk}} uit {regio}"
    ) == []  # fmt: skip


def test_without_a_dutch_text_nothing_can_be_sent(newsletter):
    assert checking.findings(newsletter) == [
        Finding("stop", "nl", "Er is nog geen Nederlandse tekst.", "body")
    ]


TOO_LONG = "Het onderwerp is te lang: 151 tekens, hoogstens 150."
LONG = "Het onderwerp is lang: 71 tekens. Een telefoon toont er zo'n 40."


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("", [("stop", "Het onderwerp is leeg.", "subject", 0)]),
        ("x" * 70, []),
        ("x" * 71, [("warn", LONG, "subject", 0)]),
        ("x" * 64 + "{voornaam|daar}", []),
        ("x" * 150, [("warn", LONG.replace("71", "150"), "subject", 0)]),
        ("x" * 151, [("stop", TOO_LONG, "subject", 0)]),
    ],
    ids=range(6),
)  # fmt: skip
def test_a_subject_has_a_length(newsletter, head, subject, expected):
    typed = {**GOOD, "subject": subject, "body": "Dag", "language": "nl"}
    text = NewsletterText(newsletter=newsletter, **typed)

    found = checking.findings_in(newsletter, [text])

    assert [(row.level, row.message, row.where, row.line) for row in found] == expected


def test_an_empty_line_under_the_subject_is_pointed_at(say):
    assert [row[::2] for row in say(preheader=" ")] == [("warn", "preheader")]


def test_a_text_that_is_not_there_cannot_be_sent(say):
    assert say(" \n ") == [("stop", "Er staat nog geen tekst.", "body", 0)]


BARE = "{voornaam} is soms leeg. Schrijf wat er dan moet staan: {voornaam|…}."
UNKNOWN = "{naam|x} is geen veld. Je kunt gebruiken: {voornaam}, {regio}, {branche}."
NO_BLOCK = "[[volgende groepje]] is geen blok. Bedoel je [[volgende groep]]?"
OPEN = "Hier staat één accolade. Een veld heeft er twee: {voornaam|daar}."


@pytest.mark.parametrize(
    ("body", "sentence"),
    [("a\n\n{voornaam}", BARE), ("a\n\n{naam|x}", UNKNOWN), ("a\n\n{voornaam", OPEN)],
)
def test_a_field_that_does_not_do_is_named(say, body, sentence):
    assert say(body) == [("stop", sentence, "body", 3)]


def test_fields_are_looked_at_in_the_subject_too(say):
    assert say(subject="Dag {voornaam}") == [("stop", BARE, "subject", 0)]
    assert say(preheader="Dag {voornaam}") == [("stop", BARE, "preheader", 0)]


ALIEN = "Deze afbeelding staat niet bij de afbeeldingen van je regio. Voeg haar toe."


def test_a_picture_of_another_region_or_site_is_refused(say):
    there = make.picture()

    assert say(f"![x](picture:{there.pk})") == [("stop", ALIEN, "body", 1)]
    assert say("a\n\n![x](https://elders.example/spion.gif)") == [("stop", ALIEN, "body", 3)]
    assert say("![x](picture:999999999999999)") == [("stop", ALIEN, "body", 1)]


def test_a_picture_needs_words_for_who_does_not_see_it(say, region):
    bare = make.picture(region, alt="")

    sentence = "Bij deze afbeelding staat niet wat er te zien is."
    assert say(f"![](picture:{bare.pk})") == [("stop", sentence, "body", 1)]
    assert say(f"![Een lasser](picture:{bare.pk})") == []


NO_ADDRESS = "„{}” is geen adres waar een link heen kan."
INSIDE = "Het adres {} werkt alleen binnen je eigen netwerk."


@pytest.mark.parametrize(
    ("url", "level", "sentence"),
    [
        ("", "stop", "De link „onze site” heeft geen adres."),
        ("www.hto.nl", "stop", "Zet https:// voor het adres www.hto.nl."),
        ("hto.nl/mee-doen", "stop", "Zet https:// voor het adres hto.nl/mee-doen."),
        ("javascript:alert(1)", "stop", NO_ADDRESS),
        ("iets", "stop", NO_ADDRESS),
        ("https://", "stop", NO_ADDRESS),
        ("https://hto", "stop", NO_ADDRESS),
        ("https://hto_.nl-/", "stop", NO_ADDRESS),
        ("http://hto.nl/", "warn", "Het adres {} begint met http. Probeer of het met https werkt."),
        ("http://localhost:3000/", "stop", INSIDE),
        ("https://portaal.intranet/", "stop", INSIDE),
        ("https://nas.local/", "stop", INSIDE),
        ("http://192.168.1.10/", "stop", INSIDE),
        ("https://127.0.0.1/", "stop", INSIDE),
        ("https://[::1]/", "stop", INSIDE),
        ("https://x.nl/{voornaam|a}", "stop", "In het adres van „onze site” kan geen veld staan."),
        ("/bestaat/niet/", "stop", "De pagina {} bestaat niet op dit portaal."),
        ("/leader/", "warn", "Voor de pagina {} moet een lezer eerst inloggen."),
        ("mailto:iemand", "stop", "„{}” is geen mailadres."),
        ("tel:0800-HTO", "stop", "„{}” is geen telefoonnummer."),
    ],
)
def test_a_link_is_judged_by_its_address(say, url, level, sentence):
    assert say(f"Kijk op [onze site](<{url}>).") == [(level, sentence.format(url), "body", 1)]


@pytest.mark.parametrize(
    "url",
    [
        "https://hto.nl",
        "https://www.hto-zuid.nl/a/b?c=d&e=f#g",
        "https://münchen.example/ü",
        "/health/",
        "/health",
        "/health/?a=b",
        "mailto:a@b.nl?subject=Dag",
        "tel:010-123 45 67",
    ],
)
def test_a_good_address_is_good(say, url):
    assert say(f"Kijk op [onze site](<{url}>).") == []


@pytest.mark.parametrize("words", ["klik hier", "Klik hier!", "hier", "Read more"])
def test_words_of_a_link_say_where_it_goes(say, words):
    assert [row[:2] for row in say(f"[{words}](https://hto.nl/)")] == [
        ("warn", f"„{words}” zegt niet waar de link heen gaat. Noem de pagina.")
    ]


def test_a_link_without_words_is_pointed_at(say):
    assert [row[0] for row in say("[](https://hto.nl/)")] == ["warn"]


@pytest.mark.parametrize(
    ("body", "level", "sentence"),
    [
        ("[knop: Meld je aan]()", "stop", "De knop „Meld je aan” heeft geen adres."),
        ("[knop: Meld je aan]", "stop", "Achter [knop: Meld je aan] hoort een adres tussen haakjes: (https://…)."),
        ("Of [knop: Meld je aan](/health/)", "warn", "Zet een knop op een eigen regel."),
        ("[onze site] (https://hto.nl)", "stop", "Haal de spatie weg tussen ] en (."),
        ("Zie [[volgende groep]]", "warn", "Zet [[volgende groep]] op een eigen regel."),
        ("[[volgende groepje]]", "stop", NO_BLOCK),
        ("### Kopje", "warn", "Deze kop slaat een niveau over. Gebruik eerst ##."),
        ("## Kop\n\n#### Kopje", "warn", "Deze kop slaat een niveau over. Gebruik eerst ##."),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_pointed_at(say, body, level, sentence):
    assert [row[:2] for row in say(body)] == [(level, sentence)]


def test_who_sends_it_must_stand_under_it(say, head):
    head.sender = "HTO Zuid, Rotterdam"
    head.save()
    assert [row[0] + row[2] for row in say()] == ["warnletterhead"]

    Letterhead.objects.all().delete()
    assert [row[0] + row[2] for row in say()] == ["stopletterhead"]


@pytest.mark.parametrize(
    ("colour", "levels"),
    [("#0e5460", []), ("#ffffff", ["stop"]), ("#e58a00", ["stop"]), ("#000000", [])],
)
def test_a_colour_on_which_nobody_can_read_is_refused(say, head, colour, levels):
    head.colour = colour
    head.save()

    assert [row[0] for row in say()] == levels


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_is_that_of_wcag(one, other, expected):
    assert round(contrast.ratio(one, other), 2) == expected
    assert contrast.ratio(one, other) == contrast.ratio(other, one)


# Ink on what it stands on, in templates/newsletters/mail/letter.css.
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("#1b2629", "#fffdf9"),
        ("#4b565a", "#f5f1e8"),
        ("#4b565a", "#dcebe9"),
        ("#eeeae1", "#1b2527"),
        ("#74c3ca", "#1b2527"),
        ("#74c3ca", "#15373c"),
        ("#b3bdba", "#12191b"),
        ("#b3bdba", "#15373c"),
        ("#05242a", "#74c3ca"),
    ],
)
def test_the_colours_of_the_letter_can_be_read(ink, ground):
    assert contrast.ratio(ink, ground) >= contrast.ENOUGH


def test_what_gmail_would_cut_off_is_refused(say):
    body = "\n\n".join(["Een alinea met **vet** en [een pagina](https://hto.nl/)."] * 700)

    assert [row[0] for row in say(body[:60_000])] == ["stop"]


def test_readers_of_english_are_counted_where_there_is_no_english_text(say, region, newsletter):
    make.subscription(region, language="en")
    make.subscription(region, language="en", topics=["alumni"])
    make.subscription(language="en")

    assert [row[:2] for row in say()] == [
        ("warn", "1 lezer leest liever Engels en krijgt nu de Nederlandse tekst.")
    ]
    newsletter.texts.create(language="en", body="Hello", **GOOD)
    assert say() == []


def test_each_language_is_looked_at_and_the_sentences_are_those_of_who_asks(write):
    write("Dag", language="nl", **GOOD)
    newsletter = write("", language="en", **GOOD)

    with translation.override("en"):
        found = checking.findings(newsletter)

    assert found == [Finding("stop", "en", "There is no text yet.", "body")]


def test_the_cast_of_another_region_is_of_no_concern(say):
    make.subscription(make.region(), language="en")

    assert say() == []


@pytest.mark.parametrize(
    "typed", ["[" * 60_000, "[knop:" * 10_000, "[x](mailto:a@" + "." * 50_000 + "@)"]
)
def test_looking_at_signs_without_end_takes_no_time_without_end(say, typed):
    began = time.process_time()

    say(typed)

    # It was seven seconds and more where each sign was looked at from each of the others.
    assert time.process_time() - began < 5
