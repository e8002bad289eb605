"""What holds for every request: odd bytes, caches, the audit trail, a session that ended."""

import re

import pytest
from auditlog.models import LogEntry
from django.urls import reverse

from internships.models import HourEntry
from tests import factories as make
from tests.doors.readers import reader

WAY_OUT = 'class="btn btn-primary" href="([^"]*)"'


@pytest.mark.parametrize("address", ["/accounts/login/?next=%00", "/welcome/a%00b/"])
def test_a_nul_in_an_address_is_a_bad_request(client, db, address):
    assert client.get(address).status_code == 400


def test_a_nul_in_a_cookie_is_a_bad_request(client, db):
    client.cookies["sessionid"] = "abc\0"

    assert client.get(reverse("account_login")).status_code == 400


def test_a_private_page_is_kept_by_no_cache(cast, on):
    response = on(cast.here.person).get(reverse("hours_start"))

    assert response.headers["Cache-Control"] == "private, no-store"


def test_the_health_page_is_nobodys_and_may_be_kept(client, db):
    response = client.get(reverse("health"))

    assert response.content == b"ok\n"
    assert "Cache-Control" not in response.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "foo"},
        {"X-Forwarded-For": "unknown, 10.0.0.1"},
        {"X-Forwarded-Port": "-5"},
        {"X-Correlation-ID": "x" * 500},
    ],
    ids=str,
)
def test_no_header_gets_in_the_way_of_writing(cast, on, headers):
    client = on(cast.here.leader)

    client.post(reverse("participant_pause", args=[cast.here.participant.pk]), headers=headers)

    entry = LogEntry.objects.get_for_object(cast.here.participant).latest("timestamp")
    assert entry.changes == {"status": ["active", "paused"]}
    assert (entry.actor, entry.remote_addr, entry.cid) == (cast.here.leader, None, None)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/visits/", "/"),
        ("/hours/ask/", "/hours/"),
        ("/leads/1/move/speak/", "/leads/1/"),
        ("/newsletter/sleutel/stop/", "/newsletter/sleutel/"),
    ],
)
def test_who_looks_at_the_address_of_a_button_is_led_to_its_page(cast, on, address, leads_to):
    key = reader(cast.here).key

    response = on(cast.admin).get(address.replace("sleutel", key))

    page = response.content.decode()
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "Hier werkt alleen een knop" in page
    assert re.findall(WAY_OUT, page) == [leads_to.replace("sleutel", key)]


def test_what_is_sent_to_a_page_leads_back_to_that_page(client, db):
    response = client.post("/privacy/")

    assert response.status_code == 405
    assert re.findall(WAY_OUT, response.content.decode()) == ["/privacy/"]


def test_what_was_sent_after_the_session_ended_is_said_to_be_lost(cast, client):
    response = client.post(reverse("hours_ask"), follow=True)

    assert "Wat je net deed, is niet bewaard." in response.content.decode()
    assert response.redirect_chain[-1][0] == "/accounts/login/?next=/"


def test_a_teacher_confirms_hundreds_of_lines_at_once(cast, on):
    """A browser sends four fields a line, more than Django takes unless told otherwise."""
    lines = [cast.here.waiting]
    lines += [make.hours(cast.here.placement, minutes=1 + number) for number in range(300)]
    data = {"contact": cast.here.contact.pk, "typed_name": "D. Docent"}
    for line in lines:
        data |= {f"shown-{line.pk}": line.revision, f"keep-{line.pk}": "1"}
        data |= {f"reason-{line.pk}": "", f"words-{line.pk}": ""}

    response = on(cast.here.teacher).post(reverse("school_confirm"), data)

    assert response.headers["Location"] == reverse("school_start")
    assert HourEntry.objects.filter(placement=cast.here.placement, status="submitted").count() == 0
