"""Something that somebody else does in the middle of a request, at a moment that can be named."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def just_before(act, *words, nth=1):
    """Do `act()` just before the `nth` statement that holds all of these words, and once only.

    The test fails where no such statement came: then nothing happened in the middle.
    """
    found = []

    def look(execute, sql, params, many, context):
        if len(found) < nth and all(word in sql for word in words):
            found.append(sql)
            if len(found) == nth:
                act()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield
    assert len(found) == nth, f"no statement number {nth} with {words}"
