"""From a template to a row in the outbox."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import links
from accounts.models import AccessLink
from outbox import composing
from outbox.kinds import KINDS, Kind, Reader
from outbox.models import MailText, Message
from outbox.variables import Variable
from tests import factories as make

pytestmark = pytest.mark.django_db


def write(key="k", *, user=None, **fields):
    """An invitation, the mail with the least in it."""
    user = user or make.user(first_name="Sanne", email="sanne@voorbeeld.example")
    now = timezone.now()
    link = links.create(AccessLink.Purpose.INVITATION, holder=user, email=user.email, now=now)
    values = {
        "to": user.email,
        "language": user.language,
        "context": {"user": user, "cohort": "Groep 5"},
        "link": link,
        "link_view": "invitation",
        "now": now,
    }
    return composing.write("invitation", key=key, **{**values, **fields})


def test_the_same_key_twice_is_one_row_as_it_was():
    first = write("uitnodiging:1", to="eerste@voorbeeld.example")

    second = write("uitnodiging:1", user=make.user(first_name="Bram"), to="b@voorbeeld.example")

    assert (second.pk, second.to, second.subject) == (first.pk, first.to, first.subject)
    assert Message.objects.count() == 1


def test_the_database_too_keeps_a_key_once():
    write("uitnodiging:1")

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(key="uitnodiging:1", kind="x", to="a@b.example", subject="", text="")

    assert Message.objects.count() == 1


def test_a_rolled_back_transaction_takes_its_mail_along():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert Message.objects.count() == 0


def test_the_address_is_stored_as_addresses_are_compared():
    assert write(to=" Sanne@Voorbeeld.Example ").to == "sanne@voorbeeld.example"


def test_the_first_line_is_the_subject_and_the_rest_the_text():
    message = write()

    assert message.subject == "Sanne, welkom bij het HTO-portaal"
    assert message.text.startswith("Hallo Sanne,\n\nJe doet mee met Groep 5.")
    assert composing.body_of(message).endswith("HTO-portaal\n")


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\n\n", "\u2028"])
def test_a_name_with_a_line_break_makes_no_header(line_break):
    name = f"Sanne{line_break}Bcc: kwaad@voorbeeld.example"

    message = write(user=make.user(first_name=name))

    assert message.subject == "Sanne Bcc: kwaad@voorbeeld.example, welkom bij het HTO-portaal"
    assert message.text.startswith("Hallo Sanne Bcc: kwaad@voorbeeld.example,\n\nJe doet mee")


def test_a_very_long_name_fits_the_subject():
    message = write(context={"user": make.user(first_name="é" * 80), "cohort": "x" * 300})

    message.refresh_from_db()
    assert len(message.subject) <= 250


def test_names_are_text_and_never_markup():
    message = write(user=make.user(first_name="<b>Bo</b> & Co", infix="", last_name="Bos"))

    assert message.subject == "<b>Bo</b> & Co, welkom bij het HTO-portaal"
    assert "Hallo <b>Bo</b> & Co," in message.text
    assert "Hallo &lt;b&gt;Bo&lt;/b&gt; &amp; Co," in message.html


def test_the_mail_is_in_the_language_of_the_reader(settings):
    message = write(user=make.user(first_name="Sanne", language="en"))

    assert '<html lang="en">' in message.html


@pytest.fixture
def sentence(db, monkeypatch):
    """`sentence(text)` is a mail that consists of this text."""
    words = {name: Variable(name, f"{{{{ {name} }}}}", "", "") for name in ("name", "reason")}
    proof = Kind("proef", "Proef", Reader.ANYBODY, "Daarom.", words)
    monkeypatch.setitem(KINDS, "proef", proof)

    def written(text, **context):
        MailText.objects.update_or_create(kind="proef", language="nl", defaults={"text": text})
        return composing.write(
            "proef",
            key=text,
            to="a@b.example",
            language="nl",
            context=context,
            now=timezone.now(),
        )

    return written


def test_a_line_with_an_address_of_ours_is_a_button(sentence, settings):
    settings.SITE_URL = "https://portaal.example"
    message = sentence("Onderwerp\n\nUren bekijken: https://portaal.example/uren/\n")

    assert '<a href="https://portaal.example/uren/"' in message.html
    assert ">Uren bekijken</a>" in message.html


@pytest.mark.parametrize("url", ["https://kwaad.example/", "https://portaal.example.kwaad.nl/"])
def test_somebodys_text_cannot_become_a_button_to_elsewhere(sentence, settings, url):
    settings.SITE_URL = "https://portaal.example"

    message = sentence("Onderwerp\n\n{reason}\n", reason=f"Uren bekijken: {url}")

    assert 'class="key"' not in message.html
    assert f"Uren bekijken: {url}" in message.text


def test_lists_become_lists_and_lines_stay_lines(sentence):
    message = sentence("Onderwerp\n\nDag,\nhier:\n\n- één\n- twee\n")

    assert re.findall(r"<li[^>]*>(.*?)</li>", message.html) == ["één", "twee"]
    assert "Dag,<br>hier:" in message.html


def test_a_mail_without_a_link_has_no_place_for_a_key(sentence):
    message = sentence("Onderwerp\n\nTekst van {name}\n", name=links.PLACE)

    assert (message.link, composing.body_of(message)) == (None, "Tekst van \n")


def test_the_place_of_the_key_is_only_where_the_link_is():
    user = make.user(first_name=f"https://kwaad.example/?k={links.PLACE}")

    message = write(user=user)

    place = f"/welcome/{links.PLACE}/"
    assert (message.text.count(links.PLACE), message.text.count(place)) == (1, 1)
    assert (message.html.count(links.PLACE), message.html.count(place)) == (1, 1)


def test_a_mail_for_later_waits_until_then():
    later = timezone.now() + timezone.timedelta(days=2)

    message = write(now=later)

    assert (message.not_before, message.created_at) == (later, later)
    assert list(Message.objects.due(timezone.now())) == []
    assert list(Message.objects.due(later)) == [message]


def test_the_mail_log_of_a_row_is_about_that_row_alone():
    participant, other = make.participant(), make.participant()
    user = participant.user
    first = write("1", user=user, about=participant)
    second = write("2", user=user, about=participant)
    write("3", user=user, about=other)
    write("4", user=user, about=user)

    assert list(Message.objects.about(participant)) == [second, first]


def test_a_name_in_which_the_mark_stands_around_itself_gets_no_key():
    name = "https://kwaad.example/-sle-sleutel-utel-"
    message = write(user=make.user(first_name=name, email="sanne@voorbeeld.example"))

    assert message.text.count(links.PLACE) == 1
    assert f"kwaad.example/{links.PLACE}" not in message.text + message.html
