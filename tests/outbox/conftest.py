"""A signed-in leader, and a participant of that leader's group."""

import pytest

from tests import factories as make


@pytest.fixture
def leader(cast, on):
    return on(cast.here.leader)


@pytest.fixture
def sanne(cast):
    return make.participant(
        cast.here.cohort,
        person=make.user("sanne@voorbeeld.example", first_name="Sanne", last_name="Aa"),
    )
