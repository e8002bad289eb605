"""One row that fails does not hold up those behind it."""

import pytest
from django.db import OperationalError

from cohorts.models import Region
from core import sweeping
from tests import factories as make

pytestmark = pytest.mark.django_db


def rename(region, failing, error):
    Region.objects.filter(pk=region.pk).update(name=f"{region.pk} gedaan")
    if region == failing:
        raise error
    return 1


def test_a_row_that_fails_saves_nothing_and_those_behind_it_go_on(caplog):
    rows = [make.region(name=f"Regio {letter}") for letter in "abc"]

    done = sum(sweeping.alone(rename, row, rows[1], ValueError("kapot")) for row in rows)

    assert done == 2
    names = list(Region.objects.order_by("pk").values_list("name", flat=True))
    assert names == [f"{rows[0].pk} gedaan", "Regio b", f"{rows[2].pk} gedaan"]
    assert f"cohorts.Region {rows[1].pk} failed" in caplog.text


def test_a_database_that_is_away_stops_the_sweep():
    row = make.region()

    with pytest.raises(OperationalError):
        sweeping.alone(rename, row, row, OperationalError("weg"))
