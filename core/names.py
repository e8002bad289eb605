"""Dutch names: voornaam, tussenvoegsel, achternaam.

Written "Jan van den Berg", "mevrouw Van den Berg", listed as "Berg, Jan van den".
A name's own spelling is never changed; the one capital of `formal` is Dutch spelling
for an infix without a first name or initial before it.
"""

from typing import NamedTuple

INFIX_WORDS = {
    "van", "vd", "v.d", "v.d.", "v/d", "von", "vom", "de", "den", "der", "des", "het", "'t", "'s",
    "te", "ten", "ter", "d'", "in", "op", "aan", "af", "bij", "onder", "over", "tot", "uit", "uijt",
    "voor", "boven", "buiten", "achter", "zu", "zum", "zur", "auf", "am", "da", "das", "do", "dos",
    "du", "di", "del", "dell'", "dall'", "della", "dello", "dalla", "la", "le", "les", "l'", "lo",
    "los", "las", "el", "al", "bin", "ibn", "à",
}  # fmt: skip
ATTACHED = ("d'", "l'", "dell'", "dall'")


class Name(NamedTuple):
    first: str
    infix: str
    last: str


def full_name(first, infix, last):
    """Return "Jan van den Berg"."""
    return " ".join(part for part in (_tidy(first), surname(infix, last)) if part)


def surname(infix, last):
    """Return "van den Berg"; an elided infix stays attached: "d'Ancona"."""
    infix, last = _tidy(infix), _tidy(last)
    glue = "" if _is_attached(infix) else " "
    return f"{infix}{glue}{last}".strip()


def formal(infix, last=""):
    """Return "Van den Berg", as after "mevrouw"; an infix in front gets a capital.

    "'t Hart" keeps its 't: after an apostrophe the capital is on the next word.
    """
    infix = _tidy(infix)
    return surname(infix[:1].upper() + infix[1:], last)


def sort_name(first, infix, last):
    """Return "Berg, Jan van den"; sort on `fold` of it."""
    rest = " ".join(part for part in (_tidy(first), _tidy(infix)) if part)
    return ", ".join(part for part in (_tidy(last), rest) if part)


def initials(first, last):
    """Return "JB" for an avatar; the Dutch IJ is one letter."""
    return "".join(_first_letter(part) for part in (first, last))


def split(text):
    """Guess a Name from one typed line, "Jan van den Berg" or "Berg, Jan van den".

    A guess, to be shown and corrected: without an infix the last word is the surname.
    Nothing but spacing is changed, so `full_name(*split(text))` gives the line back.
    """
    text = _tidy(text)
    if "," in text:
        return _split_listed(text)
    words = text.split()
    if len(words) < 2 and not _attached_prefix(text):
        return Name(text, "", "")
    start = _surname_start(words)
    infix, last = _split_surname(words[start:])
    return Name(" ".join(words[:start]), infix, last)


def _split_listed(text):
    last, rest = (part.strip() for part in text.split(",", 1))
    words = rest.split()
    start = len(words)
    while start and _is_infix(words[start - 1]):
        start -= 1
    infix = " ".join(words[start:])
    if not infix:
        infix, last = _split_surname(last.split())
    return Name(" ".join(words[:start]), infix, last)


def _surname_start(words):
    for index, word in enumerate(words[:-1]):
        if _is_infix(word) or (index and _is_double(word)):
            return index
    return len(words) - 1


def _split_surname(words):
    """Take the infix off; the last word always stays, whatever it looks like."""
    count = 0
    while count < len(words) - 1 and _is_infix(words[count]):
        count += 1
    infix, last = words[:count], words[count:]
    if last and (prefix := _attached_prefix(last[0])):
        infix, last = [*infix, prefix], [last[0][len(prefix) :], *last[1:]]
    return " ".join(infix), " ".join(last)


def _is_infix(word):
    return _plain(word) in INFIX_WORDS


def _is_double(word):
    """True for the first half of "Jansen-de Vries"."""
    head, hyphen, tail = word.rpartition("-")
    return bool(head and hyphen) and (not tail or _is_infix(tail))


def _attached_prefix(word):
    plain = _plain(word)
    found = (prefix for prefix in ATTACHED if plain.startswith(prefix) and plain != prefix)
    return word[: len(next(found, ""))]


def _is_attached(infix):
    return bool(infix) and _plain(infix).rpartition(" ")[2] in ATTACHED


def _plain(word):
    return word.replace("’", "'").replace("‘", "'").replace("`", "'").lower()


def _first_letter(part):
    letters = _tidy(part).lstrip("'’‘`-")
    return "IJ" if letters.startswith("IJ") else letters[:1].upper()


def _tidy(part):
    return " ".join((part or "").split())
