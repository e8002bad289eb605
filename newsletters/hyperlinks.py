"""Where links in a newsletter may lead: pages, mail addresses and telephone numbers."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from markdown_it.common.normalize_url import normalizeLink

SCHEMES = {"http", "https", "mailto", "tel"}
HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,}\.?")
MAILBOX = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")
NUMBER = re.compile(r"\+?[0-9() .-]{3,}")


def usable(url):
    """The whole address of a link, or "" for what no link may lead to."""
    url = absolute(url.strip())
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https")
        # A name and a password before the host deceive; a port that is none raises ValueError.
        is_complete = is_host(parts) if is_web else parts.path
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES or not is_complete:
        return ""
    return normalizeLink(url)


def is_host(parts):
    return bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0


def absolute(url):
    """A path of this site with its host before it; other addresses as they are."""
    is_path = url.startswith("/") and not url.startswith(("//", "/\\"))
    return settings.SITE_URL + url if is_path else url


def own_path(url):
    """The path of a page of this site, or None."""
    whole = absolute(url)
    if whole == settings.SITE_URL or whole.startswith(f"{settings.SITE_URL}/"):
        return urlsplit(whole).path or "/"
    return None
