"""Figures with their units, and where they stand, in words."""

from __future__ import annotations

from fractions import Fraction

from veikart.calc.documents import UNITS, CheckOutcome, Dataset, PrintedFigure
from veikart.calc.formulas import Reference
from veikart.calc.ratios import Ratio
from veikart.rules.words.numbers import format_decimal, format_mill, format_nok, format_percent

UNIT_WORDS = {
    "bill_nok": "mrd. kr",
    "mill_nok": "mill. kr",
    "thousand_nok": "1000 kr",
    "nok": "kr",
    "percent": "",
    "percentage_points": "",
    "persons": "",
    "count": "",
    "exact_count": "",
    "ratio": "",
    "year": "",
}
KIND_WORDS = {
    "base": "utgangspunkt",
    "wages": "lønnsvekst",
    "prices": "prisvekst",
    "pension": "pensjon",
    "technical": "teknisk endring",
    "demography": "demografi",
    "need": "mer- eller mindrebehov",
    "premises": "husleie og drift av lokaler",
    "restructuring": "omstilling",
    "fees": "gebyrområder",
    "finance": "finans og fond",
    "investment": "investering",
    "distribution": "fordeling",
}


def in_mill(nok: int) -> str:
    """An amount in millions with its unit."""
    return f"{format_mill(nok)} mill. kr"


def in_ratio(value: Fraction, ratio: Ratio) -> str:
    """A ratio's value with its unit and decimals."""
    if ratio.unit == "share":
        return format_percent(value, ratio.decimals)
    whole = round(value)
    return f"{format_mill(whole, ratio.decimals)} mill. kr" if abs(whole) >= 1_000_000 else f"{format_nok(whole)} kr"


def in_print(value: Fraction, figure: PrintedFigure) -> str:
    """A value in the unit and with the decimals of a printed figure; a year has no spaces in it."""
    if figure.unit == "year":
        return str(round(value))
    text = format_decimal(value / UNITS[figure.unit], figure.decimals)
    if figure.unit in {"percent", "percentage_points"}:
        return f"{text}\u00a0%"
    return f"{text} {UNIT_WORDS[figure.unit]}".strip()


def reference_place(dataset: Dataset, reference: Reference, column: str) -> str:
    """Where a figure in a formula stands: the place of a printed one, words for a computed one."""
    if reference.is_printed:
        return dataset.place(reference.table, reference.row, column if column in dataset.table_by_id[reference.table].column_keys else "")
    return input_words(dataset, reference)


def input_words(dataset: Dataset, reference: Reference) -> str:
    """What a computed figure in a formula is, in words."""
    words = reference.selector.split()
    match words:
        case ["line", form, row]:
            return f"linjen «{row}» i oppstillingen {form}, regnet av lagene"
        case ["ratio", name]:
            return f"nøkkeltallet {name}"
        case ["input", name]:
            return dataset.input_by_id[name].name if name in dataset.input_by_id else name
    parts: list[str] = []
    for word in words:
        key, _, values = word.partition("=")
        for value in values.split(","):
            match key:
                case "unit" if value in dataset.budget.unit_by_id:
                    parts.append(dataset.budget.unit_by_id[value].name)
                case "layer" if value in dataset.budget.layer_by_id:
                    parts.append(dataset.budget.layer_by_id[value].name)
                case "kind":
                    parts.append(KIND_WORDS.get(value, value))
                case "version" if value in dataset.budget.version_by_id:
                    parts.append(dataset.budget.version_by_id[value].name)
                case _:
                    parts.append(value)
    return f"summen av tiltakene ({', '.join(parts)})"


def _column_of(dataset: Dataset, reference: Reference, column: str) -> str:
    """The column a reference means beside a figure in `column`; empty where its table has no such column."""
    keys = dataset.table_by_id[reference.table].column_keys if reference.is_printed else ()
    if not reference.column.startswith("-"):
        return reference.column or column
    place = keys.index(column) + int(reference.column) if column in keys else -1
    return keys[place] if place >= 0 else ""


def place_of_inputs(dataset: Dataset, outcome: CheckOutcome) -> str:
    """Where the figures behind an expected value stand: the place itself for one, the first and the number of others for more."""
    column = outcome.figure.column
    places = []
    for reference, _ in outcome.inputs:
        places.append(reference_place(dataset, reference, _column_of(dataset, reference, column)))
    if not places:
        return f"regnestykket {outcome.check.formula}"
    if len(places) <= 3:
        return " og ".join(places)
    return f"{places[0]} og {len(places) - 1} tall til"
