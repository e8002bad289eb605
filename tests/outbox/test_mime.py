"""A mail as bytes: what another mail program reads back is what was written."""

import email
import email.policy

import pytest
from django.core.mail import BadHeaderError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from outbox import mime
from outbox.models import Message

LONG = "Het was een hele lange regel zonder einde. " * 60
# What can stand in a text column; a mail has no other line end than one.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"))
NEEDED = (
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)


def mail(**fields):
    defaults = {"to": "sanne@voorbeeld.example", "subject": "Dag", "text": "Dag\n", "headers": {}}
    fields = {**defaults, "message_id": "<1@portaal.example>", **fields}
    return mime.build(Message(**fields), timezone.now())


def read(raw):
    return email.message_from_bytes(raw, policy=email.policy.strict.clone(linesep="\r\n"))


def content(part):
    return part.get_content().replace("\r\n", "\n")


@given(TEXTS, TEXTS)
def test_every_text_arrives_as_it_was_written(text, html):
    found = read(mail(text=text, html=html))

    assert content(found.get_body(("plain",))).rstrip("\n") == text.rstrip("\n")
    if html:
        assert content(found.get_body(("html",))).rstrip("\n") == html.rstrip("\n")


@pytest.mark.parametrize("text", [LONG, f"{LONG}\n{LONG}", "é" * 3000, "\n.\n..\nRCPT TO:\n"])
def test_no_line_is_longer_than_mail_allows_and_all_is_seven_bits(text):
    raw = mail(text=text, html=f"<p>{text}</p>")

    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert content(read(raw).get_body(("plain",))).rstrip() == text.rstrip()


def test_a_mail_without_html_has_one_part():
    found = read(mail(html=""))

    assert found.get_content_type() == "text/plain"
    assert found["MIME-Version"] == "1.0"


def test_the_headers_that_mail_needs_are_there_once():
    found = read(mail(subject="Één uur", headers={"Reply-To": "lea@hier.example"}))

    assert sorted(found.keys()) == sorted([*NEEDED, "Reply-To"])
    assert (found["Subject"], found["Reply-To"]) == ("Één uur", "lea@hier.example")
    assert found["Date"].datetime.tzinfo is not None


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "Dag\nBcc: kwaad@x.example"},
        {"subject": "Dag\r\nBcc: kwaad@x.example"},
        {"headers": {"X-Groep": "a\nBcc: kwaad@x.example"}},
        {"to": "sanne@x.example\nBcc: kwaad@x.example"},
    ],
)
def test_a_line_break_cannot_write_a_header(fields):
    with pytest.raises(BadHeaderError):
        mail(**fields)


@pytest.mark.parametrize(
    ("to", "receiver"),
    [
        ("sanne@voorbeeld.example", "sanne@voorbeeld.example"),
        ("Sanne <sanne@voorbeeld.example>", "sanne@voorbeeld.example"),
        ("sanne@bücher.example", "sanne@xn--bcher-kva.example"),
    ],
)
def test_the_mail_server_is_told_the_bare_address(to, receiver, settings):
    settings.DEFAULT_FROM_EMAIL = "HTO-portaal <portaal@voorbeeld.example>"

    assert mime.envelope(Message(to=to)) == ("portaal@voorbeeld.example", receiver)
