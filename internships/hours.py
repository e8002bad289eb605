"""The rules of internship hours: logging, editing, correcting, and adding up.

All durations are whole minutes. Only confirmed lines count toward the norm.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from core import dates, durations
from internships.models import HourEntry, Placement
from participants.models import Participant

# More than this on one day is a typing error, not a long day.
MAX_DAY_MINUTES = 16 * 60
# After a placement was ended its last hours can be written down for so long: that spans a school
# holiday of two weeks, and the teacher still remembers them.
LATE = timedelta(weeks=4)

Status = HourEntry.Status


@dataclass(frozen=True)
class Totals:
    """Minutes per state. `submitted` leaves out corrections: their first version still counts."""

    confirmed: int = 0
    submitted: int = 0
    returned: int = 0

    @property
    def done(self):
        return self.confirmed + self.submitted


NOTHING = Totals()
# What `Totals.done` adds up, said so that the database has little to compare.
DONE = Q(status=Status.CONFIRMED) | Q(status=Status.SUBMITTED, supersedes=None)


def totals(participants):
    """{participant id: Totals} in one query; who has no lines is not in it."""
    rows = (
        HourEntry.objects.counting()
        .filter(participant__in=participants)
        .values("participant_id")
        .annotate(
            confirmed=Sum("minutes", filter=Q(status=Status.CONFIRMED), default=0),
            submitted=Sum("minutes", filter=Q(status=Status.SUBMITTED), default=0),
            returned=Sum("minutes", filter=Q(status=Status.RETURNED), default=0),
        )
        .order_by()
    )
    return {row.pop("participant_id"): Totals(**row) for row in rows}


def done():
    """Pairs of a participant id and the minutes confirmed and submitted, as a query."""
    rows = HourEntry.objects.filter(DONE).order_by().values_list("participant_id")
    return rows.annotate(Sum("minutes"))


def total(participant):
    return totals([participant.pk]).get(participant.pk, NOTHING)


def total_of(lines):
    """Totals of all of somebody's lines, read already; each has status, minutes and `counts`."""
    added = Counter()
    for line in lines:
        if line.counts:
            added[line.status] += line.minutes
    return Totals(added[Status.CONFIRMED], added[Status.SUBMITTED], added[Status.RETURNED])


def most_logged(cohort):
    """The minutes, confirmed and submitted, of who logged most in this cohort."""
    return max((row.done for row in totals(cohort.participants.values("pk")).values()), default=0)


@transaction.atomic
def log(placement, *, by, now, **line):
    """Write one line and submit it to the school.

    `line` holds worked_on, minutes, kind and optionally starts_at, ends_at, break_minutes, note.
    Raises ValidationError, keyed by field, when a rule forbids the line.
    """
    participant = lock(placement.participant_id)
    check(participant, placement, now=now, **line)
    check_twice(participant, placement, line)
    return HourEntry.objects.create(
        placement=placement,
        participant=participant,
        created_by=by,
        created_at=now,
        submitted_at=now,
        **line,
    )


@transaction.atomic
def edit(entry, *, placement, by, now, **line):
    """Change an open line; it goes (back) to the school. Raises IllegalMove once it is decided."""
    participant = lock(entry.participant_id)
    # Read again behind the lock: two edits of one version must not become one and the same version.
    entry.refresh_from_db()
    check(participant, placement, now=now, instead_of=entry, **line)
    entry.move_to(
        Status.SUBMITTED,
        by=by,
        placement=placement,
        revision=entry.revision + 1,
        submitted_at=now,
        return_reason="",
        **line,
    )
    return entry


@transaction.atomic
def correct(entry, *, placement, by, now, **line):
    """Write a new version of a confirmed line; the old one counts until the new is confirmed."""
    participant = lock(entry.participant_id)
    entry.refresh_from_db()
    if entry.status != Status.CONFIRMED or entry.corrections.standing().exists():
        raise ValidationError(_("Voor deze regel loopt al een correctie."))
    check(participant, placement, now=now, instead_of=entry, **line)
    return HourEntry.objects.create(
        placement=placement,
        participant=participant,
        supersedes=entry,
        created_by=by,
        created_at=now,
        submitted_at=now,
        **line,
    )


@transaction.atomic
def withdraw(entry, *, by):
    """Take an open line back; raises IllegalMove when the school decided meanwhile."""
    lock(entry.participant_id)
    entry.move_to(Status.WITHDRAWN, by=by)


def lock(participant_id):
    """The participant, with all rows of that person locked.

    The rules below depend on all of that person's lines, also in another cohort.
    """
    person = Participant.objects.filter(pk=participant_id).values("user")
    # In one order, so that two who lock the same rows wait for each other without deadlocking.
    rows = Participant.objects.select_for_update().filter(user__in=person).order_by("pk")
    return next(row for row in rows if row.pk == participant_id)


def check(participant, placement, *, now, worked_on, minutes, instead_of=None, **rest):
    """Raise ValidationError, keyed by field, for what the rules do not allow.

    `instead_of` is the line that this one changes or corrects.
    """
    # Who paused or completed may still repair what a school sent back.
    allowed = Participant.SEATED if instead_of else (Participant.Status.ACTIVE,)
    if participant.status not in allowed:
        raise ValidationError(_("Je deelname loopt niet, dus je kunt geen uren invullen."))
    today = timezone.localdate(now)
    check_placement(participant, placement, today, instead_of)
    check_day(placement, worked_on, today)
    others = HourEntry.objects.filter(participant__user=participant.user_id)
    if instead_of:
        others = others.exclude(pk__in=[instead_of.pk, instead_of.supersedes_id])
    check_other_lines(others.standing().filter(worked_on=worked_on), minutes, **rest)
    check_ceiling(participant, others.filter(participant=participant).standing(), minutes)


def takes(placement, today):
    """Whether lines can be logged on this placement: while it runs, and for a while afterwards.

    One that broke off before its end never began, since breaking off makes today the last day.
    """
    if placement.takes_hours:
        return True
    if placement.waits_for_vog or today > late_until(placement):
        return False
    if placement.status == Placement.Status.BROKEN_OFF:
        return placement.end_on <= today
    return placement.status == Placement.Status.COMPLETED


def late_until(placement):
    """The last day on which lines can be logged on a placement that was ended."""
    return placement.end_on + LATE


def check_placement(participant, placement, today, instead_of=None):
    if placement.participant_id != participant.pk:
        raise ValidationError({"placement": _("Kies een stageplaats van jezelf.")})
    if instead_of and instead_of.placement_id == placement.pk:
        return  # What was logged in time can still be repaired after the placement has ended.
    if takes(placement, today):
        return
    reason = _("De school heeft deze stageplaats niet bevestigd.")
    if placement.waits_for_vog:
        reason = _("De school moet je VOG nog zien. Daarna kun je uren invullen.")
    elif placement.status in Placement.HOSTED:
        reason = _("Deze stage is afgelopen; je kunt er geen uren meer voor invullen.")
    raise ValidationError({"placement": reason})


def check_day(placement, worked_on, today):
    if worked_on > today:
        raise ValidationError(
            {"worked_on": _("Deze dag komt nog. Vul de uren in als je ze hebt gemaakt.")}
        )
    if not placement.start_on <= worked_on <= placement.end_on:
        period = {
            "school": placement.school.name,
            "start": dates.day_label(placement.start_on),
            "end": dates.day_label(placement.end_on),
        }
        sentence = _("Je stage bij %(school)s loopt van %(start)s tot en met %(end)s.")
        raise ValidationError({"worked_on": sentence % period})


def check_other_lines(same_day, minutes, starts_at=None, ends_at=None, **rest):
    """Lines with a clock time may touch but not overlap; a day has its limit."""
    rows = list(same_day)
    for row in rows:
        if starts_at and row.starts_at and starts_at < row.ends_at and row.starts_at < ends_at:
            span = {"start": f"{row.starts_at:%H:%M}", "end": f"{row.ends_at:%H:%M}"}
            sentence = _("Dit overlapt met je regel van %(start)s tot %(end)s.")
            raise ValidationError({"duration": sentence % span})
    # A line and its open correction are one piece of work.
    corrected = {row.supersedes_id for row in rows}
    if minutes + sum(row.minutes for row in rows if row.pk not in corrected) > MAX_DAY_MINUTES:
        limit = {"hours": durations.format_long(MAX_DAY_MINUTES)}
        sentence = _("Op één dag kun je niet meer dan %(hours)s invullen.")
        raise ValidationError({"duration": sentence % limit})


def check_twice(participant, placement, line):
    """The same line again is a button pressed twice, unless the note says otherwise."""
    same = HourEntry.objects.filter(participant=participant, placement=placement, **line)
    if same.standing().exists():
        raise ValidationError(
            _(
                "Deze regel staat er al. Deed je op deze dag nog een keer hetzelfde? "
                "Schrijf dan in de notitie wat je deed."
            )
        )


def most(lines):
    """The minutes these standing lines can come to: of one and its open correction the larger."""
    found = {}
    for line in lines.only("minutes", "supersedes", "status"):
        work = line.pk if HourEntry.is_counting(line) else line.supersedes_id
        found[work] = max(line.minutes, found.get(work, 0))
    return sum(found.values())


def check_ceiling(participant, others, minutes):
    ceiling = participant.cohort.ceiling_minutes
    done = most(others)
    if done + minutes > ceiling:
        room = {
            "ceiling": durations.format_long(ceiling),
            "left": durations.format_long(max(ceiling - done, 0)),
        }
        sentence = _(
            "Je kunt niet meer dan %(ceiling)s invullen; er is nog %(left)s over. "
            "Overleg met je projectleider."
        )
        raise ValidationError({"duration": sentence % room})
