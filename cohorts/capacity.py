"""How full a cohort is: 15 to 20 is a group that can start."""

from dataclasses import dataclass


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


def fill(cohort):
    """The Fill of a cohort that was read with its `seats_taken`."""
    return Fill(cohort.seats_taken, cohort.min_participants, cohort.max_participants)
