"""A database that several threads and processes can use at once, and a way to start them so."""

import os
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """The address of the test database, as DATABASE_URL for another process.

    On SQLite the tests' own database lives in memory, so a copy of it in a file takes its place.
    """
    if connection.vendor == "postgresql":
        yield postgres_url(connection.settings_dict)
        return
    path = tmp_path / "shared.sqlite3"
    in_memory = connections["default"]
    copy_to(path, in_memory)
    before = in_memory.settings_dict
    connections.settings["default"] = {**before, "NAME": str(path)}
    del connections["default"]
    yield f"sqlite:///{path}"
    connections["default"].close()
    connections.settings["default"] = before
    connections["default"] = in_memory


def postgres_url(settings):
    login = settings["USER"] + (f":{settings['PASSWORD']}" if settings["PASSWORD"] else "")
    place = f"{settings['HOST']}:{settings['PORT'] or 5432}"
    return f"postgres://{login}@{place}/{settings['NAME']}"


def copy_to(path, source):
    source.ensure_connection()
    with sqlite3.connect(path) as target:
        source.connection.backup(target)
    target.close()


def at_once(*jobs):
    """Run these at the same moment, each on a connection of its own.

    Returns per job what it returned, or the exception it raised.
    """
    barrier = Barrier(len(jobs))
    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(lambda job: run(job, barrier), jobs))


def kinds(outcomes):
    """How many of each class came out of `at_once`."""
    return Counter(type(outcome) for outcome in outcomes)


def run(job, barrier):
    connection.ensure_connection()
    barrier.wait(timeout=30)
    try:
        return job()
    except Exception as error:
        return error
    finally:
        connections.close_all()


def environment(database, **extra):
    """The environment of a process that works on this database."""
    return {**os.environ, "DATABASE_URL": database, "PYTHONUNBUFFERED": "1", **extra}
