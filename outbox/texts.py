"""The words of automatic mails: plain text with `{name}` for a value.

The first line is the subject. What an admin wrote is never read as a template: it is cut into
words and names, and only the fragment of a known name (`outbox/variables.py`) is a template.
A value is put in last, so a brace in somebody's name or note stays a brace.
"""

import logging
import re
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template import engines
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from outbox.kinds import KINDS
from outbox.models import MailText
from outbox.variables import PORTAL

log = logging.getLogger(__name__)

FOLDER = settings.BASE_DIR / "templates" / "mail"
# A name in braces, maybe of several words by mistake; any other brace is just a brace.
NAME = re.compile(r"\{ *([^\W\d][\w -]*?) *\}")
LONGEST_SUBJECT = 120
LONGEST_TEXT = 10_000


@cache
def standard(kind, language):
    """The portal's own text."""
    return tidy((FOLDER / language / f"{kind}.txt").read_text(encoding="utf-8"))


def text_of(kind, language):
    """The text as an admin changed it, or else the portal's own.

    A changed text that has become wrong, since a later version knows other names, is passed over.
    """
    changed = MailText.objects.filter(kind=kind, language=language).first()
    if changed is None:
        return standard(kind, language)
    try:
        return check(kind, changed.text)
    except ValidationError as error:
        log.warning("mail text %s not used: %s", changed, "; ".join(error.messages))
        return standard(kind, language)


def save(kind, language, text, *, by, now):
    """Let this text take the place of the portal's own. Raises ValidationError."""
    fields = {"text": check(kind, text), "changed_by": by, "changed_at": now}
    return MailText.objects.update_or_create(kind=kind, language=language, defaults=fields)[0]


def tidy(text):
    """With one kind of line break, and without what a database refuses."""
    return "\n".join(text.replace("\0", "").splitlines()).strip() + "\n"


def split(text):
    """Subject and body."""
    subject, _line, body = text.strip().partition("\n")
    return subject.strip(), body.strip("\n")


def names_in(text):
    """The names in braces, as they are compared, in the order of the text and each once."""
    return list(dict.fromkeys(found.lower() for found in NAME.findall(text)))


def check(kind, text):
    """The tidy text. Raises ValidationError with a sentence for everything that is wrong."""
    text = tidy(text)
    subject, body = split(text)
    problems = [*problems_of_names(KINDS[kind], text), *problems_of_subject(KINDS[kind], subject)]
    if not body.strip():
        problems.append(_("Onder het onderwerp staat nog geen tekst."))
    if len(text) > LONGEST_TEXT:
        problems.append(_("Maak de tekst korter, tot %(limit)s tekens.") % {"limit": LONGEST_TEXT})
    if problems:
        raise ValidationError(problems)
    return text


def problems_of_names(kind, text):
    used, known = names_in(text), kind.variables
    for name in used:
        if name not in known:
            yield _("{%(name)s} bestaat niet in deze mail. Wel: %(known)s.") % {
                "name": name,
                "known": get_text_list([f"{{{one}}}" for one in known], _("en")),
            }
    body = names_in(split(text)[1])
    for name in kind.required:
        if name not in body:
            yield _("Zet {%(name)s} ergens in de tekst: zonder is deze mail nutteloos.") % {
                "name": name
            }


def problems_of_subject(kind, subject):
    if not subject:
        yield _("De eerste regel is het onderwerp; die is nog leeg.")
    for name in names_in(subject):
        variable = kind.variables.get(name)
        if variable and (variable.block or variable.is_address):
            yield _("{%(name)s} past niet in het onderwerp.") % {"name": name}
    if len(put_in(subject, examples(kind))) > LONGEST_SUBJECT:
        yield _("Maak het onderwerp korter, tot %(limit)s tekens.") % {"limit": LONGEST_SUBJECT}


def render(kind, language, context):
    """Subject and body of the mail. A value with a line break must not become a header."""
    text = text_of(kind, language)
    known = KINDS[kind].variables
    values = {
        name: value(known[name], fragment(known[name].fragment).render(context))
        for name in names_in(text)
        if name in known
    }
    return laid_out(text, values)


def preview(kind, text):
    """Subject and body as they would read with the example values."""
    return laid_out(tidy(text), examples(KINDS[kind]))


def laid_out(text, values):
    subject, body = split(text)
    body = re.sub(r"\n{3,}", "\n\n", fill(body, values)).strip()
    return " ".join(put_in(subject, values).split())[:250], body + "\n"


def examples(kind):
    """{name: example}, with addresses of this very portal, which makes them buttons."""
    return {
        name: str(variable.example).replace(PORTAL, settings.SITE_URL)
        for name, variable in kind.variables.items()
    }


@cache
def fragment(source):
    return engines["text"].from_string(source)


def value(variable, rendered):
    """A block keeps its lines; anything else is one line, whatever somebody typed into it."""
    if variable.block:
        return "\n".join(line.rstrip() for line in rendered.strip().splitlines())
    return " ".join(rendered.split())


def fill(text, values):
    """The text with its values; a line of which every value is empty is left out."""
    lines = [fill_line(line, values) for line in text.split("\n")]
    return "\n".join(line for line in lines if line is not None)


def fill_line(line, values):
    """One line, or None."""
    known = [values[name.lower()] for name in NAME.findall(line) if name.lower() in values]
    return None if known and not any(known) else put_in(line, values)


def put_in(line, values):
    """What is no known name stays as it stands."""
    return NAME.sub(lambda found: values.get(found[1].lower(), found[0]), line)
