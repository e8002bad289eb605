"""What a mail says.

Most messages keep their words in their own row. A mail to ten thousand readers does not repeat
them in ten thousand rows: whoever causes that kind makes the words when they are needed
(`OUTBOX_CONTENT`).
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.module_loading import import_string


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
        return of(message).text
    except ValueError as error:
        return str(error)
