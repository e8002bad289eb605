"""A leader's list of leads and the page of one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.models import Participant
from recruitment import applying
from recruitment.models import Lead
from tests import factories as make
from tests.recruitment.arrivals import ANSWERS

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def leader():
    return make.user()


@pytest.fixture
def region(leader):
    return make.region(leader, name="Zeeland", slug="zeeland")


@pytest.fixture
def browser(leader, on):
    return on(leader)


@pytest.fixture
def cohort(region):
    return make.cohort(region, status="open", min_participants=1, max_participants=2)


def listed(browser, query=""):
    response = browser.get(reverse("lead_list") + query)
    return [lead for lead, _like, _day in response.context["rows"]], response.content.decode()


def post(browser, name, lead, *args, **data):
    return browser.post(reverse(name, args=[lead.pk, *args]), data, follow=True)


def test_the_list_opens_with_the_new_ones_and_counts_the_others(browser, region):
    new, spoken = make.application(region).lead, make.lead(region, status="spoken")
    make.lead()

    rows, page = listed(browser)

    assert rows == [new]
    assert "aangemeld" in page
    assert listed(browser, "?state=spoken")[0] == [spoken]
    assert listed(browser, "?state=decided")[0] == []


def test_who_is_looked_for_is_found_in_any_state(browser, region):
    lead = make.lead(region, last_name="Zoekmans", status="rejected")

    assert listed(browser, "?q=zoekmans")[0] == [lead]
    assert "Niemand gevonden met ‘qqq’" in listed(browser, "?q=qqq")[1]


def test_a_leader_of_several_regions_looks_at_one(browser, leader, region):
    second = make.region(leader)
    mine, _other = make.lead(second), make.lead(region)

    assert listed(browser, f"?region={second.pk}")[0] == [mine]


@pytest.mark.parametrize("query", ["?state=onzin", "?region=onzin", "?region=9999999", "?page=x"])
def test_a_filter_that_makes_no_sense_filters_nothing(browser, region, query):
    lead = make.lead(region)

    assert listed(browser, query)[0] == [lead]


def test_a_step_whose_day_is_past_is_marked(browser, region):
    yesterday = TODAY - timedelta(days=1)
    make.lead(region, next_step="Terugbellen", next_on=yesterday)

    assert "te laat" in listed(browser)[1]


def test_the_page_tells_what_was_filled_in_without_running_it(browser, region):
    lead = make.application(region, motivation="<script>x</script>\nEn nog iets").lead

    page = browser.get(reverse("lead_detail", args=[lead.pk])).content.decode()

    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>x" not in page


def test_a_lead_goes_on_and_comes_to_its_leader(browser, leader, region):
    lead = make.lead(region)

    page = post(browser, "lead_move", lead, "speak").content.decode()

    lead.refresh_from_db()
    assert (lead.status, lead.owner) == ("spoken", leader)
    assert f"{lead.full_name}: gesproken." in page


def test_a_rejection_asks_why_and_keeps_what_was_typed(browser, region):
    lead = make.lead(region)

    refused = post(browser, "lead_move", lead, "reject", decision=" ")
    assert list(refused.context["decision_form"].errors) == ["decision"]

    post(browser, "lead_move", lead, "reject", decision="Te weinig ervaring")
    lead.refresh_from_db()
    assert (lead.status, lead.decision) == ("rejected", "Te weinig ervaring")


def test_what_another_leader_did_first_is_said(browser, region):
    lead = make.lead(region, status="rejected")

    page = post(browser, "lead_move", lead, "speak").content.decode()
    assert lead.full_name in page

    admitted = make.lead(region, status="admitted")
    assert "was eerder" in post(browser, "lead_move", admitted, "invite").content.decode()


def test_an_unknown_verb_is_a_404(browser, region):
    assert post(browser, "lead_move", make.lead(region), "onzin").status_code == 404


def test_notes_steps_and_picking_up(browser, leader, region):
    lead = make.lead(region)

    post(browser, "lead_note", lead, text="Belt morgen terug")
    post(browser, "lead_plan", lead, next_step="Bellen", next_on="31-12-2026")
    post(browser, "lead_take", lead)

    lead.refresh_from_db()
    note = lead.notes.get()
    assert (note.text, note.author, lead.owner) == ("Belt morgen terug", leader, leader)
    assert (lead.next_step, lead.next_on.isoformat()) == ("Bellen", "2026-12-31")


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("lead_note", {"text": ""}, "note_form"),
        ("lead_note", {"text": "x" * 4001}, "note_form"),
        ("lead_plan", {"next_step": "x" * 201}, "plan_form"),
        ("lead_plan", {"next_step": "", "next_on": "31-12-2026"}, "plan_form"),
        ("lead_plan", {"next_step": "Bellen", "next_on": "32-13-2026"}, "plan_form"),
        ("lead_admit", {"cohort": ""}, "admit_form"),
        ("lead_admit", {"cohort": "onzin"}, "admit_form"),
    ],
)
def test_what_is_wrong_is_said_at_its_form(browser, region, name, data, form):
    lead = make.lead(region)

    response = post(browser, name, lead, **data)

    assert (response.status_code, bool(response.context[form].errors)) == (200, True)
    lead.refresh_from_db()
    assert (lead.notes.count(), lead.next_step, lead.status) == (0, "", "new")


def test_admitting_leads_to_the_participant(browser, cohort):
    lead = make.application(cohort.region).lead

    response = post(browser, "lead_admit", lead, cohort=cohort.pk)

    participant = Participant.objects.get()
    assert response.redirect_chain[-1][0] == reverse("participant_detail", args=[participant.pk])


def test_only_groups_of_the_region_that_admit_are_offered_with_their_free_seats(
    browser, leader, cohort
):
    make.cohort(cohort.region, status="finished")
    make.cohort(make.region(leader), status="open")
    lead = make.lead(cohort.region)

    form = browser.get(reverse("lead_detail", args=[lead.pk])).context["admit_form"]

    [_none, (_key, label)] = form.fields["cohort"].choices
    assert label.endswith("bijna vol: nog 2 plekken")


def test_a_group_that_has_to_begin_is_offered_before_one_that_runs(browser, leader):
    region = make.region(leader)
    make.cohort(region, name="Loopt", status="running", start_on=TODAY - timedelta(days=90))
    make.cohort(region, name="Straks", status="open", start_on=TODAY + timedelta(days=90))

    form = browser.get(reverse("lead_list")).context["form"]

    labels = [label for _key, label in form.fields["cohort"].choices]
    assert [label for label in labels if "Straks" in label or "Loopt" in label] == labels[-2:]
    assert "Straks" in labels[-2]


def test_a_full_group_is_said_and_changes_nothing(browser, cohort):
    make.participant(cohort)
    make.participant(cohort)
    lead = make.lead(cohort.region)

    page = post(browser, "lead_admit", lead, cohort=cohort.pk).content.decode()

    lead.refresh_from_db()
    assert ("is intussen vol" in page, lead.status) == (True, "new")


def test_several_are_admitted_at_once_and_who_does_not_fit_is_named(browser, leader, cohort):
    leads = [make.application(cohort.region).lead for _number in range(3)]
    other = make.lead(make.region(leader))
    data = {"leads": [lead.pk for lead in [*leads, other]], "cohort": cohort.pk}

    page = browser.post(reverse("lead_admit_all"), data, follow=True).content.decode()

    assert "2 mensen toegelaten" in page
    assert f"{leads[2].full_name} is niet toegelaten: de groep is vol" in page
    assert f"{other.full_name} is niet toegelaten: Deze groep is van een andere regio." in page
    assert Lead.objects.filter(status="admitted").count() == 2


def test_ticks_are_kept_when_no_group_was_chosen(browser, region):
    lead, _other = make.lead(region), make.lead(region)

    response = browser.post(reverse("lead_admit_all"), {"leads": [lead.pk]})

    page = response.content.decode()
    assert list(response.context["form"].errors) == ["cohort"]
    assert page.count(" checked") == 1


def test_somebody_of_another_region_cannot_be_ticked(browser, cohort):
    stranger = make.lead()

    response = browser.post(
        reverse("lead_admit_all"), {"leads": [stranger.pk], "cohort": cohort.pk}
    )

    assert list(response.context["form"].errors) == ["leads"]
    assert Participant.objects.count() == 0


@pytest.mark.parametrize("key", ["x", "-1", "9" * 19, "9" * 5000])
def test_a_tick_at_nobody_is_no_error_page(browser, cohort, key):
    lead = make.lead(cohort.region)

    response = browser.post(
        reverse("lead_admit_all"), {"leads": [lead.pk, key], "cohort": cohort.pk}
    )

    assert list(response.context["form"].errors) == ["leads"]
    assert Participant.objects.count() == 0


@pytest.mark.parametrize(("number", "words"), [(1, "1 mens wacht op"), (2, "2 mensen wachten op")])
def test_the_start_page_tells_of_new_ones_that_nobody_picked_up(
    browser, leader, cohort, number, words
):
    for _number in range(number):
        make.lead(cohort.region)
    make.lead(cohort.region, owner=leader)
    make.lead(cohort.region, status="spoken")
    make.lead()

    assert words in browser.get(reverse("leader_start")).content.decode()


def test_a_leader_reads_what_was_mailed_to_somebody_who_applied(browser, region):
    row = applying.apply(region, now=timezone.now(), **ANSWERS)

    mails = browser.get(reverse("lead_detail", args=[row.lead.pk])).context["mails"]

    assert sorted(mail.kind for mail in mails) == ["application_arrived", "application_received"]
