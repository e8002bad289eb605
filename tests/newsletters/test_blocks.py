"""The text of a newsletter: what a leader types, and what becomes of it in both parts."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletters import blocks, markup, next_cohorts, plain, rendering

PAGE = "https://portaal.example/regions/zuid/"


def context(cohorts=()):
    shown = rendering.Shown("https://portaal.example/pictures/1/", "Een lasser", 800, 600)
    return rendering.Context({1: shown}, list(cohorts), PAGE)


def html(text, **about):
    found = markup.html_of(blocks.parse(text), context(**about))
    return re.sub(r"\s*\n\s*", "", found)


def words(text, **about):
    return plain.text_of(blocks.parse(text), context(**about))


def picture(alt):
    source = "https://portaal.example/pictures/1/"
    return f'<p class="picture"><img src="{source}" alt="{alt}" width="552"></p>'


@pytest.mark.parametrize(
    ("typed", "as_html", "as_text"),
    [
        ("Dag", "<p>Dag</p>", "Dag"),
        ("Dag\njij", "<p>Dag<br>jij</p>", "Dag\njij"),
        ("**Kom** *nu*", "<p><strong>Kom</strong> <em>nu</em></p>", "Kom nu"),
        ("# Kop", "<h2>Kop</h2>", "Kop\n==="),
        ("## Een kop", "<h2>Een kop</h2>", "Een kop\n======="),
        ("### Kop", "<h3>Kop</h3>", "Kop\n---"),
        ("Tekst\n---", "<p>Tekst</p><hr>", "Tekst\n\n* * *"),
        ("- een\n- twee", "<ul><li>een</li><li>twee</li></ul>", "- een\n- twee"),
        ("3. drie\n4. vier", '<ol start="3"><li>drie</li><li>vier</li></ol>', "3. drie\n4. vier"),
        ("> zei zij", "<blockquote><p>zei zij</p></blockquote>", "> zei zij"),
        ("    ingesprongen", "<p>ingesprongen</p>", "ingesprongen"),
        ("{{dag}}", "<p>{dag}</p>", "{dag}"),
        (
            "Kijk [hier maar](https://a.example/x?a=1&b=2).",
            '<p>Kijk <a href="https://a.example/x?a=1&amp;b=2">hier maar</a>.</p>',
            "Kijk hier maar (https://a.example/x?a=1&b=2).",
        ),
        (
            "Zie https://a.example/pad.",
            '<p>Zie <a href="https://a.example/pad">https://a.example/pad</a>.</p>',
            "Zie https://a.example/pad.",
        ),
        (
            "[bel](tel:+31101234567)",
            '<p><a href="tel:+31101234567">bel</a></p>',
            "bel (tel:+31101234567)",
        ),
        ("![Een bankschroef](picture:1)", picture("Een bankschroef"), "[Een bankschroef]"),
        ("![](picture:1)", picture("Een lasser"), "[Een lasser]"),
        ("![weg](picture:2)", '<p class="picture">weg</p>', "[weg]"),
        ("![weg](https://elders.example/spion.gif)", '<p class="picture">weg</p>', "[weg]"),
    ],
)  # fmt: skip
def test_a_text_becomes_html_and_good_plain_text(typed, as_html, as_text):
    assert html(typed) == as_html
    assert words(typed) == as_text


def test_a_button_stands_on_a_line_of_its_own_also_within_a_paragraph(settings):
    typed = "Kom erbij:\n[knop: Meld je **nu** aan](/regions/zuid/)\nTot dan!"

    found = html(typed)

    assert (
        f'<a href="{settings.SITE_URL}/regions/zuid/">Meld je <strong>nu</strong> aan</a>' in found
    )
    assert found.count("<p>") == 2
    assert words(typed) == (
        f"Kom erbij:\n\nMeld je nu aan: {settings.SITE_URL}/regions/zuid/\n\nTot dan!"
    )


@pytest.mark.parametrize("typed", ["[[volgende groep]]", "[[Volgende groep]]", "[[next group]]"])
def test_the_card_names_the_next_groups(typed):
    rows = [next_cohorts.NextCohort("Groep 6", "dinsdag 3 maart 2026", "nog vijf plekken")]

    found = html(typed, cohorts=rows)

    assert "<strong>Groep 6</strong><br>Start op dinsdag 3 maart 2026<br>Nog vijf plekken" in found
    assert f'href="{PAGE}"' in found
    assert words(typed, cohorts=rows) == (
        f"Groep 6: dinsdag 3 maart 2026, nog vijf plekken\nLees meer en meld je aan: {PAGE}"
    )


def test_without_a_next_group_the_card_says_so():
    sentence = "Er staat nu geen nieuwe groep gepland. Zodra die er is, lees je het hier."

    assert sentence in html("[[volgende groep]]")
    assert words("[[volgende groep]]") == sentence


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html;base64,AAAA",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "ftp://a.example/",
        "https://",
        "www.zonder-schema.example",
        "http://[kapot",
    ],
)
def test_a_link_to_anywhere_else_is_only_its_words(url):
    assert "href" not in html(f"[klik](<{url}>)")
    assert "href" not in html(f"[knop: klik](<{url}>)")


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "<b>vet</b>",
        '[x](https://a.example/"onmouseover="alert(1))',
        '![" onerror="alert(1)](picture:1)',
        "<!-- weg -->",
        "<style>p{display:none}</style>",
    ],
)
def test_html_that_somebody_types_is_text(typed):
    seen = Tags(html(typed))

    assert seen.names <= {"p", "a", "img"}
    assert seen.attributes <= {"href", "class", "src", "alt", "width"}


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.names, self.attributes = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes.update(name for name, _value in attrs)


@given(st.text(alphabet=st.sampled_from("ab {}|[]()!*_#>-.\n\\:/123<&\"'`~"), max_size=80))
def test_whatever_is_typed_can_be_shown(typed):
    tree = blocks.parse(typed)

    markup.html_of(tree, context())
    plain.text_of(tree, context())


def test_a_list_within_a_list_keeps_its_indent():
    assert words("- een\n  - binnen\n- twee") == "- een\n  - binnen\n- twee"


def test_deep_nesting_ends_somewhere():
    assert len(words("> " * 500 + "diep")) < 100


@pytest.mark.parametrize("sign", ["*", "_", "*a **b "])
def test_signs_without_end_are_a_text_like_any_other(sign):
    typed = (sign * 9000)[:29_000] + "midden" + "* **" * 7000

    assert "midden" in html(typed)
    assert "midden" in words(typed)
