"""What a connection to the database is told when it opens."""

from django.db.backends.signals import connection_created
from django.dispatch import receiver


@receiver(connection_created)
def do_not_compile(connection, **_rest):
    """PostgreSQL translates a query that it takes for a heavy one to machine code first.

    That takes most of a second, for queries (the readers of an audience) that take a tenth of it.
    It is said here and not when connecting, as a pooler in between may refuse unknown options.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")
