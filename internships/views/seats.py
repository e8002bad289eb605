"""The participation that a participant's page is about."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property

from internships import hours, readiness, suggesting, weeks
from internships.models import HourEntry
from participants.models import Participant

Status = HourEntry.Status


@dataclass
class Seat:
    """One participation of the signed-in person, with all that the start page asks about it."""

    participant: Participant
    seats: list
    today: date

    @cached_property
    def placements(self):
        rows = self.participant.placements.select_related("school", "supervisor")
        return list(rows.order_by("-start_on", "-pk"))

    @cached_property
    def lines(self):
        return self.participant.hours.order_by("-worked_on", "-pk")

    @cached_property
    def recent(self):
        return list(self.lines.standing()[: suggesting.MEMORY])

    @cached_property
    def total(self):
        return hours.total(self.participant)

    @cached_property
    def state(self):
        return readiness.state(self.participant, self.placements, self.total.done, self.today)

    @property
    def usable(self):
        return readiness.usable(self.placements, self.today)

    @property
    def has_several_schools(self):
        return len({row.school_id for row in self.placements}) > 1

    def show(self, lines, with_school=False):
        """Rows of hours as they are printed; each status is drawn once, not on every line."""
        badges = {
            code: render_to_string("components/status.html", {"code": code, "label": label})
            for code, label in Status.choices
        }
        return weeks.lines_of(lines, badges, with_school)


def seat_of(request):
    """The chosen participation of this person, else the one that runs; without any a 404."""
    own = list(Participant.objects.own(request.user).select_related("cohort__region"))
    if not own:
        raise Http404
    wanted = request.GET.get("participation", "")
    chosen = [row for row in own if str(row.pk) == wanted] or sorted(own, key=running_first)
    return Seat(chosen[0], own, timezone.localdate())


def running_first(participant):
    return participant.status != Participant.Status.ACTIVE
