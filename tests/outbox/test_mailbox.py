import os

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from outbox import composing, invitations, mailbox
from outbox.models import Message
from tests import factories as make
from tests.accounts.pages import check

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def write(to, subject="Uren", text="Dag\n\nKijk op https://portaal.example/x/ <b>\n"):
    mail = EmailMultiAlternatives(subject, text, to=[to])
    mailbox.FileMailbox().send_messages([mail])


def test_outside_the_demo_the_mailbox_is_not_there(client):
    write("a@voorbeeld.example")
    name = mailbox.newest()[0].name
    assert [client.get(url).status_code for url in ("/outbox/", f"/outbox/{name}/")] == [404, 404]


def test_an_empty_mailbox_says_what_will_come(client, demo):
    assert "Nog geen mail" in check(client.get("/outbox/"))


def test_the_newest_mail_stands_first(client, demo):
    for subject in ("eerste", "tweede", "derde"):
        write("a@voorbeeld.example", subject)
    mails = client.get("/outbox/").context["mails"]
    assert [mail.subject for mail in mails] == ["derde", "tweede", "eerste"]


def test_mails_are_found_by_receiver(client, demo):
    write("sanne@voorbeeld.example")
    write("bram@voorbeeld.example")
    found = client.get("/outbox/?to=SANNE").context["mails"]
    assert [mail.to for mail in found] == ["sanne@voorbeeld.example"]
    assert 'Geen mail aan "niemand"' in check(client.get("/outbox/?to=niemand"))


def test_a_mail_is_shown_with_links_to_click_and_nothing_of_its_own_html(client, demo):
    write("sanne@voorbeeld.example", subject="<script>alert(1)</script>")
    html = check(client.get(f"/outbox/{mailbox.newest()[0].name}/"))
    assert '<a href="https://portaal.example/x/" rel="nofollow">' in html
    assert "&lt;b&gt;" in html


@pytest.mark.parametrize("name", ["0-0", "secret_key"])
def test_only_mails_can_be_opened(client, demo, name):
    assert client.get(f"/outbox/{name}/").status_code == 404


def test_a_half_written_mail_is_not_shown(settings, demo):
    write("a@voorbeeld.example")
    path = next(settings.MAIL_DIR.glob("*.eml"))
    os.rename(path, path.with_suffix(".part"))
    assert mailbox.newest() == []


def test_the_invitation_is_one_button_in_text_and_html():
    sanne = make.user("sanne@voorbeeld.example", first_name="Sanne")
    message = invitations.invite(
        sanne, key="uitnodiging", now=timezone.now(), context={"cohort": "Rotterdam 1"}
    )
    assert message.subject == "Sanne, welkom bij het HTO-portaal"
    assert "Je doet mee met Rotterdam 1." in message.text
    assert message.html.count("/welcome/-sleutel-/") == 1
    assert invitations.invite(sanne, key="uitnodiging", now=timezone.now()) == message
    assert Message.objects.count() == 1


def test_names_cannot_put_markup_in_the_mail():
    text = "Hallo <b>Sanne</b>,\n\n- eerste & tweede\n\nBekijk het: https://portaal.example/a/?b=1&c=2\n"
    html = composing.render_html(text, "nl")
    assert "<b>" not in html
    assert "Hallo &lt;b&gt;Sanne&lt;/b&gt;," in html
    assert "eerste &amp; tweede</li>" in html
    assert 'href="https://portaal.example/a/?b=1&amp;c=2"' in html


def test_the_frame_of_a_mail_is_light_and_follows_the_dark_mode():
    html = composing.render_html("Hallo\n", "nl")
    assert len(html) < 20_000
    assert "prefers-color-scheme: dark" in html
    assert "<img" not in html
    assert 'lang="nl"' in html
