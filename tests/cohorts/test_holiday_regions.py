"""Which holiday region a municipality belongs to."""

import csv

import pytest

from cohorts.holiday_regions import region_of
from tests.registers import whole


@pytest.mark.parametrize(
    ("province", "municipality", "region"),
    [
        ("Gelderland", "Arnhem", "zuid"),
        ("Gelderland", "Tiel", "zuid"),
        ("Gelderland", "Hattem", "noord"),
        ("Gelderland", "Ede", "midden"),
        ("Gelderland", "Montferland", ""),
        ("Utrecht", "Eemnes", "noord"),
        ("Utrecht", "De Ronde Venen", ""),
        ("Noord-Brabant", "Altena", ""),
        ("Noord-Brabant", "Breda", "zuid"),
        ("Flevoland", "Zeewolde", "midden"),
        ("Fryslân", "Waadhoeke", "noord"),
        ("Caribisch Nederland", "Bonaire", ""),
    ],
)
def test_the_holiday_region_follows_from_the_municipality(province, municipality, region):
    assert region_of(province, municipality) == region


def test_the_holiday_regions_agree_with_the_published_list():
    with whole("subdivisions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    names = {row["ShortName"]: row["Name"].split(",EN ")[0][3:] for row in rows}
    letters = {"NO": "noord", "MI": "midden", "ZU": "zuid"}

    differing = {
        names[row["ShortName"]]: row["Groups"]
        for row in rows
        if row["Parent"]
        and region_of(names[row["Parent"]], names[row["ShortName"]])
        != letters.get(row["Groups"], "")
    }

    assert differing == {}
