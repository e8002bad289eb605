"""One mailbox, however it is typed, is one address; what mail cannot reach is refused."""

import pytest
from django.core.exceptions import ValidationError

from core import mailboxes


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("  Sanne@Bedrijf.Example ", "sanne@bedrijf.example"),
        ("sanne@bedrijf.example.", "sanne@bedrijf.example"),
        ("sanne@bücher.example", "sanne@xn--bcher-kva.example"),
        ("sanne@BÜCHER.example", "sanne@xn--bcher-kva.example"),
        ("sanne@xn--bcher-kva.example", "sanne@xn--bcher-kva.example"),
        ("sanne@XN--BCHER-KVA.example.", "sanne@xn--bcher-kva.example"),
        ("sanne\u200b@bedrijf.example\ufeff", "sanne@bedrijf.example"),
        ("o'neil+hto@bedrijf.example", "o'neil+hto@bedrijf.example"),
        ("a" * 64 + "@bedrijf.example", "a" * 64 + "@bedrijf.example"),
    ],
)
def test_an_address_has_one_form(typed, address):
    assert mailboxes.read(typed) == address


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("sanne@bedrijf.example\nBcc: x@y.example", "op één regel"),
        ("sanne@bedrijf.example\r\n\r\nHoi", "op één regel"),
        ("sanne de wit@bedrijf.example", "op één regel"),
        ("a@b.example,c@d.example", "klopt niet"),
        ("sanne", "staat een @"),
        ("", "staat een @"),
        ("daniëlle@bedrijf.example", "vóór de @"),
        ("sanne@bedrijf", "na de @"),
        ("sanne@.example", "na de @"),
        ("sanne@bedrijf..example", "na de @"),
        ("sanne@" + "ü" * 70 + ".example", "na de @"),
        ("a" * 65 + "@bedrijf.example", "te lang"),
        ("a@" + "b" * 60 + "." + ("c" * 60 + ".") * 4 + "example", "te lang"),
        ("<script>@bedrijf.example", "klopt niet"),
        ("@bedrijf.example", "klopt niet"),
        ("sanne\x00@bedrijf.example", "op één regel"),
    ],
)
def test_what_mail_cannot_reach_is_refused_in_a_sentence(typed, words):
    with pytest.raises(ValidationError) as refused:
        mailboxes.read(typed)

    (sentence,) = refused.value.messages
    assert words.lower() in sentence.lower()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("sanne@xn--bcher-kva.example", "sanne@bücher.example"),
        ("sanne@bedrijf.example", "sanne@bedrijf.example"),
        ("sanne@xn--\xff.example", "sanne@xn--\xff.example"),
    ],
)
def test_an_address_is_shown_as_people_write_it(address, shown):
    assert mailboxes.shown(address) == shown
