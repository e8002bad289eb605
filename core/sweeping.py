"""Doing something for one row after another, when one of them may fail."""

import logging

from django.db import InterfaceError, OperationalError, transaction

log = logging.getLogger(__name__)


def alone(act, row, *args, otherwise=0):
    """What `act(row, *args)` returns, all of it or nothing saved; `otherwise` when it fails.

    A row that fails goes to the log and is tried again at the next sweep, and those behind it do
    not wait for it. A database that is away stops them all.
    """
    try:
        with transaction.atomic():
            return act(row, *args)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("sweep: %s %s failed", row._meta.label, row.pk)
        return otherwise
