"""The tests of the database run on the one they are said to run on."""

import os

import pytest
from django.db import connection


@pytest.mark.database
@pytest.mark.django_db
def test_database_is_the_one_asked_for() -> None:
    asked_for = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    assert connection.vendor == asked_for
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
