"""Every automatic mail: who reads it, why, what its text can say, and what a reader may choose."""

from outbox.kinds import hours, newsletters, portal, recruitment, welcoming
from outbox.kinds.shape import Kind, Reader

__all__ = ["KINDS", "Kind", "Reader", "read_by"]

ALL = (*hours.ALL, *recruitment.ALL, *newsletters.ALL, *welcoming.ALL, *portal.ALL)
KINDS = {kind.name: kind for kind in ALL}


def read_by(*readers):
    """The kinds that these readers get, in the order of the list."""
    return [kind for kind in KINDS.values() if kind.reader in readers]
