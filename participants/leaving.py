"""Pausing, stopping and coming back; hours and confirmations always stay."""

from participants.models import Participant

Status = Participant.Status


def pause(participant, *, by):
    participant.move_to(Status.PAUSED, by=by)


def resume(participant, *, by):
    participant.move_to(Status.ACTIVE, by=by)


def withdraw(participant, *, reason, on, by):
    """The participant stops; the reason is kept for the report to funders."""
    participant.move_to(Status.WITHDRAWN, by=by, stopped_on=on, stop_reason=reason)
