"""Runs as they are declared: every status has an owner and a way out, or is the end."""

import copy
import tomllib

import pytest

from veikart.rules.foresight import runs
from veikart.rules.foresight.runs import OWNERS, get_run_rules, read_run_rules

RAW = tomllib.loads(runs._FILE.read_text(encoding="utf-8"))


def test_every_status_has_an_owner_and_a_way_out_or_is_final():
    rules = get_run_rules()
    for one in rules.statuses.values():
        assert one.owner in OWNERS
        assert any(step.starts == one.id for step in rules.steps) != one.is_final


def test_every_status_can_be_reached_from_the_first():
    rules = get_run_rules()
    reached, waiting = set(), [next(iter(rules.statuses))]
    while waiting:
        reached.add(waiting.pop())
        waiting = sorted({step.ends for step in rules.steps if step.starts in reached} - reached)
    assert reached == set(rules.statuses)


def test_what_is_over_is_over():
    rules = get_run_rules()
    assert {one.id for one in rules.statuses.values() if one.is_final} == {"done", "failed", "cancelled"}
    assert rules.starts_of("done") == ("running",)
    assert set(rules.starts_of("cancelled")) == {"queued", "running"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw["ways"].append({"from": "done", "to": "queued", "by": "person", "name": "x"}),
        lambda raw: raw["ways"].append({"from": "queued", "to": "lost", "by": "person", "name": "x"}),
        lambda raw: raw["ways"].append({"from": "queued", "to": "running", "by": "nobody", "name": "x"}),
        lambda raw: raw["statuses"]["queued"].update(owner="nobody"),
        lambda raw: raw["statuses"]["queued"].update(colour="red"),
        lambda raw: raw["statuses"].update(stuck={"name": "Står", "owner": "worker"}),
    ],
)
def test_a_file_that_does_not_hold_is_refused(spoil):
    raw = copy.deepcopy(RAW)
    spoil(raw)
    with pytest.raises((TypeError, ValueError)):
        read_run_rules(raw)
