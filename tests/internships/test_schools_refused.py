"""Registers that are damaged, or no registers at all: one sentence each, and nothing changes."""

import pytest

from internships.models import School
from tests.internships.duo import ASSEN, FRANEKER, HEADER_2020, numbers, problems, take_in, write


def test_a_broken_off_row_is_named_and_nothing_of_any_file_is_kept(db, tmp_path):
    good = write(tmp_path, HEADER_2020, ASSEN, name="goed.csv")
    bad = write(tmp_path, HEADER_2020, ASSEN, "Drenthe;19TQ;19TQ00;Stad & Esch", name="fout.csv")

    assert problems(good, bad) == [
        f"{bad}, regel 3: 4 velden in plaats van 12. Het bestand is beschadigd of afgebroken."
    ]
    assert School.objects.count() == 0


def test_empty_fields_and_lines_too_many_do_no_harm(db, tmp_path):
    assert numbers(take_in(write(tmp_path, HEADER_2020, "", f"{ASSEN};;", "   ", ";;;"))) == {
        "new": 1
    }


def test_a_field_too_many_is_refused(db, tmp_path):
    path = write(tmp_path, HEADER_2020, ASSEN.replace("Bosrand", "Bos;rand"))

    assert problems(path) == [
        f"{path}, regel 2: 13 velden in plaats van 12. Het bestand is beschadigd of afgebroken."
    ]


def test_a_missing_column_is_named_with_what_it_may_be_called(db, tmp_path):
    header = HEADER_2020.replace("VESTIGINGSNUMMER", "NUMMER").replace("PROVINCIE", "STREEK")
    path = write(tmp_path, header, ASSEN)

    assert problems(path) == [
        f"{path}: de kolom VESTIGINGSCODE ontbreekt (ook goed: VESTIGINGSNUMMER).",
        f"{path}: de kolom PROVINCIE ontbreekt (ook goed: PROVINCIENAAM).",
    ]


def test_a_column_that_is_there_twice_is_refused(db, tmp_path):
    path = write(tmp_path, f"{HEADER_2020};POSTCODE", f"{ASSEN};1234 AB")

    assert problems(path) == [f"{path}: de kolom POSTCODE staat er twee keer."]


@pytest.mark.parametrize("code", ["18BR", "18BR001", "18B-00", ""])
def test_an_invalid_code_is_refused(db, tmp_path, code):
    path = write(tmp_path, HEADER_2020, ASSEN.replace("18BR00", code))

    assert problems(path) == [f"{path}, regel 2: “{code or '-'}” is geen geldige schoolcode."]


def test_one_code_with_two_sets_of_data_is_refused(db, tmp_path):
    path = write(tmp_path, HEADER_2020, ASSEN, FRANEKER, ASSEN.replace("202", "204"))

    assert problems(path) == [
        f"{path}, regel 4: 18BR00 staat er al, met andere gegevens ({path}, regel 2)."
    ]


def test_one_code_twice_with_the_same_data_is_counted_as_repeated(db, tmp_path):
    assert numbers(take_in(write(tmp_path, HEADER_2020, ASSEN, ASSEN))) == {"new": 1, "repeated": 1}


def test_a_text_that_does_not_fit_or_is_missing_is_refused(db, tmp_path):
    path = write(
        tmp_path,
        HEADER_2020,
        ASSEN.replace("Praktijkschool", "x" * 160),
        FRANEKER.replace("Mariëndael VBO", " "),
    )

    assert problems(path) == [
        f"{path}, regel 2: naam is langer dan 160 tekens.",
        f"{path}, regel 3: de naam ontbreekt.",
    ]


def test_an_unknown_holiday_region_is_refused(db, tmp_path):
    path = write(tmp_path, f"{HEADER_2020};VAKANTIEREGIO", f"{ASSEN};Oost")

    assert problems(path) == [f"{path}, regel 2: “Oost” is geen vakantieregio."]


def test_a_wrong_postcode_is_left_out_with_a_warning(db, tmp_path):
    path = write(tmp_path, HEADER_2020, ASSEN.replace("9406 NN", "94O6 NN"))

    counts = take_in(path)

    assert counts.warnings == [f"{path}, regel 2: “94O6 NN” is geen postcode en is weggelaten."]
    assert School.objects.get().postcode == ""


def test_a_quote_that_is_never_closed_is_refused_with_its_line(db, tmp_path):
    broken = write(
        tmp_path, HEADER_2020, FRANEKER, ASSEN.replace("Prak", '"Prak', 1), ASSEN, name="q.csv"
    )

    assert problems(broken) == [f"{broken}, regel 3: de aanhalingstekens kloppen niet."]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", ": dit bestand is leeg."),
        (b"\xef\xbb\xbf\r\n \r\n", ": dit bestand is leeg."),
        (HEADER_2020.encode(), ": er staan geen rijen onder de kolomnamen."),
        (b"PK\x03\x04\x14\0", ": dit is een Excel- of zipbestand. Sla het eerst op als CSV."),
        (b"\xd0\xcf\x11\xe0\xa1", ": dit is een Excel- of zipbestand. Sla het eerst op als CSV."),
        (b"naam;\0plaats\n", ": dit is geen tekstbestand."),
        ("naam;plaats\n".encode("utf-16"), ": dit is geen tekstbestand."),
        (b"x" * 60_000_000, ": dit bestand is groter dan 20 MB."),
        (b"naam\nM\xc3\xa9ppel\nFrysl\xe2n\n", ", regel 3: dit teken is niet te lezen."),
        (b"naam\nx\x81y\n", ", regel 2: dit teken is niet te lezen."),
    ],
    ids=["empty", "blank", "header", "xlsx", "xls", "nul", "utf16", "60MB", "mixed", "undefined"],
)
def test_a_file_that_is_no_register_is_refused_in_one_sentence(tmp_path, content, problem):
    path = tmp_path / "scholen.csv"
    path.write_bytes(content)

    assert problems(path) == [f"{path}{problem}"]


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    missing = tmp_path / "nergens.csv"

    assert problems(missing, tmp_path) == [
        f"{missing}: dit bestand bestaat niet.",
        f"{tmp_path}: dit is een map, geen bestand.",
    ]


def test_what_has_no_size_is_held_to_the_same_limit():
    assert problems("/dev/zero") == ["/dev/zero: dit bestand is groter dan 20 MB."]
