"""The databases of the bench: `python -m tests.bench.database create|fill PEOPLE [FILE]|drop`.

Settings name the database, so DATABASE_URL decides which one.
"""

import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from django.conf import settings
from psycopg2 import sql

POPULATION = ("population.sql", "readers.sql")
HOURS = sql.Identifier("internships_hourentry")
FOREIGN_KEYS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = 'internships_hourentry'::regclass AND contype = 'f'"""
INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'internships_hourentry'
    AND indexname NOT IN
        (SELECT conname FROM pg_constraint WHERE conrelid = 'internships_hourentry'::regclass)"""


@contextmanager
def connected(name):
    target = settings.DATABASES["default"]
    connection = psycopg2.connect(
        dbname=name,
        host=target["HOST"],
        port=target["PORT"] or None,
        user=target["USER"],
        password=target["PASSWORD"],
        connect_timeout=5,
    )
    # CREATE DATABASE and VACUUM refuse to run inside a transaction.
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def create():
    drop()
    with connected("postgres") as cursor:
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(own_name()))


def drop():
    with connected("postgres") as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(own_name()))


def own_name():
    return sql.Identifier(settings.DATABASES["default"]["NAME"])


def fill(people, *names):
    """Run these files in turn; without a name those of a whole portal."""
    files = [Path(__file__).with_name(name) for name in names or POPULATION]
    rows = "\n".join(file.read_text(encoding="utf-8") for file in files)
    with connected(settings.DATABASES["default"]["NAME"]) as cursor:
        with rules_put_back(cursor):
            cursor.execute(rows, {"people": int(people)})
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def rules_put_back(cursor):
    """Take foreign keys and indexes of the hours away; put back, they check all lines at once."""
    cursor.execute(FOREIGN_KEYS)
    keys = cursor.fetchall()
    cursor.execute(INDEXES)
    indexes = cursor.fetchall()
    for name, _definition in keys:
        words = sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}")
        cursor.execute(words.format(HOURS, sql.Identifier(name)))
    for name, _definition in indexes:
        cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    yield
    for _name, definition in indexes:
        cursor.execute(definition)
    for name, definition in keys:
        words = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
        cursor.execute(words.format(HOURS, sql.Identifier(name), sql.SQL(definition)))


ACTIONS = {action.__name__: action for action in (create, fill, drop)}

if __name__ == "__main__":
    ACTIONS[sys.argv[1]](*sys.argv[2:])
