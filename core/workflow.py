"""Status changes: one declared arrow at a time, taken by exactly one of several callers."""

from auditlog.context import auditlog_disabled
from auditlog.models import LogEntry
from django.db import models, transaction


class IllegalMove(Exception):
    """The row is no longer in a status from which this arrow starts: somebody else was first."""

    def __init__(self, row, status):
        self.row = row
        self.status = status
        super().__init__(f"{row._meta.label} {row.pk} cannot go from {row.status} to {status}")


class Workflow(models.Model):
    """A table with a `status` column, a `Status` enum and its arrows in `MOVES`."""

    MOVES = {}
    AUDITED = True

    class Meta:
        abstract = True

    def move_to(self, status, *, by, unchanged=(), **changes):
        """Take one declared arrow to `status`, writing `changes` along.

        `by` is the user or contact who acts, or None for the portal itself. `unchanged` names
        columns that must still hold what this row was read with. Of two racing callers exactly
        one wins; the other gets IllegalMove and nothing is written.
        """
        sources = [source for source, targets in self.MOVES.items() if status in targets]
        as_read = {name: getattr(self, name) for name in unchanged}
        rows = type(self)._base_manager.filter(pk=self.pk, status__in=sources, **as_read)
        changes["status"] = status
        # One transaction, so that no arrow is taken without its line in the audit trail,
        # unless the trail is switched off as a whole (auditlog.context.disable_auditlog).
        with transaction.atomic(savepoint=False):
            moved = rows.update(**changes)
            if moved and self.AUDITED and not auditlog_disabled.get():
                self.log_move(changes, by)
        if not moved:
            raise IllegalMove(self, status)
        for name, value in changes.items():
            setattr(self, name, value)

    def can_move_to(self, status):
        return status in self.MOVES.get(self.status, ())

    def log_move(self, changes, by):
        """The audit trail sees no UPDATE without a save, so the arrow is written here."""
        before = {name: getattr(self, name) for name in changes}
        lines = {
            name: [str(before[name]), str(value)]
            for name, value in changes.items()
            if value != before[name]
        }
        LogEntry.objects.log_create(
            self, force_log=True, action=LogEntry.Action.UPDATE, changes=lines, **actor(by)
        )


def actor(by):
    """LogEntry columns for who acted: a user as such, a contact without an account by name."""
    if by is None or by._meta.label == "accounts.User":
        return {"actor": by}
    return {"additional_data": {"by": str(by), "model": by._meta.label, "pk": by.pk}}
