"""How full a cohort is: 15 to 20 is a group that can start."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# So few seats are "almost full" to who thinks about joining.
NEARLY = 3


@dataclass(frozen=True)
class Fill:
    """Seats of one cohort. `state` is short, enough or full."""

    taken: int
    minimum: int
    maximum: int

    @property
    def state(self):
        if self.taken >= self.maximum:
            return "full"
        return "enough" if self.taken >= self.minimum else "short"

    @property
    def missing(self):
        """How many people are needed before the cohort can start."""
        return max(self.minimum - self.taken, 0)

    @property
    def free(self):
        return max(self.maximum - self.taken, 0)

    @property
    def room(self):
        """What a visitor wants to know: full, nearly or plenty."""
        if not self.free:
            return "full"
        return "nearly" if self.free <= NEARLY else "plenty"

    @property
    def room_words(self):
        """The free seats as a visitor reads them, in the language of the page."""
        if self.room == "full":
            return _("vol – je komt op de reservelijst")
        if self.room == "nearly":
            text = ngettext(
                "bijna vol: nog %(free)s plek", "bijna vol: nog %(free)s plekken", self.free
            )
        else:
            text = ngettext(
                "nog plaats voor %(free)s mens", "nog plaats voor %(free)s mensen", self.free
            )
        return text % {"free": self.free}


def fill(cohort):
    """The Fill of a cohort that was read with its `seats_taken`."""
    return Fill(cohort.seats_taken, cohort.min_participants, cohort.max_participants)
