"""How far everybody is: hours, pace and placement of each participant in a cohort."""

from collections import defaultdict
from dataclasses import dataclass

from internships import hours, school_days
from internships.models import Placement
from internships.pace import Pace, pace
from participants.models import Participant


@dataclass(frozen=True)
class Progress:
    """One participant with totals (minutes), live placements and pace (None without placement)."""

    participant: Participant
    totals: hours.Totals
    placements: list
    pace: Pace | None

    @property
    def proposed(self):
        return [row for row in self.placements if row.status == Placement.Status.PROPOSED]

    @property
    def accepted(self):
        return [row for row in self.placements if row.status == Placement.Status.ACCEPTED]


def of_cohort(cohort, today):
    """The Progress of everybody in a cohort, by name; four queries."""
    people = list(cohort.participants.select_related("user", "employer"))
    for participant in people:
        participant.cohort = cohort
    return of_people(people, today)


def of_people(people, today):
    """The Progress of these participants, in their order; three queries."""
    totals = hours.totals([participant.pk for participant in people])
    placements = defaultdict(list)
    rows = Placement.objects.filter(participant__in=people).exclude(
        status__in=[Placement.Status.CANCELLED, Placement.Status.DECLINED]
    )
    for placement in rows.select_related("school").order_by("start_on"):
        placements[placement.participant_id].append(placement)
    schools = {row.school_id for own in placements.values() for row in own}
    calendar = school_days.load(schools)
    return [
        progress(
            person, totals.get(person.pk, hours.NOTHING), placements[person.pk], today, calendar
        )
        for person in people
    ]


def progress(participant, total, placements, today, calendar):
    hosted = [row for row in placements if row.status in Placement.HOSTED]
    return Progress(
        participant=participant,
        totals=total,
        placements=[row for row in placements if row.status in Placement.LIVE],
        pace=pace(participant.cohort.norm_minutes, total, hosted, today, calendar),
    )
