"""How a cohort reminds: what holds without a rule, and what the leader sets on the page."""

import pytest
from auditlog.models import LogEntry
from django.urls import reverse

from cohorts import reminding, rule_words
from cohorts.models import ReminderRule
from tests import factories as make
from tests.cohorts.pages import REMINDERS

Kind = ReminderRule.Kind


@pytest.fixture
def address(cast):
    return reverse("cohort_reminders", args=[cast.here.cohort.pk])


@pytest.fixture
def save(cast, on, address):
    """`save(field=value)` sends the page with these fields changed."""

    def send(**changes):
        typed = {name.replace("__", "-"): value for name, value in changes.items()}
        return on(cast.here.leader).post(address, REMINDERS | typed)

    return send


def test_without_a_rule_the_defaults_hold(db):
    cohort = make.cohort()

    rules = reminding.of_cohort(cohort)

    assert {kind: (rule.pk, rule.get_weekday_display()) for kind, rule in rules.items()} == {
        "participant": (None, "woensdag"),
        "school": (None, "donderdag"),
        "leader": (None, "maandag"),
    }
    assert {(rule.hour, rule.every_weeks, rule.cap, rule.is_on) for rule in rules.values()} == {
        (9, 1, 4, True)
    }


def test_the_rules_of_all_cohorts_come_in_one_query(db, django_assert_num_queries):
    cohorts = [make.cohort() for _number in range(3)]
    own = ReminderRule.objects.create(cohort=cohorts[1], kind="school", every_weeks=2)

    with django_assert_num_queries(1):
        rules = reminding.rules_of(cohorts)

        kept = {(row.pk, kind) for row in cohorts for kind in Kind if rules[row.pk, kind].pk}

    assert kept == {(cohorts[1].pk, "school")}
    assert reminding.rule(cohorts[1], "school") == own


def test_a_leader_sets_the_rhythm_and_only_what_differs_is_kept(cast, save):
    response = save(participant__every_weeks="2", participant__hour="14", participant__weekday="1")

    assert response.status_code == 302
    row = ReminderRule.objects.get()
    assert (row.cohort, row.kind) == (cast.here.cohort, "participant")
    assert (row.every_weeks, row.hour, row.weekday) == (2, 14, 1)


def test_a_rule_that_is_set_back_by_hand_stays_as_it_was_typed(cast, save):
    save(school__cap="6")
    save()

    assert ReminderRule.objects.get().cap == 4


def test_all_reminders_are_switched_off_at_once(cast, save, on, address):
    on(cast.here.leader).post(address, {**REMINDERS, "all-reminders_on": ""})

    cast.here.cohort.refresh_from_db()
    assert cast.here.cohort.reminders_on is False
    assert "Alle herinneringen staan uit" in on(cast.here.leader).get(address).content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"school__cap": "2", "school__task_after": "3"},
            "task_after",
            "De taak komt uiterlijk bij de laatste mail: kies hoogstens 2.",
        ),
        ({"school__hour": "17"}, "hour", "Kies een uur tussen 9 en 16."),
        ({"school__hour": "vroeg"}, "hour", "Kies een uur tussen 9 en 16."),
        ({"school__cap": "0"}, "cap", "Vul een getal in van 1 tot en met 52."),
        ({"school__cap": "veel"}, "cap", "Vul een getal in van 1 tot en met 52."),
        ({"school__cap": "99999999"}, "cap", "Vul een getal in van 1 tot en met 52."),
        ({"school__task_after": ""}, "task_after", "Dit veld is verplicht."),
    ],
)
def test_what_cannot_be_is_refused_at_the_field_and_nothing_is_kept(
    cast, save, changes, field, sentence
):
    response = save(participant__every_weeks="4", all__reminders_on="", **changes)

    form = response.context["form"].rules["school"]
    assert form.errors == {field: [sentence]}
    assert all(form[name.split("__")[1]].value() == value for name, value in changes.items())
    assert response.context["form"].rules["participant"]["every_weeks"].value() == "4"
    cast.here.cohort.refresh_from_db()
    assert cast.here.cohort.reminders_on is True
    assert not ReminderRule.objects.exists()


@pytest.mark.parametrize("day", ["6", "-1", ""])
def test_no_reminder_is_set_for_the_weekend(cast, save, day):
    response = save(participant__weekday=day)

    assert list(response.context["form"].rules["participant"].errors) == ["weekday"]


def test_every_mistake_on_the_page_is_named_at_once(cast, save):
    response = save(participant__cap="0", school__hour="3", leader__hour="23")

    assert "Er kloppen nog 3 dingen niet" in response.content.decode()


def test_the_page_goes_back_to_the_default_and_leaves_other_cohorts_alone(cast, save, on):
    other = ReminderRule.objects.create(cohort=cast.there.cohort, kind="school")
    save(school__cap="6", participant__is_on="")
    url = reverse("cohort_reminders_reset", args=[cast.here.cohort.pk])

    on(cast.here.leader).post(url)

    assert list(ReminderRule.objects.all()) == [other]


def test_the_audit_trail_tells_who_changed_a_rule(cast, save, on):
    save(school__cap="6")
    row = ReminderRule.objects.get()
    save(school__cap="8")
    on(cast.here.leader).post(reverse("cohort_reminders_reset", args=[cast.here.cohort.pk]))

    entries = LogEntry.objects.filter(object_pk=str(row.pk), content_type__model="reminderrule")
    assert {entry.actor for entry in entries} == {cast.here.leader}
    assert [entry.changes["cap"] for entry in entries] == [["8", "None"], ["6", "8"], ["None", "6"]]


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        (
            "participant",
            {"weekday": 2},
            "Wie achterloopt krijgt vanaf woensdag 9:00 uur één mail per week, "
            "hoogstens 4 achter elkaar; na 2 krijg jij een taak.",
        ),
        (
            "school",
            {"weekday": 3, "every_weeks": 2, "hour": 13, "cap": 3, "task_after": 3},
            "Een contactpersoon met open uren krijgt vanaf donderdag 13:00 uur "
            "één mail per twee weken, hoogstens 3 achter elkaar; na 3 krijg jij een taak.",
        ),
        (
            "leader",
            {"weekday": 0, "every_weeks": 4},
            "Jij krijgt vanaf maandag 9:00 uur één mail per vier weken, samen met je andere "
            "groepen, als er iets te doen is.",
        ),
        ("participant", {"is_on": False}, "Wie achterloopt krijgt geen herinnering."),
    ],
)
def test_a_rule_is_told_in_a_sentence(kind, fields, sentence):
    assert rule_words.meaning(ReminderRule(kind=kind, **fields)) == sentence


@pytest.mark.parametrize(
    ("reminders_on", "off", "words"),
    [
        (True, set(), "aan, elke week vanaf woensdag"),
        (False, set(), "uit"),
        (True, {"participant", "school", "leader"}, "uit"),
        (True, {"participant"}, "aan, alleen aan scholen en jou"),
    ],
)
def test_the_page_of_the_cohort_says_how_it_reminds(cast, on, reminders_on, off, words):
    type(cast.here.cohort).objects.update(reminders_on=reminders_on)
    for kind in off:
        ReminderRule.objects.create(cohort=cast.here.cohort, kind=kind, is_on=False)

    page = on(cast.here.leader).get(reverse("cohort_detail", args=[cast.here.cohort.pk]))

    assert page.context["reminders"] == words
    assert reverse("cohort_reminders", args=[cast.here.cohort.pk]) in page.content.decode()


def test_the_page_is_there_in_english(cast, on, address):
    cast.here.leader.language = "en"
    cast.here.leader.save()

    page = on(cast.here.leader).get(address).content.decode()

    assert (
        "Whoever is behind gets one email a week, from Wednesday 9:00 on, 4 in a row at most"
        in page
    )
    assert "Participant who is behind" in page
