"""Subscribing: asked on a page, and only real once the button behind the mail was pressed.

Who types an address need not be its owner. So the page says the same whatever is known of it, and
nothing that was confirmed before changes by typing. An address gets one mail per hour about a
region, three in all, and six a day. A region that was switched off takes no new readers; who asked
before can still confirm, since the mail promised it, and hears of nothing until the region is back.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import links
from accounts.models import AccessLink
from core import mailboxes
from newsletters import choosing, consenting
from newsletters.models import Consent, Subscription, Topic
from outbox import composing, suppressing
from outbox.models import Message, Suppression

Status = Subscription.Status
PURPOSE = AccessLink.Purpose.SUBSCRIPTION
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MOST_IN_AN_HOUR, MOST_IN_A_DAY = 3, 6
CONFIRM, KNOWN, REMINDER = "subscription_confirm", "subscription_known", "subscription_reminder"


@transaction.atomic
def ask(
    region,
    *,
    email,
    topics,
    language,
    page,
    now,
    first_name="",
    branch="",
    channel=None,
):
    """Somebody typed this address; returns its Subscription.

    Raises ValidationError about `email` for an address that mail cannot reach. The subscription of
    who confirmed before stays as it is; new topics wait for the button behind the mail.
    """
    email = readable(email)
    topics = [Topic(topic) for topic in topics]
    typed = {"first_name": first_name, "language": language, "branch": branch}
    row, is_new = Subscription.objects.select_for_update().get_or_create(
        region=region, email=email, defaults={**typed, "channel": channel, "asked_at": now}
    )
    if row.status != Status.CONFIRMED:
        take_up(row, {**typed, "channel": channel or row.channel}, is_new, now)
        choosing.set_topics(row, topics)
    is_due = may_mail(row, now)
    if is_due or asked(row) != set(topics):
        consenting.record(row, Consent.Act.GIVEN, page=page, now=now, topics=topics)
    if is_due:
        answer(row, topics, now)
    return row


def readable(typed):
    try:
        return mailboxes.read(typed)
    except ValidationError as error:
        raise ValidationError({"email": error}) from None


def take_up(row, typed, is_new, now):
    """What was typed last holds until it is confirmed."""
    if row.status == Status.ENDED:
        row.move_to(Status.PENDING, by=None, asked_at=now, reminded_at=None, **typed)
    elif not is_new:
        for name, value in typed.items():
            setattr(row, name, value)
        row.asked_at = now
        row.save(update_fields=[*typed, "asked_at"])


def asked(row):
    """The topics that were asked for last."""
    given = row.consents.filter(act=Consent.Act.GIVEN).last()
    return set(filter(None, given.topics.split(","))) if given else set()


def may_mail(row, now):
    """Whether this address can bear another mail. One of which the button was pressed is done
    with: somebody who left and thinks again need not wait."""
    today = Message.objects.filter(
        to=row.email, kind__in=(CONFIRM, KNOWN), not_before__gt=now - DAY
    )
    recent = today.filter(not_before__gt=now - HOUR)
    unanswered = Q(link=None) | Q(link__used_at=None, link__revoked_at=None)
    has_one = recent.about(row).filter(unanswered).exists()
    if has_one or recent.count() >= MOST_IN_AN_HOUR:
        return False
    return today.count() < MOST_IN_A_DAY


def answer(row, topics, now):
    """The mail that fits: a button to press, or that there is nothing to do."""
    is_read = row.status == Status.CONFIRMED and set(topics) <= choosing.topics_of(row)
    if not is_read or complaints(row.email).exists():
        mail_link(row, CONFIRM, topics, now)
        return
    write(row, KNOWN, topics, now, key=f"{KNOWN}:{row.pk}:{now:%Y%m%d%H%M%S%f}")


def mail_link(row, kind, topics, now):
    """Write a mail with a link of its own; the key comes when it leaves."""
    link = links.create(PURPOSE, holder=row, email=row.email, now=now)
    write(
        row, kind, topics, now, key=f"{kind}:{link.pk}", link=link, link_view="newsletter_confirm"
    )


def write(row, kind, topics, now, **rest):
    composing.write(
        kind,
        to=row.email,
        language=row.language,
        context={"subscription": row, "topics": choosing.in_order(topics)},
        about=row,
        now=now,
        **rest,
    )


class OthersAsked(Exception):
    """Meanwhile other topics were asked for than the page with the button showed."""


@transaction.atomic
def confirm(link, *, topics, now, page):
    """Do what the button behind the mail says, and return the subscription.

    `topics` are those that were read beside the button. Raises LinkClosed when the link was used or
    is too old, or the reader left meanwhile; else OthersAsked, and changes nothing, when somebody
    asked for others since: nobody agrees to what was not shown.
    """
    row = Subscription.objects.select_for_update().filter(pk=link.holder_id).first()
    if row is None or row.status == Status.ENDED:
        raise links.LinkClosed
    links.use(link, name="", now=now)
    if set(topics) != asked(row):
        raise OthersAsked
    # Other mails of before must not bring back what is chosen after this.
    links.revoke(holder=row, purpose=PURPOSE, now=now)
    if row.status == Status.PENDING:
        row.move_to(Status.CONFIRMED, by=None, confirmed_at=now, ended_at=None)
        choosing.set_topics(row, asked(row))
    else:
        choosing.set_topics(row, asked(row) | choosing.topics_of(row))
    topics = choosing.topics_of(row)
    consenting.record(row, Consent.Act.CONFIRMED, page=page, now=now, topics=topics)
    suppressing.lift(complaints(row.email), by=None)
    return row


def complaints(address):
    """Blocks that the reader caused by "this is spam", and ends by pressing the button.

    What an admin blocked, or an address from which mail comes back, stays blocked.
    """
    return Suppression.objects.filter(
        address=address,
        scope=Suppression.Scope.NEWSLETTER,
        reason=Suppression.Reason.COMPLAINT,
    )


@transaction.atomic
def renew(link, *, now):
    """Mail a new link to the known address of who did not confirm yet, once per hour."""
    row = Subscription.objects.select_for_update().filter(pk=link.holder_id).first()
    if row and row.status == Status.PENDING and may_mail(row, now):
        mail_link(row, CONFIRM, choosing.topics_of(row), now)


def moot(message, now):
    """For the outbox: a link that was used or withdrawn needs no mail any more, and nobody is
    reminded of a region that was switched off meanwhile."""
    link = message.link
    if link is None or link.used_at or link.revoked_at:
        return _("De inschrijving is al bevestigd, gestopt of gewist.")
    reader = message.about
    if message.kind == REMINDER and not (reader and reader.region.is_active):
        return _("Deze regio doet niet meer mee.")
    return ""
