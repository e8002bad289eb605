"""Writing a mail into the outbox: one text template becomes subject, text part and HTML part."""

import hashlib
import re
import secrets

import css_inline
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from accounts import links
from accounts.models import clean_email
from outbox.models import Message

# A line that holds only an address, with its words before it: "Uren bekijken: https://…".
BUTTON = re.compile(r"^(?P<words>[^:\n]+): (?P<url>https?://\S+)$")

# Less than the column holds: a key that is given up grows by the number of its mail.
LONGEST_KEY = 180


def written(key):
    """The mail with this key, whatever became of it, or None."""
    return Message.objects.filter(key=fit(key)).first()


def release(key):
    """Let a mail that never left give up its key, so that a new one may take its place."""
    for message in Message.objects.lost().filter(key=fit(key)):
        Message.objects.lost().filter(pk=message.pk).update(key=message.spare_key)


def fit(key):
    """The key as it is stored: a long one, with a long address in it, ends in its own hash."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - 65]}~{hashlib.sha256(key.encode()).hexdigest()}"


def write(kind, *, key, to, language, context, now, about=None, link=None, link_view=""):
    """Put the mail `mail/<kind>.txt` in the outbox, to leave from `now` on, and return its row.

    The first line of the template is the subject. With `link`, the template gets `link_url`, in
    which the key itself is filled in at the moment of sending. The same `key` twice is one
    message: the row that was there is returned unchanged.
    """
    # Unguessable, so that nobody's name or note can ask for the key to be filled in there too.
    place = secrets.token_hex(16)
    context = {**context, "site_url": settings.SITE_URL}
    if link:
        context["link_url"] = settings.SITE_URL + reverse(link_view, args=[place])
    with translation.override(language):
        subject, text = render_text(kind, context)
        text = text.replace(links.PLACE, "").replace(place, links.PLACE)
        html = render_html(text, language)
    message, _created = Message.objects.get_or_create(
        key=fit(key),
        defaults={
            "kind": kind,
            "to": clean_email(to),
            "subject": subject,
            "text": text,
            "html": html,
            "link": link,
            "about": about,
            "not_before": now,
            "created_at": now,
        },
    )
    return message


def render_text(kind, context):
    """Subject and body. A name with a line break must not become a header of its own."""
    rendered = get_template(f"mail/{kind}.txt", using="text").render(context)
    subject, _line, body = rendered.strip().partition("\n")
    body = re.sub(r"\n{3,}", "\n\n", body.strip())
    return " ".join(subject.split())[:250], body + "\n"


def render_html(text, language):
    blocks = [block_html(block) for block in text.strip().split("\n\n")]
    page = get_template("mail/base.html").render(
        {"blocks": blocks, "language": language, "site_url": settings.SITE_URL}
    )
    return css_inline.inline(page, keep_at_rules=True, load_remote_stylesheets=False)


def block_html(block):
    """One paragraph, button or list of the text part as {"kind", "content"} for the template."""
    button = BUTTON.match(block)
    # Somebody's note or reason may look like a button, but leads nowhere from here.
    if button and button["url"].startswith(f"{settings.SITE_URL}/"):
        return {"kind": "button", **button.groupdict()}
    lines = block.split("\n")
    if all(line.startswith("- ") for line in lines):
        return {"kind": "list", "items": [line[2:] for line in lines]}
    return {"kind": "text", "lines": lines}
