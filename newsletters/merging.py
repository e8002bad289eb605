"""Fields in a newsletter: `{voornaam|daar}` is the first name of the reader, or else "daar".

A value is only ever put in where its place was kept, after all of Markdown and HTML is done, so
nobody's name can become a link, a tag, a header or a line. `{{` and `}}` are literal braces.
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass

from django.utils.html import escape

from core.people import is_linkish

FIELDS = ("voornaam", "regio", "branche")
# What each reader has; the others need a word for when there is none.
ALWAYS = ("regio",)
PIECE = re.compile(r"\{\{|\}\}|\{([^{}|\n]*)(?:\|([^{}\n]*))?\}|[{}]")
# Markdown would take such a default apart, or make a link of it.
MARKUP = re.compile(r"[*_`~\[\]<>\\/@#&:]|\w\.\w")
NO_TEXT = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


@dataclass(frozen=True)
class Field:
    name: str
    default: str = ""


@dataclass(frozen=True)
class Fault:
    """`kind` is unknown, bare (no word for when it is empty), marked (a word with signs in it) or
    open (a single brace)."""

    kind: str
    typed: str
    line: int


def pieces(text):
    """The text as strings and Fields; what is no field stays as it was typed."""
    found, place = [], 0
    for match in PIECE.finditer(text):
        found += [text[place : match.start()], meaning(match)]
        place = match.end()
    return [piece for piece in [*found, text[place:]] if piece != ""]


def meaning(match):
    if match[0] in ("{{", "}}"):
        return match[0][0]
    name = (match[1] or "").strip().lower()
    return Field(name, (match[2] or "").strip()) if name in FIELDS else match[0]


def faults(text):
    """What of the braces in a text will not do, in the order of the text."""
    return [fault for match in PIECE.finditer(text) if (fault := fault_of(match, text))]


def fault_of(match, text):
    if match[0] in ("{{", "}}"):
        return None
    line = text.count("\n", 0, match.start()) + 1
    if len(match[0]) == 1:
        return Fault("open", match[0], line)
    name = match[1].strip().lower()
    if name not in FIELDS:
        return Fault("unknown", match[0], line)
    if name not in ALWAYS and not (match[2] or "").strip():
        return Fault("bare", match[0], line)
    return Fault("marked", match[0], line) if MARKUP.search(match[2] or "") else None


def on_one_line(text):
    """The text without line breaks and without letters that cannot be seen."""
    return NO_TEXT.sub(" ", str(text)).strip()


def first_name(text):
    # A name that a mail program would make a link of is not used: it may advertise, or deceive.
    name = on_one_line(unicodedata.normalize("NFKC", text))
    return "" if is_linkish(name) else name


class Marks:
    """Keeps places in a text that is still being made, and cuts it there when it is done."""

    def __init__(self):
        # Unguessable, so that nobody can type one.
        self.token = secrets.token_hex(8)
        self.fields = []

    def place(self, field):
        self.fields.append(field)
        return f"m{self.token}n{len(self.fields) - 1}n"

    def mark(self, text):
        """The text with a mark at each field."""
        return "".join(
            piece if isinstance(piece, str) else self.place(piece) for piece in pieces(text)
        )

    def cut(self, text, *, is_html=False):
        """The finished text as strings and Fields, for `fill`."""
        parts = re.split(rf"m{self.token}n([0-9]+)n", text)
        return tuple(
            self.field(part, is_html) if number % 2 else part for number, part in enumerate(parts)
        )

    def field(self, number, is_html):
        field = self.fields[int(number)]
        return Field(field.name, escape(field.default)) if is_html else field


def fill(parts, values):
    """`values` are those of one reader, escaped already where the parts are HTML."""
    return "".join(
        part if isinstance(part, str) else values.get(part.name) or part.default for part in parts
    )
