"""Who asked and did not press the button: reminded once, and then erased.

Three days after asking one reminder, and four days after that the address is gone. Both go by what
is written at the row, so a sweep that runs twice does nothing twice, and one that missed days still
gives everybody four days after the reminder.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cohorts.models import Holiday
from core import office_hours, sweeping
from newsletters import choosing, forgetting
from newsletters.models import Subscription
from newsletters.subscribing import REMINDER, mail_link

Status = Subscription.Status
REMIND_AFTER = timedelta(days=3)
ERASE_AFTER = timedelta(days=4)
# Further than any row of public holidays.
SOON = timedelta(days=21)
BATCH = 200


def remind(now):
    """Write the one reminder to whoever is due; returns how many. It leaves in office hours."""
    moment = at_work(now)
    return sweep(to_remind(now), lambda row: remind_one(row, moment))


def erase(now):
    """Erase whoever let the reminder pass; returns how many."""
    return forgetting.in_shares(to_erase(now).order_by("pk"), BATCH, give_up)


def to_remind(now):
    """A region that was switched off reminds nobody of itself."""
    return Subscription.objects.filter(
        status=Status.PENDING,
        reminded_at=None,
        asked_at__lte=now - REMIND_AFTER,
        region__is_active=True,
    )


def to_erase(now):
    """Four days after the reminder; who asked anew after it has the whole week again."""
    long_ago = now - REMIND_AFTER - ERASE_AFTER
    passed = Q(reminded_at__lte=now - ERASE_AFTER) | Q(region__is_active=False, reminded_at=None)
    return Subscription.objects.filter(passed, status=Status.PENDING, asked_at__lte=long_ago)


def sweep(due, act):
    """Do `act` to each of these rows, locked and in a transaction of its own."""
    done, last = 0, 0
    while numbers := list(
        due.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        for number in numbers:
            with transaction.atomic():
                rows = due.filter(pk=number).select_related("region")
                row = rows.select_for_update(of=("self",)).first()
                if row:  # Nobody else was first.
                    done += sweeping.alone(act, row)
        last = numbers[-1]
    return done


def at_work(now):
    """This moment, or the next at which a working day opens that is no public holiday."""
    day = timezone.localdate(now)
    public = Holiday.objects.filter(kind=Holiday.Kind.PUBLIC, end_on__gte=day)
    off = set(public.filter(start_on__lte=day + SOON).values_list("start_on", flat=True))
    if office_hours.holds(now) and day not in off:
        return now
    if now >= office_hours.opening(day):
        day += timedelta(days=1)
    while day in off or day.weekday() >= office_hours.SATURDAY:
        day += timedelta(days=1)
    return office_hours.opening(day)


def remind_one(row, moment):
    row.reminded_at = moment
    row.save(update_fields=["reminded_at"])
    mail_link(row, REMINDER, choosing.topics_of(row), moment)
    return 1


def give_up(rows):
    """Who read before and left goes back to that, so that no import brings the address back."""
    forgetting.erase([row for row in rows if row.ended_at is None])
    for row in rows:
        if row.ended_at:
            row.move_to(Status.ENDED, by=None)
