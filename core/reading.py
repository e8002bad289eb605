"""Reading many rows at once."""

import gc
from contextlib import contextmanager

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Func, IntegerField

# Portable: the statements come from the ORM, the join is plain SQL.
WITH_SUMS = """
    WITH sums (number, amount) AS ({sums})
    SELECT found.*, COALESCE(sums.amount, 0)
    FROM ({rows}) AS found LEFT JOIN sums ON sums.number = found.pk ORDER BY found.pk"""


class Ordinal(Func):
    """A date as its ordinal: reading a date takes longer than all else that is done with a row."""

    arity = 1
    output_field = IntegerField()
    template = "(%(expressions)s - DATE '0001-01-01' + 1)"

    def as_sqlite(self, compiler, connection):
        number = "CAST(julianday(%(expressions)s) - 1721424.5 AS INTEGER)"
        return self.as_sql(compiler, connection, template=number)


def with_sums(rows, sums):
    """All rows of a `values_list` of numbers, by "pk", each with its amount as the last number.

    `sums` are pairs of a key and an amount; without any it is 0. The ORM joins no subquery, and the
    database puts the two together while it adds up. Nothing is looked at row by row, which for a
    hundred thousand takes as long as fetching them; of so many, read them `uncollected`.
    """
    try:
        found, found_values = rows.order_by().query.sql_with_params()
        added, added_values = sums.query.sql_with_params()
    except EmptyResultSet:
        return []
    statement = WITH_SUMS.format(sums=added, rows=found)
    with connections[rows.db].cursor() as cursor:
        cursor.execute(statement, added_values + found_values)
        return cursor.fetchall()


@contextmanager
def uncollected():
    """Without the collector, which looks through all these numbers for cycles again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
