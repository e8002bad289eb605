"""What ends together with a place in a cohort."""

import pytest
from django.utils import timezone

from accounts import links
from accounts.models import AccessLink
from cohorts.running import VERB_BY_NAME
from core.workflow import IllegalMove
from internships import stopping
from internships.models import Placement
from tests import factories as make

pytestmark = pytest.mark.django_db

NOW = timezone.now()
FACTS = {"reason": "Andere baan", "on": timezone.localdate(NOW), "by": None, "now": NOW}


def asked(participant, **fields):
    placement = make.placement(participant, status="proposed", **fields)
    link = links.create(
        AccessLink.Purpose.PLACEMENT, holder=placement, email=placement.supervisor.email, now=NOW
    )
    links.issue(link, now=NOW)
    return placement, link


def test_who_stops_is_asked_for_nowhere_any_more():
    participant = make.participant()
    proposal, link = asked(participant)
    running = make.placement(participant)
    elsewhere, open_link = asked(make.participant(participant.cohort))

    stopping.withdraw(participant, **FACTS)

    statuses = dict(Placement.objects.values_list("pk", "status"))
    assert statuses == {
        proposal.pk: "cancelled", running.pk: "accepted", elsewhere.pk: "proposed",
    }  # fmt: skip
    assert list(AccessLink.objects.filter(revoked_at=None)) == [open_link]
    link.refresh_from_db()
    assert not link.is_open(NOW)


def test_who_cannot_stop_keeps_the_question():
    participant = make.participant(status="completed")
    proposal, _link = asked(participant)

    with pytest.raises(IllegalMove):
        stopping.withdraw(participant, **FACTS)

    proposal.refresh_from_db()
    assert proposal.status == "proposed"


@pytest.mark.parametrize(
    ("verb", "status"), [("cancel", "cancelled"), ("start", "proposed"), ("postpone", "proposed")]
)
def test_a_cohort_that_is_called_off_takes_its_questions_back(verb, status):
    cohort = make.cohort(status="open")
    proposal, _link = asked(make.participant(cohort))

    stopping.move(cohort, verb=VERB_BY_NAME[verb], by=None, now=NOW)

    proposal.refresh_from_db()
    assert proposal.status == status
