"""Whether somebody can log hours now, and if not, what it waits for."""

from enum import Enum

from internships import hours
from internships.models import Placement
from participants.models import Participant


class State(Enum):
    READY = "ready"
    ENDED = "ended"  # The last day has passed; hours of before can still be logged.
    FULL = "full"
    PAUSED = "paused"
    STOPPED = "stopped"
    COMPLETED = "completed"
    NOT_STARTED = "not_started"
    VOG = "vog"
    PROPOSED = "proposed"
    OVER = "over"
    NO_PLACEMENT = "no_placement"


LOGGING = (State.READY, State.ENDED)
OF_STATUS = {
    Participant.Status.PAUSED: State.PAUSED,
    Participant.Status.WITHDRAWN: State.STOPPED,
    Participant.Status.TRANSFERRED: State.STOPPED,
    Participant.Status.COMPLETED: State.COMPLETED,
}


def state(participant, placements, done, today):
    """The State of a participant with these placements and `done` minutes."""
    if participant.status in OF_STATUS:
        return OF_STATUS[participant.status]
    if done >= participant.cohort.ceiling_minutes:
        return State.FULL
    taking = usable(placements, today)
    if taking:
        return State.READY if any(row.end_on >= today for row in taking) else State.ENDED
    return of_placements(placements)


def usable(placements, today):
    """Placements on which a day up to today can be logged."""
    return [row for row in placements if row.start_on <= today and hours.takes(row, today)]


def of_placements(placements):
    """What a person without a usable placement waits for, the nearest step first."""
    statuses = {row.status for row in placements}
    if any(row.takes_hours for row in placements):
        return State.NOT_STARTED
    if Placement.Status.ACCEPTED in statuses:
        return State.VOG
    if Placement.Status.PROPOSED in statuses:
        return State.PROPOSED
    if statuses & {Placement.Status.COMPLETED, Placement.Status.BROKEN_OFF}:
        return State.OVER
    return State.NO_PLACEMENT
