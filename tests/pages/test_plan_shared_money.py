"""Money that several goals share is said to be shared wherever it is added up, so that no krone looks as if it were there twice."""

import pytest

from tests.support.plan import get_example_plan
from tests.support.publication import OPERATOR
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_plan import replace_plan

pytestmark = pytest.mark.django_db


def test_a_goal_with_money_shared_with_others_says_so_and_one_without_does_not(client, published):
    replace_plan(get_example_plan(), actor=OPERATOR, note="")
    publish_plan(actor=OPERATOR)
    for url, said in (("/plan/", 4), ("/plan/element/dm-4.3/", 1), ("/plan/element/dm-4.2/", 0)):
        html = client.get(url).content.decode().replace("\u00ad", "")
        head = html.partition('id="penger"')[0] if "element" in url else html
        assert head.count(", noe delt med andre") >= said if said else ", noe delt med andre" not in head.partition("</dl>")[0], url
