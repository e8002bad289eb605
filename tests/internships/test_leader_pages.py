"""A leader's pages about placements, school contacts and everyone's hours."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from internships.models import Placement, SchoolContact
from outbox.models import Message
from tests import factories as make


def terms(contact, **changes):
    today = timezone.localdate()
    return {
        "supervisor": contact.pk,
        "start_on": today.isoformat(),
        "end_on": (today + datetime.timedelta(days=90)).isoformat(),
        "agreed_hours": "80",
        **changes,
    }


@pytest.fixture
def school(cast):
    """Another school in the same region, with a qualified teacher."""
    return make.contact(make.school(name="Ander college"), cast.here.region).school


def propose(client, participant, school, **changes):
    url = reverse("placement_create", args=[participant.pk])
    return client.post(f"{url}?school={school.pk}", terms(school.contacts.get(), **changes))


def test_a_proposal_mails_the_teacher_a_link(cast, on, school):
    response = propose(on(cast.here.leader), cast.here.participant, school)

    placement = Placement.objects.get(school=school)
    assert response.headers["Location"] == reverse(
        "participant_detail", args=[cast.here.participant.pk]
    )
    assert (placement.status, placement.agreed_minutes) == ("proposed", 4800)
    [message] = Message.objects.about(placement)
    assert (message.kind, message.to) == ("placement_request", school.contacts.get().email)
    assert message.link.purpose == "placement"


def test_the_teacher_of_another_region_cannot_be_chosen(cast, on, school):
    response = propose(
        on(cast.here.leader), cast.here.participant, school, supervisor=cast.there.contact.pk
    )

    assert list(response.context["form"].errors) == ["supervisor"]
    assert not Placement.objects.filter(school=school).exists()


def test_an_unqualified_teacher_is_not_offered(cast, on, school):
    school.contacts.update(is_qualified=False)
    url = reverse("placement_create", args=[cast.here.participant.pk])

    response = on(cast.here.leader).get(f"{url}?school={school.pk}")

    assert "Nog geen bevoegde begeleider" in response.content.decode()


def test_the_same_school_twice_is_refused(cast, on, school):
    propose(on(cast.here.leader), cast.here.participant, school)

    response = propose(on(cast.here.leader), cast.here.participant, school)

    assert response.context["form"].non_field_errors() == [
        "Deze deelnemer heeft bij deze school al een voorgestelde of bevestigde stage."
    ]


def test_an_end_before_the_start_is_named(cast, on, school):
    response = propose(on(cast.here.leader), cast.here.participant, school, end_on="2020-01-01")

    assert response.context["form"].errors == {
        "end_on": ["De laatste dag ligt vóór de eerste dag."]
    }


@pytest.mark.parametrize("text", ["ander", "ANDER coll", "rotterdam ander"])
def test_a_school_is_found_by_any_part(cast, on, school, text):
    url = reverse("placement_create", args=[cast.here.participant.pk])

    response = on(cast.here.leader).get(url, {"q": text})

    assert list(response.context["schools"]) == [school]


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999"])
def test_an_unknown_school_is_not_found(cast, on, number):
    url = reverse("placement_create", args=[cast.here.participant.pk])

    assert on(cast.here.leader).get(f"{url}?school={number}").status_code == 404


def test_a_placement_is_broken_off_with_a_reason(cast, on):
    url = reverse("placement_break_off", args=[cast.here.placement.pk])

    on(cast.here.leader).post(url, {"reason": "De begeleider is ziek"})

    placement = Placement.objects.get(pk=cast.here.placement.pk)
    assert (placement.status, placement.reason) == ("broken_off", "De begeleider is ziek")
    assert placement.end_on == timezone.localdate()


def test_breaking_off_without_a_reason_stays_on_the_page(cast, on):
    url = reverse("placement_break_off", args=[cast.here.placement.pk])

    response = on(cast.here.leader).post(url, {"reason": ""})

    assert list(response.context["break_off_form"].errors) == ["reason"]
    assert Placement.objects.get(pk=cast.here.placement.pk).status == "accepted"


def test_seeing_the_vog_opens_the_hours(cast, on):
    placement = make.placement(cast.here.participant, vog_required=True)
    url = reverse("placement_vog", args=[placement.pk])

    on(cast.here.leader).post(url, {"issued_on": "1-9-2026"})

    placement.refresh_from_db()
    assert placement.takes_hours
    assert placement.vog_seen_by == cast.here.leader.full_name


def test_a_vog_from_the_future_is_refused(cast, on):
    placement = make.placement(cast.here.participant, vog_required=True)
    url = reverse("placement_vog", args=[placement.pk])

    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    response = on(cast.here.leader).post(url, {"issued_on": tomorrow.isoformat()}, follow=True)

    placement.refresh_from_db()
    assert not placement.takes_hours
    assert "Deze dag komt nog." in response.content.decode()


def test_another_teacher_takes_over_with_the_open_lines(cast, on):
    colleague = make.contact(cast.here.school, cast.here.region)
    url = reverse("placement_supervisor", args=[cast.here.placement.pk])

    on(cast.here.leader).post(url, {"supervisor": colleague.pk})

    cast.here.placement.refresh_from_db()
    assert cast.here.placement.supervisor == colleague


def test_a_contact_is_added_for_the_leaders_regions(cast, on):
    url = reverse("contact_create") + f"?school={cast.here.school.pk}"
    data = {"first_name": "Wim", "last_name": "Kuipers", "email": "W.Kuipers@School.example"}

    on(cast.here.leader).post(url, {**data, "is_qualified": "on", "language": "nl"})

    contact = SchoolContact.objects.get(email="w.kuipers@school.example")
    assert list(contact.regions.all()) == [cast.here.region]


def test_a_contact_of_a_colleague_is_shared_instead_of_doubled(cast, on):
    url = reverse("contact_create") + f"?school={cast.there.school.pk}"
    data = {"first_name": "D.", "last_name": "Docent", "email": cast.there.contact.email}

    response = on(cast.here.leader).post(url, {**data, "is_qualified": "on", "language": "nl"})

    assert response.status_code == 302
    assert cast.there.school.contacts.get() == cast.there.contact
    assert set(cast.there.contact.regions.all()) == {cast.here.region, cast.there.region}


def test_asking_a_contact_goes_once_a_day(cast, on):
    client, url = on(cast.here.leader), reverse("contact_ask", args=[cast.here.contact.pk])

    client.post(url)
    again = client.post(url, follow=True)

    assert Message.objects.filter(kind="hours_request").count() == 1
    assert "kreeg vandaag al een mail" in again.content.decode()


def test_everyones_hours_are_those_of_the_own_cohorts(cast, on):
    response = on(cast.here.leader).get(reverse("everyone_hours"))

    assert {line.participant for line in response.context["page"].lines} == {cast.here.participant}


def test_a_page_of_hours_starts_after_the_last_line_of_the_one_before(cast, on):
    for number in range(60):
        day = timezone.localdate() - datetime.timedelta(days=number // 3)
        make.hours(cast.here.placement, worked_on=day)
    client, url = on(cast.here.leader), reverse("everyone_hours")

    first = client.get(url).context["page"]
    second = client.get(url, {"after": first.after}).context["page"]

    lines = first.lines + second.lines
    assert (len(first.lines), second.after) == (50, "")
    assert lines == sorted(lines, key=lambda line: (line.worked_on, line.pk), reverse=True)
    assert len({line.pk for line in lines}) == 63


@pytest.mark.parametrize(
    "after", ["x", "2026-01-01", "2026-01-01_x", "_", "9" * 50, "2999-01-01_" + "9" * 30]
)
def test_a_strange_place_to_start_is_the_first_page(cast, on, after):
    page = on(cast.here.leader).get(reverse("everyone_hours"), {"after": after}).context["page"]

    assert len(page.lines) == 3


def test_the_start_page_says_what_needs_the_leader(cast, on):
    long_ago = timezone.now() - datetime.timedelta(days=8)
    type(cast.here.waiting).objects.filter(pk=cast.here.waiting.pk).update(submitted_at=long_ago)

    response = on(cast.here.leader).get(reverse("leader_start"))

    [row] = response.context["late"].rows
    assert (row.contact_id, row.number, row.minutes) == (cast.here.contact.pk, 1, 90)
    assert not response.context["calm"]


def test_many_words_are_looked_up_as_fast_as_one(cast, on):
    words = " ".join(cast.here.contact.first_name for _number in range(12))

    response = on(cast.here.leader).get(reverse("contact_list"), {"q": words})

    assert cast.here.contact in response.context["object_list"]


def test_the_vog_of_a_declined_placement_is_not_recorded(cast, on):
    placement = make.placement(
        cast.here.participant, status="declined", reason="Vol", vog_required=True
    )
    url = reverse("placement_vog", args=[placement.pk])

    response = on(cast.here.leader).post(url, {"issued_on": "1-9-2026"}, follow=True)

    placement.refresh_from_db()
    assert placement.vog_seen_on is None
    assert "Deze stage loopt niet meer." in response.content.decode()
