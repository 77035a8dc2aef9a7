"""A changed measure gives the statements, ratios and findings of a programme made anew; and explanations add up."""

from dataclasses import replace
from fractions import Fraction
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.budgets import YEARS, amounts_of, budgets
from tests.support.tiny import make_dataset, make_table
from veikart.calc.documents import Dataset, Input, Target
from veikart.calc.layers import Amount, Budget, Layer, Measure, Unit, Version
from veikart.rules.explaining import UnknownFigure, explain_figure
from veikart.rules.linter import lint_programme
from veikart.rules.programme import Programme, change_measure

TABLE = make_table("4.5", {"inntekt": {"2019": "1 000,5", "2020": "7"}, "null": {"2020": "0", "2021": "0"}})
INPUTS = (
    Input("operating_revenue", "Driftsinntekter", "[4.5:inntekt]", "0 - {line 5-6 sum-driftsinntekter}"),
    Input("net_loan_debt", "Gjeld", "{account=0910-0912}"),
    Input("loan_debt", "Lån", "{line investering bruk-av-laan}"),
    Input("inhabitants", "Folk", "[4.5:null]", "{line 1A skatt}"),
)
TARGETS = tuple(
    Target(ratio, Fraction(1, 10), Fraction(2, 10), "each_year", "", "") for ratio in ("result_ratio", "debt_ratio", "loan_debt_per_inhabitant")
)


def _dataset(budget: Budget) -> Dataset:
    return make_dataset(budget, plan_years=YEARS[1:], tables=(TABLE,), inputs=INPUTS, targets=TARGETS, unknown_accounts=(("1590", "1990"),))


@settings(max_examples=25, deadline=None)
@given(budget=budgets(), data=st.data())
def test_a_change_gives_what_a_new_programme_gives(budget: Budget, data: st.DataObject) -> None:
    budget = replace(budget, versions=(budget.versions[1], *budget.versions))
    programme = Programme(_dataset(budget))
    lint_programme(programme)
    held = set(programme.table.years)
    for _ in range(2):
        old = data.draw(st.sampled_from([*programme.budget.measures, Measure("ny", "lag-a", "restructuring", "Ny")]))
        measure = replace(old, layer=data.draw(st.sampled_from(("lag-a", "lag-c"))), kind=data.draw(st.sampled_from(("base", "restructuring"))))
        amounts = [one for one in data.draw(amounts_of(measure.id, budget.units)) if one.year in held]
        programme = change_measure(programme, measure, amounts)
        if {amount.year for amount in programme.budget.amounts} != held:
            return
        anew = Programme(_dataset(programme.budget))
        for ratio in programme.ratios:
            assert programme.series(ratio).values == anew.series(ratio).values
            assert programme.series(ratio).missing == anew.series(ratio).missing
        assert sorted(map(repr, lint_programme(programme))) == sorted(map(repr, lint_programme(anew)))


@settings(max_examples=15, deadline=None)
@given(budget=budgets())
def test_layers_and_contributions_add_up_to_every_cell(budget: Budget) -> None:
    budget = replace(budget, versions=(budget.versions[1], *budget.versions))
    programme = Programme(_dataset(budget))
    for form_id in programme.forms:
        for row in programme.statement(form_id, "ab").rows:
            for year, cell in row.cells.items():
                if year not in YEARS[1:] or not cell.nok:
                    continue
                explanation = explain_figure(programme, f"line:{form_id}:{row.id}@{year}")
                assert explanation.value == cell.nok
                assert sum(one.nok for one in explanation.layers) == cell.nok
                assert sum(one.nok for one in explanation.contributions) == cell.nok


ADDRESSES = st.text(alphabet="abcdef0123456789.:@~-²٣ \x00æ/", max_size=40)
PARTS = st.sampled_from(["line", "frame", "ratio", "measure", "4.5", "1A", "5-4-2", "bok", "boker.barn", "netto", "skatt", "inntekt", "result_ratio"])
YEAR_TEXTS = st.sampled_from(["2020", "2019", "1999", "0000", "²²²²", "٢٠٢٠", "-1", "frame", "", " 2020", "2020 ", "20200"])
VERSION_TEXTS = st.sampled_from(["", "~ab", "~ukjent", "~", "~~", "~a~b", "~ingen"])


@settings(max_examples=300, deadline=None)
@given(
    text=ADDRESSES
    | st.builds(lambda parts, year, version: f"{':'.join(parts)}@{year}{version}", st.lists(PARTS, max_size=4), YEAR_TEXTS, VERSION_TEXTS)
)
def test_an_unknown_address_is_an_unknown_figure_and_nothing_else(text: str) -> None:
    try:
        explanation = explain_figure(_example(), text)
    except UnknownFigure as error:
        assert str(error).endswith(".")
    else:
        assert explanation.title


@cache
def _example() -> Programme:
    units = (Unit("bok", "Bok", "sector"), Unit("boker.barn", "Bøker for barn", "programme_area", "bok"))
    layers, measures = (Layer("lag-a", "A", "proposal"),), (Measure("bok", "lag-a", "need", "Bok"), Measure("inntekt", "lag-a", "base", "Skatt"))
    amounts = tuple(
        Amount(measure, unit, account, year, nok)
        for year in YEARS
        for measure, unit, account, nok in (("bok", "boker.barn", "1010", 5), ("inntekt", "bok", "1870", -5))
    )
    return Programme(_dataset(Budget(units, layers, (Version("ab", "AB", ("lag-a",)), Version("ingen", "Ingen", ())), measures, amounts)))
