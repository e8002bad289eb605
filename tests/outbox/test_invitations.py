"""The mail that lets a person in."""

import pytest
from django.utils import timezone

from accounts import links
from accounts.models import AccessLink
from outbox import delivery, invitations
from outbox.models import Message
from tests import factories as make

pytestmark = pytest.mark.django_db

INVITATION = AccessLink.Purpose.INVITATION


@pytest.fixture
def sanne():
    return make.user("sanne@voorbeeld.example", first_name="Sanne")


def token_in(mail):
    return mail.get_body(("plain",)).get_content().split("/welcome/")[1].split("/")[0]


def test_an_invitation_is_a_waiting_row_with_a_link_that_opens_nothing_yet(sanne):
    now = timezone.now()

    message = invitations.invite(sanne, key="k", now=now)

    assert (message.kind, message.to, message.status) == ("invitation", sanne.email, "waiting")
    assert (message.about, message.link.holder) == (sanne, sanne)
    assert (message.link.token_hash, message.link.is_open(now)) == (None, False)


def test_the_key_is_made_when_the_mail_leaves_and_only_its_hash_is_kept(sanne, post):
    message = invitations.invite(sanne, key="k", now=timezone.now())

    delivery.drain()

    token = token_in(post.mails[0])
    link = links.find(token, INVITATION)
    assert (link, link.is_open(timezone.now())) == (message.link, True)
    assert links.find(token, AccessLink.Purpose.HOURS) is None
    message.refresh_from_db()
    stored = [str(value) for row in (message, link) for value in vars(row).values()]
    assert [text for text in stored if token in text] == []


def test_inviting_again_with_the_same_key_leaves_no_second_link(sanne):
    first = invitations.invite(sanne, key="k", now=timezone.now())

    assert invitations.invite(sanne, key="k", now=timezone.now()) == first
    assert (Message.objects.count(), AccessLink.objects.count()) == (1, 1)


def test_a_second_invitation_leaves_the_first_one_working(sanne, post):
    for key in ("eerste", "tweede"):
        invitations.invite(sanne, key=key, now=timezone.now())
    delivery.drain()

    tokens = [token_in(sent) for sent in post.mails]
    assert len(set(tokens)) == 2
    assert all(links.find(token, INVITATION).is_open(timezone.now()) for token in tokens)


def test_an_invitation_that_cannot_be_written_leaves_no_link(sanne):
    sanne.language = 5

    with pytest.raises(AttributeError, match="int"):
        invitations.invite(sanne, key="k", now=timezone.now())

    assert AccessLink.objects.count() == 0
