"""Writing a mail into the outbox: one text becomes subject, text part and HTML part.

Under every mail stands why its reader gets it and, where there is something to choose, the way to
the page where the reader chooses.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass

import css_inline
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import links
from accounts.models import AccessLink, User, clean_email
from outbox import choosing, texts
from outbox.kinds import KINDS
from outbox.models import Message

# A line that holds only an address, with its words before it: "Uren bekijken: https://…".
BUTTON = re.compile(r"^(?P<words>[^:\n]+): (?P<url>https?://\S+)$")

# How mail programs know where a text ends and what stands under every mail begins.
SIGNATURE = "\n-- \n"
# Keys that also open the page of choices: of a school contact, for lines or for this alone.
CHOOSE_WITH = (AccessLink.Purpose.HOURS, AccessLink.Purpose.MAIL)

STREAMS = {True: Message.Stream.NEWSLETTER, False: Message.Stream.SERVICE}
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


@dataclass(frozen=True)
class Foot:
    """What stands under a mail: why it came, and where to choose ("" where one cannot)."""

    why: str
    words: str = ""
    url: str = ""

    @property
    def text(self):
        choice = f"\n{self.words}: {self.url}" if self.url else ""
        return f"{SIGNATURE}{self.why}{choice}\n"


def write(
    kind,
    *,
    key,
    to,
    language,
    context,
    now,
    about=None,
    link=None,
    link_view="",
    foot=None,
    headers=None,
    not_before=None,
):
    """Put this kind of mail in the outbox, to leave from `not_before` on, and return its row.

    With `link`, the text gets `link_url`, in which the key itself is filled in at the moment of
    sending. The same `key` twice is one message: the row that was there is returned unchanged.
    What the reader does not want is kept as cancelled, so that it can be seen why nothing came.
    `foot` stands under the mail instead of what its kind says, `headers` go along. Without
    `not_before` it leaves from `now` on.
    """
    # Unguessable, so that nobody's name or note can ask for the key to be filled in there too.
    place = secrets.token_hex(16)
    context = {**context, "site_url": settings.SITE_URL}
    if link:
        context["link_url"] = settings.SITE_URL + reverse(link_view, args=[place])
    with translation.override(language):
        subject, body = texts.render(kind, language, context)
        body = links.unmarked(body).replace(place, links.PLACE)
        foot = foot or foot_of(KINDS[kind], link)
        html = render_html(body, language, foot, is_overview=KINDS[kind].is_overview)
    columns = {"subject": subject, "text": body + foot.text, "html": html, "headers": headers or {}}
    columns["not_before"] = not_before or now
    return put_in(KINDS[kind], key, to, now, link=link, about=about, **columns)


def put_in(kind, key, to, now, **columns):
    """The message with this key, made where there is none."""
    status, why = wanted(kind, to)
    defaults = {
        "kind": kind.name,
        "stream": STREAMS[kind.is_newsletter],
        "to": clean_email(to),
        "status": status,
        "error": why,
        "not_before": now,
        "created_at": now,
        **columns,
    }
    return Message.objects.get_or_create(key=fit(key), defaults=defaults)[0]


def wanted(kind, address):
    """The status in which a mail of this kind to this address begins, and why."""
    if not kind.rhythms:
        return Message.Status.WAITING, ""
    chosen = choosing.rhythm(address, kind.name, kind.default)
    if chosen == choosing.Rhythm.OFF and chosen in kind.rhythms:
        return Message.Status.CANCELLED, _("De ontvanger wil deze mail niet.")
    if chosen == choosing.Rhythm.WEEKLY and kind.bundled:
        return Message.Status.HELD, ""
    return Message.Status.WAITING, ""


def foot_of(kind, link):
    """Who has no account chooses with the key of the mail itself; others sign in."""
    if not (kind.has_choice or kind.is_overview):
        return Foot(str(kind.why))
    by_key = link and link.purpose in CHOOSE_WITH and not isinstance(link.holder, User)
    path = reverse("mail_choices", args=[links.PLACE]) if by_key else reverse("my_mail")
    return Foot(str(kind.why), str(kind.choose_words), settings.SITE_URL + path)


def body_of(message):
    """The text of a mail without what stands under it."""
    return message.text.rpartition(SIGNATURE)[0] or message.text


def render_html(text, language, foot=None, *, is_overview=False):
    blocks = blocks_of(text, is_overview=is_overview)
    page = get_template("mail/base.html").render(
        {
            "blocks": blocks,
            "preheader": preheader(blocks),
            "language": language,
            "site_url": settings.SITE_URL,
            "foot": foot,
        }
    )
    return css_inline.inline(page, keep_at_rules=True, load_remote_stylesheets=False)


def preheader(blocks):
    """What a list of mails shows beside the subject: the first words after the greeting."""
    texts = (" ".join(block["lines"]) for block in blocks if block["kind"] == "text")
    return next((words for words in texts if not words.endswith(",")), "")


def blocks_of(text, *, is_overview=False):
    blocks = [block_html(block) for block in text.strip().split("\n\n")]
    buttons = [block for block in blocks if block["kind"] == "button"]
    # One clear next step; the others are links. Of the mails in an overview none goes first.
    keys = 0 if is_overview and len(buttons) > 1 else 1
    for block in buttons[keys:]:
        block["kind"] = "link"
    return blocks


def block_html(block):
    """One paragraph, button or list of the text part as {"kind", "content"} for the template."""
    button = BUTTON.match(block)
    # Somebody's note or reason may look like a button, but leads nowhere from here.
    if button and button["url"].startswith(f"{settings.SITE_URL}/"):
        return {"kind": "button", **button.groupdict()}
    lines = block.split("\n")
    if block.startswith("# ") and len(lines) == 1:
        return {"kind": "heading", "words": block[2:]}
    if all(line.startswith("- ") for line in lines):
        return {"kind": "list", "items": [line[2:] for line in lines]}
    return {"kind": "text", "lines": lines}
