"""Where things are, and the environment every process of the portal gets."""

from __future__ import annotations

import fcntl
import os
import socket
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

# All that the settings read, beside VAR_DIR. An empty value, or one of blanks, counts as not given.
OURS = (
    "ADDRESS_KEY",
    "ALLOWED_HOSTS",
    "BOUNCES_URL",
    "DATABASE_URL",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "DEMO",
    "EMAIL_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "SITE_URL",
    "TRUSTED_PROXY_COUNT",
)


class Refusal(Exception):
    """The launcher cannot go on; the message is one the reader can act upon."""


def environment():
    """A copy of the caller's environment (certificates and proxies included) for our processes."""
    env = {name: value for name, value in os.environ.items() if value.strip() or name not in OURS}
    var = var_dir(env)
    env.update(
        DJANGO_SETTINGS_MODULE="hto_portal.settings",
        PIP_USER="0",
        PYTHONUNBUFFERED="1",
        VAR_DIR=str(var),
    )
    if sys.platform == "darwin":
        # macOS otherwise ends a process that forks after loading certain system libraries.
        env.setdefault("OBJC_DISABLE_INITIALIZE_FORK_SAFETY", "YES")
    (var / "log").mkdir(parents=True, exist_ok=True)
    return env


def var_dir(env):
    return ROOT / (env.get("VAR_DIR") or "var")


def log_dir(env):
    return Path(env["VAR_DIR"]) / "log"


def manage(*words):
    return [PYTHON, ROOT / "manage.py", *words]


def script(name, *words):
    return [PYTHON, ROOT / "scripts" / name, *words]


@contextmanager
def locked(path, busy):
    """Hold `path` alone. While another process holds it, `busy` is called; it may raise.

    The lock ends with the last process that has the file open, so nothing stale is left behind.
    """
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not _lock(descriptor):
            busy()
            time.sleep(0.2)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor):
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def unused_port():
    """A port of this machine that is free now; somebody else may still take it first."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def last_lines(file, count=20):
    lines = file.read_text(encoding="utf-8", errors="replace").rstrip().splitlines()
    return "\n".join(lines[-count:])


def say(text=""):
    print(text, flush=True)


def complain(text):
    print(text, file=sys.stderr, flush=True)
