"""A letter: filled in per reader, kept as drafts, sent once."""

from email.utils import parseaddr

import pytest
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from accounts import links
from core.workflow import IllegalMove
from outbox import claiming, delivery, handling, letters
from outbox.models import Letter, Message
from tests import factories as make
from tests.outbox.rows import letter, reader, statuses

pytestmark = pytest.mark.django_db

ALL = Q()


@pytest.fixture
def lea():
    return make.user("lea@voorbeeld.example", first_name="Lea")


@pytest.fixture
def sanne():
    person = make.user("sanne@voorbeeld.example", first_name="Sanne", language="en")
    return make.participant(make.cohort(name="Groep 5"), person=person)


@pytest.fixture
def piet():
    return make.participant(person=make.user("piet@voorbeeld.example", first_name="Piet"))


def text_of(sent):
    return sent.get_body(("plain",)).get_content().replace("\r\n", "\n")


def send(row, author, number=None):
    number = row.messages.count() if number is None else number
    return letters.send(row, among=ALL, number=number, by=author, now=timezone.now())


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Dag {voornaam}", "Dag Sanne"),
        ("{naam} van {groep}", "Sanne de Wit van Groep 5"),
        ("{ Voornaam }!", "Sanne!"),
        ("Op {school|je school}", "Op je school"),
        ("Op {school}", "Op "),
        ("In {groep|je groep}", "In Groep 5"),
        ("{school|}.", "."),
        ("{onbekend} blijft", "{onbekend} blijft"),
        ("Haakjes { en } en {\n}", "Haakjes { en } en {\n}"),
        ("{voornaam}{voornaam}", "SanneSanne"),
    ],
)
def test_a_field_becomes_the_value_of_its_reader(text, filled, sanne):
    row = reader(sanne, name="Sanne de Wit")

    assert letters.fill(text, row) == filled


def test_a_value_that_looks_like_a_field_is_not_filled_in_again(sanne):
    assert letters.fill("{voornaam}", reader(sanne, first_name="{groep}")) == "{groep}"


def test_unknown_fields_are_named_as_they_were_typed():
    assert letters.unknown("{voornaam} {Achternaam} {x|y}") == ["Achternaam", "x"]


def test_a_field_lacks_a_value_only_for_who_has_none_and_without_a_default(sanne, piet):
    readers = [reader(sanne, school="Vakcollege"), reader(piet)]

    assert letters.lacking("{school} {groep}", readers) == {"school": [readers[1]]}
    assert letters.lacking("{school|je school}", readers) == {}


def test_each_reader_gets_a_draft_that_answers_to_the_author(lea, sanne, piet):
    row = letter(lea, sanne, piet, subject="Voor {voornaam}")

    first, second = row.messages.order_by("pk")

    assert (first.to, first.subject, first.text) == (
        "sanne@voorbeeld.example",
        "Voor Sanne",
        "Dag Sanne,\n\nTot ziens\n",
    )
    assert (first.kind, first.status, first.about) == ("letter", "draft", sanne)
    assert (first.headers["Reply-To"], first.headers["Auto-Submitted"]) == (lea.email, "no")
    assert second.subject == "Voor Piet"
    assert (row.author, row.audience, row.subject) == (lea, "Iedereen", "Voor {voornaam}")


def test_the_frame_is_in_the_language_of_the_reader_and_the_letter_as_it_was_written(
    lea, sanne, piet
):
    english, dutch = letter(lea, sanne, piet).messages.order_by("pk")

    assert '<html lang="en">' in english.html
    assert '<html lang="nl">' in dutch.html
    assert "Tot ziens" in english.html


def test_a_link_to_the_portal_on_its_own_line_becomes_a_button(lea, sanne, settings):
    text = f"Dag\n\nJe uren: {settings.SITE_URL}/hours/\n\nElders: https://elders.example/"
    [draft] = letter(lea, sanne, text=text).messages.all()

    assert draft.html.count('class="key"') == 1
    assert f'href="{settings.SITE_URL}/hours/"' in draft.html


def test_markup_that_somebody_typed_is_text(lea, sanne):
    [draft] = letter(lea, sanne, text="<script>alert(1)</script> {voornaam}").messages.all()

    assert "<script>" not in draft.html
    assert "&lt;script&gt;" in draft.html


def test_the_mark_of_a_key_cannot_be_typed(lea, sanne, post):
    row = letter(lea, sanne, text="Dag\n\nhttps://portaal.example/welcome/-sleutel-/")
    send(row, lea)

    assert delivery.drain() == 1
    assert "-sleutel-" not in text_of(post.mails[0])


def test_one_address_gets_one_copy(lea, sanne, piet):
    readers = [reader(sanne), reader(piet, address=sanne.user.email)]
    row = letters.write(
        readers, audience="x", subject="s", text="{voornaam}", by=lea, now=timezone.now()
    )

    assert [draft.text for draft in row.messages.all()] == ["Sanne\n"]


def test_a_draft_does_not_leave(lea, sanne):
    letter(lea, sanne)

    assert delivery.drain() == 0


def test_sending_lets_the_drafts_leave_with_the_address_of_the_author(lea, sanne, piet, post):
    row = letter(lea, sanne, piet)

    assert send(row, lea) == 2
    assert delivery.drain() == 2
    assert post.addresses == [sanne.user.email, piet.user.email]
    sent = post.mails[0]
    assert (sent["Reply-To"], sent["Auto-Submitted"]) == (lea.email, "no")
    [sender] = sent["From"].addresses
    assert sender.display_name == f"{lea.full_name} (HTO-portaal)"
    assert sender.addr_spec == parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


@pytest.mark.parametrize(
    "name", ["Łucja Ça-Šimić", 'L\n"Bcc": k@kwaad.example', "Lea <k@kwaad.example>,", "x" * 80]
)
def test_whatever_somebody_is_called_the_sender_is_one_address(lea, sanne, post, name):
    lea.first_name = name
    lea.save()

    send(letter(lea, sanne), lea)
    delivery.drain()

    [sent] = post.mails
    [sender] = sent["From"].addresses
    assert sender.display_name == " ".join(f"{lea.full_name} (HTO-portaal)".split())
    assert (sender.addr_spec, sent["Bcc"]) == (parseaddr(settings.DEFAULT_FROM_EMAIL)[1], None)


def test_a_letter_is_sent_once(lea, sanne, post):
    row = letter(lea, sanne)
    send(row, lea)

    with pytest.raises(letters.Changed) as changed:
        send(row, lea, number=1)

    assert changed.value.number == 0
    assert delivery.drain() == 1


def test_nothing_is_sent_when_the_number_is_not_the_one_that_was_seen(lea, sanne, piet):
    row = letter(lea, sanne, piet)
    handling.cancel(row.messages.order_by("pk").first(), by=lea)

    with pytest.raises(letters.Changed) as changed:
        send(row, lea, number=2)

    assert changed.value.number == 1
    assert statuses(*row.messages.order_by("pk")) == ["cancelled", "draft"]


def test_an_empty_letter_is_not_sent(lea, sanne):
    row = letter(lea, sanne)
    letters.discard(row, by=lea)

    with pytest.raises(letters.Changed):
        send(row, lea, number=0)


def test_a_draft_out_of_reach_stays_behind(lea, sanne, piet):
    row = letter(lea, sanne, piet)
    among = Q(about_id=sanne.pk)

    assert letters.send(row, among=among, number=1, by=lea, now=timezone.now()) == 1
    assert statuses(*row.messages.order_by("pk")) == ["waiting", "draft"]


def test_what_was_sent_is_not_thrown_away(lea, sanne, piet):
    row = letter(lea, sanne, piet)
    letters.moved(row.messages.order_by("pk").first(), "waiting", by=lea)

    assert letters.discard(row, by=lea) == 1
    assert statuses(*row.messages.order_by("pk")) == ["waiting", "cancelled"]


def test_a_changed_draft_is_sent_as_it_was_changed(lea, sanne, post):
    row = letter(lea, sanne)
    [draft] = row.messages.all()

    handling.edit(
        draft, subject="Anders", text="Hallo\r\n\r\n\r\n\r\nSan", by=lea, now=timezone.now()
    )
    send(row, lea)
    delivery.drain()

    [sent] = post.mails
    assert (sent["Subject"], text_of(sent)) == ("Anders", "Hallo\n\nSan\n")
    html = sent.get_body(("html",)).get_content()
    assert '<html lang="en">' in html
    assert "San" in html


def test_a_worker_that_read_the_old_text_does_not_send_it(lea, sanne, post):
    row = letter(lea, sanne)
    send(row, lea)
    [read_by_worker] = row.messages.all()
    [seen] = row.messages.all()

    handling.edit(seen, subject="Nieuw", text="Nieuw", by=lea, now=timezone.now())

    assert claiming.claim(read_by_worker, timezone.now()) is False
    delivery.drain()
    assert [sent["Subject"] for sent in post.mails] == ["Nieuw"]


@pytest.mark.parametrize("status", ["held", "sending", "sent", "failed", "in_doubt", "cancelled"])
def test_what_left_or_ended_is_not_changed(lea, sanne, status):
    [draft] = letter(lea, sanne).messages.all()
    Message.objects.filter(pk=draft.pk).update(status=status)
    draft.refresh_from_db()

    with pytest.raises(IllegalMove):
        handling.edit(draft, subject="x", text="x", by=lea, now=timezone.now())


def test_a_letter_of_many_costs_few_queries(lea, django_assert_max_num_queries):
    readers = [reader(make.participant(make_cohort)) for make_cohort in [make.cohort()] * 60]

    with django_assert_max_num_queries(8):
        letters.write(
            readers, audience="x", subject="s", text="Hoi {voornaam}", by=lea, now=timezone.now()
        )

    assert Letter.objects.get().messages.count() == 60


@pytest.mark.parametrize("typed", ["-sleutel-", "--sleutel--", "-sle-sleutel-utel-"])
def test_the_mark_of_a_key_in_a_letter_does_not_stop_it(typed):
    assert links.PLACE not in letters.tidy(f"Dag {typed}")


def test_the_same_letter_at_once_again_is_one(lea, sanne, piet):
    first = letter(lea, sanne, piet)
    # The second press may be the first to be dealt with.
    Letter.objects.update(created_at=timezone.now() + letters.TWICE / 2)

    assert letter(lea, piet, sanne) == first
    assert Message.objects.count() == 2


@pytest.mark.parametrize("other", ["words", "readers", "writer", "sent", "later"])
def test_another_letter_is_another(lea, sanne, piet, other):
    first = letter(lea, sanne)
    if other == "sent":
        send(first, lea)
    elif other == "later":
        long_ago = timezone.now() - letters.TWICE
        Letter.objects.update(created_at=long_ago)
    text = {"text": "Iets anders"} if other == "words" else {}
    readers = [sanne, piet] if other == "readers" else [sanne]
    author = make.user() if other == "writer" else lea

    assert letter(author, *readers, **text) != first
