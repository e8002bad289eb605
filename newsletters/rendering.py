"""A newsletter as one reader gets it."""

from dataclasses import dataclass, field
from html import escape

from newsletters.models import NewsletterText


@dataclass(frozen=True)
class Copy:
    subject: str
    text: str
    html: str
    headers: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Reader:
    first_name: str
    email: str
    language: str
    region: object
    branch: str = ""


@dataclass(frozen=True)
class Addresses:
    leave: str
    choices: str
    web: str


INERT = Addresses(leave="#", choices="#", web="#")


def copy_of(newsletter, language, reader, addresses):
    text = text_of(newsletter, language)
    body = f"{text.body}\n\n-- \n{addresses.leave}\n"
    html = f"<!doctype html><html lang='{language}'><body><p>{escape(body)}</p></body></html>"
    return Copy(text.subject, body, html, headers_of(addresses))


def text_of(newsletter, language):
    texts = {row.language: row for row in NewsletterText.objects.filter(newsletter=newsletter)}
    return texts.get(language) or texts["nl"]


def headers_of(addresses):
    if addresses == INERT:
        return {}
    return {
        "List-Unsubscribe": f"<{addresses.leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
