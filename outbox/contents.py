"""What a mail says.

Most messages keep their words in their own row. A mail to ten thousand readers does not repeat
them in ten thousand rows: whoever causes that kind makes the words when they are needed
(`OUTBOX_CONTENT`).

Some mails hold a key that only their reader may use: with it one leaves a newsletter or changes
what somebody reads. It stands in the stored words of such a mail, and whoever reads those back
reads `BLANKED` in its place.
"""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string

from accounts import links

# An address up to where its path ends; what follows a sentence is no part of it.
ADDRESS = re.compile(r"(https?://[^/\s<>\"']+)(/[^\s<>\"'?#]*[^\s<>\"'?#.,;:!)])")
# What addresses of the portal call the part that nobody else may know.
SECRETS = ("key", "token")
BLANKED = "…"


@dataclass(frozen=True)
class Content:
    subject: str
    text: str
    html: str = ""
    headers: dict = field(default_factory=dict)


def of(message):
    """The Content of this message; ValueError where it can be made no more."""
    maker = settings.OUTBOX_CONTENT.get(message.kind)
    if maker:
        return import_string(maker)(message)
    return Content(message.subject, message.text, message.html, message.headers)


def shown(message):
    """Its text for whoever reads it back, or what there is to say where it is gone."""
    try:
        return without_keys(of(message).text)
    except ValueError as error:
        return str(error)


def shown_headers(message):
    """The headers of its row, one a line, for whoever reads it back."""
    return without_keys("\n".join(f"{name}: {value}" for name, value in message.headers.items()))


def without_keys(text):
    """The text with `BLANKED` for every key in an address of the portal, at whichever host."""
    found = ADDRESS.sub(lambda found: found[1] + path_without_keys(found[2]), text)
    return found.replace(links.PLACE, BLANKED)


def path_without_keys(path):
    try:
        named = resolve(path).kwargs
    except Resolver404:
        return path
    keys = {str(named[name]) for name in SECRETS if name in named}
    return "/".join(BLANKED if part in keys else part for part in path.split("/"))
