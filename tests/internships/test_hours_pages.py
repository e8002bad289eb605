"""The participant's pages: log in one click, see where you stand, repair what came back."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from internships import confirmation
from internships.confirmation import Decision
from internships.models import HourEntry
from outbox.models import Message
from tests import factories as make
from tests.internships.pages import day, prefilled, said, text, typed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("duration", "minutes", "start"),
    [
        ("1:30", 90, None),
        ("1,5", 90, None),
        ("9:00-12:30", 210, datetime.time(9)),
        ("anderhalf uur", 90, None),
    ],
)
def test_a_line_is_logged_in_every_notation(browser, duration, minutes, start):
    response = browser.post(reverse("hours_start"), typed(duration=duration))

    entry = HourEntry.objects.get()
    assert (response.status_code, response["Location"]) == (302, reverse("hours_start"))
    assert (entry.minutes, entry.starts_at, entry.status) == (minutes, start, "submitted")


def test_a_break_is_taken_off_a_span(browser):
    browser.post(reverse("hours_start"), typed(duration="9:00-16:00", break_minutes="45"))

    entry = HourEntry.objects.get()
    assert (entry.minutes, entry.break_minutes) == (375, 45)


def test_a_usual_day_is_saved_without_typing_anything(browser, placement):
    make.hours(placement, worked_on=day(7), minutes=210, kind="teaching")
    page = browser.get(reverse("hours_start"))

    browser.post(reverse("hours_start"), prefilled(page))

    entry = HourEntry.objects.first()
    assert (entry.worked_on, entry.minutes, entry.kind) == (day(0), 210, "teaching")


def test_on_a_day_with_hours_the_duration_stays_open(browser, placement):
    make.hours(placement, worked_on=day(0))

    assert prefilled(browser.get(reverse("hours_start")))["duration"] == ""


def test_chips_fill_the_form_by_their_address_alone(browser):
    page = browser.get(reverse("hours_start"), {"duration": "2:15", "kind": "observing"})

    assert prefilled(page)["duration"] == "2:15"
    assert prefilled(page)["kind"] == "observing"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        *(
            ({"duration": bad}, "duration")
            for bad in ("1:75", "25u", "-2", "0", "1,5,3", "9:00-8:00", "", "abc", "9" * 5000)
        ),
        ({"worked_on": "30-2-2026"}, "worked_on"),
        ({"worked_on": "morgen"}, "worked_on"),
        ({"worked_on": (day(-1)).isoformat()}, "worked_on"),
        ({"worked_on": day(91).isoformat()}, "worked_on"),
        ({"worked_on": ""}, "worked_on"),
        ({"kind": "slapen"}, "kind"),
        ({"break_minutes": "15"}, "break_minutes"),
        ({"break_minutes": "abc"}, "break_minutes"),
        ({"break_minutes": "9" * 5000}, "break_minutes"),
        ({"duration": "9:00-10:00", "break_minutes": "60"}, "break_minutes"),
        ({"note": "x" * 501}, "note"),
        ({"note": "nul\0"}, "note"),
    ],
)
def test_bad_input_gives_one_sentence_at_the_field_and_keeps_what_was_typed(browser, fields, name):
    page = browser.post(reverse("hours_start"), typed(**fields))

    form = page.context["form"]
    assert page.status_code == 200
    assert list(form.errors) == [name]
    assert len(form.errors[name]) == 1
    assert form[name].value() == fields[name]
    assert HourEntry.objects.count() == 0


def test_overlapping_lines_are_refused_at_the_duration(browser):
    browser.post(reverse("hours_start"), typed(duration="9:00-12:00"))
    page = browser.post(reverse("hours_start"), typed(duration="11:00-13:00"))

    assert page.context["form"].errors == {
        "duration": ["Dit overlapt met je regel van 09:00 tot 12:00."]
    }


def test_a_double_click_logs_one_line(browser):
    for _press in range(2):
        browser.post(reverse("hours_start"), typed())

    assert HourEntry.objects.count() == 1


def test_with_several_placements_a_strange_one_is_no_choice(browser, placement):
    second = make.placement(placement.participant)
    stranger = make.placement()

    page = browser.post(reverse("hours_start"), typed(placement=stranger.pk))
    browser.post(reverse("hours_start"), typed(placement=second.pk))

    assert list(page.context["form"].errors) == ["placement"]
    assert HourEntry.objects.get().placement == second


@pytest.mark.parametrize(
    ("status", "fields", "title"),
    [
        ("active", None, "Je hebt nog geen stageplaats"),
        ("active", {"status": "proposed"}, "We wachten op antwoord van de school"),
        ("active", {"status": "declined", "reason": "Vol"}, "Je hebt nog geen stageplaats"),
        ("active", {"vog_required": True}, "De school wil eerst je VOG zien"),
        ("active", {"start_on": day(-5)}, "Je stage begint nog"),
        ("active", {"status": "completed", "end_on": day(29)}, "Je stage is afgelopen"),
        ("paused", {}, "Je deelname staat op pauze"),
        ("completed", {}, "Je bent klaar. Gefeliciteerd!"),
        ("transferred", {}, "Je doet niet meer mee aan deze groep"),
    ],
)
def test_without_a_form_the_page_says_what_it_waits_for(on, status, fields, title):
    participant = make.participant(status=status)
    if fields is not None:
        make.placement(participant, **fields)
    page = on(participant.user).get(reverse("hours_start"))
    posted = on(participant.user).post(reverse("hours_start"), typed())

    assert (page.context["form"], page.context["empty"]["title"]) == (None, title)
    assert title in text(page)
    assert f"Niet opgeslagen. {title.rstrip('.')}" in posted.context["form"].non_field_errors()[0]
    assert posted.context["form"]["duration"].value() == "1:30"
    assert HourEntry.objects.count() == 0


def test_after_the_last_day_earlier_hours_can_still_be_logged(on):
    placement = make.placement(end_on=day(4))
    page = on(placement.participant.user).get(reverse("hours_start"))

    assert prefilled(page)["worked_on"] == str(day(4))
    assert "Je stage is voorbij" in text(page)


def test_the_norm_is_celebrated_and_the_ceiling_ends_the_form(on):
    cohort = make.cohort(norm_minutes=90, ceiling_minutes=180)
    placement = make.placement(make.participant(cohort))
    browser = on(placement.participant.user)
    make.hours(placement, status="confirmed")
    reached = browser.get(reverse("hours_start"))
    make.hours(placement, status="confirmed")
    full = browser.get(reverse("hours_start"))

    assert "Gefeliciteerd, je hebt je uren gehaald!" in text(reached)
    assert reached.context["form"] is not None
    assert full.context["empty"]["title"] == "Je hebt het maximum aantal uren ingevuld"


def test_who_took_part_twice_sees_the_running_group_and_can_switch(on):
    person = make.user()
    old = make.participant(
        make.cohort(start_on=day(20)), person=person, status="withdrawn",
        stopped_on=day(5), stop_reason="Druk",
    )  # fmt: skip
    running = make.participant(person=person)
    browser = on(person)

    page = browser.get(reverse("hours_start"))
    other = browser.get(reverse("hours_start"), {"participation": old.pk})
    strange = browser.get(reverse("hours_start"), {"participation": make.participant().pk})

    assert page.context["seat"].participant == running
    assert other.context["seat"].participant == old
    assert strange.context["seat"].participant == running


def test_who_takes_no_part_finds_no_page(on):
    browser = on(make.user())

    assert browser.get(reverse("hours_start")).status_code == 404
    assert browser.get(reverse("hours_list")).status_code == 404


def test_asking_mails_every_school_once_a_day(browser, placement):
    other = make.placement(placement.participant)
    make.hours(placement)
    make.hours(other)

    first = browser.post(reverse("hours_ask"))
    second = browser.post(reverse("hours_ask"))

    assert Message.objects.filter(kind="hours_request").count() == 2
    names = sorted(row.supervisor.full_name for row in (placement, other))
    assert f"{' en '.join(names)} krijgt een mail" in said(first)[0]
    assert "vandaag al gevraagd" in said(second)[-1]
    assert "om te bevestigen" not in text(browser.get(reverse("hours_start")))


def test_with_nothing_waiting_nobody_is_mailed(browser):
    response = browser.post(reverse("hours_ask"))

    assert said(response) == ["Er wachten geen regels op de school."]
    assert Message.objects.count() == 0


def test_a_teacher_who_left_is_not_asked_and_the_page_says_so(browser, placement):
    make.hours(placement)
    placement.supervisor.left_on = day(1)
    placement.supervisor.save()

    browser.post(reverse("hours_ask"))

    assert Message.objects.count() == 0
    page = browser.get(reverse("hours_start"))
    assert "Op school kan nu niemand je uren bevestigen." in text(page)


def test_the_list_adds_up_per_iso_week_and_filters(browser, placement):
    monday = day(14) - datetime.timedelta(days=day(14).weekday())
    make.hours(placement, worked_on=monday, minutes=90, status="confirmed")
    make.hours(placement, worked_on=monday + datetime.timedelta(days=6), minutes=60)
    make.hours(placement, worked_on=monday, minutes=30, status="withdrawn")
    make.hours(placement, worked_on=monday - datetime.timedelta(days=1), minutes=45)

    everything = browser.get(reverse("hours_list")).context["page_obj"]
    confirmed = browser.get(reverse("hours_list"), {"status": "confirmed"}).context["page_obj"]

    assert [week.summary for week in everything] == ["2:30 uur, 1:00 wacht", "0:45 uur wacht"]
    assert [[line.minutes for line in week.lines] for week in confirmed] == [[90]]


@pytest.mark.parametrize("query", [{"status": "onzin"}, {"page": "x"}, {"page": "999"}])
def test_a_strange_filter_shows_the_list(browser, query):
    assert browser.get(reverse("hours_list"), query).status_code == 200


def queries(browser, name, django_assert_max_num_queries, limit):
    browser.get(reverse(name))
    with django_assert_max_num_queries(limit) as found:
        browser.get(reverse(name))
    return len(found)


@pytest.mark.parametrize(("name", "limit"), [("hours_start", 12), ("hours_list", 8)])
def test_pages_need_the_same_few_queries_for_any_number_of_lines(
    browser, placement, name, limit, django_assert_max_num_queries
):
    def fill():
        for status in ("confirmed", "submitted", "returned"):
            reason = "Te lang" if status == "returned" else ""
            make.hours(placement, status=status, return_reason=reason)

    fill()
    few = queries(browser, name, django_assert_max_num_queries, limit)
    fill()
    fill()

    assert queries(browser, name, django_assert_max_num_queries, limit) == few


def test_the_bar_moves_when_the_school_confirms(browser, placement):
    browser.post(reverse("hours_start"), typed())
    entry = HourEntry.objects.get()
    before = browser.get(reverse("hours_start")).context["total"]
    confirmation.decide(
        placement.supervisor,
        {entry.pk: Decision(1)},
        typed_name="F",
        via="link",
        now=timezone.now(),
    )

    after = browser.get(reverse("hours_start")).context["total"]

    assert (before.confirmed, before.submitted) == (0, 90)
    assert (after.confirmed, after.submitted) == (90, 0)
