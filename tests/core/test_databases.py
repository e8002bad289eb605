"""What a connection to the database is told when it opens."""

import pytest
from django.db import connection


@pytest.mark.postgres
@pytest.mark.django_db
def test_queries_are_not_translated_to_machine_code():
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")

        assert cursor.fetchone() == ("off",)
