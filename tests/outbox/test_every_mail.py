"""Every automatic mail in both languages: two parts, readable without images, no loose ends."""

import re

import html5lib
import pytest
from django.conf import settings

from outbox import composing, texts
from outbox.kinds import KINDS, Reader
from outbox.mail_texts.admin import preview

# Gmail cuts off what is longer.
LONGEST = 102_000
EVERY = [(kind, language) for kind in KINDS for language in ("nl", "en")]
every_mail = pytest.mark.parametrize(("kind", "language"), EVERY)


@pytest.fixture
def mail(kind, language):
    return preview(KINDS[kind], language, texts.standard(kind, language))


@every_mail
def test_the_html_part_is_valid_small_and_in_the_language(mail, language):
    html = mail["html_part"]

    html5lib.HTMLParser(strict=True).parse(html)
    assert html.startswith("<!DOCTYPE html>")
    assert f'<html lang="{language}"' in html
    assert len(html.encode()) < LONGEST
    assert re.findall("<(?:img|script|link)", html) == []


@every_mail
def test_the_styles_stand_at_the_tags_and_dark_has_its_own(mail):
    html = mail["html_part"]

    assert re.search(r'<td class="body"[^>]* style="[^"]*background: ?#fffdf9', html)
    assert "prefers-color-scheme: dark" in html
    assert "url(" not in html


@every_mail
def test_both_parts_say_the_same(mail):
    tree = html5lib.parse(mail["html_part"], namespaceHTMLElements=False)
    seen = " ".join(" ".join(tree.itertext()).split())
    lines = [line for line in mail["text_part"].splitlines() if line.strip() not in ("", "--")]

    for line in lines:
        words = re.sub(r"^(- |# )|: https?://\S+$", "", line)
        assert " ".join(words.split()) in seen


@every_mail
def test_a_mail_has_one_button_at_most(mail):
    assert mail["html_part"].count('class="key"') <= 1


@every_mail
def test_a_list_of_mails_shows_what_it_is_about_and_no_greeting(mail):
    html = mail["html_part"]
    shown = re.findall(r'<div class="preheader" style="([^"]*)">([^<]*)</div>', html)

    [(style, words)] = shown
    assert "display: none" in style
    assert len(words.split()) > 3
    assert not re.match("Hallo|Hello|Beste|Dear", words)
    # Nothing stands before it that a mail program would show instead.
    assert html.partition("<body")[2].partition(">")[2].strip().startswith("<div")


@every_mail
def test_every_mail_says_why_it_came(mail, kind, language):
    body, _line, foot = mail["text_part"].rpartition(composing.SIGNATURE)

    assert body
    assert foot.splitlines()[0]
    has_choice = KINDS[kind].has_choice or KINDS[kind].is_overview
    assert (f"{settings.SITE_URL}/settings/mail/" in foot) is has_choice
    assert (f"{settings.SITE_URL}/settings/mail/" in mail["html_part"]) is has_choice


FORMAL = re.compile(r"\b(u|uw)\b", re.IGNORECASE)
INFORMAL = re.compile(r"\b(je|jij|jouw|jou)\b", re.IGNORECASE)


@pytest.mark.parametrize("kind", KINDS)
def test_schools_read_u_and_others_je_and_never_both(kind):
    shown = preview(KINDS[kind], "nl", texts.standard(kind, "nl"))
    text = shown["subject"] + shown["text_part"]

    other = INFORMAL if KINDS[kind].reader == Reader.SCHOOL else FORMAL

    assert other.findall(text) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_english_mail_holds_no_dutch(kind):
    shown = preview(KINDS[kind], "en", texts.standard(kind, "en"))
    words = set(re.findall(r"[a-z]+", (shown["subject"] + shown["text_part"]).lower()))

    assert words & {"je", "de", "het", "een", "uur", "uren", "van", "deze", "niet"} <= {"de"}
