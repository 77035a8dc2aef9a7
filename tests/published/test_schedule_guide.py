"""The worked example of the guide on the order of investments comes out as it is printed."""

import re

from tests.support.guides import read_printed_book
from tests.support.tree import ROOT
from veikart.calc.schedule import Effort, find_schedule, get_delay
from veikart.rules.foresight.schedule import LINES, make_schedule_problem

GUIDE = (ROOT / "docs" / "guide" / "rekkefolge.md").read_text(encoding="utf-8").partition("## Et eksempel til å regne etter")[2]
YEARS = tuple(range(2030, 2036))


def test_the_printed_order_is_the_best_there_is():
    still = {line: (0,) * len(YEARS) for line in LINES} | {"operating_revenue": (1_000,) * len(YEARS)}
    still |= {line: (1_000_000_000,) * len(YEARS) for line in ("worth", "investment_cost_factor")}
    asked = make_schedule_problem(read_printed_book(GUIDE), YEARS, {"": still})
    found = find_schedule(asked.problem, effort=Effort(gap=0.0, seconds=20))
    printed = [line.strip("| ").split(" | ") for line in GUIDE.splitlines() if re.match(r"\| \w+ \| 20", line)]
    assert len(printed) == 3
    for name, start, in_use, waits, points in printed:
        one = next(each for each in asked.problem.candidates if each.name == name)
        delay = get_delay(one, found.starts[one.id], YEARS[-1])
        counted = (found.starts[one.id], found.starts[one.id] + len(one.costs), delay, delay * one.weight)
        assert counted == (int(start), int(in_use), int(waits), int(points))
    total = re.search(r"Det blir (\d+) poeng", GUIDE)
    assert total is not None and (found.delay, found.gap) == (int(total[1]), 0.0)
