"""Taking in a register as a file: whole, or not at all.

An importer first reads every file and collects all that is wrong in a `Refused`; only when
nothing is wrong does it write, in one transaction.
"""

import codecs
import csv
import io
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.management.base import BaseCommand
from django.db import OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.search import fold

# The largest of DUO's registers is under 3 MB; the whole file is held in memory.
MAX_BYTES = 20_000_000
SHOWN_PROBLEMS = 20
PROGRESS_ROWS = 500
DELIMITERS = ";,\t"
# Excel of today, and of before 2007.
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# A letter such as é in UTF-8. Read as cp1252 it would be "Ã©", which no Dutch text contains.
UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")


class Refused(Exception):
    """Nothing was changed. `problems` has one sentence for each thing to repair."""

    def __init__(self, *problems):
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@dataclass
class Counts:
    """What an import did, in rows; `warnings` are sentences."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    reopened: int = 0
    refused: int = 0
    repeated: int = 0
    warnings: list = field(default_factory=list)

    def sentence(self, *names):
        """Return "3 nieuw, 0 gewijzigd" for these counts."""
        words = {
            "new": _("nieuw"),
            "changed": _("gewijzigd"),
            "unchanged": _("ongewijzigd"),
            "closed": _("gesloten"),
            "reopened": _("heropend"),
            "refused": _("geweigerd"),
            "repeated": _("dubbel in het bestand"),
        }
        return ", ".join(f"{getattr(self, name)} {words[name]}" for name in names)


class Row(NamedTuple):
    """One row: `where` is "file, regel 3", `cells` the stripped texts by field name."""

    where: str
    cells: dict


class Table(NamedTuple):
    name: str
    headings: list
    lines: list

    def has(self, *headings):
        return any(_heading(heading) in self.headings for heading in headings)

    def rows(self, accepted, needed, progress=None):
        """Return a Row for each line, with the fields the file has a column for.

        `accepted` gives per field the headings it is known under, over the years. Raise Refused
        when a column of `needed` is missing, or a row has not as many fields as the header.
        """
        columns = self._columns(accepted, needed)
        problems, rows = [], []
        for count, (number, values) in enumerate(self.lines, 1):
            if progress and count % PROGRESS_ROWS == 0:
                progress(_("%(file)s: %(count)s rijen") % {"file": self.name, "count": count})
            where = at(self.name, number)
            if problem := self._damage(where, values):
                problems.append(problem)
            else:
                cells = {name: " ".join(values[index].split()) for name, index in columns.items()}
                rows.append(Row(where, cells))
        if problems:
            raise Refused(*problems)
        return rows

    def _columns(self, accepted, needed):
        columns, problems = {}, []
        for name, headings in accepted.items():
            found = [h for h in map(_heading, headings) if h in self.headings]
            if found and self.headings.count(found[0]) > 1:
                values = {"file": self.name, "column": found[0].upper()}
                problems.append(_("%(file)s: de kolom %(column)s staat er twee keer.") % values)
            elif found:
                columns[name] = self.headings.index(found[0])
            elif name in needed:
                problems.append(_missing(self.name, headings))
        if problems:
            raise Refused(*problems)
        return columns

    def _damage(self, where, values):
        """Empty fields too many are harmless: a spreadsheet adds them."""
        if len(values) == len(self.headings) or (
            len(values) > len(self.headings) and not any(values[len(self.headings) :])
        ):
            return None
        return ngettext(
            "%(where)s: %(found)s veld in plaats van %(expected)s. Het bestand is beschadigd "
            "of afgebroken.",
            "%(where)s: %(found)s velden in plaats van %(expected)s. Het bestand is beschadigd "
            "of afgebroken.",
            len(values),
        ) % {"where": where, "found": len(values), "expected": len(self.headings)}


def read(path):
    """Return the Table in a CSV file, whatever its encoding, line ends and delimiter."""
    name = str(path)
    text = _decode(name, _bytes(name))
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise Refused(_("%(file)s: dit bestand is leeg.") % {"file": name})
    delimiter = max(DELIMITERS, key=first.count)
    header, *lines = _lines(name, text, delimiter)
    if not lines:
        raise Refused(_("%(file)s: er staan geen rijen onder de kolomnamen.") % {"file": name})
    return Table(name, [_heading(heading) for heading in header[1]], lines)


def at(name, number):
    """Return "scholen.csv, regel 3"."""
    return _("%(file)s, regel %(line)s") % {"file": name, "line": number}


def read_all(files, read_one):
    """Return what `read_one` makes of each file; raise one Refused for all that is wrong."""
    found, problems = [], []
    for path in files:
        try:
            found.append(read_one(path))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*problems)
    return found


def _bytes(name):
    # Asking first how large it is would not help: a pipe has no size.
    try:
        with open(name, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Refused(_("%(file)s: dit bestand bestaat niet.") % {"file": name}) from None
    except IsADirectoryError:
        raise Refused(_("%(file)s: dit is een map, geen bestand.") % {"file": name}) from None
    except OSError as error:
        values = {"file": name, "reason": error.strerror}
        raise Refused(_("%(file)s: niet te lezen (%(reason)s).") % values) from None
    if data.startswith(SPREADSHEETS):
        raise Refused(
            _("%(file)s: dit is een Excel- of zipbestand. Sla het eerst op als CSV.")
            % {"file": name}
        )
    if len(data) > MAX_BYTES:
        values = {"file": name, "limit": MAX_BYTES // 1_000_000}
        raise Refused(_("%(file)s: dit bestand is groter dan %(limit)s MB.") % values)
    if b"\0" in data:
        raise Refused(_("%(file)s: dit is geen tekstbestand.") % {"file": name})
    return data


def _decode(name, data):
    """UTF-8, with or without its mark; otherwise cp1252, which is what DUO writes."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = error.start
    if not data.startswith(codecs.BOM_UTF8) and not UTF8_LETTER.search(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError as error:
            bad = error.start
    where = at(name, data.count(b"\n", 0, bad) + 1)
    raise Refused(_("%(where)s: dit teken is niet te lezen.") % {"where": where})


def _lines(name, text, delimiter):
    """Return (line number, fields) for each line that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines, start = [], 1
    try:
        for values in reader:
            values = [value.strip() for value in values]
            if any(values):
                lines.append((start, values))
            start = reader.line_num + 1
    except csv.Error:
        problem = _("%(where)s: de aanhalingstekens kloppen niet.") % {"where": at(name, start)}
        raise Refused(problem) from None
    return lines


def _heading(text):
    return fold(text.replace("_", " "))


def _missing(name, headings):
    values = {"file": name, "column": headings[0], "others": ", ".join(headings[1:])}
    if not headings[1:]:
        return _("%(file)s: de kolom %(column)s ontbreekt.") % values
    return _("%(file)s: de kolom %(column)s ontbreekt (ook goed: %(others)s).") % values


class ImportCommand(BaseCommand):
    """A command that ends with 2 and one line per problem when its import is refused."""

    shown = ("new", "changed", "unchanged", "refused")
    # The checks are about pages and settings; here they would only hide the problems below.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help=_("tel alleen, bewaar niets"))

    def take_in(self, **options):
        """Run the import with these options and return its Counts."""
        raise NotImplementedError

    def handle(self, **options):
        try:
            counts = self.take_in(**options)
        except Refused as refused:
            self._refuse(refused.problems)
        except OperationalError as error:
            values = {"reason": " ".join(str(error).split())}
            self._refuse([_("De database doet het niet: %(reason)s") % values])
        for warning in counts.warnings:
            self.stderr.write(_("Let op: %(warning)s") % {"warning": warning})
        self.stdout.write(counts.sentence(*self.shown))
        if options["dry_run"]:
            self.stdout.write(_("Dit was een proef: er is niets bewaard."))

    def progress(self, text):
        self.stderr.write(text)
        self.stderr.flush()

    def _refuse(self, problems):
        for problem in problems[:SHOWN_PROBLEMS]:
            self.stderr.write(problem)
        if (more := len(problems) - SHOWN_PROBLEMS) > 0:
            self.stderr.write(_("… en nog %(count)s") % {"count": more})
        self.stderr.write(_("Er is niets gewijzigd."))
        raise SystemExit(2)
