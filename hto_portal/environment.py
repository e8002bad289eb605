"""Reading the environment: a wrong value stops the start with one sentence; none is needed."""

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from core.numbers import whole_number

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:[0-9]+)?")


def flag(name):
    """A yes or no; anything else is refused by name."""
    value = text(name)
    if value.lower() not in YES | NO:
        raise ImproperlyConfigured(f"{name}={value!r}: use 1 or 0.")
    return value.lower() in YES


def number(name, default=0):
    value = text(name) or str(default)
    found = whole_number(value)
    if found is None:
        raise ImproperlyConfigured(f"{name}={value!r}: use a whole number.")
    return found


def text(name):
    """The value without blanks around it; an empty one counts as absent."""
    return os.environ.get(name, "").strip()


def words(name):
    return [word.strip() for word in text(name).split(",") if word.strip()]


def site_url(name, default):
    """An http(s) address without a path, returned without the last slash."""
    given = text(name)
    value = given.rstrip("/") if given else default
    parts = split(value)
    # What is more than a scheme, a host and a port makes another address when put together again.
    plain = parts and value == f"{parts.scheme}://{parts.netloc}"
    if not plain or parts.scheme not in ("http", "https") or not HOST.fullmatch(parts.netloc):
        raise ImproperlyConfigured(f"{name}={given!r}: use for example https://portaal.example.")
    return value


def split(url):
    """The parts of an address, or None where it is none."""
    try:
        parts = urlsplit(url)
        return parts if parts.hostname and parts.port != 0 else None
    except ValueError:
        return None


def secret_key(var_dir, *, required):
    """SECRET_KEY, or on a machine of one's own a key made once and kept under var/."""
    if key := text("SECRET_KEY"):
        return key
    if required:
        raise ImproperlyConfigured("SECRET_KEY is needed when SITE_URL starts with https.")
    path = Path(var_dir) / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        # A hard link fails when another process was first, so all of them read one key.
        with suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text()


def needed(name, *, required, without):
    """The value; where it is required, its absence is refused by what would come of it."""
    value = text(name)
    if required and not value:
        raise ImproperlyConfigured(
            f"{name} is needed when SITE_URL starts with https: without it {without}."
        )
    return value


def redis(name, *, required):
    """The address of the broker and cache, or "" where a portal may do without."""
    without = "mails wait for ever and limits hold for one process only"
    url = needed(name, required=required, without=without)
    parts = split(url)
    # Not the address itself: it may hold a password.
    if url and not (parts and parts.scheme in ("redis", "rediss")):
        raise ImproperlyConfigured(f"{name}: use redis://host:port/number.")
    return url


def database(name, default):
    """Django's settings of the database in the address, or in `default`."""
    try:
        return dj_database_url.parse(
            text(name) or default, conn_max_age=600, conn_health_checks=True
        )
    except ValueError:  # The library's own sentence would show the password.
        raise ImproperlyConfigured(f"{name}: use postgres://user:password@host/name.") from None


def email(name, *, required=False):
    """Django's EMAIL_* settings from smtp://user:password@host:port/?tls=starttls|ssl|none."""
    without = "mails, login codes included, become files on the server"
    url = needed(name, required=required, without=without)
    if not url:
        return {"EMAIL_BACKEND": "outbox.mailbox.FileMailbox"}
    parts = split(url)
    query = parse_qs(parts.query) if parts else {}
    tls = query.pop("tls", ["none"])
    # A misspelt option must not send the password over an open line.
    plain = parts and parts.scheme == "smtp" and parts.path in ("", "/") and not query
    if not plain or tls not in (["starttls"], ["ssl"], ["none"]):
        raise ImproperlyConfigured(f"{name}: use smtp://user:password@host:port/?tls=starttls.")
    return {
        "EMAIL_BACKEND": "outbox.wire.Backend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls == ["starttls"],
        "EMAIL_USE_SSL": tls == ["ssl"],
        "EMAIL_TIMEOUT": 30,
    }


def mailbox(name):
    """Where bounces arrive, from imaps://user:password@host:port/Folder; {} where none is given."""
    url = text(name)
    if not url:
        return {}
    parts = split(url)
    # Plain IMAP shows the password to everybody on the way, so only to this machine itself.
    is_safe = parts and (
        parts.scheme == "imaps" or (parts.scheme == "imap" and parts.hostname in LOOPBACK)
    )
    if not (is_safe and parts.username and parts.password) or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"{name}: use imaps://user:password@host:port/Folder.")
    encrypted = parts.scheme == "imaps"
    return {
        "host": parts.hostname,
        "port": parts.port or (993 if encrypted else 143),
        "encrypted": encrypted,
        "user": unquote(parts.username),
        "password": unquote(parts.password),
        "folder": unquote(parts.path.strip("/")) or "INBOX",
    }
