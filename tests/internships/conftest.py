"""Somebody placed, a signed-in browser, a key in a mail, and a calendar that is known."""

import pytest

from tests import factories as make
from tests.internships.march import calendar
from tests.internships.pages import key


@pytest.fixture
def placement(db):
    return make.placement()


@pytest.fixture
def browser(on, placement):
    return on(placement.participant.user)


@pytest.fixture
def token(placement):
    return key(placement.supervisor, placement.supervisor)


@pytest.fixture
def known(db):
    calendar()
