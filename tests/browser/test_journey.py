"""The whole journey, in browsers beside each other, on the portal as it is really started."""

import pytest
from playwright.sync_api import expect

from tests.browser import mails
from tests.browser.people import Leader, Participant, Teacher, days_ago

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PERSON, TEACHER = "jan@bedrijf.example", "fatima@school.example"


@pytest.fixture
def leader(portal_run, open_browser):
    portal_run.run("from tests.browser import scene; scene.set_up()")
    return Leader(open_browser(portal_run.url))


@pytest.fixture
def participant(portal_run, open_browser):
    return Participant(open_browser(portal_run.url), PERSON)


@pytest.fixture
def teacher(portal_run, open_browser):
    return Teacher(open_browser(portal_run.url), TEACHER)


def test_hours_travel_from_a_phone_by_the_school_to_the_leader(
    portal_run, leader, participant, teacher
):
    cohort = admit_somebody(leader)
    participant.accept_invitation()
    participant.reads("Je hebt nog geen stageplaats")
    find_a_place(leader, teacher)
    log_three_days(participant)
    before = participant.figures()

    link = decide(participant, teacher)
    between = participant.figures()
    repair(participant, teacher, link)
    after = participant.figures()

    assert before == ("0:00 van 80:00 uur bevestigd en 6:30 ingediend", 0)
    assert between == ("5:00 van 80:00 uur bevestigd", 6)
    assert after == ("6:00 van 80:00 uur bevestigd", 8)
    leader.page.goto(cohort)
    leader.reads("6:00 van 80:00 uur bevestigd")
    assert "outbox.tasks.drain" in portal_run.log("worker")


def admit_somebody(leader):
    leader.log_in()
    cohort = leader.make_cohort("Groep 6")
    leader.admit("Jan", "van den", "Berg", PERSON)
    return cohort


def find_a_place(leader, teacher):
    leader.propose("Techniek College", first_name="Fatima", last_name="El Idrissi", email=TEACHER)
    teacher.open_link("stageplaats geven")
    teacher.sign("F. El Idrissi", "Ja, welkom")
    teacher.reads("F. El Idrissi zei ja")


def log_three_days(participant):
    participant.page.reload()
    participant.log("1:30", days_ago(3), "meekijken")
    participant.log("1,5", days_ago(2), "meehelpen in de les")
    participant.log("9:00-12:30", days_ago(1), "zelf lesgeven")


def decide(participant, teacher):
    """The school sends the second day back and confirms the others; returns the used link."""
    participant.press("Vraag Fatima El Idrissi om te bevestigen")
    link = teacher.open_link("stage bevestigen")
    assert teacher.look(link) == teacher.look(link)
    assert participant.figures()[0].startswith("0:00 van")
    teacher.send_back(days_ago(2), "De tijd klopt niet")
    teacher.sign("F. El Idrissi", "Bevestigen")
    teacher.reads("Ontvangstbewijs")
    return link


def repair(participant, teacher, used):
    """The line that came back is changed; the used link shows its receipt and gives a new one."""
    participant.reads("De tijd klopt niet")
    participant.repair("1 uur")
    assert "Bevestigd 5:00 uur" in " ".join(teacher.look(used).split())
    teacher.press("Mail mij een nieuwe link")
    teacher.page.goto(mails.link_in(mails.wait_for(TEACHER, "stage bevestigen", number=2)))
    expect(teacher.page.get_by_role("checkbox")).to_have_count(1)
    teacher.sign("F. El Idrissi", "Bevestigen")
    teacher.reads("Ontvangstbewijs")
