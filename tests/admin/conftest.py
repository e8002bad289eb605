import pytest

from tests import factories as make


@pytest.fixture
def superuser(db):
    return make.user(
        "beheer@portaal.example", password="geheim-genoeg", is_staff=True, is_superuser=True
    )


@pytest.fixture
def browser(client, superuser):
    client.force_login(superuser)
    return client
