"""The life of a cohort."""

import pytest
from auditlog.models import LogEntry

from cohorts import running
from cohorts.models import Cohort
from core.workflow import IllegalMove
from tests import factories as make

pytestmark = pytest.mark.django_db

ALLOWED = {
    "planned": {"open": "open", "postpone": "postponed", "cancel": "cancelled"},
    "open": {"start": "running", "postpone": "postponed", "cancel": "cancelled"},
    "postponed": {"open": "open", "cancel": "cancelled"},
    "running": {"finish": "finished"},
    "finished": {"start": "running"},
    "cancelled": {},
}


@pytest.mark.parametrize("status", Cohort.Status.values)
@pytest.mark.parametrize("name", running.VERB_BY_NAME)
def test_which_verb_leads_where(status, name):
    cohort, leader = make.cohort(status=status), make.user()
    expected = ALLOWED[status].get(name)

    try:
        running.VERB_BY_NAME[name].take(cohort, by=leader)
    except IllegalMove:
        assert expected is None
    cohort.refresh_from_db()

    assert cohort.status == (expected or status)
    moves = LogEntry.objects.get_for_object(cohort).filter(action=LogEntry.Action.UPDATE)
    assert [move.actor for move in moves] == ([leader] if expected else [])
