"""What stands between a newsletter and its readers: `stop` must be mended, `warn` may be."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsletters import blocks, contrast, link_checks, merging, rendering
from newsletters.models import Letterhead, Subscription

LONG_SUBJECT, LONGEST_SUBJECT = 70, 150
POSTCODE = re.compile(r"\b[1-9][0-9]{3} ?[A-Z]{2}\b")
# No bracket within the brackets: looking from each of thousands to the end takes seconds.
NO_BUTTON = re.compile(r"\[\s*(?:knop|button)\s*:[^\[\]\n]*\](?!\()", re.IGNORECASE)
NO_LINK = re.compile(r"\[[^\[\]\n]+\]\s+\((?:https?:|www\.|/)")
DOUBLE = re.compile(r"\[\[[^\[\]\n]*\]\]")
# What the colour of a letterhead meets: the words on it, and what its own words stand on.
MEETS = ("#fbf7ee", "#ffffff", "#fffdf9", "#dcebe9")


@dataclass(frozen=True)
class Finding:
    """`where` is subject, preheader, body, letterhead or text; `line` is 0 where none is meant."""

    level: str
    language: str
    message: str
    where: str
    line: int = 0


def obstacles(found):
    """Those that keep a newsletter from being sent."""
    return [finding for finding in found if finding.level == "stop"]


def by_weight(found):
    """What must be mended first."""
    return sorted(found, key=lambda finding: finding.level)


def findings(newsletter):
    """Everything about the newsletter as it is saved, in the language of the moment."""
    return findings_in(newsletter, list(newsletter.texts.all()))


def findings_in(newsletter, texts):
    """The same about these NewsletterTexts, which need not be saved."""
    found = [*about_languages(newsletter, texts), *about_letterhead(newsletter.region)]
    for text in sorted(texts, key=lambda text: text.language != settings.LANGUAGE_CODE):
        found += [
            Finding(level, text.language, sentence, where, line)
            for level, sentence, where, line in about_text(newsletter, text)
        ]
    return list(dict.fromkeys(found))


def about_languages(newsletter, texts):
    languages = {text.language for text in texts}
    if settings.LANGUAGE_CODE not in languages:
        yield Finding(
            "stop", settings.LANGUAGE_CODE, _("Er is nog geen Nederlandse tekst."), "body"
        )
    if "en" in languages:
        return
    readers = Subscription.objects.confirmed().filter(
        region=newsletter.region, language="en", topics__topic=newsletter.topic
    )
    if number := readers.count():
        sentence = ngettext(
            "%(number)d lezer leest liever Engels en krijgt nu de Nederlandse tekst.",
            "%(number)d lezers lezen liever Engels en krijgen nu de Nederlandse tekst.",
            number,
        )
        yield Finding("warn", "en", sentence % {"number": number}, "body")


def about_letterhead(region):
    head = Letterhead.objects.filter(region=region).first()
    if head is None or not head.sender.strip():
        sentence = _(
            "Het briefhoofd is nog niet ingevuld: een nieuwsbrief noemt wie hem "
            "stuurt, met een postadres."
        )
        yield Finding("stop", "", sentence, "letterhead")
        return
    if not POSTCODE.search(head.sender.upper()):
        sentence = _("In de afzender staat geen postcode. Een nieuwsbrief noemt een postadres.")
        yield Finding("warn", "", sentence, "letterhead")
    if min(contrast.ratio(head.colour, other) for other in MEETS) < contrast.ENOUGH:
        sentence = _(
            "De kleur van het briefhoofd is te licht: witte letters zijn er niet goed op te lezen."
        )
        yield Finding("stop", "", sentence, "letterhead")


def about_text(newsletter, text):
    """(level, sentence, where, line) of everything in one language."""
    yield from about_subject(newsletter, text.subject)
    if not text.preheader.strip():
        sentence = _(
            "De regel onder het onderwerp is leeg. Een mailprogramma toont dan het "
            "begin van de tekst."
        )
        yield "warn", sentence, "preheader", 0
    if not text.body.strip():
        yield "stop", _("Er staat nog geen tekst."), "body", 0
    for where in ("subject", "preheader", "body"):
        for fault in merging.faults(getattr(text, where)):
            yield "stop", about_field(fault), where, fault.line if where == "body" else 0
    tree = blocks.parse(text.body)
    yield from ((*found, "body", line) for *found, line in about_tree(newsletter.region, tree))
    yield from ((*found, "body", line) for *found, line in about_typing(text.body, tree))
    if is_too_long(newsletter, text):
        sentence = _("De nieuwsbrief is te lang: Gmail kapt hem af. Maak hem korter.")
        yield "stop", sentence, "body", 0


def about_subject(newsletter, subject):
    filled = merging.fill(merging.pieces(subject), {"regio": newsletter.region.name})
    length = {"length": len(filled)}
    if not subject.strip():
        yield "stop", _("Het onderwerp is leeg."), "subject", 0
    if len(filled) > LONGEST_SUBJECT:
        sentence = _("Het onderwerp is te lang: %(length)d tekens, hoogstens 150.") % length
        yield "stop", sentence, "subject", 0
    elif len(filled) > LONG_SUBJECT:
        sentence = _("Het onderwerp is lang: %(length)d tekens. Een telefoon toont er zo'n 40.")
        yield "warn", sentence % length, "subject", 0


def about_field(fault):
    known = {"typed": fault.typed, "fields": ", ".join(f"{{{name}}}" for name in merging.FIELDS)}
    if fault.kind == "unknown":
        return _("%(typed)s is geen veld. Je kunt gebruiken: %(fields)s.") % known
    if fault.kind == "bare":
        known["filled"] = fault.typed.replace("}", "").rstrip("| ") + "|…}"
        return _("%(typed)s is soms leeg. Schrijf wat er dan moet staan: %(filled)s.") % known
    if fault.kind == "marked":
        return (
            _("Na het streepje in %(typed)s kunnen alleen letters, cijfers en spaties staan.")
            % known
        )
    return _("Hier staat één accolade. Een veld heeft er twee: {voornaam|daar}.")


def about_tree(region, tree):
    """(level, sentence, line) of pictures, links, buttons and headings."""
    nodes = list(blocks.walk(tree))
    numbers = blocks.pictures_in(tree)
    known = dict(region.pictures.filter(pk__in=numbers).values_list("pk", "alt")) if numbers else {}
    for node in nodes:
        if isinstance(node, blocks.Picture):
            yield from ((*found, node.line) for found in about_picture(node, known))
        elif isinstance(node, blocks.Link | blocks.Button):
            yield from ((*found, node.line) for found in link_checks.check(node))
    yield from about_headings([node for node in nodes if isinstance(node, blocks.Heading)])


def about_picture(node, known):
    if node.number not in known:
        sentence = _("Deze afbeelding staat niet bij de afbeeldingen van je regio. Voeg haar toe.")
        yield "stop", sentence
    elif not (node.alt or known[node.number]):
        yield "stop", _("Bij deze afbeelding staat niet wat er te zien is.")


def about_headings(headings):
    before = 2
    for heading in headings:
        level = max(heading.level, 2)
        if level > before + 1 or (heading is headings[0] and level > before):
            yield "warn", _("Deze kop slaat een niveau over. Gebruik eerst ##."), heading.line
        before = level


def about_typing(body, tree):
    """What looks like a block or a link, and is none."""
    cards = sum(isinstance(node, blocks.NextCohorts) for node in blocks.walk(tree))
    for match in DOUBLE.finditer(body):
        if match[0].lower() not in blocks.CARD:
            sentence = _("%(typed)s is geen blok. Bedoel je [[volgende groep]]?")
            yield "stop", sentence % {"typed": match[0]}, line_of(body, match)
        elif cards == 0:
            yield "warn", _("Zet [[volgende groep]] op een eigen regel."), line_of(body, match)
    for match in NO_BUTTON.finditer(body):
        sentence = _("Achter %(typed)s hoort een adres tussen haakjes: (https://…).")
        yield "stop", sentence % {"typed": match[0]}, line_of(body, match)
    for match in NO_LINK.finditer(body):
        yield "stop", _("Haal de spatie weg tussen ] en (."), line_of(body, match)
    for node in blocks.walk(tree):
        if isinstance(node, blocks.Link) and blocks.BUTTON.match(blocks.plain(node.nodes)):
            yield "warn", _("Zet een knop op een eigen regel."), node.line


def line_of(body, match):
    return body.count("\n", 0, match.start()) + 1


def is_too_long(newsletter, text):
    made = rendering.prepare(newsletter, text)
    reader = rendering.Reader("", "", text.language, newsletter.region)
    return len(made.copy(reader, rendering.INERT).html.encode()) > rendering.LONGEST_HTML
