"""Names as columns: written as typed, sorted on the main word, found without accents."""

import pytest

from accounts.models import User
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("first", "infix", "last", "full", "sort", "folded"),
    [
        ("Jan", "van den", "Berg", "Jan van den Berg", "Berg, Jan van den", "berg jan van den"),
        ("Özlem", "", "Yıldız", "Özlem Yıldız", "Yıldız, Özlem", "yildiz ozlem"),
        ("Sjoerd", "'t", "Hoen", "Sjoerd 't Hoen", "Hoen, Sjoerd 't", "hoen sjoerd 't"),
        ("Anne-Fleur", "", "Smit-de Wit", "Anne-Fleur Smit-de Wit", "Smit-de Wit, Anne-Fleur",
         "smit-de wit anne-fleur"),
    ],
)  # fmt: skip
def test_a_dutch_name_in_its_three_forms(first, infix, last, full, sort, folded):
    user = make.user(first_name=first, infix=infix, last_name=last)

    assert (str(user), user.sort_name, user.folded_name) == (full, sort, folded)


def test_people_stand_in_the_order_of_the_main_word():
    for first, infix, last in [("Bo", "de", "Zwart"), ("Cem", "", "Özer"), ("Al", "van", "Aa")]:
        make.user(first_name=first, infix=infix, last_name=last)

    assert [str(user) for user in User.objects.all()] == ["Al van Aa", "Cem Özer", "Bo de Zwart"]


def test_a_changed_name_is_found_again_however_it_was_saved():
    user = make.user(last_name="Jansen", infix="", first_name="Els")
    user.last_name = "Émile"

    user.save(update_fields=["last_name"])

    assert User.objects.get(pk=user.pk).folded_name == "emile els"


def test_the_longest_name_fits_also_where_its_letters_fold_into_two():
    user = make.user(first_name="ß" * 80, infix="", last_name="Æ" * 120)

    user.refresh_from_db()

    assert (len(user.folded_name), user.folded_name[:4]) == (240, "aeae")


def test_a_name_is_one_line_and_keeps_its_own_spelling():
    user = make.user(first_name=" Jan-\tPiet\n", infix="v.d. ", last_name="MacDonald\r\nDe  Wit")

    assert (user.first_name, user.infix, user.last_name) == (
        "Jan- Piet",
        "v.d.",
        "MacDonald De Wit",
    )
