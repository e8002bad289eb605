"""Reading an address that somebody typed, so that one mailbox is one row and mail reaches it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core.emails import clean_email

# In characters: what mail servers take (RFC 5321), the whole and what stands before the @.
LONGEST = 254
LONGEST_NAME = 64
# Signs that nobody sees and that come along with what is copied.
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


def read(typed):
    """The one form of this address: in lower case, its domain as mail servers write it (IDNA).

    Raises ValidationError with one sentence.
    """
    address = clean_email(typed.translate(UNSEEN))
    if not address.isprintable() or len(address.split()) > 1:
        raise ValidationError(_("Een e-mailadres staat op één regel, zonder spaties."))
    name, at, domain = address.rpartition("@")
    if not at:
        raise ValidationError(_("In een e-mailadres staat een @, zoals in naam@bedrijf.nl."))
    if not name.isascii():
        raise ValidationError(_("Vóór de @ staan letters die mail niet kent, zoals é of ß."))
    address = f"{name}@{in_ascii(domain)}"
    if len(address) > LONGEST or len(name) > LONGEST_NAME:
        raise ValidationError(_("Dit e-mailadres is te lang."))
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(_("Dit e-mailadres klopt niet. Kijk het nog eens na.")) from None
    return address


def in_ascii(domain):
    """`bücher.example.` as `xn--bcher-kva.example`."""
    domain = domain.removesuffix(".")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        domain = ""
    if "." not in domain:
        raise ValidationError(_("Wat na de @ staat, klopt niet. Kijk het nog eens na."))
    return domain


def shown(address):
    """The address as people write it: `xn--bcher-kva.example` as `bücher.example`."""
    name, _at, domain = address.rpartition("@")
    try:
        return f"{name}@{domain.encode().decode('idna')}"
    except UnicodeError:
        return address
