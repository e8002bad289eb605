"""From one message to the next: what left is written down and the next is claimed at once.

Two `move_to` in a transaction say the same in five round trips; this is one statement and one
commit, which is what makes a worker about as fast as the mail server. The arrows are those of
`Message.MOVES`.
"""

from django.db import connection, transaction

from outbox import claiming
from outbox.models import Message

Status = Message.Status

STATEMENT = """
UPDATE outbox_message SET
    status = CASE WHEN id = %(left)s THEN %(sent)s ELSE %(sending)s END,
    sent_at = CASE WHEN id = %(left)s THEN %(now)s ELSE sent_at END,
    error = CASE WHEN id = %(left)s THEN '' ELSE error END,
    reserved_until = CASE WHEN id = %(left)s THEN NULL ELSE reserved_until END,
    claimed_at = CASE WHEN id = %(left)s THEN claimed_at ELSE %(now)s END,
    attempts = CASE WHEN id = %(left)s THEN attempts ELSE attempts + 1 END,
    message_id = CASE WHEN id = %(left)s THEN message_id ELSE %(message_id)s END
WHERE id IN (%(left)s, %(next)s)
    AND (id <> %(left)s OR status IN ({leaving}) AND claimed_at = %(claimed_at)s)
    AND (id <> %(next)s OR status IN ({claimable}) AND attempts = %(attempts)s
         AND not_before = %(not_before)s)
RETURNING id
"""


def sources(status):
    """The statuses from which an arrow leads there, as SQL."""
    return ", ".join(
        f"'{source}'" for source, targets in Message.MOVES.items() if status in targets
    )


SQL = STATEMENT.format(leaving=sources(Status.SENT), claimable=sources(Status.SENDING))


def turn_over(left, message, now):
    """Write down that `left` (or None) was sent, and claim `message`; whether that succeeded."""
    if left is None:
        return claiming.claim(message, now)
    if not connection.features.can_return_rows_from_bulk_insert:
        with transaction.atomic():
            claiming.finish(left, Status.SENT, sent_at=now, error="")
            return claiming.claim(message, now)
    as_stored = connection.ops.adapt_datetimefield_value
    message_id = message.message_id or claiming.new_message_id()
    facts = {
        "left": left.pk,
        "next": message.pk,
        "sent": Status.SENT.value,
        "sending": Status.SENDING.value,
        "now": as_stored(now),
        "claimed_at": as_stored(left.claimed_at),
        "attempts": message.attempts,
        "not_before": as_stored(message.not_before),
        "message_id": message_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL, facts)
        changed = {pk for (pk,) in cursor.fetchall()}
    if left.pk not in changed:
        claiming.log.warning("outbox: message %s was settled by somebody else", left.pk)
    if message.pk not in changed:
        return False
    message.status, message.claimed_at, message.message_id = Status.SENDING, now, message_id
    message.attempts += 1
    return True
