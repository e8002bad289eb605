"""Small registers as DUO writes them."""

from datetime import date

import pytest

from core.importing import Refused
from internships import schools_import

TODAY = date(2026, 11, 23)

HEADER_2020 = (
    "PROVINCIE;BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;"
    "POSTCODE;PLAATSNAAM;GEMEENTENAAM;TELEFOONNUMMER;INTERNETADRES;ONDERWIJSSTRUCTUUR"
)
ASSEN = (
    "Drenthe;18BR;18BR00;Praktijkschool Assen;Bosrand;202;9406 NN;ASSEN;ASSEN;0592340973;"
    "www.pro-assen.nl;PRO"
)
FRANEKER = (
    "Fryslân;19EO;19EO02;Mariëndael VBO;Lutinelaan;7-A;8899 BD;ST.-ANNAPAROCHIE;WAADHOEKE;"
    "          ;          ;VBO/MAVO"
)
HEADER_2024 = (
    "vestigingscode,brin_nummer,naam,type,internetadres,straat,huisnummer,huisletter,"
    "huisnummertoevoeging,postcode,plaats,gemeente,provincie,lon,lat"
)
HEADER_MBO = (
    "PROVINCIE;INSTELLINGSCODE;INSTELLINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;"
    "PLAATSNAAM;GEMEENTENAAM;TELEFOONNUMMER;INTERNETADRES;MBO INSTELLINGSSOORT - CODE;"
    "MBO INSTELLINGSSOORT - NAAM"
)
ROC = (
    "Zuid-Holland;25LP;ROC Zadkine;Marten Meesweg;50;3068 AV;ROTTERDAM;ROTTERDAM;0102011500;"
    "https://www.zadkine.nl/;ROC;Regionaal opleidingencentrum"
)


def write(folder, *lines, name="scholen.csv", encoding="cp1252", end="\r\n"):
    """Write a register and return its path."""
    path = folder / name
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return path


def many(folder, count, name="veel.csv"):
    rows = (ASSEN.replace("18BR00", f"18BR0{number}") for number in range(count))
    return write(folder, HEADER_2020, *rows, name=name)


def take_in(*files, **options):
    return schools_import.run(files, today=TODAY, **options)


def numbers(counts):
    return {name: value for name, value in vars(counts).items() if value and name != "warnings"}


def problems(*files, **options):
    with pytest.raises(Refused) as refused:
        take_in(*files, **options)
    return refused.value.problems
