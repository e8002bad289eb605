"""Which mails belong to whom: those about the rows that somebody may edit."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from accounts.models import User
from cohorts.models import Cohort
from internships.models import Placement, SchoolContact
from outbox.kinds import KINDS
from outbox.models import Message
from participants.models import Participant
from recruitment.models import Lead


def readable(user):
    """Condition on messages: what a leader may read back.

    The mail to a school names everybody supervised there, also of another region.
    """
    # Of everything that is for one address, in whatever role and region.
    overviews = [kind.name for kind in KINDS.values() if kind.is_overview]
    people = Participant.objects.editable_by(user)
    invited = User.objects.filter(pk__in=people.values("user"))
    rows = (
        about(people)
        | about(Placement.objects.editable_by(user))
        | about(SchoolContact.objects.mail_visible_to(user))
        | about(Cohort.objects.editable_by(user))
        | about(Lead.objects.editable_by(user))
        # Somebody can be mailed in another role too, which is no business of this leader.
        | Q(about(invited), kind__startswith="invitation")
    )
    return rows & ~Q(kind__in=overviews)


def writable(user):
    """Condition on messages: about whom or what a leader may write."""
    return (
        about(Participant.objects.editable_by(user))
        | about(SchoolContact.objects.editable_by(user))
        | about(Cohort.objects.editable_by(user))
    )


def about(rows):
    kind = ContentType.objects.get_for_model(rows.model)
    return Q(about_type=kind, about_id__in=rows.order_by().values("pk"))


def of_cohort(cohort, user):
    """The mails about a cohort and its people that this user may read, newest first."""
    people = cohort.participants.all()
    placements = Placement.objects.filter(participant__in=people.order_by().values("pk"))
    rows = about(people) | about(placements) | about(Cohort.objects.filter(pk=cohort.pk))
    return Message.objects.visible_to(user).filter(rows).newest()
