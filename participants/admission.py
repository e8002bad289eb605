"""Taking people into a cohort: seats are counted while the cohort's row is locked."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from cohorts.models import Cohort
from core.emails import clean_email
from outbox import invitations
from participants.models import Employer, Participant


class CohortFull(Exception):
    """No seat is left in this cohort."""

    def __init__(self, cohort):
        self.cohort = cohort
        super().__init__(f"cohort {cohort.pk} has {cohort.max_participants} seats, all taken")


def with_seats(cohorts):
    """The cohorts with `seats_taken`: active, paused and completed participants."""
    taken = Count("participants", filter=Q(participants__status__in=Participant.SEATED))
    return cohorts.annotate(seats_taken=taken)


@transaction.atomic
def admit(
    cohort,
    *,
    email,
    first_name,
    last_name,
    by,
    now,
    infix="",
    language="nl",
    employer_name="",
    employer_place="",
    **columns,
):
    """Give a person a seat and mail the invitation; returns the Participant.

    The person is found by e-mail address or made, and so is an employer by name and place. Raises
    CohortFull, or ValidationError keyed by field. `columns` are further columns of Participant
    (phone, employer, employment, branch).
    """
    cohort = lock(cohort)
    check(cohort, email)
    user = person(email, first_name, infix, last_name, language)
    if employer_name:
        columns["employer"] = Employer.objects.named(employer_name, employer_place)
    participant = Participant.objects.create(user=user, cohort=cohort, admitted_at=now, **columns)
    invite(participant, by=by, now=now)
    return participant


def lock(cohort):
    """The cohort's row, locked: its seats are counted behind this lock alone."""
    return Cohort.objects.select_for_update().get(pk=cohort.pk)


def check_maximum(cohort, maximum):
    """Raise ValidationError when more people have a seat than this; they keep it.

    Locks the cohort, so the maximum is to be saved in the same transaction.
    """
    taken = lock(cohort).participants.seated().count()
    if maximum < taken:
        sentence = ngettext(
            "Er zit al %(taken)s deelnemer in deze groep.",
            "Er zitten al %(taken)s deelnemers in deze groep.",
            taken,
        )
        raise ValidationError(sentence, params={"taken": taken})


def check(cohort, email):
    if cohort.status not in Cohort.ADMITTING:
        raise ValidationError(_("Deze groep neemt geen deelnemers meer aan."))
    if cohort.participants.filter(user__email=clean_email(email)).exists():
        raise ValidationError({"email": _("Deze persoon zit al in deze groep.")})
    if cohort.participants.seated().count() >= cohort.max_participants:
        raise CohortFull(cohort)


def person(email, first_name, infix, last_name, language):
    """The user with this address; a new one has no password and logs in by mailed code.

    An existing name is left alone: the person wrote it, and a typing leader may not change it.
    """
    known = User.objects.filter(email=clean_email(email))
    if found := known.first():
        return found
    try:
        with transaction.atomic():
            return User.objects.create_user(
                email, first_name=first_name, infix=infix, last_name=last_name, language=language
            )
    except IntegrityError:  # Admitted to another cohort at the same moment.
        return known.get()


def invite(participant, *, by, now, again=False):
    """Mail the invitation; `again` sends another one, at most one a day."""
    key = f"invitation:{participant.pk}" + (f":{timezone.localdate(now)}" if again else "")
    return invitations.invite(
        participant.user,
        key=key,
        now=now,
        context={"cohort": participant.cohort, "leader": by},
        about=participant,
    )
