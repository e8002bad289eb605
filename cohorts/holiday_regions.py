"""Which holiday region a place belongs to, as the Ministry of Education divides the country.

The regions follow provinces, except where they cut through one.
"""

from cohorts.models import HolidayRegion
from core.search import fold

NOORD, MIDDEN, ZUID = HolidayRegion.NOORD, HolidayRegion.MIDDEN, HolidayRegion.ZUID

PROVINCES = {
    "groningen": NOORD, "friesland": NOORD, "fryslan": NOORD, "drenthe": NOORD,
    "overijssel": NOORD, "flevoland": NOORD, "noord-holland": NOORD,
    "gelderland": MIDDEN, "utrecht": MIDDEN, "zuid-holland": MIDDEN,
    "noord-brabant": ZUID, "limburg": ZUID, "zeeland": ZUID,
}  # fmt: skip

SOUTHERN_GELDERLAND = (
    "Arnhem", "Berg en Dal", "Beuningen", "Doesburg", "Druten", "Duiven", "Heumen",
    "Lingewaard", "Maasdriel", "Nijmegen", "Overbetuwe", "Renkum", "Rheden", "Rozendaal",
    "Tiel", "West Maas en Waal", "Westervoort", "Wijchen", "Zaltbommel", "Zevenaar",
)  # fmt: skip

# An empty region: the border runs through the municipality.
EXCEPTIONS = {
    **{("gelderland", fold(name)): ZUID for name in SOUTHERN_GELDERLAND},
    ("gelderland", "hattem"): NOORD,
    ("gelderland", "montferland"): "",
    ("gelderland", "neder-betuwe"): "",
    ("noord-brabant", "altena"): "",
    ("utrecht", "eemnes"): NOORD,
    ("utrecht", "de ronde venen"): "",
    ("flevoland", "zeewolde"): MIDDEN,
}


def region_of(province, municipality):
    """Return the HolidayRegion, or "" where province and municipality do not tell."""
    key = (fold(province), fold(municipality))
    return EXCEPTIONS.get(key, PROVINCES.get(key[0], ""))
