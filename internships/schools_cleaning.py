"""The writing of a school register, made fit to read.

DUO writes places in capitals without accents, and adds the province where two share a name.
"""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from core import postcodes
from core.search import fold

# Words inside a name; the first word of a name keeps its capital: "Den Helder", "Ter Apel".
SMALL_WORDS = {
    "aan", "am", "bij", "de", "den", "der", "en", "het", "in", "met", "of", "op", "onder",
    "over", "te", "ten", "ter", "tot", "uit", "van", "voor",
}  # fmt: skip
WRITTEN_SHORT = {"ad": "aan den", "a/d": "aan den", "ca": "c.a.", "c.a.": "c.a."}
PROVINCE_MARK = re.compile(
    r"(?<=\w) (?:\((?:GR|FR|DR|OV|GLD|FL|UT|NH|ZH|ZL|NB|LB|L)\)"
    r"|(?:GN|GR|FR|DR|OV|GLD|FL|UT|NH|ZH|ZLD|ZL|NB|LB))$",
    re.IGNORECASE,
)
ACCENTS = {
    "sudwest-fryslan": "Súdwest-Fryslân",
    "noardeast-fryslan": "Noardeast-Fryslân",
    "fryslan": "Fryslân",
}
PROVINCES = (
    "Groningen", "Friesland", "Drenthe", "Overijssel", "Flevoland", "Gelderland", "Utrecht",
    "Noord-Holland", "Zuid-Holland", "Zeeland", "Noord-Brabant", "Limburg",
)  # fmt: skip
SPELLINGS = {fold(name): name for name in PROVINCES} | {"fryslan": "Friesland"}

WORD = re.compile(r"[^ -]+")
CLIPPED = re.compile(r"^'?([ST])[ -](?=\w)")
LETTER_AFTER_DASH = re.compile(r"^(\d+)-([A-Za-z])(?![A-Za-z])")
website_is_valid = URLValidator(schemes=["http", "https"])


def place(text):
    """Return "Capelle aan den IJssel" for "CAPELLE AAN DEN IJSSEL", "Ede" for "EDE GLD".

    A name that has small letters already keeps them.
    """
    text = PROVINCE_MARK.sub("", text.replace("’", "'").replace("`", "'"))
    if not text.isupper():
        return text
    if accented := ACCENTS.get(fold(text)):
        return accented
    text = CLIPPED.sub(_clip, text)
    return WORD.sub(_capital, text)


def _clip(match):
    """'S-GRAVENHAGE and S GRAVENHAGE, but 'T HARDE."""
    return "'s-" if match[1] == "S" else "'t "


def _capital(match):
    word, text, start = match[0].lower(), match.string, match.start()
    if word in ("'s", "'t"):
        return word
    if start and text[start - 1] == " " and word in SMALL_WORDS:
        return word
    if start and word in WRITTEN_SHORT:
        return WRITTEN_SHORT[word]
    if word.startswith("ij"):
        return "IJ" + word[2:]
    return word[:1].upper() + word[1:]


def province(text):
    """Return the province in its Dutch spelling: "Friesland" for "Fryslân"."""
    return SPELLINGS.get(fold(text)) or place(text)


def house_number(number, letter="", addition=""):
    """Return "7A", "12A-1" or "5-7"; DUO writes a letter as "7-A", the address register apart."""
    number = LETTER_AFTER_DASH.sub(lambda match: match[1] + match[2].upper(), number)
    number += letter.upper()
    return f"{number}-{addition}" if addition else number


def postcode(text):
    """Return "1234 AB", or None when it is none."""
    if not text:
        return ""
    try:
        return postcodes.clean(text)
    except ValidationError:
        return None


def website(text):
    """Return an address that can be opened, or "": some rows hold a mail address or a number."""
    scheme, found, rest = text.partition("://")
    if not found:
        scheme, rest = "https", text
    host, slash, path = rest.partition("/")
    address = f"{scheme.lower()}://{host.lower()}{slash if path else ''}{path}"
    # URLValidator takes the digits of a telephone number for an address on the local network.
    if "@" in host or "." not in host or not re.search("[a-z]", host.lower()):
        return ""
    try:
        website_is_valid(address)
    except ValidationError:
        return ""
    return address if len(address) <= 200 else ""
