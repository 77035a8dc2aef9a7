"""The picture of a workflow is the workflow."""

from xml.etree import ElementTree

import pytest

from veikart.exchange.charts import workflow_chart
from veikart.rules.plan_system.workflows import get_workflows

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("workflow", get_workflows().values(), ids=get_workflows())
@pytest.mark.parametrize("width", [344, 560])
def test_every_state_and_every_way_is_there(workflow, width: int) -> None:
    root = ElementTree.fromstring(workflow_chart(workflow=workflow, current="draft", chart_id="a", title=workflow.name, width=width))
    told = [one.text for one in root.iter(f"{SVG}text")]
    assert all(state.name in told for state in workflow.states.values())
    words = " ".join(told)
    assert all(word in words for move in workflow.transitions for word in move.name.split())
    assert words.count("Her nå") == 1
    arrows = [one for one in root.iter(f"{SVG}path") if one.get("d").endswith("z")]
    assert len(arrows) == len(workflow.transitions)
    description = root.find(f"{SVG}desc").text
    assert description.startswith("Saken er i «Utkast».")
    assert all(move.name in description for move in workflow.transitions)


def test_without_a_process_no_state_is_filled() -> None:
    workflow = get_workflows()["planning_strategy"]
    assert "Her nå" not in workflow_chart(workflow=workflow, chart_id="a", title="T")
