"""Reading DUO's registers of schools, of any year, into values of a School.

DUO renames its columns between years, so each column is looked up under every name it has had.
"""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from cohorts.models import HolidayRegion
from core import importing
from core.importing import Refused
from internships import schools_cleaning as cleaning
from internships.models import School

INSTITUTION = ("INSTELLINGSCODE", "BRIN NUMMER", "BRINNUMMER", "BRIN")
LOCATION = ("VESTIGINGSCODE", "VESTIGINGSNUMMER")
MBO_MARK = ("MBO INSTELLINGSSOORT - NAAM", "MBO INSTELLINGSSOORT - CODE", "MBO INSTELLINGSSOORT")
NEEDED = ("code", "name", "structure", "place", "municipality", "province")
COLUMNS = {
    "code": LOCATION,
    "name": ("VESTIGINGSNAAM", "NAAM"),
    "structure": ("ONDERWIJSSTRUCTUUR", "TYPE"),
    "street": ("STRAATNAAM", "STRAAT"),
    "house_number": ("HUISNUMMER-TOEVOEGING", "HUISNUMMER"),
    "house_letter": ("HUISLETTER",),
    "house_addition": ("HUISNUMMERTOEVOEGING",),
    "postcode": ("POSTCODE",),
    "place": ("PLAATSNAAM", "PLAATS", "WOONPLAATS"),
    "municipality": ("GEMEENTENAAM", "GEMEENTE"),
    "province": ("PROVINCIE", "PROVINCIENAAM"),
    "holiday_region": ("VAKANTIEREGIO",),
    "phone": ("TELEFOONNUMMER", "TELEFOON"),
    "website": ("INTERNETADRES", "WEBSITE"),
}
INSTITUTIONS = COLUMNS | {"code": INSTITUTION, "name": ("INSTELLINGSNAAM", "NAAM")}
SUFFIXES = ("house_letter", "house_addition")
CLEANERS = {
    "place": cleaning.place,
    "municipality": cleaning.place,
    "province": cleaning.province,
    "website": cleaning.website,
}
CODES = {"vo": re.compile(r"[0-9A-Z]{4}[0-9]{2}"), "mbo": re.compile(r"[0-9A-Z]{4}")}


class Entry(NamedTuple):
    where: str
    values: dict


class Register(NamedTuple):
    """What one file holds: its values by school code, only for the fields it has.

    `name` is "vo" or "mbo"; `is_whole` says that every location of an institution can be in it.
    """

    name: str
    is_whole: bool
    entries: dict
    repeated: int
    warnings: list


def register_of(code):
    """Return the register a school with this code stands in: only vo has locations."""
    return "mbo" if len(code) == 4 else "vo"


def read(path, progress=None):
    """Return the Register in a file, or raise Refused with every damaged line."""
    table = importing.read(path)
    name = "mbo" if table.has(*MBO_MARK) else "vo"
    # The editions of main locations name the institution only.
    main_only = table.has("INSTELLINGSNAAM") and not table.has(*LOCATION)
    accepted = INSTITUTIONS if name == "mbo" or main_only else COLUMNS
    if name == "mbo":
        accepted = accepted | {"structure": MBO_MARK}
    rows = table.rows(accepted, NEEDED, progress)
    # A file with coordinates has a row for each address a location has.
    is_joined = table.has("LON") and table.has("LAT")
    register = Register(name, name == "mbo" or not main_only, {}, 0, [])
    return _fill(register, rows, {"house_number"} if is_joined else set())


def _fill(register, rows, may_differ):
    problems, repeated = [], 0
    for row in rows:
        code = _code(register, row.cells.pop("code"))
        values = _values(register, row, problems)
        if not CODES[register.name].fullmatch(code):
            text = {"where": row.where, "code": code or "-"}
            problems.append(_("%(where)s: “%(code)s” is geen geldige schoolcode.") % text)
        elif code not in register.entries:
            register.entries[code] = Entry(row.where, values)
        elif _same(register.entries[code].values, values, may_differ):
            repeated += 1
        else:
            text = {"where": row.where, "code": code, "first": register.entries[code].where}
            problems.append(
                _("%(where)s: %(code)s staat er al, met andere gegevens (%(first)s).") % text
            )
    if problems:
        raise Refused(*problems)
    return register._replace(repeated=repeated)


def _same(first, second, may_differ):
    return all(first[name] == second[name] for name in first.keys() - may_differ)


def _code(register, code):
    """DUO numbers the main location 00."""
    code = code.upper()
    return code if register.is_whole or not code else f"{code}00"


def _values(register, row, problems):
    cells = row.cells
    values = {
        name: CLEANERS.get(name, str)(text) for name, text in cells.items() if name not in SUFFIXES
    }
    values["kind"] = _kind(register, cells["structure"])
    if "house_number" in values:
        values["house_number"] = cleaning.house_number(
            cells["house_number"], *(cells.get(name, "") for name in SUFFIXES)
        )
    _read_postcode(register, row, values)
    _read_holiday_region(row, values, problems)
    problems += _unfit(row.where, values)
    return values


def _kind(register, structure):
    """Return the School.Kind.

    VBO and MAVO are the routes of the vmbo. Practical training (PRO) is no vmbo, and a location
    with only first years (BRUGJAAR) does not tell.
    """
    parts = set(structure.upper().split("/"))
    if register.name == "mbo":
        return School.Kind.MBO
    if parts & {"VBO", "MAVO", "VMBO"}:
        return School.Kind.VMBO
    return School.Kind.MBO if "MBO" in parts else School.Kind.OTHER


def _read_postcode(register, row, values):
    if "postcode" in values and (cleaned := cleaning.postcode(values["postcode"])) is not None:
        values["postcode"] = cleaned
    elif "postcode" in values:
        text = {"where": row.where, "postcode": values.pop("postcode")}
        register.warnings.append(
            _("%(where)s: “%(postcode)s” is geen postcode en is weggelaten.") % text
        )


def _read_holiday_region(row, values, problems):
    given = values.pop("holiday_region", "")
    region = given.lower().removeprefix("regio ")
    if region in HolidayRegion.values:
        values["holiday_region"] = region
    elif given:
        text = {"where": row.where, "region": given}
        problems.append(_("%(where)s: “%(region)s” is geen vakantieregio.") % text)


def _unfit(where, values):
    if not values["name"]:
        yield _("%(where)s: de naam ontbreekt.") % {"where": where}
    for name, value in values.items():
        column = School._meta.get_field(name)
        if len(value) > column.max_length:
            text = {"where": where, "field": column.verbose_name, "limit": column.max_length}
            yield _("%(where)s: %(field)s is langer dan %(limit)s tekens.") % text
