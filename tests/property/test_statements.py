"""The fast engine and the plain one give the same, whatever the budget, the form and the version."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.budgets import VERSIONS, YEARS, amounts_of, budgets, forms, plans
from tests.support.plain_engine import Cells, PlainEngine
from veikart.calc.layers import Amount, AmountTable, Budget, Measure
from veikart.calc.statements import AccountPlan, Form, Line, Statement, StatementEngine
from veikart.rules.accounts import get_account_plan
from veikart.rules.statements import get_forms

UNKNOWN = (("1590", "1990"),)


def _engine(budget: Budget, plan: AccountPlan | None = None, *, unknown: tuple[tuple[str, ...], ...] = UNKNOWN) -> StatementEngine:
    return StatementEngine(budget, AmountTable.of(budget), plan or get_account_plan(), unknown=unknown)


def _cells(statement: Statement) -> Cells:
    return {row.id: row.cells for row in statement.rows if row.kind != "heading"}


@settings(max_examples=20, deadline=None)
@given(budget=budgets(), unknown=st.sampled_from(((), UNKNOWN)))
def test_fast_is_plain_in_every_form_and_version(budget: Budget, unknown: tuple[tuple[str, ...], ...]) -> None:
    fast, plain = _engine(budget, unknown=unknown), PlainEngine(budget, get_account_plan(), unknown=unknown)
    for form in get_forms().values():
        for version, _ in VERSIONS:
            assert _cells(fast.statement(form, version)) == plain.statement(form, version), (form.id, version)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_fast_is_plain_for_any_plan_and_form(data: st.DataObject) -> None:
    plan = data.draw(plans())
    form = data.draw(forms(plan))
    budget = data.draw(budgets(codes=plan.codes, kinds=("municipality", "sector", "programme_area")))
    unknown = data.draw(st.sampled_from(((), ((plan.codes[0], plan.codes[1]),))))
    fast, plain = _engine(budget, plan, unknown=unknown), PlainEngine(budget, plan, unknown=unknown)
    for version, _ in VERSIONS:
        assert _cells(fast.statement(form, version)) == plain.statement(form, version), version


@settings(max_examples=20, deadline=None)
@given(budget=budgets(), data=st.data())
def test_a_changed_measure_gives_what_a_new_budget_gives(budget: Budget, data: st.DataObject) -> None:
    engine = _engine(budget)
    held = set(engine.table.years)
    known = [*budget.measures, Measure("ny", "lag-b", "need", "Ny")]
    for form in get_forms().values():
        for version, _ in VERSIONS[:3]:
            engine.values(form, version)
    for _ in range(2):
        old = data.draw(st.sampled_from(known))
        measure = Measure(old.id, data.draw(st.sampled_from(("lag-a", "lag-c"))), old.kind, old.name)
        amounts = tuple(one for one in data.draw(amounts_of(measure.id, budget.units)) if one.year in held)
        engine, budget = engine.changed(measure, amounts), _with_measure(budget, measure, amounts)
        plain = PlainEngine(budget, get_account_plan(), unknown=UNKNOWN)
        years = {amount.year for amount in budget.amounts}
        for form in get_forms().values():
            for version, _ in VERSIONS:
                fast = {row: {year: cells[year] for year in cells if year in years} for row, cells in _cells(engine.statement(form, version)).items()}
                assert fast == plain.statement(form, version), (form.id, version)


def _with_measure(budget: Budget, measure: Measure, amounts: tuple[Amount, ...]) -> Budget:
    measures = (*(one for one in budget.measures if one.id != measure.id), measure)
    kept = (one for one in budget.amounts if one.measure != measure.id)
    return Budget(budget.units, budget.layers, budget.versions, measures, (*kept, *amounts))


@settings(max_examples=20, deadline=None)
@given(budget=budgets(), data=st.data())
def test_the_order_of_layers_measures_and_amounts_does_not_matter(budget: Budget, data: st.DataObject) -> None:
    other = Budget(
        budget.units,
        tuple(data.draw(st.permutations(budget.layers))),
        budget.versions,
        tuple(data.draw(st.permutations(budget.measures))),
        tuple(data.draw(st.permutations(budget.amounts))),
    )
    one, same = _engine(budget), _engine(other)
    for form in get_forms().values():
        for version, _ in VERSIONS:
            assert _cells(one.statement(form, version)) == _cells(same.statement(form, version)), (form.id, version)


@settings(max_examples=20, deadline=None)
@given(budget=budgets())
def test_frames_of_any_level_sum_to_the_frame_above(budget: Budget) -> None:
    """Each unit's net is its own amounts and the nets of the units under it, on every level."""
    engine, plain = _engine(budget), PlainEngine(budget, get_account_plan())
    everything = Form("alt", "Alt", "", 2001, None, "expense", (_net_of_all(),))
    statement = engine.statement(everything, "ab")
    for unit in budget.units:
        own: dict[int, int] = dict.fromkeys(statement.years, 0)
        for amount in plain.amounts("ab"):
            if amount.unit == unit.id and amount.account.startswith("1"):
                own[amount.year] += amount.nok
        for year in statement.years:
            below = sum(statement.row(f"{child.id}.netto").cells[year].nok for child in budget.children.get(unit.id, ()))
            assert statement.row(f"{unit.id}.netto").cells[year].nok == own[year] + below


def _net_of_all() -> Line:
    form = get_forms()["5-4-2"]
    line = form.line_by_id["omraader"]
    kinds = ("municipality", "sector", "programme_area", "post", "political", "central", "managed_fund", "calculated", "internal", "unallocated")
    return Line(line.id, line.label, "each", unit_kinds=kinds, parts=line.parts)


@settings(max_examples=20, deadline=None)
@given(budget=budgets())
def test_the_amounts_behind_a_row_add_up_to_it(budget: Budget) -> None:
    """The statement read backwards: for every row the selected amounts with their weights."""
    engine = _engine(budget, unknown=())
    table = engine.table
    for form in get_forms().values():
        for row in engine.statement(form, "ab").rows:
            places, weights = engine.selected_rows(form, row, "ab") if row.cells else ([], [])
            for at, year in enumerate(table.years):
                cell = row.cells.get(year)
                if cell and cell.state != "missing":
                    found = sum(int(weight) * int(table.nok[place]) for place, weight in zip(places, weights, strict=True) if table.year[place] == at)
                    assert found == cell.nok, (form.id, row.id, year)
    assert set(table.years) <= set(YEARS)
