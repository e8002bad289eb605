"""What readers chose: how often they want a kind of mail, and not for a while.

Kept by address, since one address gets one mail and school contacts have no account.
"""

from core.emails import clean_email
from outbox.models import MailChoice

Rhythm = MailChoice.Rhythm


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
