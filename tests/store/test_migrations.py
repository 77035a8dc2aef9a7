"""What was stored before is there after the database is brought up to date."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from veikart.store.models import BookChange, BookPublication, BookRevision, BookRow

BEFORE_BOOKS = [("store", "0004_check_cause")]


@pytest.mark.django_db(transaction=True)
def test_a_stored_plan_becomes_the_book_of_the_plan():
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes("store")
    executor.migrate(BEFORE_BOOKS)
    old = executor.loader.project_state(BEFORE_BOOKS).apps
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    revision = old.get_model("store", "PlanRevision").objects.create(number=1, at=now, actor="Pia", role="planner")
    data = {"id": "vei", "name": "Vei", "kind": "unit"}
    old.get_model("store", "PlanRow").objects.create(table="units", key="vei", data=data, version=1)
    old.get_model("store", "PlanChange").objects.create(revision=revision, position=0, table="units", key="vei", after=data)
    old.get_model("store", "PlanPublication").objects.create(revision=1, published_at=now, actor="Pia", sha256="0" * 64, content={"units": [data]})
    executor = MigrationExecutor(connection)
    executor.migrate(latest)
    assert [(one.book, one.number) for one in BookRevision.objects.all()] == [("plan", 1)]
    assert [(one.book, one.key, one.data) for one in BookRow.objects.all()] == [("plan", "vei", data)]
    assert BookChange.objects.get().revision.book == "plan"
    assert [(one.book, one.revision) for one in BookPublication.objects.all()] == [("plan", 1)]
    BookRevision.objects.create(book="economy", number=1, at=now, actor="Britt", role="budget_officer")
    BookRow.objects.create(book="economy", table="units", key="vei", data={}, version=1)
