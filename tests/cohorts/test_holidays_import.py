"""School holidays and public holidays, from files and from the library."""

from datetime import date

import pytest
from django.core.management import call_command

from cohorts import holidays_import
from cohorts.models import Holiday
from core.importing import Refused
from tests.registers import extract, whole

TODAY = date(2026, 11, 23)
SCHOOL = "Id;Country;StartDate;EndDate;Type;RegionalScope;Name;Groups"
PUBLIC = "Id;Country;StartDate;EndDate;Type;RegionalScope;Name"
AUTUMN = "1;NL;2025-10-18;2025-10-26;School;Regional;NL Herfstvakantie,DE Herbstferien;MI,NO"
KING = "2;NL;2026-04-27;;Public;National;NL Koningsdag,DE Königstag,EN King’s Day"
SPRING = "3;NL;2027-02-13;{};School;Regional;NL {},EN Spring Holidays;ZU"


def write(folder, *lines, name="vakanties.csv"):
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


def take_in(*files, **options):
    return holidays_import.run(files, today=TODAY, **options)


def numbers(counts):
    return {name: value for name, value in vars(counts).items() if value and name != "warnings"}


def problems(*files, **options):
    with pytest.raises(Refused) as refused:
        take_in(*files, **options)
    return refused.value.problems


def stored():
    return list(Holiday.objects.values_list("kind", "region", "name", "start_on", "end_on"))


def test_each_region_of_a_school_holiday_and_a_public_holiday_become_a_row(db, tmp_path):
    files = write(tmp_path, SCHOOL, AUTUMN), write(tmp_path, PUBLIC, KING, name="feestdagen.csv")

    assert numbers(take_in(*files)) == {"new": 3}
    assert stored() == [
        ("school", "midden", "Herfstvakantie", date(2025, 10, 18), date(2025, 10, 26)),
        ("school", "noord", "Herfstvakantie", date(2025, 10, 18), date(2025, 10, 26)),
        ("public", "", "Koningsdag", date(2026, 4, 27), date(2026, 4, 27)),
    ]
    assert numbers(take_in(*files)) == {"unchanged": 3}


def test_a_dry_run_counts_the_same_and_writes_nothing(db, tmp_path):
    assert numbers(take_in(write(tmp_path, SCHOOL, AUTUMN), dry_run=True)) == {"new": 2}
    assert stored() == []


def test_only_the_years_asked_for_are_taken_in(db, tmp_path):
    path = write(tmp_path, SCHOOL, AUTUMN, f"{KING};")

    assert numbers(take_in(path, years=(2026, 2026))) == {"new": 1}
    assert problems(path, years=(2020, 2021)) == [
        "In deze jaren is er geen vakantie of feestdag gevonden."
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (AUTUMN.replace("10-26", "10-17"), "de laatste dag ligt vóór de eerste dag."),
        (AUTUMN.replace("10-26", "02-30"), "“2025-02-30” is geen datum als 2026-02-14."),
        (AUTUMN.replace("2025-10-18", ""), "“” is geen datum als 2026-02-14."),
        (AUTUMN.replace("MI,NO", "MI,XX"), "“XX” is geen regio (NO, MI of ZU)."),
        (AUTUMN.replace(";NL;", ";DE;"), "“DE” is niet Nederland (NL)."),
        (AUTUMN.replace("School", "Bank"), "het type “Bank” is niet School of Public."),
        (
            AUTUMN.replace("NL Herfstvakantie,", ""),
            "“DE Herbstferien” heeft geen Nederlandse naam (NL …).",
        ),
    ],
)
def test_a_wrong_row_is_refused_with_its_line_and_nothing_is_kept(db, tmp_path, row, problem):
    path = write(tmp_path, SCHOOL, SPRING.format("2027-02-21", "Voorjaarsvakantie"), row)

    assert problems(path) == [f"{path}, regel 3: {problem}"]
    assert stored() == []


def test_a_broken_off_row_and_a_missing_column_are_refused(db, tmp_path):
    short = write(tmp_path, SCHOOL, AUTUMN, "9;NL;2026", name="kort.csv")
    other = write(tmp_path, "Country;Code;Name", "NL;NO;Noord", name="anders.csv")

    assert problems(short, other) == [
        f"{short}, regel 3: 3 velden in plaats van 8. Het bestand is beschadigd of afgebroken.",
        f"{other}: de kolom StartDate ontbreekt.",
        f"{other}: de kolom EndDate ontbreekt.",
        f"{other}: de kolom Type ontbreekt.",
    ]


def test_one_holiday_with_two_last_days_is_refused(db, tmp_path):
    path = write(tmp_path, SCHOOL, AUTUMN, AUTUMN.replace("10-26", "10-27"))

    assert (
        problems(path)
        == [
            f"{path}, regel 3: Herfstvakantie staat er al, met een andere laatste dag ({path}, "
            f"regel 2).",
        ]
        * 2
    )


def test_too_long_a_holiday_gets_the_last_day_the_library_knows(db, tmp_path):
    path = write(tmp_path, SCHOOL, SPRING.format("2027-03-21", "Voorjaarsvakantie"))

    counts = take_in(path)

    assert counts.warnings == [
        f"{path}, regel 2: Voorjaarsvakantie zuid van 13 februari 2027 tot en met "
        "21 maart 2027 duurt 37 dagen. Ingelezen tot en met 21 februari 2027, de dag die de "
        "bibliotheek holidays noemt."
    ]
    assert numbers(counts) == {"new": 1}
    assert stored()[0][3:] == (date(2027, 2, 13), date(2027, 2, 21))
    assert numbers(take_in(path)) == {"unchanged": 1}


def test_too_long_a_holiday_that_the_library_does_not_know_is_left_out(db, tmp_path):
    path = write(tmp_path, SCHOOL, SPRING.format("2027-03-21", "Carnavalsvakantie"), AUTUMN)

    counts = take_in(path)

    assert counts.warnings == [
        f"{path}, regel 2: Carnavalsvakantie zuid van 13 februari 2027 tot en met "
        "21 maart 2027 duurt 37 dagen. Niet ingelezen: pas de laatste dag aan."
    ]
    assert numbers(counts) == {"new": 2, "refused": 1}


@pytest.mark.parametrize(
    ("name", "kind", "last", "is_too_long"),
    [
        ("Voorjaarsvakantie", "school", date(2027, 7, 23), False),
        ("Voorjaarsvakantie", "school", date(2027, 7, 24), True),
        ("Zomervakantie", "school", date(2027, 8, 20), False),
        ("Zomervakantie", "school", date(2027, 8, 21), True),
        ("Kermis", "public", date(2027, 7, 3), False),
        ("Kermis", "public", date(2027, 7, 4), True),
    ],
)
def test_a_holiday_is_too_long_at_a_length_that_depends_on_its_kind(name, kind, last, is_too_long):
    entry = holidays_import.Entry(kind, "", name, date(2027, 7, 1), last)

    assert entry.is_too_long is is_too_long


def test_a_holiday_that_shifts_is_moved_and_not_doubled(db, tmp_path):
    take_in(write(tmp_path, SCHOOL, SPRING.format("2027-02-21", "Voorjaarsvakantie")))
    later = SPRING.format("2027-02-28", "Voorjaarsvakantie").replace("02-13", "02-20")

    assert numbers(take_in(write(tmp_path, SCHOOL, later))) == {"changed": 1}
    assert [row[3:] for row in stored()] == [(date(2027, 2, 20), date(2027, 2, 28))]


def test_a_week_that_was_added_by_hand_stays(db, tmp_path):
    may = "4;NL;2027-04-24;2027-05-02;School;Regional;NL Meivakantie;ZU"
    own = Holiday.objects.create(
        kind="school",
        region="zuid",
        name="Meivakantie",
        start_on=date(2027, 5, 3),
        end_on=date(2027, 5, 9),
    )

    assert numbers(take_in(write(tmp_path, SCHOOL, may))) == {"new": 1}
    own.refresh_from_db()
    assert own.start_on == date(2027, 5, 3)


def test_the_library_gives_whole_holidays_from_the_school_year_before(db):
    counts = take_in()

    spring = Holiday.objects.filter(name="Voorjaarsvakantie", start_on__year=2027)
    assert list(spring.order_by("region").values_list("region", "start_on", "end_on")) == [
        ("midden", date(2027, 2, 20), date(2027, 2, 28)),
        ("noord", date(2027, 2, 20), date(2027, 2, 28)),
        ("zuid", date(2027, 2, 13), date(2027, 2, 21)),
    ]
    assert Holiday.objects.earliest("start_on").start_on == date(2025, 1, 1)
    assert not Holiday.objects.filter(kind="school", start_on__month=1).exists()
    assert (
        not Holiday.objects.filter(kind="public", name="Bevrijdingsdag")
        .exclude(start_on__year__in=(2025, 2030))
        .exists()
    )
    assert numbers(take_in()) == {"unchanged": counts.new}


def test_a_year_without_known_school_holidays_is_said(db):
    counts = take_in(years=(2050, 2050))

    assert counts.warnings == ["Voor 2050 zijn er nog geen schoolvakanties bekend."]
    assert set(Holiday.objects.values_list("kind", flat=True)) == {"public"}


@pytest.mark.parametrize(
    ("text", "years"),
    [("2024-2030", (2024, 2030)), (" 2024 – 2030", (2024, 2030)), ("2026", (2026, 2026))],
)
def test_years_are_read(text, years):
    assert holidays_import.read_years(text) == years


@pytest.mark.parametrize("text", ["2030-2024", "26", "1999-2005", "2026-", "volgend jaar"])
def test_other_years_are_refused(text):
    with pytest.raises(Refused, match="zijn geen jaren: schrijf ze als 2024-2030"):
        holidays_import.read_years(text)


def test_the_command_prints_counts_and_warnings(db, tmp_path, capsys):
    path = write(tmp_path, SCHOOL, SPRING.format("2027-03-21", "Carnavalsvakantie"), AUTUMN)

    call_command("import_holidays", path)

    printed = capsys.readouterr()
    assert printed.out == "2 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 geweigerd\n"
    assert [line for line in printed.err.splitlines() if line.startswith("Let op")] == [
        f"Let op: {path}, regel 2: Carnavalsvakantie zuid van 13 februari 2027 tot en met "
        "21 maart 2027 duurt 37 dagen. Niet ingelezen: pas de laatste dag aan."
    ]


def test_a_refused_command_ends_with_2(db, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("import_holidays", "--years", "2030-2024")

    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        "“2030-2024” zijn geen jaren: schrijf ze als 2024-2030.\nEr is niets gewijzigd.\n"
    )


def test_a_school_year_is_taken_in_with_its_error_set_right_and_agrees_with_the_library(db):
    files = extract("school-holidays.csv"), extract("public-holidays.csv")

    counts = take_in(*files)

    assert numbers(counts) == {"new": 22}
    assert counts.warnings == [
        f"{files[0]}, regel 8: Voorjaarsvakantie zuid van 13 februari 2027 tot en met "
        "21 maart 2027 duurt 37 dagen. Ingelezen tot en met 21 februari 2027, de dag die de "
        "bibliotheek holidays noemt."
    ]
    assert numbers(take_in(*files)) == {"unchanged": 22}
    known = {entry for entry in holidays_import.library(2026, 2027) if entry.kind == "school"}
    school = [holidays_import.Entry(*row) for row in stored() if row[0] == "school"]
    assert {entry for entry in school if entry not in known} == set()


def test_the_published_lists_are_taken_in_with_their_two_errors_set_right(db):
    files = whole("holidays.school.csv"), whole("holidays.public.csv")

    counts = take_in(*files)

    assert numbers(counts) == {"new": 283}
    assert [warning.split(": ")[0] for warning in counts.warnings] == [
        f"{files[0]}, regel 66",
        f"{files[0]}, regel 84",
    ]
    assert numbers(take_in(*files)) == {"unchanged": 283}


def test_the_published_lists_and_the_library_agree(db):
    take_in(whole("holidays.school.csv"), whole("holidays.public.csv"))

    counts = take_in(years=(2025, 2029))

    assert numbers(counts) == {"unchanged": counts.unchanged}
