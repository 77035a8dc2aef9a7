"""The tests of the database run on the one they are said to run on."""

import os

import pytest
from django.db import connection

from tests.conftest import MARKS
from tests.support.on_postgres import MARKED
from tests.support.tree import ROOT, relative

MARK = "mark." + "database"


@pytest.mark.database
@pytest.mark.django_db
def test_database_is_the_one_asked_for() -> None:
    asked_for = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    assert connection.vendor == asked_for
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_every_test_of_the_database_is_where_they_are_looked_for() -> None:
    wanted = [ROOT / one for one in MARKED]
    marked = [path for path in (ROOT / "tests").rglob("test_*.py") if MARK in path.read_text(encoding="utf-8")]
    assert not [relative(path) for path in marked if not any(path.is_relative_to(one) for one in wanted)]
    assert set(MARKS) - {"journeys"} == {one.parent.name if one.suffix else one.name for one in wanted} - {"house"}
