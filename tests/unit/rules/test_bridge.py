"""The bridge and the measures add up to the frame, to the krone, for every unit, version and year."""

import pytest

from tests.support.example import get_example
from veikart.calc.layers import Amount, Measure
from veikart.rules.programme import STEP_LABELS, BridgeStep, change_measure, frame_bridge, frame_measures, largest_measures, step_key

PROGRAMME = get_example().programme
BUDGET = PROGRAMME.dataset.budget
UNITS = [unit.id for unit in BUDGET.units]
VERSIONS = [version.id for version in BUDGET.version_by_id.values()]
ROWS = {row.unit for row in PROGRAMME.statement("5-4-2", PROGRAMME.main_version).rows if row.unit}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_steps_add_up_to_the_frame(version: str) -> None:
    statement = PROGRAMME.statement("5-4-2", version)
    for unit in UNITS:
        *steps, frame = frame_bridge(PROGRAMME, unit, version)
        assert (steps[0].key, frame.key) == ("base", "frame")
        assert [step.kind for step in (*steps, frame)] == ["total", *["change"] * (len(steps) - 1), "total"]
        for year in PROGRAMME.table.years:
            assert sum(step.nok_by_year[year] for step in steps) == frame.nok_by_year[year]
            if unit in ROWS:
                assert frame.nok_by_year[year] == statement.row(f"{unit}.netto").cells[year].nok


@pytest.mark.parametrize("version", VERSIONS)
def test_the_measures_of_a_step_add_up_to_the_step(version: str) -> None:
    for unit in UNITS:
        measures = frame_measures(PROGRAMME, unit, version)
        assert all(any(one.nok_by_year.values()) for one in measures)
        for step in frame_bridge(PROGRAMME, unit, version)[:-1]:
            for year in PROGRAMME.table.years:
                assert sum(one.nok_by_year[year] for one in measures if one.step == step.key) == step.nok_by_year[year]


def test_what_is_under_a_unit_is_counted_with_it() -> None:
    """A sector is the sum of its programme areas, step by step, with what stands on the sector itself."""
    for unit in BUDGET.units:
        below = BUDGET.children.get(unit.id, ())
        if unit.kind != "sector":
            continue
        alone: dict[tuple[str, int], int] = {}
        for one in frame_measures(PROGRAMME, unit.id):
            if one.unit.id == unit.id:
                for year, nok in one.nok_by_year.items():
                    alone[one.step, year] = alone.get((one.step, year), 0) + nok
                    alone["frame", year] = alone.get(("frame", year), 0) + nok
        own = _by_key(frame_bridge(PROGRAMME, unit.id))
        parts = [_by_key(frame_bridge(PROGRAMME, child.id)) for child in below]
        for key, years in own.items():
            for year in PROGRAMME.dataset.plan_years:
                assert years[year] == sum(part.get(key, {}).get(year, 0) for part in parts) + alone.get((key, year), 0), (unit.id, key, year)


def test_the_bridge_of_schools_is_as_printed() -> None:
    steps = {step.key: step.nok_by_year[2020] for step in frame_bridge(PROGRAMME, "grunnskoleopplaering")}
    assert {key: nok for key, nok in steps.items() if key != "reconciliation"} == {
        "base": 1_579_700_000,
        "prices": 9_000_000,
        "technical": 1_300_000,
        "earlier": 8_400_000,
        "demography": -2_400_000,
        "need": 6_300_000,
        "premises": -1_200_000,
        "frame": 1_601_049_000,
    }


def test_the_base_is_called_what_its_layer_is_called() -> None:
    assert frame_bridge(PROGRAMME, "barnehager", "regnskap-2018")[0].label == "Regnskap 2018"


def test_a_step_that_rounds_to_nothing_need_not_be_shown() -> None:
    step = BridgeStep("reconciliation", "Avstemming", "change", {2020: 40_000, 2021: -49_999})
    assert not step.is_shown_in(*step.nok_by_year)
    assert BridgeStep("reconciliation", "Avstemming", "change", {2020: 50_000, 2021: 0}).is_shown_in(2020, 2021)
    assert not BridgeStep("reconciliation", "Avstemming", "change", {2018: 50_000, 2020: 0}).is_shown_in(2020, 2021)
    assert BridgeStep("base", "Utgangspunkt", "total", {2020: 0}).is_shown_in(2020)


def test_every_layer_and_kind_has_a_step() -> None:
    for layer in BUDGET.layers:
        for measure in BUDGET.measures:
            assert step_key(layer.kind, measure.kind) in STEP_LABELS
    assert step_key("something new", "need") == "other"


def test_an_unknown_unit_or_version_is_refused() -> None:
    with pytest.raises(KeyError):
        frame_bridge(PROGRAMME, "finnes-ikke")
    with pytest.raises(KeyError):
        frame_bridge(PROGRAMME, "barnehager", "finnes-ikke")


def test_the_largest_measures_are_new_and_in_order() -> None:
    largest = largest_measures(PROGRAMME, 2020, 8)
    more = [one.nok_by_year[2020] for one in largest.more]
    less = [one.nok_by_year[2020] for one in largest.less]
    assert len(more) == len(less) == 8
    assert more == sorted(more, reverse=True)
    assert min(more) > 0
    assert less == sorted(less)
    assert max(less) < 0
    assert {one.layer.kind for one in (*largest.more, *largest.less)} == {"proposal"}
    everything = [one for unit in UNITS for one in frame_measures(PROGRAMME, unit) if one.layer.kind == "proposal"]
    assert more[0] == max(one.nok_by_year[2020] for one in everything)
    assert less[0] == min(one.nok_by_year[2020] for one in everything)


def test_a_year_outside_the_budget_has_no_measures() -> None:
    assert largest_measures(PROGRAMME, 1999, 5).more == ()


def _by_key(steps: list[BridgeStep]) -> dict[str, dict[int, int]]:
    return {step.key: dict(step.nok_by_year) for step in steps}


def test_a_new_measure_in_a_draft_is_a_step_of_its_own() -> None:
    measure = Measure(id="nytt-tiltak", layer="nye-forslag", kind="need", name="Nytt tiltak")
    draft = change_measure(PROGRAMME, measure, [Amount("nytt-tiltak", "kirke", "1NET", 2020, 250_000_000)])
    before, after = (_by_key(frame_bridge(one, "kirke")) for one in (PROGRAMME, draft))
    assert after["need"][2020] == before.get("need", {}).get(2020, 0) + 250_000_000
    assert after["frame"][2020] == before["frame"][2020] + 250_000_000
    assert largest_measures(draft, 2020, 1).more[0].measure.id == "nytt-tiltak"
