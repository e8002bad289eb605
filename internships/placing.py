"""Placing a participant at a school: the leader proposes, the school answers."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import links
from accounts.models import AccessLink
from internships.models import Placement
from outbox import composing
from outbox.models import Message

Status = Placement.Status


@transaction.atomic
def propose(participant, *, school, supervisor, by, now, **terms):
    """Propose a placement and mail the supervisor a link to answer it.

    `terms` holds start_on, end_on, agreed_minutes and optionally note, vog_required. Raises
    ValidationError, keyed by field, when the proposal cannot be made.
    """
    check(participant, school, supervisor)
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


def check(participant, school, supervisor):
    if participant.status != participant.Status.ACTIVE:
        raise ValidationError(_("Deze deelnemer is niet actief."))
    if school.closed_on:
        raise ValidationError({"school": _("Deze school is gesloten.")})
    if supervisor.school_id != school.pk:
        raise ValidationError({"supervisor": _("Deze begeleider werkt niet bij deze school.")})
    if supervisor.left_on:
        raise ValidationError({"supervisor": _("Deze begeleider werkt niet meer bij de school.")})
    if not supervisor.is_qualified:
        raise ValidationError(
            {"supervisor": _("Kies een bevoegd docent: die moet altijd toezicht houden.")}
        )


def request(placement, *, key, now):
    """Mail the supervisor the question; the same `key` mails once."""
    if asked := Message.objects.filter(key=key).first():
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
        not_before=now,
    )


def moot(message, now):
    """Why a question that waits has no reason any more, or ""; asked when it is about to leave."""
    placement = message.about
    if placement.status == Status.PROPOSED and placement.supervisor.email == message.to:
        return ""
    return _("Het voorstel is intussen beantwoord of ingetrokken.")


def renew(placement, *, now):
    """The question again, to the known address and at most once a day, while it stands open."""
    if placement.status == Status.PROPOSED and placement.supervisor.left_on is None:
        key = f"placement-renew:{placement.pk}:{timezone.localdate(now)}"
        request(placement, key=key, now=now)


def may_answer(placement, link, now):
    """Whether this link still answers: not for who left, nor at an address that was wrong."""
    contact = placement.supervisor
    is_theirs = contact.left_on is None and contact.email == link.email
    return is_theirs and link.is_open(now) and placement.status == Status.PROPOSED


def to_answer(contacts):
    """Open proposals for these contacts, oldest first."""
    return supervised_by(contacts).filter(status=Status.PROPOSED).order_by("proposed_at", "pk")


def supervised_by(contacts):
    """Placements of these people; who works at two locations has two records with one address."""
    emails = {contact.email for contact in contacts}
    return Placement.objects.filter(supervisor__email__in=emails).select_related(
        "participant__user", "participant__cohort", "school", "supervisor"
    )


@transaction.atomic
def accept(placement, *, typed_name, by, now, link=None):
    """The school says yes; raises IllegalMove when it was answered or withdrawn before."""
    answer(placement, Status.ACCEPTED, typed_name=typed_name, by=by, now=now, link=link)
    user = placement.participant.user
    composing.write(
        "placement_accepted",
        key=f"placement-accepted:{placement.pk}",
        to=user.email,
        language=user.language,
        context={"user": user, "placement": placement},
        about=placement,
        not_before=now,
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
            not_before=now,
        )


def answer(placement, status, *, typed_name, by, now, link, **changes):
    placement.move_to(status, by=by, answered_at=now, answered_name=typed_name, **changes)
    if link:
        links.use(link, name=typed_name, now=now)


def cancel(placement, *, by):
    """Withdraw a proposal before the school answered."""
    placement.move_to(Status.CANCELLED, by=by)


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
    if issued_on > today:
        raise ValidationError({"issued_on": _("Deze dag komt nog.")})
    placement.vog_issued_on = issued_on
    placement.vog_seen_on = today
    placement.vog_seen_by = str(by)
    placement.save(update_fields=["vog_issued_on", "vog_seen_on", "vog_seen_by"])


@transaction.atomic
def change_supervisor(placement, supervisor, *, by, now):
    """Another teacher of the same school takes over; waiting lines go along to that teacher.

    An unanswered proposal is asked again of the new one. Raises ValidationError.
    """
    check(placement.participant, placement.school, supervisor)
    placement.supervisor = supervisor
    placement.save(update_fields=["supervisor"])
    if placement.status == Status.PROPOSED:
        key = f"placement-request:{placement.pk}:{supervisor.pk}"
        request(placement, key=key, now=now)
