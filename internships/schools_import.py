"""Bringing the schools up to date with DUO's registers.

A school is never deleted: people are linked to it. One that a complete register no longer
names is closed, and opened again when it comes back.
"""

import logging
from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.holiday_regions import region_of
from core import importing
from core.importing import Counts, Refused
from core.search import fold
from internships import schools_registry
from internships.models import School

logger = logging.getLogger(__name__)

# Closing more than this share of the open schools is more likely a wrong file than the truth.
SHARE_CLOSED = 0.25
STORED = (
    "name", "kind", "structure", "street", "house_number", "postcode", "place", "municipality",
    "province", "holiday_region", "phone", "website", "closed_on", "folded",
)  # fmt: skip


def run(files, *, today, complete=False, force=False, dry_run=False, progress=None):
    """Take in these files and return the Counts, or raise Refused and change nothing.

    A field that a file has no column for keeps its value; of several files the last one wins.
    `complete`: the files together are all there is of their registers, so others are closed.
    """
    registers = importing.read_all(files, lambda path: schools_registry.read(path, progress))
    if complete:
        _refuse_parts(files, registers)
    counts = _store(registers, today if complete else None, force, dry_run)
    for register in registers:
        counts.repeated += register.repeated
        counts.warnings += register.warnings
    if not dry_run:
        # Rows written in bulk pass the audit log by.
        did = counts.sentence("new", "changed", "unchanged", "closed", "reopened")
        logger.info("schools from %s: %s", ", ".join(map(str, files)), did)
    return counts


def _refuse_parts(files, registers):
    problems = [
        _("%(file)s: hierin staan alleen hoofdvestigingen, dus --complete kan niet.")
        % {"file": path}
        for path, register in zip(files, registers, strict=True)
        if not register.is_whole
    ]
    if problems:
        raise Refused(*problems)


@transaction.atomic
def _store(registers, closing_on, force, dry_run):
    known = School.objects.exclude(code=None).exclude(code="")
    known = known if dry_run else known.select_for_update(no_key=True)
    known = {school.code: school for school in known}
    given = _merged(registers)
    absent = _absent(known, given, registers, force) if closing_on else []
    counts, touched = Counts(closed=len(absent)), []
    for code, values in given.items():
        outcome, school = _brought_up_to_date(known.get(code), code, values)
        setattr(counts, outcome, getattr(counts, outcome) + 1)
        if outcome != "unchanged":
            touched.append(school)
    if not dry_run:
        _save(touched)
        School.objects.filter(pk__in=absent).update(closed_on=closing_on)
    return counts


def _merged(registers):
    merged = {}
    for register in registers:
        for code, entry in register.entries.items():
            merged.setdefault(code, {}).update(entry.values)
    return merged


def _brought_up_to_date(school, code, values):
    """Return what happens to the school, and the School with its new values."""
    if school is None:
        values = values | {"holiday_region": _holiday_region(School(), values)}
        return "new", School(code=code, **values)
    values = values | {"holiday_region": _holiday_region(school, values)}
    was_closed = school.closed_on is not None
    differs = any(getattr(school, name) != value for name, value in values.items())
    for name, value in (values | {"closed_on": None}).items():
        setattr(school, name, value)
    if was_closed:
        return "reopened", school
    return "changed" if differs else "unchanged", school


def _holiday_region(school, values):
    """What the file says; else what is known, unless the school moved to another municipality."""
    if given := values.get("holiday_region"):
        return given
    if school.holiday_region and fold(school.municipality) == fold(values["municipality"]):
        return school.holiday_region
    derived = region_of(values["province"], values["municipality"])
    return derived or school.holiday_region


def _absent(known, given, registers, force):
    """Return the ids of the open schools of these registers that are in none of the files."""
    names = {register.name for register in registers}
    opened = {
        code: schools_registry.register_of(code)
        for code, school in known.items()
        if school.closed_on is None and schools_registry.register_of(code) in names
    }
    absent = opened.keys() - given.keys()
    total, gone = Counter(opened.values()), Counter(opened[code] for code in absent)
    problems = [
        _(
            "Dit sluit %(gone)s van de %(total)s open scholen in het %(register)s. "
            "Klopt dat, geef dan --force mee."
        )
        % {"gone": gone[name], "total": total[name], "register": name}
        for name in sorted(gone)
        if gone[name] > SHARE_CLOSED * total[name] and not force
    ]
    if problems:
        raise Refused(*problems)
    return [known[code].pk for code in absent]


def _save(schools):
    """Insert, or update where the code exists: also when another import was just ahead."""
    for school in schools:
        school.pk = None
        school.fold()
    School.objects.bulk_create(
        schools, update_conflicts=True, unique_fields=["code"], update_fields=STORED
    )
