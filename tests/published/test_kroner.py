"""The kroner under the last printed decimal: small, belonging to a printed figure, kept apart, and hiding nothing."""

from collections import Counter
from dataclasses import replace

from tests.support.example import get_example
from veikart.calc.layers import Amount
from veikart.rules.programme import Programme

LAYERS = {"regnskap-2018": "avrunding-2018", "budsjett-2019": "avrunding-2019", "radmannens-forslag": "avrunding"}
"""The layer of such kroner in each version that the document is shown in."""
LEFT_OUT = "uten-kroner-under-siste-desimal"
HALF_A_DIGIT_NOK = 50_000
RESULTS = (
    ("drift", "regnskapsresultat"),
    ("1A", "merforbruk"),
    ("5-4", "fremfort"),
    ("investering", "udekket"),
    ("2A", "udekket"),
    ("5-5", "udekket"),
)


def _of_layers(*layers: str) -> list[Amount]:
    budget = get_example().programme.budget
    return [one for one in budget.amounts if budget.measure_by_id[one.measure].layer in layers]


def test_they_are_less_than_half_the_last_printed_decimal() -> None:
    """Added up for each unit, account and year, so that a figure they are added to still rounds to what is printed."""
    moved: Counter[tuple[str, str, int]] = Counter()
    for one in _of_layers(*LAYERS.values()):
        moved[one.unit, one.account, one.year] += one.nok
    assert len(moved) >= 100
    assert {place: nok for place, nok in moved.items() if not 0 < abs(nok) < HALF_A_DIGIT_NOK} == {}


def test_each_belongs_to_a_printed_figure_of_the_same_unit_and_account() -> None:
    budget = get_example().programme.budget
    for version, layer in LAYERS.items():
        others = [one for one in budget.version_by_id[version].layers if one != layer]
        leaves = {(one.unit, one.account, one.year) for one in _of_layers(*others)}
        assert {(one.unit, one.account, one.year) for one in _of_layers(layer)} <= leaves


def test_each_says_that_it_is_not_printed() -> None:
    budget = get_example().programme.budget
    for layer in LAYERS.values():
        assert "ikke trykt" in budget.layer_by_id[layer].decided.lower()
        measures = [one for one in budget.measures if one.layer == layer]
        assert measures
        assert all(one.note.startswith("Ikke trykt i dokumentet: utledet ") for one in measures)
        assert not any(one.table or one.formula for one in measures)


def test_rounding_of_a_frame_is_within_what_its_measures_can_hide() -> None:
    """What makes the measures of 11.4 add up to the frame: at most half a digit for each measure, and for the frame itself."""
    budget = get_example().programme.budget
    layers = set(budget.version_by_id["radmannens-forslag"].layers) - {"avrunding", "avrunding-rammer", "avstemming"}
    printed = Counter(
        (one.unit, one.year) for one in _of_layers(*layers) if one.account == "1NET" and budget.measure_by_id[one.measure].table == "11.4"
    )
    for one in _of_layers("avrunding-rammer"):
        assert abs(one.nok) <= (printed[one.unit, one.year] + 1) * HALF_A_DIGIT_NOK, (one.unit, one.year)


def test_a_version_without_them_is_the_same_but_for_them() -> None:
    budget = get_example().programme.budget
    whole, without = budget.version_by_id["radmannens-forslag"].layers, budget.version_by_id[LEFT_OUT].layers
    assert [one for one in whole if one != "avrunding"] == list(without)


def test_every_budget_year_balances_to_the_krone() -> None:
    programme = get_example().programme
    for form, line in RESULTS:
        for column in programme.columns[1:]:
            cell = programme.cell(form, line, column)
            assert cell is not None
            assert cell.nok == 0, (form, column.year, cell.nok)
    accounts = programme.columns[0]
    for form, line in (("1A", "merforbruk"), ("2A", "udekket"), ("investering", "udekket"), ("5-5", "udekket")):
        cell = programme.cell(form, line, accounts)
        assert cell is not None
        assert cell.nok == 0, form


def test_no_line_of_a_form_is_rounding() -> None:
    """Every unit with an amount in a form has one in it without the kroner too, in some year."""
    programme = get_example().programme
    for form in ("drift", "1B", "5-4-2", "2B"):
        for row in programme.rows(form, programme.columns):
            if row.unit:
                cells = [programme.cell(form, row.id, column) for column in programme.columns]
                assert any(cell and abs(cell.nok) >= HALF_A_DIGIT_NOK for cell in cells), (form, row.id)


def test_they_silence_no_disagreement_of_the_document() -> None:
    """The document disagrees with itself in the same places, by the same checks, whether the kroner are there or not."""
    dataset = get_example().programme.dataset
    kept = [one for one in dataset.budget.amounts if one not in set(_of_layers(*LAYERS.values()))]
    without = Programme(replace(dataset, budget=replace(dataset.budget, amounts=tuple(kept))))
    places = [
        {(one.figure.address, one.check.formula) for one in programme.document_check.disagreements}
        for programme in (get_example().programme, without)
    ]
    assert places[0] == places[1]
    assert places[0]
