"""How many of each kind were read, in words."""

from django.utils.translation import gettext as _

from outbox.models import Bounce


def sentence(counts):
    """Return "2 komt nooit aan, 1 vertraagd" for a Counter of kinds."""
    names = {**dict(Bounce.Kind.choices), "known": _("al bekend"), "failed": _("niet te lezen")}
    told = [f"{counts[kind]} {name}" for kind, name in names.items() if counts[kind]]
    return ", ".join(told) or _("Geen mail gevonden.")
