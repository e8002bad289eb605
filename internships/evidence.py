"""The evidence of decisions: who said what of which line, and how the line was then."""

import hashlib

from django.db.models import Prefetch, Q, Sum

from internships.models import Confirmation, LineDecision

Outcome = LineDecision.Outcome


def record(said, **who):
    """Write the Confirmation of these (line, reason) pairs and return it; no reason is a yes.

    `who` holds its columns: contact, typed_name, via, confirmed_at, link. Called while the lines
    are still as they were shown.
    """
    decisions = [decision_of(row, reason) for row, reason in said]
    confirmation = Confirmation.objects.create(shown_hash=fingerprint(decisions), **who)
    for decision in decisions:
        decision.confirmation = confirmation
    LineDecision.objects.bulk_create(decisions)
    return confirmation


def decision_of(row, reason=""):
    """An unsaved LineDecision, still without its confirmation."""
    return LineDecision(
        entry=row,
        revision=row.revision,
        worked_on=row.worked_on,
        minutes=row.minutes,
        kind=row.kind,
        outcome=Outcome.RETURNED if reason else Outcome.CONFIRMED,
        reason=reason,
    )


def fingerprint(decisions):
    """A hash over what was shown and said, to prove later that no decision was touched."""
    lines = (
        f"{row.entry_id}|{row.revision}|{row.worked_on}|{row.minutes}|{row.kind}"
        f"|{row.outcome}|{row.reason}"
        for row in sorted(decisions, key=lambda row: row.entry_id)
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def receipt(link):
    """What was done with a used link: its Confirmation with the lines, or None."""
    return Confirmation.objects.filter(link=link).select_related("contact__school").first()


def lines_of(confirmation):
    """The LineDecisions of one confirmation, confirmed ones first."""
    return decisions_shown().filter(confirmation=confirmation)


def history(contacts, limit):
    """The last decisions by these people, with `minutes` confirmed and each line of them."""
    confirmed = Q(decisions__outcome=Outcome.CONFIRMED)
    return (
        Confirmation.objects.filter(contact__in=contacts)
        .annotate(minutes=Sum("decisions__minutes", filter=confirmed, default=0))
        .order_by("-confirmed_at", "-pk")
        .prefetch_related(Prefetch("decisions", decisions_shown()))[:limit]
    )


def decisions_shown():
    return LineDecision.objects.select_related("entry__participant__user").order_by(
        "outcome", "entry__participant__user__folded_name", "worked_on", "pk"
    )
