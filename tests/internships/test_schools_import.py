"""DUO's registers once, again, and of a later year."""

import pytest
from django.core.management import call_command

from internships.models import School
from tests.internships.duo import (
    ASSEN,
    FRANEKER,
    HEADER_2020,
    HEADER_2024,
    HEADER_MBO,
    ROC,
    TODAY,
    many,
    numbers,
    problems,
    take_in,
    write,
)
from tests.registers import extract, whole


def test_the_same_file_again_changes_nothing(db, tmp_path):
    path = write(tmp_path, HEADER_2020, ASSEN, FRANEKER)
    take_in(path)

    assert numbers(take_in(path)) == {"unchanged": 2}


def test_a_changed_row_changes_that_school_and_keeps_its_id(db, tmp_path):
    take_in(write(tmp_path, HEADER_2020, ASSEN, FRANEKER))
    before = School.objects.get(code="18BR00").pk

    counts = take_in(
        write(tmp_path, HEADER_2020, ASSEN.replace("Praktijkschool", "Vakschool"), FRANEKER)
    )

    assert numbers(counts) == {"changed": 1, "unchanged": 1}
    school = School.objects.get(code="18BR00")
    assert (school.pk, school.name) == (before, "Vakschool Assen")
    assert list(School.objects.search("vakschool")) == [school]


def test_a_file_without_a_column_leaves_that_field_alone(db, tmp_path):
    take_in(write(tmp_path, HEADER_2020, ASSEN))
    row = "18BR00,18BR,Praktijkschool Assen,PRO,,Bosrand,202,,,9406NN,Assen,ASSEN,Drenthe,6,52"

    counts = take_in(write(tmp_path, HEADER_2024, row))

    assert numbers(counts) == {"changed": 1}
    school = School.objects.get()
    assert (school.phone, school.website) == ("0592340973", "")


def test_a_derived_region_does_not_replace_a_known_one(db, tmp_path):
    take_in(write(tmp_path, f"{HEADER_2020};VAKANTIEREGIO", f"{ASSEN};Midden"))
    take_in(write(tmp_path, HEADER_2020, ASSEN))

    assert School.objects.get().holiday_region == "midden"


def test_a_school_that_moves_gets_the_region_of_its_new_municipality(db, tmp_path):
    take_in(write(tmp_path, HEADER_2020, ASSEN))
    take_in(
        write(tmp_path, HEADER_2020, ASSEN.replace("Drenthe", "Limburg").replace("ASSEN", "VENLO"))
    )

    assert School.objects.get().holiday_region == "zuid"


def test_of_two_files_the_last_one_wins(db, tmp_path):
    old = write(tmp_path, f"{HEADER_2020};VAKANTIEREGIO", f"{ASSEN};Noord", name="oud.csv")
    new = write(
        tmp_path, HEADER_2020, ASSEN.replace("Praktijkschool", "Vakschool"), name="nieuw.csv"
    )

    assert numbers(take_in(old, new)) == {"new": 1}
    assert School.objects.values_list("name", "holiday_region").get() == (
        "Vakschool Assen",
        "noord",
    )


def test_an_absent_school_stays_open_unless_the_register_is_complete(db, tmp_path):
    full, part = many(tmp_path, 8), many(tmp_path, 6, name="deel.csv")
    take_in(full)

    assert numbers(take_in(part)) == {"unchanged": 6}
    assert numbers(take_in(part, complete=True)) == {"unchanged": 6, "closed": 2}
    assert list(School.objects.exclude(closed_on=None).values_list("code", "closed_on")) == [
        ("18BR06", TODAY),
        ("18BR07", TODAY),
    ]
    assert numbers(take_in(part, complete=True)) == {"unchanged": 6}


def test_a_closed_school_that_comes_back_is_reopened(db, tmp_path):
    full = many(tmp_path, 4)
    take_in(full)
    take_in(many(tmp_path, 3, name="deel.csv"), complete=True)

    assert numbers(take_in(full)) == {"unchanged": 3, "reopened": 1}
    assert School.objects.open().count() == 4


def test_closing_more_than_a_quarter_asks_for_force(db, tmp_path):
    take_in(many(tmp_path, 8))
    part = many(tmp_path, 5, name="deel.csv")

    assert problems(part, complete=True) == [
        "Dit sluit 3 van de 8 open scholen in het vo. Klopt dat, geef dan --force mee."
    ]
    assert School.objects.open().count() == 8
    assert numbers(take_in(part, complete=True, force=True)) == {"unchanged": 5, "closed": 3}


def test_a_complete_register_closes_nothing_of_the_other_register(db, tmp_path):
    School.objects.create(name="Zonder code", kind="other")
    vo, mbo = many(tmp_path, 1), write(tmp_path, HEADER_MBO, ROC, name="mbo.csv")
    take_in(vo, mbo)

    assert numbers(take_in(vo, complete=True)) == {"unchanged": 1}
    assert numbers(take_in(mbo, complete=True)) == {"unchanged": 1}
    assert School.objects.open().count() == 3


def test_main_locations_alone_are_never_a_complete_register(db, tmp_path):
    header = HEADER_2020.replace("VESTIGINGSNUMMER;VESTIGINGSNAAM", "INSTELLINGSNAAM")
    path = write(tmp_path, header, ASSEN.replace("18BR00;", ""))

    assert problems(path, complete=True) == [
        f"{path}: hierin staan alleen hoofdvestigingen, dus --complete kan niet."
    ]


def test_a_dry_run_counts_the_same_and_writes_nothing(db, tmp_path):
    path = write(tmp_path, HEADER_2020, ASSEN, FRANEKER)

    assert numbers(take_in(path, dry_run=True)) == {"new": 2}
    assert School.objects.count() == 0


def test_the_command_prints_the_counts(db, tmp_path, capsys):
    call_command("import_schools", write(tmp_path, HEADER_2020, ASSEN, ASSEN), "--dry-run")

    assert capsys.readouterr().out == (
        "1 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 gesloten, 0 heropend, 0 geweigerd, "
        "1 dubbel in het bestand\n"
        "Dit was een proef: er is niets bewaard.\n"
    )


def test_a_refused_command_ends_with_2_and_at_most_twenty_problems(db, tmp_path, capsys):
    path = write(tmp_path, HEADER_2020, *["kapot"] * 30)

    with pytest.raises(SystemExit) as ended:
        call_command("import_schools", path)

    lines = capsys.readouterr().err.splitlines()
    assert ended.value.code == 2
    assert lines[0] == (
        f"{path}, regel 2: 1 veld in plaats van 12. Het bestand is beschadigd of afgebroken."
    )
    assert lines[19:] == [
        f"{path}, regel 21: 1 veld in plaats van 12. Het bestand is beschadigd of afgebroken.",
        "… en nog 10",
        "Er is niets gewijzigd.",
    ]


def test_progress_is_told_every_500_rows(db, tmp_path):
    told = []
    rows = (ASSEN.replace("18BR00", f"{number:04}00") for number in range(1001))

    take_in(write(tmp_path, HEADER_2020, *rows, name="groot.csv"), progress=told.append)

    assert [text.split(": ")[1] for text in told] == ["500 rijen", "1000 rijen"]


def test_schools_of_2020_are_taken_in_with_all_their_oddities(db):
    path = extract("vo-2020.csv")

    assert numbers(take_in(path)) == {"new": 13}
    assert numbers(take_in(path, complete=True)) == {"unchanged": 13}
    assert School.objects.get(code="19EO00").name == 'VMBO "De Jutter" Vlieland'
    assert not School.objects.filter(place__regex=r"^[A-Z ]{3,}$").exists()


def test_schools_of_2024_follow_those_of_2020(db):
    take_in(extract("vo-2020.csv"))
    path = extract("vo-2024.csv")

    counts = take_in(path, complete=True, force=True)

    assert (counts.new, counts.closed, counts.repeated) == (2, 4, 1)
    assert counts.changed + counts.unchanged == 9
    assert School.objects.get(code="18BR00").phone == "0592340973"
    assert numbers(take_in(path, complete=True)) == {"unchanged": 11, "repeated": 1}


def test_the_register_of_2026_is_accepted(db):
    path = extract("vo-2026.csv")

    assert numbers(take_in(path)) == {"new": 15}
    assert numbers(take_in(path)) == {"unchanged": 15}
    assert School.objects.get(code="19IW02").website == ""


def test_the_broken_off_register_of_2016_is_refused_with_its_line(db):
    path = extract("vo-2016-broken-off.csv")

    assert problems(path) == [
        f"{path}, regel 3: 4 velden in plaats van 30. Het bestand is beschadigd of afgebroken."
    ]


def test_the_whole_register_of_2024_follows_that_of_2020(db):
    first, second = (
        whole("alle-vestigingen-vo_2020-12.csv"),
        whole("vo-vestigingen_2024-11_coordinaten.csv"),
    )
    assert numbers(take_in(first)) == {"new": 1619}

    counts = take_in(second, complete=True)

    assert (counts.new, counts.closed, counts.repeated) == (108, 108, 21)
    assert counts.changed + counts.unchanged == 1511
    assert School.objects.exclude(phone="").count() == 1412
    assert numbers(take_in(second, complete=True)) == {"unchanged": 1619, "repeated": 21}


def test_the_queries_do_not_grow_with_what_stays_the_same(db, tmp_path, django_assert_num_queries):
    one, more = many(tmp_path, 1), many(tmp_path, 9, name="meer.csv")
    take_in(more)

    for path in (one, more):
        with django_assert_num_queries(3):
            take_in(path)
