"""A newsletter on trial, to an own address; its links lead nowhere."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts import links
from core.emails import clean_email
from newsletters import rendering
from outbox import composing
from outbox.models import Message

KIND = "newsletter_test"
MOST_PER_HOUR = 20
HOUR = timedelta(hours=1)
LONGEST_SUBJECT = Message._meta.get_field("subject").max_length


def addresses(user):
    """Where this user may send one: the own addresses, proved to be so."""
    others = EmailAddress.objects.filter(user=user, verified=True).order_by("pk")
    found = [user.email, *others.values_list("email", flat=True)]
    return list(dict.fromkeys(clean_email(address) for address in found))


def send(newsletter, *, to, language, by, now):
    """Put one copy in the outbox; ValidationError for an address of somebody else or too many."""
    if to not in addresses(by):
        raise ValidationError({"to": _("Een proefmail gaat alleen naar een adres van jezelf.")})
    recent = Message.objects.filter(to=to, kind=KIND, not_before__gt=now - HOUR)
    if recent.count() >= MOST_PER_HOUR:
        raise ValidationError(
            {"to": _("Er gingen al veel proefmails naar dit adres. Probeer het over een uur weer.")}
        )
    reader = rendering.Reader(
        first_name=by.first_name, email=to, language=language, region=newsletter.region
    )
    copy = rendering.copy_of(newsletter, language, reader, rendering.INERT)
    return Message.objects.create(
        key=composing.fit(f"newsletter-test:{newsletter.pk}:{now.isoformat()}:{to}"),
        kind=KIND,
        to=to,
        subject=(_("[proef] %(subject)s") % {"subject": copy.subject})[:LONGEST_SUBJECT],
        text=links.unmarked(copy.text),
        html=links.unmarked(copy.html),
        headers=copy.headers,
        about=newsletter,
        not_before=now,
        created_at=now,
    )
