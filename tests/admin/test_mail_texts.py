"""Admins change the words of automatic mails, look first, and go back to the portal's own."""

import html
import re

import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from outbox import texts
from outbox.kinds import KINDS
from outbox.models import MailText
from tests import factories as make
from tests.admin.rows import queries, staff_with, url

LIST = reverse("admin:outbox_mailtext_changelist")
TEXT = "Welkom {naam}\n\nDag {naam}\n\nAan de slag: {link}\n"


def page(kind="invitation", language="nl", name="edit"):
    return reverse(f"admin:outbox_mailtext_{name}", args=[kind, language])


def own_text(text=TEXT, **fields):
    return MailText.objects.create(kind="invitation", language="nl", text=text, **fields)


def test_the_list_shows_every_kind_in_every_language(browser):
    own_text(changed_by=make.user(first_name="Ada", infix="", last_name="Bos"))

    seen = browser.get(LIST).content.decode()

    assert {
        f'href="{page(kind, language)}"' in seen for kind in KINDS for language in ("nl", "en")
    } == {True}
    assert seen.count("<strong>aangepast</strong>") == 1
    assert "Ada Bos" in seen
    assert seen.count("tekst van het portaal<span") == 2 * len(KINDS) - 1


def test_an_address_that_is_no_text_is_not_found(browser):
    for object_id in ("invitation", "invitation/nl", "0"):
        address = f"{LIST}{object_id}/change/"

        assert browser.get(address).status_code == 404


def test_the_list_costs_the_same_with_many_changed_texts(browser):
    own_text(changed_by=make.user())
    one = queries(browser, LIST)
    for kind in list(KINDS)[:5]:
        MailText.objects.create(kind=kind, language="en", text="x", changed_by=make.user())

    assert queries(browser, LIST) == one


def test_the_page_offers_the_text_of_the_portal_and_every_name(browser):
    seen = html.unescape(browser.get(page("hours_request")).content.decode())

    assert texts.standard("hours_request", "nl") in seen
    for name, variable in KINDS["hours_request"].variables.items():
        assert f"<code>{{{name}}}</code></th><td>{variable.means}</td>" in seen


def test_a_changed_text_is_kept_with_who_and_when(browser, superuser):
    before = timezone.now()

    response = browser.post(page(), {"text": TEXT.replace("\n", "\r\n"), "_save": "1"}, follow=True)

    row = MailText.objects.get()
    assert (row.kind, row.language, row.text) == ("invitation", "nl", TEXT)
    assert row.changed_by == superuser
    assert before <= row.changed_at <= timezone.now()
    assert "De tekst is opgeslagen" in response.content.decode()
    entry = LogEntry.objects.get_for_object(row).get()
    assert (entry.actor, entry.changes["text"][1]) == (superuser, TEXT)


def test_a_text_is_changed_again_on_the_same_row(browser):
    row = own_text(changed_by=make.user())

    browser.post(url(MailText, "change", row.pk), {"text": TEXT + "Dag!", "_save": "1"})
    browser.post(page(), {"text": TEXT + "Doei!", "_save": "1"})

    assert MailText.objects.get().text == TEXT + "Doei!\n"
    history = browser.get(url(MailText, "history", row.pk)).content.decode()
    assert history.count("<tr>") >= 3


def test_what_is_wrong_stands_at_the_field_and_what_was_typed_stays(browser):
    typed = "Welkom {voornaam}\n\nDag { en {link}"

    seen = html.unescape(browser.post(page(), {"text": typed}).content.decode())

    assert "{voornaam} bestaat niet in deze mail. Wel: {naam}, {groep} en {link}." in seen
    assert typed in seen
    assert MailText.objects.count() == 0


@pytest.mark.parametrize("typed", ["", "  \n ", "\0", "Alleen een onderwerp"])
def test_an_empty_text_is_refused(browser, typed):
    response = browser.post(page(), {"text": typed})

    assert response.status_code == 200
    assert response.context["form"].errors["text"]
    assert MailText.objects.count() == 0


def test_a_preview_shows_both_parts_and_saves_nothing(browser):
    typed = "Kom erbij {naam}\n\nDag <b>{naam}</b>\n\nStart: {link}"

    response = browser.post(page(), {"text": typed, "_preview": "1"})

    seen = html.unescape(response.content.decode())
    assert "<strong>Kom erbij Sanne</strong>" in seen
    # Pressing the button ends where the preview is, below the form.
    assert f'name="_preview" formaction="{page()}#preview"' in seen
    assert "Dag <b>Sanne</b>\n\nStart: http" in seen
    assert response.context["form"]["text"].value() == typed
    assert MailText.objects.count() == 0
    frame = re.search(r'<iframe[^>]+src="([^"]+)"', seen)[1]
    framed = browser.get(frame)
    assert "Dag &lt;b&gt;Sanne&lt;/b&gt;" in framed.content.decode()
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert framed.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src")
    assert framed.headers["Content-Security-Policy"].endswith("; sandbox")


def test_a_preview_is_in_the_language_of_the_mail(browser):
    typed = texts.standard("hours_request", "en")

    seen = browser.post(page("hours_request", "en"), {"text": typed, "_preview": "1"})

    assert "4:30 hours in 2 lines" in seen.content.decode()
    assert '<html lang="en">' in browser.get(page("hours_request", "en", "html")).content.decode()


def test_a_preview_of_a_wrong_text_shows_it_and_says_what_is_wrong(browser):
    seen = browser.post(page(), {"text": "{weg}", "_preview": "1"}).content.decode()

    assert "{weg} bestaat niet in deze mail." in seen
    assert "<strong>{weg}</strong>" in seen


def test_back_to_default_shows_first_and_then_does_it(browser, superuser):
    row = own_text()
    pk = row.pk
    assert page(name="reset") in browser.get(page()).content.decode()

    seen = html.unescape(browser.get(page(name="reset")).content.decode())
    assert TEXT in seen
    assert texts.standard("invitation", "nl") in seen
    assert MailText.objects.count() == 1

    response = browser.post(page(name="reset"), follow=True)
    assert "De tekst van het portaal geldt weer." in response.content.decode()
    assert MailText.objects.count() == 0
    entry = LogEntry.objects.filter(object_pk=str(pk), action=LogEntry.Action.DELETE).get()
    assert entry.actor == superuser


def test_there_is_nothing_to_go_back_to_twice(browser):
    own_text()

    for _time in range(2):
        response = browser.post(page(name="reset"), follow=True)

    assert "Hier geldt al de tekst van het portaal." in response.content.decode()


def test_the_text_of_the_portal_saved_unchanged_is_no_changed_text(browser):
    browser.post(page(), {"text": texts.standard("invitation", "nl"), "_save": "1"})

    assert MailText.objects.count() == 0


@pytest.mark.parametrize("name", ["edit", "reset", "html"])
@pytest.mark.parametrize(("kind", "language"), [("weg", "nl"), ("invitation", "de")])
def test_a_mail_that_does_not_exist_is_a_404(browser, name, kind, language):
    assert browser.get(page(kind, language, name)).status_code == 404
    assert browser.post(page(kind, language, name), {"text": TEXT}).status_code == 404


def test_who_may_only_look_cannot_change_or_reset(client, db):
    own_text()
    client.force_login(staff_with("view_mailtext"))

    assert client.get(page()).status_code == 200
    assert "Opslaan" not in client.get(page()).content.decode()
    assert client.post(page(), {"text": TEXT + "Anders"}).status_code == 403
    assert client.post(page(name="reset")).status_code == 403
    assert MailText.objects.get().text == TEXT


@pytest.mark.parametrize("name", ["edit", "reset", "html"])
def test_who_has_no_right_at_all_sees_nothing(client, db, name):
    client.force_login(staff_with("view_message"))

    assert client.get(page(name=name)).status_code == 403


def test_a_changed_text_is_in_the_next_mail(browser):
    browser.post(page(), {"text": TEXT, "_save": "1"})

    subject, body = texts.render("invitation", "nl", {"user": make.user(first_name="Bo")})

    assert (subject, body) == ("Welkom Bo", "Dag Bo\n")
