"""Correcting the address of somebody who cannot do so: one whose first mail never arrived.

An address decides who may sign in. So a leader changes it only for somebody who never did, and who
is nobody else here; from the first sign-in on the person does it, in the settings.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.emails import clean_email
from outbox import invitations, suppressing
from outbox.models import Message
from participants.models import Participant


def may_correct(participant):
    """Whether a leader may change the address of this person."""
    user = participant.user
    return not (
        user.last_login
        or user.has_usable_password()
        or user.is_staff
        or user.is_superuser
        or user.led_regions.exists()
        or user.school_contacts.exists()
    )


@transaction.atomic
def correct(participant, address, *, by, now):
    """Give the person this address and invite it. The old one, if blocked, stays so.

    Raises ValidationError when the leader may not, or the address is not free.
    """
    user = User.objects.select_for_update().get(pk=participant.user_id)
    participant.user = user
    check(participant, clean_email(address))
    old, user.email = user.email, clean_email(address)
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:  # Somebody else got this address at the same moment.
        raise ValidationError({"email": taken()}) from None
    waiting = Message.objects.about(participant) | Message.objects.about(user)
    waiting = waiting.filter(to=old, status__in=Message.PENDING)
    suppressing.cancel_waiting(waiting, _("Het adres is verbeterd."))
    if participant.status in Participant.SEATED:
        # Of its own, also when the old address got one today.
        invitations.invite(
            user,
            key=f"invitation:{participant.pk}:{now:%Y%m%d%H%M%S}",
            now=now,
            context={"cohort": participant.cohort, "leader": by},
            about=participant,
        )


def check(participant, address):
    if not may_correct(participant):
        raise ValidationError(_("Deze persoon heeft al ingelogd en wijzigt het adres zelf."))
    if address == participant.user.email:
        raise ValidationError({"email": _("Dit is het adres dat we al hadden.")})
    if User.objects.filter(email=address).exists():
        raise ValidationError({"email": taken()})
    if suppressing.of(address):
        raise ValidationError({"email": _("Ook op dit adres komt onze mail niet aan.")})


def taken():
    return _("Dit adres is al van iemand anders in het portaal.")
