"""Which mails of one kind went to which addresses, and writing those that are due."""

import logging
from collections import defaultdict

from django.db import InterfaceError, OperationalError

from internships.reminders.periods import Mails
from outbox.models import Message

log = logging.getLogger(__name__)

NONE = Mails()


def write_each(candidates, write, now):
    """How many mails are new; one that cannot be made keeps nobody else from theirs."""
    number = 0
    for candidate in candidates:
        try:
            number += write(candidate, now)
        except (InterfaceError, OperationalError):  # The database, so all of them.
            raise
        except Exception:
            log.exception("reminders: no %s mail for %s", candidate.kind, candidate.address)
    return number


def mails_to(addresses, kind, *, since=None, leaving=None):
    """{address: Mails}, in one query; with `since`, only those that were due from then on.

    Of a mail that is `leaving` those are counted that went before it, or were written before it.
    """
    rows = Message.objects.filter(kind=kind, to__in=addresses)
    if since:
        rows = rows.filter(not_before__gte=since)
    times, lost = defaultdict(list), defaultdict(set)
    columns = rows.order_by().values_list("to", "pk", "status", "key", "sent_at", "not_before")
    for to, pk, status, key, sent_at, not_before in columns:
        if status in Message.LOST:
            lost[to].add(key)
        elif leaving is None or pk < leaving.pk or (is_gone(status) and pk != leaving.pk):
            times[to].append(sent_at or not_before)
    return {to: Mails(tuple(times[to]), frozenset(lost[to])) for to in times.keys() | lost.keys()}


def is_gone(status):
    return status not in Message.PENDING
