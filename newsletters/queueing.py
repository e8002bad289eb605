"""A row for every reader, at the moment of sending.

One statement from the readers to their rows, so that nobody is missed or put in twice, whenever a
worker dies, and so that it takes no more memory for a hundred thousand readers than for one.
"""

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import CharField, F, IntegerField, Value

from core import sweeping
from newsletters import audiences, sending
from newsletters.models import Delivery, Newsletter

Status = Newsletter.Status
COLUMNS = ("newsletter_id", "subscription_id", "email", "language", "status", "reason")


def queue(now):
    """Queue the readers of all newsletters that began and have none yet."""
    for newsletter in Newsletter.objects.filter(status=Status.SENDING, queued_at=None):
        sweeping.alone(queue_readers, newsletter, now)


@transaction.atomic
def queue_readers(newsletter, now):
    """Queue everybody it goes to; returns how many, or None when it was done or held meanwhile."""
    row = sending.locked(newsletter)
    if row.status != Status.SENDING or row.queued_at or not row.region.is_active:
        return None
    number = insert(row)
    Newsletter.objects.filter(pk=row.pk).update(queued_at=now)
    return number


def insert(newsletter):
    try:
        select, values = rows_for(newsletter).query.sql_with_params()
    except EmptyResultSet:
        return 0
    table = connection.ops.quote_name(Delivery._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(name) for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({columns}) {select} ON CONFLICT DO NOTHING", values)
        return cursor.rowcount


def rows_for(newsletter):
    """The values of COLUMNS, for every reader."""
    made = {
        "n": Value(newsletter.pk, output_field=IntegerField()),
        "s": Value(Delivery.Status.QUEUED.value, output_field=CharField()),
        "r": Value("", output_field=CharField()),
    }
    readers = audiences.readers(newsletter).order_by("pk").annotate(**made)
    return readers.values_list("n", F("pk"), "email", "language", "s", "r")
