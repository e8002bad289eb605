"""A leader's pages about cohorts."""

import datetime

import pytest
from django.urls import reverse

from cohorts.models import Cohort
from tests import factories as make


def cohort_data(cast, **changes):
    provider = make.organisation()
    return {
        "region": cast.here.region.pk,
        "name": "Groep Zeven",
        "provider": provider.pk,
        "start_on": "1-9-2027",
        "end_on": "15 juni 2028",
        "norm_hours": "80",
        "ceiling_hours": "100",
        "min_participants": "15",
        "max_participants": "20",
        **changes,
    }


def test_a_leader_makes_a_cohort_with_its_own_norm(cast, on):
    response = on(cast.here.leader).post(
        reverse("cohort_create"), cohort_data(cast, norm_hours="90")
    )

    cohort = Cohort.objects.get(name="Groep Zeven")
    assert response.headers["Location"] == reverse("cohort_detail", args=[cohort.pk])
    assert (cohort.norm_minutes, cohort.ceiling_minutes) == (5400, 6000)
    assert cohort.end_on == datetime.date(2028, 6, 15)
    assert cohort.status == "planned"


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"end_on": "1-1-2027"}, "__all__", "De laatste dag moet na de eerste dag liggen."),
        ({"start_on": "30-02-2027"}, "start_on", "30 februari bestaat niet: kies een andere dag."),
        ({"max_participants": "10"}, "__all__", "Het maximum is kleiner dan het minimum."),
        ({"ceiling_hours": "70"}, "ceiling_hours", "Het urenplafond is lager dan de urennorm."),
        ({"name": ""}, "name", "Dit veld is verplicht."),
    ],
)
def test_a_cohort_that_cannot_be_is_refused_at_its_place(cast, on, changes, field, sentence):
    response = on(cast.here.leader).post(reverse("cohort_create"), cohort_data(cast, **changes))

    form = response.context["form"]
    assert form.errors == {field: [sentence]}
    assert form["name"].value() == changes.get("name", "Groep Zeven")
    assert not Cohort.objects.filter(name="Groep Zeven").exists()


def test_a_region_of_somebody_else_cannot_be_chosen(cast, on):
    data = cohort_data(cast, region=cast.there.region.pk)

    response = on(cast.here.leader).post(reverse("cohort_create"), data)

    assert list(response.context["form"].errors) == ["region"]


def test_the_list_holds_the_own_cohorts_alone(cast, on):
    response = on(cast.here.leader).get(reverse("cohort_list"))

    assert [cohort for cohort, _fill in response.context["current"]] == [cast.here.cohort]


def test_the_maximum_does_not_go_below_those_who_are_in(cast, on):
    for _number in range(3):
        make.participant(cast.here.cohort)
    data = cohort_data(cast, min_participants="1", max_participants="3")

    response = on(cast.here.leader).post(reverse("cohort_edit", args=[cast.here.cohort.pk]), data)

    assert response.context["form"].errors == {
        "max_participants": ["Er zitten al 4 deelnemers in deze groep."]
    }


def test_calling_a_cohort_off_withdraws_the_open_questions(cast, on):
    type(cast.here.cohort).objects.update(status="open")
    url = reverse("cohort_move", args=[cast.here.cohort.pk, "cancel"])

    response = on(cast.here.leader).post(url, follow=True)

    cast.here.proposal.refresh_from_db()
    assert cast.here.proposal.status == "cancelled"
    assert f"{cast.here.cohort} is nu: vervallen." in response.content.decode()


def test_a_cohort_is_finished_by_its_verb(cast, on):
    url = reverse("cohort_move", args=[cast.here.cohort.pk, "finish"])

    on(cast.here.leader).post(url)

    cast.here.cohort.refresh_from_db()
    assert cast.here.cohort.status == "finished"


def test_a_verb_that_came_too_late_says_so(cast, on):
    url = reverse("cohort_move", args=[cast.here.cohort.pk, "open"])

    response = on(cast.here.leader).post(url, follow=True)

    assert "Dat kan niet meer" in response.content.decode()
    cast.here.cohort.refresh_from_db()
    assert cast.here.cohort.status == "running"


def test_the_cohort_page_shows_everybodys_progress(cast, on):
    make.hours(cast.here.placement, status="confirmed", minutes=150)

    response = on(cast.here.leader).get(reverse("cohort_detail", args=[cast.here.cohort.pk]))

    [row] = response.context["people"]
    assert (row.totals.confirmed, row.totals.submitted, row.totals.returned) == (240, 90, 90)
    assert "4:00 van 80:00 uur bevestigd" in response.content.decode()


def test_the_ceiling_does_not_go_below_what_somebody_logged(cast, on):
    data = cohort_data(cast, norm_hours="1", ceiling_hours="2")

    response = on(cast.here.leader).post(reverse("cohort_edit", args=[cast.here.cohort.pk]), data)

    assert response.context["form"].errors == {
        "ceiling_hours": ["Een deelnemer heeft al 3:00 uur ingevuld."]
    }
