"""Every automatic mail: who reads it, why, what its text can say, and what a reader may choose."""

from django.utils.translation import gettext_lazy as _

from outbox.kinds import hours, newsletters, portal, recruitment, welcoming
from outbox.kinds.shape import Kind, Reader

__all__ = ["KINDS", "Kind", "Reader", "label", "labels", "read_by"]

ALL = (*hours.ALL, *recruitment.ALL, *newsletters.ALL, *welcoming.ALL, *portal.ALL)
KINDS = {kind.name: kind for kind in ALL}

# Mails that somebody wrote: no text of the portal, nothing that a reader chooses, but a name.
WRITTEN = {
    "letter": _("Brief van een projectleider"),
    "newsletter": _("Nieuwsbrief"),
    "newsletter_test": _("Proefmail van een nieuwsbrief"),
}


def labels():
    """{kind: what people call it} of every mail in the outbox."""
    return {**WRITTEN, **{name: kind.label for name, kind in KINDS.items()}}


def label(kind):
    """The name of a kind for people; one that is no kind any more keeps its code."""
    return labels().get(kind, kind)


def read_by(*readers):
    """The kinds that these readers get, in the order of the list."""
    return [kind for kind in KINDS.values() if kind.reader in readers]
