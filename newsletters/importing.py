"""Taking in readers who said yes elsewhere, such as on paper at a fair, each with the proof.

Only a list of the region's own, of people who asked for its newsletters. A partner's list is not
one: partners mail their own readers. A row that lacks moment, place or wording proves nothing and
is refused. Who was erased or left never comes back by a list, and who has a mail to confirm decides
by that mail.
"""

from datetime import UTC, datetime, time
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import dates, importing, mailboxes
from core.importing import Counts, Refused
from core.search import fold
from newsletters import choosing, consenting, finding, forgetting, merging
from newsletters.models import Consent, Forgotten, Subscription, Topic

COLUMNS = {
    "email": ("email", "e-mail", "e-mailadres", "mailadres"),
    "first_name": ("voornaam", "first name", "naam"),
    "topics": ("onderwerpen", "onderwerp", "topics"),
    "at": ("moment", "datum", "consented at", "date"),
    "page": ("waar", "pagina", "where", "page"),
    "wording": ("tekst", "wording"),
    "language": ("taal", "language"),
}
NEEDED = ("email", "topics", "at", "page", "wording")
LONGEST_NAME = 80
# So many addresses are looked for at once.
SHARE = 1_000
# What is before it is a slip of the pen; the very first days are also more than a database keeps.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


class Reader(NamedTuple):
    """One row that proves its consent."""

    email: str
    first_name: str
    topics: tuple
    at: datetime
    page: str
    wording: str
    language: str


def run(path, *, slug, now, dry_run=False, progress=None):
    """Take in this file for the region and return the Counts; a row without proof is left out.

    Raise Refused, and change nothing, for an unknown region or a file that cannot be read.
    """
    region = finding.open_region(slug)
    if region is None:
        raise Refused(_("Er is geen actieve regio “%(slug)s”.") % {"slug": slug})
    rows = importing.read(path).rows(COLUMNS, NEEDED, progress)
    counts, kept_out, seen, made = Counts(), 0, set(), []
    with transaction.atomic():
        for row in rows:
            reader = readable(row, counts, now)
            if reader is None:
                continue
            if reader.email in seen:
                counts.repeated += 1
                continue
            seen.add(reader.email)
            kept_out += not take_in(region, reader, counts, made)
        gone = take_back(made)
        counts.new, kept_out = len(made) - gone, kept_out + gone
        transaction.set_rollback(dry_run)
    if kept_out:
        counts.warnings.append(told_kept_out(kept_out))
    return counts


def take_back(made):
    """Erase who of these asked for that while the file was taken in; returns how many.

    Erasing finds no row that is not committed yet, and a long list takes a minute.
    """
    rows = {consenting.digest(row.email): row for row in made}
    digests, gone = sorted(rows), []
    for start in range(0, len(digests), SHARE):
        found = Forgotten.objects.filter(digest__in=digests[start : start + SHARE])
        gone += [rows[digest] for digest in found.values_list("digest", flat=True)]
    forgetting.erase(gone)
    return len(gone)


def told_kept_out(number):
    """A number and no names: the list of who left is nobody's business."""
    return ngettext(
        "%(count)s adres is eerder afgemeld of gewist en blijft weg.",
        "%(count)s adressen zijn eerder afgemeld of gewist en blijven weg.",
        number,
    ) % {"count": number}


def readable(row, counts, now):
    """The Reader in this row, or None: then it is counted as refused, with the reason."""
    try:
        return read(row.cells, now)
    except (ValidationError, dates.DateError) as error:
        reason = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        counts.refused += 1
        counts.warnings.append(f"{row.where}: {reason}")
        return None


def read(cells, now):
    for name, missing in MISSING.items():
        if not cells[name]:
            raise ValidationError(missing())
    language = cells.get("language", "").lower() or "nl"
    if language not in ("nl", "en"):
        raise ValidationError(_("De taal is nl of en."))
    return Reader(
        email=mailboxes.read(cells["email"]),
        # A list may hold anything, and the first mails greet with it.
        first_name=merging.first_name(cells.get("first_name", ""))[:LONGEST_NAME],
        topics=read_topics(cells["topics"]),
        at=read_moment(cells["at"], now),
        page=cells["page"],
        wording=cells["wording"],
        language=language,
    )


MISSING = {
    "email": lambda: _("Het e-mailadres ontbreekt."),
    "topics": lambda: _("Er staat geen onderwerp bij."),
    "at": lambda: _("Zonder het moment van de toestemming is er geen bewijs."),
    "page": lambda: _("Zonder de plek van de toestemming is er geen bewijs."),
    "wording": lambda: _("Zonder de tekst waarop iemand ja zei is er geen bewijs."),
}


def read_topics(text):
    """Codes or Dutch names, with a plus or a comma between."""
    known = {fold(topic.value): topic for topic in Topic}
    known |= {fold(str(topic.label)): topic for topic in Topic}
    typed = [fold(part) for part in text.replace("+", ",").split(",") if part.strip()]
    if not typed or not set(typed) <= set(known):
        values = {"text": text, "known": ", ".join(Topic.values)}
        raise ValidationError(
            _("“%(text)s” is geen onderwerp: kies uit %(known)s, met een + ertussen.") % values
        )
    return tuple(dict.fromkeys(known[part] for part in typed))


def read_moment(text, now):
    """A day in any Dutch notation, or a moment as 2026-03-03 14:00; never in the future."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        day = dates.parse(text, today=timezone.localdate(now))
        moment = datetime.combine(day, time())
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    if moment < EARLIEST:
        raise ValidationError(_("Het moment van de toestemming ligt vóór het jaar 2000."))
    if moment > now:
        raise ValidationError(_("Het moment van de toestemming ligt in de toekomst."))
    return moment


def take_in(region, reader, counts, made):
    """Make a confirmed reader with the proof, added to `made`; False for who was erased or left."""
    if Forgotten.objects.filter(digest=consenting.digest(reader.email)).exists():
        return False
    columns = {"first_name": reader.first_name, "language": reader.language}
    row, is_new = Subscription.objects.select_for_update().get_or_create(
        region=region, email=reader.email, defaults={**columns, "asked_at": reader.at}
    )
    if not is_new:
        has_left = row.status == Subscription.Status.ENDED
        counts.unchanged += not has_left
        return not has_left
    row.move_to(Subscription.Status.CONFIRMED, by=None, confirmed_at=reader.at)
    choosing.set_topics(row, reader.topics)
    for act in (Consent.Act.GIVEN, Consent.Act.CONFIRMED):
        consenting.record(
            row, act, page=reader.page, now=reader.at, topics=reader.topics, read=reader.wording
        )
    made.append(row)
    return True
