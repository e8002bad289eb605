"""Mail that a person writes to many: filled in per reader, kept as drafts, then sent.

`{voornaam}` stands for a value of the reader, `{groep|je groep}` says what to write where it is
empty. A letter is as it was written; only the frame of its HTML part is in the reader's language.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import translation

from accounts import links
from accounts.models import User
from core.workflow import IllegalMove
from outbox import composing
from outbox.models import Letter, Message

KIND = "letter"
MOST = 2000
# How soon the same letter again is the same press of the button.
TWICE = timedelta(minutes=1)
LONGEST_SUBJECT = 200
LONGEST_TEXT = 20_000
FIELDS = ("voornaam", "naam", "groep", "school")
FIELD = re.compile(r"\{([^{}|\n]*)(?:\|([^{}\n]*))?\}")
FRAME = re.compile(r'<html lang="([a-z]{2})"')

Status = Message.Status


class Changed(Exception):
    """The drafts are not those that were counted; `number` is how many there are now."""

    def __init__(self, number):
        self.number = number
        super().__init__(f"{number} drafts are left")


@dataclass(frozen=True)
class Reader:
    """Somebody a letter can go to; `about` is the row in whose mail log it stands."""

    address: str
    name: str
    first_name: str
    language: str
    about: Model
    group: str = ""
    school: str = ""
    is_reachable: bool = True

    @property
    def key(self):
        return str(self.about.pk)

    def value(self, field):
        columns = (self.first_name, self.name, self.group, self.school)
        return on_one_line(dict(zip(FIELDS, columns, strict=True))[field])


def named(text):
    """[(field, default or None)] of what stands between braces."""
    return [(name.strip().lower(), default) for name, default in braces(text)]


def braces(text):
    return [(match[1], match[2]) for match in FIELD.finditer(text)]


def unknown(text):
    """What stands between braces and is no field, as it was typed."""
    return [name for name, _default in braces(text) if name.strip().lower() not in FIELDS]


def lacking(text, readers):
    """{field: [readers]} of those for whom a field without a default would stay empty."""
    needed = {name for name, default in named(text) if default is None and name in FIELDS}
    found = {name: [row for row in readers if not row.value(name)] for name in sorted(needed)}
    return {name: rows for name, rows in found.items() if rows}


def fill(text, reader):
    """The text as this reader gets it."""

    def value(match):
        name = match[1].strip().lower()
        return (reader.value(name) or match[2] or "") if name in FIELDS else match[0]

    return FIELD.sub(value, text)


def on_one_line(text):
    return " ".join(text.split())


def tidy(text):
    """Typed text as the text part of a mail."""
    lines = "\n".join(line.rstrip() for line in text.splitlines()).strip()
    # The mark of a key would make the mail wait for a link that it does not have.
    lines = links.unmarked(lines, links.PLACE.strip("-"))
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"


@transaction.atomic
def write(readers, *, audience, subject, text, by, now):
    """Keep a letter with a draft for each of these readers, one per address; returns the Letter.

    The same letter to the same readers within a minute is one: the button was pressed twice.
    """
    per_address = {reader.address: reader for reader in reversed(readers)}
    words = {"author": by, "audience": audience[:200], "subject": subject, "text": text}
    # Held, so that the second press finds what the first one made.
    list(User.objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk"))
    if made := made_just_now(words, set(per_address), now):
        return made
    letter, framed = Letter.objects.create(**words, created_at=now), {}
    Message.objects.bulk_create(
        draft(letter, reader, framed, now) for reader in reversed(per_address.values())
    )
    return letter


def made_just_now(words, addresses, now):
    """A letter with these words and readers of which nothing was changed or sent yet, or None."""
    # Also a little later than now: of two presses the second may be the first to get here.
    letters = Letter.objects.filter(**words, created_at__gt=now - TWICE, created_at__lt=now + TWICE)
    for letter in letters.order_by("pk"):
        copies = dict(letter.messages.values_list("to", "status"))
        if set(copies) == addresses and set(copies.values()) <= {Status.DRAFT}:
            return letter
    return None


def draft(letter, reader, framed, now):
    """A message that is not saved yet. `framed` remembers HTML parts: many letters are alike."""
    text, language = tidy(fill(letter.text, reader)), reader.language
    if (text, language) not in framed:
        framed[text, language] = frame(text, language)
    return Message(
        key=composing.fit(f"letter:{letter.pk}:{reader.address}"),
        kind=KIND,
        to=reader.address,
        subject=on_one_line(fill(letter.subject, reader))[:250],
        text=text,
        html=framed[text, language],
        headers=headers_of(letter.author),
        about=reader.about,
        letter=letter,
        status=Status.DRAFT,
        not_before=now,
        created_at=now,
    )


def headers_of(author):
    """A person wrote it, is seen as its sender and reads the answers."""
    name = on_one_line(f"{author.full_name} (HTO-portaal)")
    sender = formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    return {"From": sender, "Reply-To": author.email, "Auto-Submitted": "no"}


def frame(text, language):
    with translation.override(language):
        return composing.render_html(text, language)


def drafts(letter, among):
    """The drafts of a letter that can still go; `among` is a condition on messages."""
    return letter.messages.filter(among, status=Status.DRAFT).order_by("pk")


@transaction.atomic
def send(letter, *, among, number, by, now):
    """Let exactly these drafts leave and return how many; raises Changed when they are not
    the `number` that was seen. Of two who press at once the second finds none."""
    Letter.objects.select_for_update().get(pk=letter.pk)
    rows = list(drafts(letter, among))
    if not rows or len(rows) != number:
        raise Changed(len(rows))
    return sum(moved(row, Status.WAITING, by=by, not_before=now) for row in rows)


def discard(letter, *, by):
    """Throw away what was not sent; returns how many drafts that were."""
    rows = letter.messages.filter(status=Status.DRAFT)
    return sum(moved(row, Status.CANCELLED, by=by) for row in rows)


def moved(message, status, **changes):
    with suppress(IllegalMove):  # Somebody else was first with this one.
        message.move_to(status, **changes)
        return True
    return False
