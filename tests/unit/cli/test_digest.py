"""`veikart digest`: what is sent, what is only shown, and exit codes."""

import json

import pytest
from django.core import mail

from tests.support.follow_up import OFFICER
from tests.support.plan import PLANNER
from tests.support.task_books import HEAD, make_organisation, make_own, make_task_book
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.cli.commands import run_command_line
from veikart.cli.exit_codes import DONE, FAILED, NOT_FOUND
from veikart.store.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def veikart(monkeypatch, capsys):
    """Run a command; gives the exit code and what was printed."""
    monkeypatch.setattr("veikart.cli.digest.prepare_database", lambda: None)
    replace_plan(make_organisation(), actor=PLANNER, note="")
    replace_follow_up(make_task_book(make_own()), actor=OFFICER, note="")
    Person.objects.create(email=HEAD.email, name=HEAD.name, role=HEAD.role)

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["veikart", "digest", *words])
        return run_command_line(), capsys.readouterr().out

    return run


def test_a_trial_shows_the_mail_and_sends_nothing(veikart):
    code, out = veikart("--dry-run")
    assert code == DONE
    assert f"Til: {HEAD.email}" in out
    assert "Meld status på «Plan»" in out
    assert not mail.outbox


def test_what_became_of_each_as_json(veikart):
    code, out = veikart("--json")
    assert (code, json.loads(out)) == (DONE, {"digests": [{"email": HEAD.email, "outcome": "sent", "duties": 1}]})
    assert json.loads(veikart("--json")[1])["digests"][0]["outcome"] == "already"
    assert len(mail.outbox) == 1


def test_nobody_of_that_e_mail(veikart):
    assert veikart("--to", "finnes-ikke@lillevik.no")[0] == NOT_FOUND


def test_a_mail_that_fails_is_told_of(veikart, monkeypatch):
    def fail(*_args):
        raise OSError("no server")

    monkeypatch.setattr("veikart.actions.send_digests._mail", fail)
    assert veikart()[0] == FAILED
