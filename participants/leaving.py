"""Pausing, stopping and coming back; hours and confirmations always stay."""

from core.workflow import IllegalMove
from participants.models import Participant

Status = Participant.Status


def pause(participant, *, by):
    participant.move_to(Status.PAUSED, by=by)


def resume(participant, *, by):
    """End a pause. Taking back a completion is another step, with the certificate to think of."""
    if participant.status != Status.PAUSED:
        raise IllegalMove(participant, Status.ACTIVE)
    participant.move_to(Status.ACTIVE, by=by, unchanged=["status"])


def withdraw(participant, *, reason, on, by):
    """The participant stops; the reason is kept for the report to funders."""
    participant.move_to(Status.WITHDRAWN, by=by, stopped_on=on, stop_reason=reason)
