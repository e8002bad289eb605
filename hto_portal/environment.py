"""Reading the environment: a wrong value stops the start with one sentence, a missing one has a default."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


def flag(name, default=False):
    """A yes or no; anything else is refused by name."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in YES:
        return True
    if value.lower() in NO:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: use 1 or 0.")


def number(name, default=0):
    value = os.environ.get(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name}={value!r}: use a whole number.")
    return int(value)


def words(name):
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def site_url(name, default):
    """An http(s) address without a path, returned without the last slash."""
    value = os.environ.get(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise ImproperlyConfigured(f"{name}={value!r}: use for example https://portaal.example.")
    return value


def secret_key(var_dir, *, required):
    """SECRET_KEY, or on a machine of one's own a key made once and kept under var/."""
    if key := os.environ.get("SECRET_KEY"):
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
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        fresh.unlink()
    return path.read_text()


def email(name):
    """Django's EMAIL_* settings from smtp://user:password@host:port/?tls=starttls|ssl|none."""
    url = os.environ.get(name, "")
    if not url:
        return {"EMAIL_BACKEND": "outbox.mailbox.FileMailbox"}
    parts = urlsplit(url)
    tls = parse_qs(parts.query).get("tls", ["none"])[0]
    if parts.scheme != "smtp" or not parts.hostname or tls not in ("starttls", "ssl", "none"):
        raise ImproperlyConfigured(f"{name}: use smtp://user:password@host:port/?tls=starttls.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls == "starttls",
        "EMAIL_USE_SSL": tls == "ssl",
        "EMAIL_TIMEOUT": 30,
    }
