"""Dutch names: voornaam, tussenvoegsel, achternaam.

Written "Jan van den Berg", listed as "Berg, Jan van den". A name's own spelling is never changed.
"""

# Elided infixes stay attached to the name: "Giulia d'Ancona".
ATTACHED = ("d'", "l'", "dell'", "dall'")


def full_name(first, infix, last):
    """Return "Jan van den Berg"."""
    return " ".join(part for part in (_tidy(first), surname(infix, last)) if part)


def surname(infix, last):
    """Return "van den Berg"; an elided infix stays attached: "d'Ancona"."""
    infix, last = _tidy(infix), _tidy(last)
    glue = "" if _is_attached(infix) else " "
    return f"{infix}{glue}{last}".strip()


def sort_name(first, infix, last):
    """Return "Berg, Jan van den"; sort on `fold` of it."""
    rest = " ".join(part for part in (_tidy(first), _tidy(infix)) if part)
    return ", ".join(part for part in (_tidy(last), rest) if part)


def _is_attached(infix):
    plain = infix.replace("’", "'").replace("‘", "'").replace("`", "'").lower()
    return plain.rpartition(" ")[2] in ATTACHED


def _tidy(part):
    return " ".join((part or "").split())
