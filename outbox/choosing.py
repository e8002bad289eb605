"""What readers chose: how often they want a kind of mail, and not for a while.

Kept by address, since one address gets one mail and school contacts have no account. So when a
person gets another address, the choices go along.
"""

from django.db.models.signals import pre_save
from django.dispatch import receiver

from accounts.models import User
from core.emails import clean_email
from outbox.kinds import Reader, read_by
from outbox.models import MailChoice, Message

Rhythm = MailChoice.Rhythm
# Mails that can wait for days before they leave.
KEPT = (Message.Status.DRAFT, Message.Status.HELD)


def state(address):
    """{kind: MailChoice} of this address."""
    return {row.kind: row for row in MailChoice.objects.filter(address=clean_email(address))}


def rhythms(address):
    """{kind: Rhythm} of what this address chose."""
    rows = MailChoice.objects.filter(address=clean_email(address)).exclude(rhythm="")
    return dict(rows.values_list("kind", "rhythm"))


def rhythm(address, kind, otherwise=Rhythm.AT_ONCE):
    """How often this address wants this kind of mail."""
    return rhythms(address).get(kind, otherwise)


def choose(address, kind, chosen):
    """Remember how often this address wants this kind of mail."""
    MailChoice.objects.update_or_create(
        address=clean_email(address), kind=kind, defaults={"rhythm": chosen}
    )


def snooze(address, kind, until):
    """No mail of this kind to this address before the date `until`; None ends the snooze."""
    MailChoice.objects.update_or_create(
        address=clean_email(address), kind=kind, defaults={"snoozed_until": until}
    )


def snoozed(addresses, kind, today):
    """{address: date} of those among these addresses that want no mail of this kind yet."""
    rows = MailChoice.objects.filter(address__in=addresses, kind=kind, snoozed_until__gt=today)
    return dict(rows.values_list("address", "snoozed_until"))


def chosen(addresses, kind):
    """{address: Rhythm} of those among these addresses that chose one for this kind."""
    rows = MailChoice.objects.filter(address__in=addresses, kind=kind).exclude(rhythm="")
    return dict(rows.values_list("address", "rhythm"))


def follow(row, readers, update_fields):
    """Before `row` is saved: take the choices for mails to these readers to its new address.

    What was chosen at the new address before stays; whoever else has the old one keeps theirs.
    What waits for the weekly overview or for its writer goes along: the old one may be wrong.
    """
    if row.pk is None or "email" not in (update_fields or ["email"]):
        return
    people = type(row)._base_manager
    old = people.filter(pk=row.pk).values_list("email", flat=True).first()
    if old is None or old == row.email:
        return
    kinds = [kind.name for kind in read_by(*readers)]
    left = MailChoice.objects.filter(address=old, kind__in=kinds)
    known = state(row.email)
    for choice in left:
        if choice.kind not in known:
            columns = {"rhythm": choice.rhythm, "snoozed_until": choice.snoozed_until}
            MailChoice.objects.create(address=row.email, kind=choice.kind, **columns)
    is_alone = not people.filter(email=old).exclude(pk=row.pk).exists()
    if is_alone:
        left.delete()
    for message in Message.objects.filter(to=old, status__in=KEPT):
        if owner(message) == row or (is_alone and message.kind in kinds):
            Message.objects.filter(pk=message.pk, status=message.status).update(to=row.email)


def owner(message):
    """The row whose address a mail about somebody has: a contact's own, or that of an account."""
    return (
        message.about if hasattr(message.about, "email") else getattr(message.about, "user", None)
    )


@receiver(pre_save, sender=User, dispatch_uid="choices_follow_a_user")
def follow_a_user(instance, update_fields, **kwargs):
    follow(instance, (Reader.PARTICIPANT, Reader.LEADER), update_fields)
