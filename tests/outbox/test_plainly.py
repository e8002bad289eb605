"""What a server said about a mail, in words for who sent it."""

import pytest
from django.urls import reverse
from django.utils import translation

from newsletters import copies, testing
from outbox import kinds, plainly
from outbox.models import Message
from tests import factories as make
from tests.newsletters import mailing, readers

GONE = "Dit e-mailadres bestaat niet (meer)."
FULL = "De postbus van de ontvanger is vol."
REFUSED = "De mailserver van de ontvanger weigerde de mail."
LARGE = "De mail is te groot voor de mailserver van de ontvanger."
LATER = "De mailserver van de ontvanger kon de mail op dat moment niet aannemen."
UNKNOWN = "De mail kwam niet aan. De mailserver zegt niet duidelijk waarom."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("550 5.1.1 <a@b.example>: Recipient address rejected: User unknown", GONE),
        ("550 5.1.1 No such user", GONE),
        ("5.1.2 · Host or domain name not found", GONE),
        ("552 5.2.2 Mailbox full", FULL),
        ("452 4.2.2 The email account that you tried to reach is over quota", FULL),
        ("554 5.7.1 Message rejected as spam", REFUSED),
        ("550 5.7.1 Client host blocked using Spamhaus", REFUSED),
        ("552 5.3.4 Message size exceeds fixed limit", LARGE),
        ("451 4.7.1 Greylisted, try again later", LATER),
        ("421 4.3.0 zzz", LATER),
        ("550 zzz", UNKNOWN),
        # Our own words: a mail that could not be made.
        ("De lezer of de nieuwsbrief van deze mail bestaat niet meer.", ""),
        ("", ""),
    ],
)
def test_an_answer_is_put_in_a_sentence(said, sentence):
    assert plainly.sentence(Message(status="failed", error=said)) == sentence


def test_what_came_back_was_written_by_a_server_whatever_it_says():
    assert plainly.sentence(Message(status="bounced", error="zzz")) == UNKNOWN
    assert plainly.sentence(Message(status="failed", error="zzz")) == ""


@pytest.mark.parametrize("status", ["cancelled", "in_doubt", "sent", "held"])
def test_our_own_reasons_stay_as_they_are(status):
    assert plainly.sentence(Message(status=status, error="550 5.1.1 User unknown")) == ""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_mail_that_is_sent_has_a_name(language):
    with translation.override(language):
        found = [str(kinds.label(kind)) for kind in (copies.KIND, testing.KIND, *kinds.KINDS)]
    assert all(found)
    assert not {copies.KIND, testing.KIND, *kinds.KINDS}.intersection(found)
    assert kinds.label("oud") == "oud"


@pytest.mark.django_db
def test_a_leader_reads_the_sentence_first_and_the_servers_words_under_it(on):
    leader = make.user()
    region = make.region(leader)
    reader = make.subscription(region)
    row = mailing.ready(region, author=leader, status="sending", approved=1, started_at=readers.NOW)
    readers.copy(reader, row, message="failed")
    Message.objects.update(error="550 5.1.1 <x@y.example>: User unknown")

    page = on(leader).get(reverse("newsletter_detail", args=[row.pk])).content.decode()

    assert page.index(GONE) < page.index("De mailserver zei: 550 5.1.1 &lt;x@y.example&gt;")
