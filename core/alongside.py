"""Reading along: columns that another query brings with it, the same in each of its rows.

A page that asks enough already learns a few things more that way, without a query more.
"""

from django.db import models
from django.db.models.functions import JSONObject


class Gathered(models.Func):
    """The values of all rows as one list, in no order that counts; NULL or empty for no rows."""

    function = "JSONB_AGG"
    output_field = models.JSONField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


def number(rows):
    """How many rows there are, as a column of another query."""
    counted = rows.order_by().annotate(number=models.Func("pk", function="COUNT"))
    return models.Subquery(counted.values("number"))


def listed(rows, **columns):
    """These columns of the rows as a list of dictionaries, as a column of another query."""
    gathered = rows.order_by().annotate(gathered=Gathered(JSONObject(**columns)))
    return models.Subquery(gathered.values("gathered"), output_field=models.JSONField())


def read(rows, otherwise, **columns):
    """(the rows as a list, {name: value of that column}), in one query where there are rows.

    Where there are none the columns come with the first row of `otherwise`, or are None.
    """
    found = list(rows.annotate(**columns))
    if found:
        return found, {name: getattr(found[0], name) for name in columns}
    return found, otherwise.annotate(**columns).values(*columns).first() or dict.fromkeys(columns)
