"""Formulas and the figures in them, told in words."""

import pytest

from tests.support.tiny import make_budget, make_dataset, make_table
from veikart.calc.documents import Dataset, Input
from veikart.calc.formulas import parse_formula
from veikart.rules.words import formula_words, input_words, line_label, reference_label


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    printed = make_table("4.5", {"inntekt": {"2020": "110", "snitt": "115"}, "gebyr": {"2020": "10"}})
    return make_dataset(make_budget([]), tables=(printed,), inputs=(Input("operating_revenue", "Driftsinntekter", "[4.5:inntekt]"),))


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("", ""),
        ("{line drift netto-driftsresultat} / {input operating_revenue}", "Netto driftsresultat ÷ Driftsinntekter"),
        ("([4.5:inntekt] - [4.5:gebyr]) * 1.5", "(Inntekt (tabell 4.5) − Gebyr (tabell 4.5)) × 1,5"),
        ("[4.5:inntekt] / [4.5:inntekt@-1] - 1", "Inntekt (tabell 4.5) ÷ Inntekt (tabell 4.5, året før) − 1"),
        ("mean([4.5:inntekt@snitt], 2)", "gjennomsnittet av (Inntekt (tabell 4.5, Kolonne snitt), 2)"),
        ("abs({unit=skole layer=lag})", "tallverdien av (summen av tiltakene (Skole, Laget))"),
        ("[9.9:borte] + {input borte}", "[9.9:borte] + borte"),
    ],
)
def test_a_formula_in_words(dataset: Dataset, formula: str, words: str) -> None:
    assert formula_words(dataset, formula) == words


@pytest.mark.parametrize(
    ("form", "row", "label"),
    [
        ("drift", "netto-driftsresultat", "Netto driftsresultat"),
        ("1B", "skole.netto", "Skole"),
        ("drift", "skole.utgift", "Skole, utgift"),
        ("drift", "ukjent.utgift", "ukjent.utgift"),
        ("9Z", "ukjent", "ukjent"),
    ],
)
def test_what_a_line_is_called(dataset: Dataset, form: str, row: str, label: str) -> None:
    assert line_label(dataset, form, row) == label


def test_a_computed_figure_beside_a_print(dataset: Dataset) -> None:
    words = [input_words(dataset, one) for one in parse_formula("{line 1A skatt} + {ratio result_ratio} + {kind=need version=versjon}").references]
    assert words[0].startswith("linjen «Skatt på inntekt og formue» i ")
    assert words[1:] == ["nøkkeltallet resultatgrad", "summen av tiltakene (mer- eller mindrebehov, Versjonen)"]
    assert reference_label(dataset, parse_formula("{ratio result_ratio}").references[0]) == "Resultatgrad"
