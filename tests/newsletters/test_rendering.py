"""The copy of one reader."""

import re
from datetime import timedelta

import pytest
from django.utils import dateformat, timezone

from newsletters import rendering
from tests import factories as make

pytestmark = pytest.mark.django_db
FULL = """## Word docent in je eigen vak

Hallo {voornaam|daar},

In {regio} zoeken we mensen uit de {branche|techniek}. Lees [hoe het werkt](/regions/zuid/).

[knop: Meld je aan](/regions/zuid/)

[[volgende groep]]

- een middag per twee weken
- **80 uur** stage
"""


def test_a_copy_is_filled_in_for_its_reader(write, copy):
    write(FULL, subject="{voornaam|Dag}, kom je ook?", preheader="Voor {regio}")

    found = copy("Sanne", branch="metal")

    assert found.subject == "Sanne, kom je ook?"
    for part in (found.text, found.html):
        assert "Hallo Sanne," in part
        assert "In Regio Zuid zoeken we mensen uit de metaal en metalektro." in part
    assert "Voor Regio Zuid</div>" in found.html
    assert found.text.startswith("HTO Regio Zuid\n\nWord docent in je eigen vak\n=====")


def test_without_a_line_of_its_own_a_list_of_mails_shows_the_first_sentence(write, copy):
    write(FULL)

    found = copy("Sanne", branch="metal")

    line = "In Regio Zuid zoeken we mensen uit de metaal en metalektro. Lees hoe het werkt."
    assert re.findall(r'<div class="preheader"[^>]*>([^<]*)</div>', found.html) == [line]


@pytest.mark.parametrize("body", ["Hallo {voornaam|daar},", "## Kop", "[knop: Meer](/regions/a/)"])
def test_a_newsletter_without_a_sentence_shows_no_empty_line(write, copy, body):
    write(body)

    assert 'class="preheader"' not in copy("Sanne").html


def test_who_is_unknown_gets_the_words_for_that(write, copy):
    write(FULL, subject="{voornaam|Dag}, kom je ook?")

    found = copy("", branch="")

    assert found.subject == "Dag, kom je ook?"
    assert "Hallo daar," in found.text
    assert "mensen uit de techniek" in found.html


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "**[x](y)** {regio}"]
)
def test_a_name_is_never_markup(write, copy, name):
    write(FULL, subject="{voornaam|Dag}", preheader="{voornaam|Dag}")

    found = copy(name)

    assert "<script" not in found.html
    assert "<img" not in found.html
    assert found.html.count("<strong>") == copy("Sanne").html.count("<strong>")
    assert f"Hallo {name}," in found.text


def test_a_name_begins_no_header(write, copy):
    write(subject="{voornaam|Dag}")

    assert copy("Jan\r\nBcc: x").subject == "Jan Bcc: x"


def test_the_foot_says_why_and_how_to_leave(write, copy, links):
    write(FULL)

    found = copy()

    for address in (links.leave, links.choices, links.web):
        assert f'href="{address}"' in found.html
        assert address in found.text
    why = "omdat je je hebt ingeschreven bij Regio Zuid (onderwerp: meedoen aan HTO)."
    sender = "Hogeschool Zuid, Kerkstraat 1, 3011 AA Rotterdam"
    assert all(words in part for words in (why, sender) for part in (found.text, found.html))


def test_the_headers_are_those_of_a_list_one_can_leave_with_one_click(write, copy, links, settings):
    newsletter = write(FULL)

    assert copy().headers == {
        "From": f"HTO Regio Zuid <portaal@{settings.SITE_HOST}>",
        "List-Id": f"<zuid.newsletter.{settings.SITE_HOST}>",
        "Feedback-ID": f"{newsletter.pk}:zuid:newsletter:hto-portaal",
        "Reply-To": "zuid@portaal.example",
        "List-Unsubscribe": f"<{links.leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_the_links_of_a_copy_to_try_out_are_shown_and_lead_nowhere(write, copy):
    write(FULL)

    found = copy(addresses=rendering.INERT)

    assert found.html.count('href="#"') == 3
    assert "Meld je af: (deze link werkt niet in een proefmail)" in found.text
    assert "List-Unsubscribe" not in found.headers


def test_a_copy_without_a_page_on_the_web_names_none(write, copy, links):
    write(FULL)

    found = copy(addresses=rendering.Addresses(links.leave, links.choices, ""))

    assert "Bekijk in je browser" not in found.text + found.html
    assert 'href="#"' not in found.html
    assert "(deze link werkt niet" not in found.text
    assert "Bekijk in je browser" in copy().html


def test_who_reads_english_gets_the_english_text_and_else_the_dutch_one(write, copy):
    write(FULL)
    assert 'lang="nl"' in copy(language="en").html

    write("Hello {voornaam|there},\n\n[[volgende groep]]", language="en", subject="Join us?")
    found = copy(language="en")

    assert 'lang="en"' in found.html
    assert found.subject == "Join us?"
    assert "Unsubscribe" in found.html
    assert "No new cohort is planned now." in found.text


def test_a_change_of_the_text_is_seen_at_once(write, copy):
    write("Een")
    assert "Een" in copy().text

    write("Twee")
    assert "Twee" in copy().text


def test_the_next_groups_come_from_the_data(write, copy, region):
    start = timezone.localdate() + timedelta(days=30)
    days = {"start_on": start, "end_on": start + timedelta(days=270)}
    past = {"start_on": start - timedelta(days=90), "end_on": start + timedelta(days=180)}
    cohort = make.cohort(region, status="open", name="Groep 6", max_participants=20, **days)
    make.cohort(region, status="running", name="Groep 5")
    make.cohort(region, status="planned", name="Groep 4", **past)
    make.cohort(status="open", name="Groep elders")
    for _number in range(15):
        make.participant(cohort)

    found = copy_with_card(write, copy)

    words = f"Groep 6: {dateformat.format(start, 'l j F Y')}, nog plaats voor 5 mensen"
    assert words in found.text
    assert "Groep 5" not in found.text
    assert "Groep 4" not in found.text
    assert "elders" not in found.text


def copy_with_card(write, copy):
    write("[[volgende groep]]")
    return copy()


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (0, "nog plaats voor 30 mensen"),
        (1, "bijna vol: nog 2 plekken"),
        (2, "bijna vol: nog 1 plek"),
        (3, "vol – je komt op de reservelijst"),
        (4, "vol – je komt op de reservelijst"),
    ],
)
def test_free_places_are_said_in_words(write, copy, region, taken, words):
    most = 3 if taken else 30
    cohort = make.cohort(
        region,
        status="planned",
        name="Groep 6",
        start_on=timezone.localdate() + timedelta(days=30),
        min_participants=1,
        max_participants=most,
    )
    for _number in range(taken):
        make.participant(cohort)

    assert words in copy_with_card(write, copy).text


def test_after_the_first_a_copy_costs_no_query(write, copy, django_assert_num_queries):
    write(FULL * 10)
    copy()

    with django_assert_num_queries(0):
        copy()


def test_in_the_dark_links_and_headings_are_light(write, copy):
    write(FULL)

    assert ".body a, .body h2 { color: #74c3ca !important; }" in copy().html


def test_a_long_newsletter_stays_within_what_gmail_shows(write, copy):
    write(FULL * 20)

    assert len(copy().html.encode()) < rendering.LONGEST_HTML
