"""Placing a participant at a school: the leader proposes, the school answers."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import links
from accounts.models import AccessLink
from cohorts.models import Cohort
from core.workflow import IllegalMove
from internships.models import Placement, SchoolContact
from outbox import composing
from participants.models import Participant

Status = Placement.Status
LONGEST_NAME = Placement._meta.get_field("vog_seen_by").max_length


@transaction.atomic
def propose(participant, *, school, supervisor, by, now, **terms):
    """Propose a placement and mail the supervisor a link to answer it.

    `terms` holds start_on, end_on, agreed_minutes and optionally note, vog_required. Raises
    ValidationError, keyed by field, when the proposal cannot be made.
    """
    # Locked, so that who stops at this moment takes this question along.
    people = Participant.objects.select_related("user", "cohort__region")
    participant = people.select_for_update(of=("self",)).get(pk=participant.pk)
    check_person(participant)
    if school.closed_on:
        raise ValidationError({"school": _("Deze school is gesloten.")})
    supervisor = as_now(supervisor)
    check_supervisor(participant, school, supervisor)
    placement = Placement(
        participant=participant,
        school=school,
        supervisor=supervisor,
        proposed_by=by,
        proposed_at=now,
        **terms,
    )
    placement.full_clean()
    try:
        with transaction.atomic():
            placement.save()
    except IntegrityError:  # Another leader proposed the same at the same moment.
        placement.validate_constraints()
        raise
    request(placement, key=f"placement-request:{placement.pk}", now=now)
    return placement


def check_person(participant):
    if participant.status != Participant.Status.ACTIVE:
        raise ValidationError(_("Deze deelnemer is niet actief."))
    if not takes_part(participant):
        raise ValidationError(_("De groep van deze deelnemer is vervallen."))


def as_now(supervisor):
    """This contact as it is now: at this address, qualified, there. Until this transaction ends
    nobody changes that."""
    return SchoolContact.objects.select_for_update(no_key=True).get(pk=supervisor.pk)


def check_supervisor(participant, school, supervisor):
    """Raise ValidationError when this contact cannot supervise this participant at this school."""
    user = participant.user
    if supervisor.email == user.email or supervisor.user_id == user.pk:
        raise ValidationError({"supervisor": _("Een deelnemer kan niet de eigen begeleider zijn.")})
    if supervisor.school_id != school.pk:
        raise ValidationError({"supervisor": _("Deze begeleider werkt niet bij deze school.")})
    if supervisor.left_on:
        raise ValidationError({"supervisor": _("Deze begeleider werkt niet meer bij de school.")})
    if not supervisor.is_qualified:
        raise ValidationError(
            {"supervisor": _("Kies een bevoegd docent: die moet altijd toezicht houden.")}
        )


@transaction.atomic
def request(placement, *, key, now):
    """Mail the supervisor the question; the same `key` mails once."""
    if asked := composing.written(key):
        return asked
    contact = placement.supervisor
    link = links.create(
        AccessLink.Purpose.PLACEMENT, holder=placement, email=contact.email, now=now
    )
    return composing.write(
        "placement_request",
        key=key,
        to=contact.email,
        language=contact.language,
        context={"contact": contact, "placement": placement},
        about=placement,
        link=link,
        link_view="placement_link",
        headers=placement.participant.cohort.region.reply_to,
        now=now,
    )


def moot(message, now):
    """Why a question that waits has no reason any more, or ""; asked when it is about to leave."""
    placement = message.about
    if placement and is_open(placement) and placement.supervisor.email == message.to:
        return ""
    return _("Het voorstel is intussen beantwoord of ingetrokken.")


def is_open(placement):
    """Whether the question waits for the supervisor, who can still answer it."""
    return (
        placement.status == Status.PROPOSED
        and placement.supervisor.may_supervise
        and takes_part(placement.participant)
    )


def takes_part(participant):
    was_called_off = participant.cohort.status == Cohort.Status.CANCELLED
    return participant.status in Participant.SEATED and not was_called_off


def renew(placement, *, now):
    """The question again, to the known address and at most once a day.

    Returns the Message, or None when the question is not open. A Message made before `now` was
    there already.
    """
    if not is_open(placement):
        return None
    key = f"placement-renew:{placement.pk}:{placement.supervisor_id}:{timezone.localdate(now)}"
    composing.release(key)
    return request(placement, key=key, now=now)


def may_answer(placement, link, now):
    """Whether this link still answers: not for who left, nor at an address that was wrong."""
    is_theirs = placement.supervisor.email == link.email
    return is_theirs and link.is_open(now) and is_open(placement)


def to_answer(contacts):
    """Open proposals for these contacts, oldest first."""
    return (
        supervised_by(contacts)
        .filter(status=Status.PROPOSED, participant__status__in=Participant.SEATED)
        .exclude(participant__cohort__status=Cohort.Status.CANCELLED)
        .order_by("proposed_at", "pk")
    )


def supervised_by(contacts):
    """Placements that these contacts may decide about."""
    records = SchoolContact.objects.supervising().filter(pk__in=[row.pk for row in contacts])
    return Placement.objects.filter(supervisor__in=records).select_related(
        "participant__user", "participant__cohort", "school", "supervisor"
    )


@transaction.atomic
def accept(placement, *, typed_name, by, now, link=None):
    """The school says yes.

    Raises IllegalMove when it was answered or withdrawn before, or the participant stopped.
    """
    people = Participant.objects.select_related("cohort").select_for_update(of=("self",))
    if not takes_part(people.get(pk=placement.participant_id)):
        raise IllegalMove(placement, Status.ACCEPTED)
    answer(placement, Status.ACCEPTED, typed_name=typed_name, by=by, now=now, link=link)
    user = placement.participant.user
    composing.write(
        "placement_accepted",
        headers=placement.participant.cohort.region.reply_to,
        key=f"placement-accepted:{placement.pk}",
        to=user.email,
        language=user.language,
        context={"user": user, "placement": placement},
        about=placement,
        now=now,
    )


@transaction.atomic
def decline(placement, *, reason, typed_name, by, now, link=None):
    """The school says no, with a reason; the leader who proposed it hears."""
    answer(
        placement, Status.DECLINED, typed_name=typed_name, by=by, now=now, link=link, reason=reason
    )
    if leader := placement.proposed_by:
        composing.write(
            "placement_declined",
            key=f"placement-declined:{placement.pk}",
            to=leader.email,
            language=leader.language,
            context={"user": leader, "placement": placement},
            about=placement,
            now=now,
        )


def answer(placement, status, *, typed_name, by, now, link, **changes):
    changes |= {"answered_at": now, "answered_name": typed_name}
    # Not when another teacher took over meanwhile: the question went to that one.
    placement.move_to(status, by=by, unchanged=["supervisor_id"], **changes)
    if link:
        links.use(link, name=typed_name, now=now)


@transaction.atomic
def cancel(placement, *, by, now):
    """Withdraw a proposal before the school answered, and the link to answer it."""
    placement.move_to(Status.CANCELLED, by=by)
    links.revoke(holder=placement, purpose=AccessLink.Purpose.PLACEMENT, now=now)


def break_off(placement, *, reason, by, now):
    """End an accepted placement early; its hours stay and count."""
    today = timezone.localdate(now)
    changes = {"reason": reason}
    if placement.start_on <= today < placement.end_on:
        changes["end_on"] = today
    placement.move_to(Status.BROKEN_OFF, by=by, **changes)


def complete(placement, *, by):
    placement.move_to(Status.COMPLETED, by=by)


def see_vog(placement, *, issued_on, by, now):
    """Record that the VOG was shown; of the document itself nothing is kept."""
    today = timezone.localdate(now)
    if placement.status not in Placement.LIVE:
        raise ValidationError(_("Deze stage loopt niet meer."))
    if issued_on > today:
        raise ValidationError({"issued_on": _("Deze dag komt nog.")})
    placement.vog_issued_on = issued_on
    placement.vog_seen_on = today
    placement.vog_seen_by = str(by)[:LONGEST_NAME]
    placement.save(update_fields=["vog_issued_on", "vog_seen_on", "vog_seen_by"])


@transaction.atomic
def change_supervisor(placement, supervisor, *, by, now):
    """Another teacher of the same school takes over; waiting lines go along to that teacher.

    An unanswered proposal is asked again of the new one. Also when the placement ended or the
    participant stopped: lines that wait then would otherwise reach nobody. Raises ValidationError,
    or IllegalMove when the school never said yes.
    """
    placement.refresh_from_db(from_queryset=Placement.objects.select_for_update())
    if placement.status not in Placement.SUPERVISED:
        raise IllegalMove(placement, placement.status)
    supervisor = as_now(supervisor)
    check_supervisor(placement.participant, placement.school, supervisor)
    if supervisor.pk == placement.supervisor_id:
        return
    placement.supervisor = supervisor
    placement.save(update_fields=["supervisor"])
    if is_open(placement):
        links.revoke(holder=placement, purpose=AccessLink.Purpose.PLACEMENT, now=now)
        # The moment is in the key: a teacher can take over, hand over and take over again.
        request(placement, key=f"placement-request:{placement.pk}:{now.isoformat()}", now=now)
