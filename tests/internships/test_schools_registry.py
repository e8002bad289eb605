"""What a row of DUO's registers becomes."""

import pytest

from internships.models import School
from tests.internships.duo import (
    ASSEN,
    FRANEKER,
    HEADER_2020,
    HEADER_2024,
    HEADER_MBO,
    ROC,
    numbers,
    take_in,
    write,
)


def test_a_location_becomes_a_school(db, tmp_path):
    counts = take_in(write(tmp_path, HEADER_2020, ASSEN, FRANEKER))

    assert numbers(counts) == {"new": 2}
    school = School.objects.get(code="19EO02")
    assert {field.name: getattr(school, field.name) for field in School._meta.fields[1:]} == {
        "code": "19EO02",
        "name": "Mariëndael VBO",
        "kind": "vmbo",
        "structure": "VBO/MAVO",
        "street": "Lutinelaan",
        "house_number": "7A",
        "postcode": "8899 BD",
        "place": "St.-Annaparochie",
        "municipality": "Waadhoeke",
        "province": "Friesland",
        "holiday_region": "noord",
        "phone": "",
        "website": "",
        "closed_on": None,
        "folded": "mariendael vbo st.-annaparochie 19eo02 waadhoeke",
    }


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_is_read(db, tmp_path, encoding, end):
    take_in(write(tmp_path, HEADER_2020, FRANEKER, encoding=encoding, end=end))

    assert list(School.objects.values_list("name", "province")) == [("Mariëndael VBO", "Friesland")]


def test_an_mbo_institution_is_a_school_without_a_location_number(db, tmp_path):
    take_in(write(tmp_path, HEADER_MBO, ROC))

    school = School.objects.get()
    assert (school.code, school.kind, school.structure, school.website) == (
        "25LP",
        "mbo",
        "Regionaal opleidingencentrum",
        "https://www.zadkine.nl",
    )


def test_a_list_of_main_locations_gives_each_its_number_00(db, tmp_path):
    header = HEADER_2020.replace("VESTIGINGSNUMMER;VESTIGINGSNAAM", "INSTELLINGSNAAM")
    take_in(write(tmp_path, header, ASSEN.replace("18BR00;", "")))

    assert School.objects.get().code == "18BR00"


def test_the_columns_of_2024_and_their_repeats_per_address_are_read(db, tmp_path):
    row = "20AM05,20AM,Het College,VBO/MAVO,,Laan,{},a,,7522GK,'s-Gravenhage,S GRAVENHAGE,{},6,52"
    path = write(
        tmp_path,
        HEADER_2024,
        row.format(30, "Zuid-Holland"),
        row.format(32, "Zuid-Holland"),
        encoding="utf-8",
    )

    assert numbers(take_in(path)) == {"new": 1, "repeated": 1}
    school = School.objects.get()
    assert (school.house_number, school.postcode, school.municipality) == (
        "30A",
        "7522 GK",
        "'s-Gravenhage",
    )


@pytest.mark.parametrize(
    ("structure", "kind"),
    [
        ("VBO", "vmbo"),
        ("MAVO/HAVO/VWO", "vmbo"),
        ("VBO/MAVO/MBO", "vmbo"),
        ("MBO", "mbo"),
        ("PRO", "other"),
        ("VBO/PRO", "vmbo"),
        ("BRUGJAAR", "other"),
        ("HAVO/VWO", "other"),
        ("", "other"),
    ],
)
def test_the_kind_follows_from_the_structure(db, tmp_path, structure, kind):
    take_in(write(tmp_path, HEADER_2020, ASSEN.removesuffix("PRO") + structure))

    assert School.objects.get().kind == kind


def test_the_region_in_the_file_goes_before_the_derived_one(db, tmp_path):
    header = f"{HEADER_2020};VAKANTIEREGIO"
    take_in(
        write(tmp_path, header, f"{ASSEN};Zuid", f"{FRANEKER}; "),
    )

    assert dict(School.objects.values_list("code", "holiday_region")) == {
        "18BR00": "zuid",
        "19EO02": "noord",
    }
