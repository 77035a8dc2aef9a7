"""An event on the wheel that comes later than the law allows is a finding, with the way to mend it."""

import pytest

from tests.support.plan import PLANNER, make_small_plan
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_plan import replace_plan
from veikart.calc.plan_system import WheelEvent
from veikart.rules.law import get_rules

pytestmark = pytest.mark.django_db


def test_an_event_after_the_day_of_the_law_is_among_the_findings(client):
    rule = next(one for one in get_rules().values() if one.month_day and one.month_day < "12-31")
    late = WheelEvent("sen", "one_year", "deadline", "Sen frist", "12-31", rule=rule.id)
    replace_plan(make_small_plan().with_rows({"events": {"sen": late}}), actor=PLANNER, note="")
    publish_plan(actor=PLANNER)
    html = client.get("/plan/funn/").content.decode()
    assert "Sen frist" in html
    assert 'href="/plan/rediger/events/sen/"' in html
