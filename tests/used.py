"""The line at the end of a test run that says what was really used."""

import sqlite3

import pytest
from django.db.backends.signals import connection_created

# Name to version, of this process; workers hand theirs over when they end.
used = {}


def pytest_configure():
    connection_created.connect(note_database)


def note_database(connection, **_kwargs):
    if connection.vendor == "postgresql":
        used["PostgreSQL"] = str(connection.connection.server_version // 10000)
    else:
        used["SQLite"] = sqlite3.sqlite_version.rpartition(".")[0]


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["used"] = used


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    used.update(getattr(node, "workeroutput", {}).get("used", {}))


def pytest_terminal_summary(terminalreporter):
    databases = [named(name) for name in ("SQLite", "PostgreSQL") if name in used]
    parts = [*(databases or ["no database"]), named("Redis"), named("Chromium")]
    terminalreporter.write_line(f"Used: {', '.join(parts)}")


def named(name):
    return f"{name} {used[name]}" if name in used else f"no {name}"
