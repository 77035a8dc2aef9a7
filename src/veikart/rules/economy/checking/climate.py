"""Findings about the climate: numbers of different vintages, years and effects that do not hold together, and paths that miss their targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from veikart.calc.climate import CHANGE, POPULATION, RATE, ClimateBudget, ClimateGrowth, ClimateMeasure, EmissionAccount, convert, work_out_reduction
from veikart.calc.economy import EconomyBook
from veikart.calc.values import PPM, share_of
from veikart.calc.worksheets import Run
from veikart.rules.economy.engines.climate import MUNICIPALITIES_OF, get_climate_years, get_conversions, list_growth_rates
from veikart.rules.economy.engines.demography import get_populations
from veikart.rules.economy.figure_words import short_figure_words
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.municipalities import find_code
from veikart.rules.tables import format_percent
from veikart.rules.words import format_count
from veikart.rules.words.sentences import join_words, list_years
from veikart.rules.years import EMISSIONS, get_year_limits

MOST_TONNES = 10**9
"""Tonnes that growth or measures may come to together: a good deal more than a country has."""
MOST_COST = 10**12
"""Whole kroner that one measure may cost in all its years."""
NEEDED = {CHANGE: "tonnes", RATE: "rate", POPULATION: "projection"}
"""The field a method of growth cannot do without."""
PARTS = ("amount", "use", "reduction", "factor")
UNDIVIDED = "undivided"


def check_climate(book: EconomyBook) -> Iterator[Finding]:
    """Years that go the wrong way, fields and emissions that are missing, effects counted twice, and vintages that are not the budget's."""
    if not book.years:
        return
    wrong = [*_check_growth(book), *_check_measures(book), *_check_parts(book)]
    yield from wrong
    yield from _check_account(book)
    yield from _check_account_years(book)
    yield from _check_budgets(book)
    yield from _check_costs(book)
    if not any(one.grade == "stop" for one in wrong):
        yield from _check_size(book)


def _check_account_years(book: EconomyBook) -> Iterator[Finding]:
    """Vintages with emissions of years after the one they were published in, or before there was an account."""
    limit, far = get_year_limits()[EMISSIONS], defaultdict(set)
    vintages = book.table("climate_vintages")
    for one in book.table("emissions").values():
        published = vintages[one.vintage].published
        if published and not limit.is_within(one.year, published):
            far[one.vintage].add(one.year)
    for key, years in far.items():
        one = vintages[key]
        words = {"name": one.name, "found": list_years(sorted(years)), "year": str(one.published), "expected": limit.words(one.published or 0)}
        yield make_finding("climate-row-year", _at("climate_vintages", key), **words)


def find_climate(book: EconomyBook, run: Run) -> Iterator[Finding]:
    """The last target of each budget, where the path with every measure, or only with the decided ones, is above it."""
    path, targets = run.sheets["climate_path"], book.table("climate_targets").values()
    for key, budget in book.table("climate_budgets").items():
        last = max((one.year for one in targets if one.budget == key), default=0)
        if last not in path.years or not path.value(key, "is_measured", last):
            continue
        gap, decided = (path.value(key, line, last) for line in ("gap", "gap_decided"))
        words = {"name": budget.name, "year": str(last), "expected": _tonnes(path.value(key, "target", last))}
        if gap > 0:
            found = _tonnes(path.value(key, "net", last))
            yield make_finding("climate-gap", _at("climate_budgets", key), **words, found=found, difference=_tonnes(gap))
        elif decided > 0:
            found = _tonnes(path.value(key, "net_decided", last))
            yield make_finding("climate-undecided", _at("climate_budgets", key), **words, found=found, difference=_tonnes(decided))


def find_climate_crossing(book: EconomyBook, programme_measures: Collection[str]) -> Iterator[Finding]:
    """Measures and costs that name something else than a measure of the programme (`programme_measures`, their ids) or a project of the book."""
    measures, projects = book.table("climate_measures"), book.table("projects")
    for table in ("climate_measures", "climate_costs"):
        for key, one in book.table(table).items():
            paid_by = one.programme_measure
            if paid_by and paid_by not in programme_measures and paid_by not in projects:
                name = measures[key if table == "climate_measures" else one.measure].name
                yield make_finding("climate-paid", _at(table, key, "programme_measure"), name=name, found=paid_by)


def _at(table: str, key: str = "", field: str = "") -> Place:
    return get_economy_tables()[table].place_of(key, field)


def _tonnes(value: int) -> str:
    return short_figure_words(value, "tonnes")


def _check_growth(book: EconomyBook) -> Iterator[Finding]:
    for key, one in book.table("climate_growth").items():
        if one.to_year <= one.from_year:
            words = {"first": str(one.from_year), "second": str(one.to_year)}
            yield make_finding("climate-years", _at("climate_growth", key, "to_year"), name=one.name, **words)
        field = NEEDED[one.method]
        if getattr(one, field) in {None, ""}:
            label = get_economy_tables()["climate_growth"].fields[field].label
            yield make_finding("cell-missing", _at("climate_growth", key, field), name=label)


def _check_measures(book: EconomyBook) -> Iterator[Finding]:
    for key, one in book.table("climate_measures").items():
        years = [one.start_year, one.full_year or one.start_year, one.last_year or 9999]
        if years != sorted(years):
            shown = [year for year in (one.start_year, one.full_year, one.last_year) if year is not None]
            words = {"first": str(shown[0]), "second": join_words([str(year) for year in shown[1:]])}
            yield make_finding("climate-years", _at("climate_measures", key, "full_year"), name=one.name, **words)
        if (PPM if one.low is None else one.low) > (PPM if one.high is None else one.high):
            yield make_finding("climate-spread", _at("climate_measures", key, "low"), name=one.name)
        yield from _check_formula(key, one)


def _check_formula(key: str, one: ClimateMeasure) -> Iterator[Finding]:
    """The four parts of the formula, all of them or none; and not an effect in tonnes too."""
    fields = get_economy_tables()["climate_measures"].fields
    missing = [fields[name].label for name in PARTS if getattr(one, name) is None]
    if 0 < len(missing) < len(PARTS):
        yield make_finding("climate-formula", _at("climate_measures", key, PARTS[0]), name=one.name, expected=join_words(missing))
    elif not missing and one.tonnes is not None:
        yield make_finding("climate-twice", _at("climate_measures", key, "tonnes"), name=one.name)


def _check_parts(book: EconomyBook) -> Iterator[Finding]:
    """A part belongs to a measure of the same budget that is no part itself; and the parts do no more than the whole."""
    measures = book.table("climate_measures")
    sums: dict[str, int] = defaultdict(int)
    for key, one in measures.items():
        whole = measures.get(one.part_of)
        if whole is None:
            continue
        if whole.part_of or one.part_of == key or whole.budget != one.budget:
            yield make_finding("climate-part", _at("climate_measures", key, "part_of"), name=one.name, expected=whole.name)
        sums[one.part_of] += _full(one)
    for key, total in sums.items():
        if 0 < _full(measures[key]) < total:
            words = {"name": measures[key].name, "found": _tonnes(total), "expected": _tonnes(_full(measures[key]))}
            yield make_finding("climate-parts", _at("climate_measures", key, "tonnes"), **words)


def _full(one: ClimateMeasure) -> int:
    """What a measure reduces when it works fully, millionths of a tonne; a size that is too large is found elsewhere."""
    return one.tonnes or work_out_reduction(one.amount or 0, one.use or 0, one.reduction or 0, one.factor or 0)


def _check_account(book: EconomyBook) -> Iterator[Finding]:
    """Numbers of municipalities that are not known, and years entered both in all and by source."""
    sources = book.table("emission_sources")
    seen: dict[tuple[str, str, int], set[bool]] = defaultdict(set)
    keys: dict[tuple[str, str, int], str] = {}
    for key, one in book.table("emissions").items():
        place = (one.vintage, one.municipality, one.year)
        seen[place].add(sources[one.emission_source].sector == UNDIVIDED)
        keys.setdefault(place, key)
    for place, kinds in seen.items():
        if len(kinds) > 1:
            yield make_finding("climate-undivided", _at("emissions", keys[place]), name=place[1], year=str(place[2]))
    known = {one: find_code(one, date(MUNICIPALITIES_OF, 1, 1)) is not None for one in {place[1] for place in seen}}
    for number in sorted(one for one, is_known in known.items() if not is_known):
        first = next(key for place, key in keys.items() if place[1] == number)
        yield make_finding("climate-municipality", _at("emissions", first, "municipality"), found=number)


def _check_budgets(book: EconomyBook) -> Iterator[Finding]:
    account, conversions = EmissionAccount.gather(book.table("emissions").values()), get_conversions(book)
    for key, budget in book.table("climate_budgets").items():
        yield from _check_years_known(book, key, budget, account)
        yield from _check_vintages(book, key, budget, conversions)
        unknown = [one for one in book.table("climate_measures").values() if one.budget == key and not one.part_of and _has_no_effect(book, one)]
        if unknown:
            words = {"name": budget.name, "each": str(len(unknown)), "found": join_words([f"«{one.name}»" for one in unknown[:3]])}
            yield make_finding("climate-effect", _at("climate_measures", unknown[0].id, "tonnes"), **words)


def _has_no_effect(book: EconomyBook, one: ClimateMeasure) -> bool:
    told = any(effect.measure == one.id for effect in book.table("climate_effects").values())
    return one.tonnes is None and one.amount is None and not told


def _check_years_known(book: EconomyBook, key: str, budget: ClimateBudget, account: EmissionAccount) -> Iterator[Finding]:
    vintage = book.table("climate_vintages")[budget.vintage].name
    for code, field in (("climate-base", "base_year"), ("climate-start", "start_year")):
        year = getattr(budget, field)
        if account.total_in(budget.vintage, budget.municipality, year) is None:
            yield make_finding(code, _at("climate_budgets", key, field), name=budget.name, year=str(year), expected=vintage)
    targets = [one.year for one in book.table("climate_targets").values() if one.budget == key]
    early = sorted(one for one in targets if one <= budget.base_year)
    if early:
        words = {"name": budget.name, "found": list_years(early), "expected": str(budget.base_year)}
        yield make_finding("climate-target", _at("climate_targets", f"{key}|{early[0]}", "year"), **words)
    for row_key, one in book.table("climate_growth").items():
        grows = one.budget == key and one.method != CHANGE
        if grows and account.source_in(budget.vintage, budget.municipality, one.emission_source, one.from_year) is None:
            source = book.table("emission_sources")[one.emission_source].name
            words = {"name": one.name, "found": source, "year": str(one.from_year), "expected": vintage}
            yield make_finding("climate-source", _at("climate_growth", row_key, "from_year"), **words)


def _check_vintages(book: EconomyBook, key: str, budget: ClimateBudget, conversions: Mapping[tuple[str, str], int]) -> Iterator[Finding]:
    """What is worked out in other vintages than the budget's: kept out, or taken in as somebody has said."""
    measures = [one for one in book.table("climate_measures").values() if not one.part_of and not _has_no_effect(book, one)]
    rows: list[ClimateGrowth | ClimateMeasure] = [one for one in (*book.table("climate_growth").values(), *measures) if one.budget == key]
    vintages = book.table("climate_vintages")
    for other in sorted({one.vintage for one in rows} - {budget.vintage}):
        count = sum(one.vintage == other for one in rows)
        words = {"name": budget.name, "each": format_count(count), "found": vintages[other].name, "expected": vintages[budget.vintage].name}
        if convert(conversions, other, budget.vintage):
            factor = format_percent(convert(conversions, other, budget.vintage))
            yield make_finding("climate-converted", _at("climate_conversions", f"{other}|{budget.vintage}"), **words, second=factor)
        else:
            yield make_finding("climate-vintage", _at("climate_budgets", key, "vintage"), **words)


def _check_costs(book: EconomyBook) -> Iterator[Finding]:
    """Projects that the measures take more of in a year than is spent on them."""
    spent, taken = defaultdict(int), defaultdict(int)
    for row in book.table("project_years").values():
        spent[row.project, row.year] += row.amount_nok
    first: dict[tuple[str, int], str] = {}
    for key, one in book.table("climate_costs").items():
        if one.programme_measure in book.table("projects"):
            taken[one.programme_measure, one.year] += one.nok
            first.setdefault((one.programme_measure, one.year), key)
    for (project, year), nok in taken.items():
        if nok > spent[project, year]:
            words = {"name": book.table("projects")[project].name, "year": str(year)}
            amounts = {"found": format_count(nok), "expected": format_count(spent[project, year])}
            yield make_finding("climate-cost", _at("climate_costs", first[project, year], "nok"), **words, **amounts)


def _check_size(book: EconomyBook) -> Iterator[Finding]:
    """Tonnes and kroner that whole numbers can hold in every sum."""
    years, populations = get_climate_years(book), get_populations(book)
    account = EmissionAccount.gather(book.table("emissions").values())
    total = 0
    for key, one in book.table("climate_growth").items():
        rates = list_growth_rates(one, years, populations)
        budget = book.table("climate_budgets")[one.budget]
        begun = account.source_in(budget.vintage, budget.municipality, one.emission_source, one.from_year) or 0
        total += abs(one.tonnes or 0) if one.method == CHANGE else _grow_most(begun, rates)
        if total > MOST_TONNES * PPM:
            yield make_finding("climate-large", _at("climate_growth", key), name=one.name, expected=f"{format_count(MOST_TONNES)} tonn")
            return
    yield from _check_size_of_measures(book)


def _grow_most(begun: int, rates: list[int]) -> int:
    """The most a level comes to, or just past what is too much."""
    level = most = begun
    for rate in rates:
        level += share_of(level, rate)
        most = max(most, abs(level))
        if most > MOST_TONNES * PPM:
            break
    return most


def _check_size_of_measures(book: EconomyBook) -> Iterator[Finding]:
    costs, told = defaultdict(int), defaultdict(int)
    for cost in book.table("climate_costs").values():
        costs[cost.measure] += abs(cost.nok)
    for effect in book.table("climate_effects").values():
        told[effect.measure] = max(told[effect.measure], effect.tonnes)
    total = 0
    for key, one in book.table("climate_measures").items():
        total += max(_full(one), told[key])
        if total > MOST_TONNES * PPM:
            yield make_finding("climate-large", _at("climate_measures", key), name=one.name, expected=f"{format_count(MOST_TONNES)} tonn")
            return
        if costs[key] > MOST_COST:
            yield make_finding("climate-large", _at("climate_measures", key), name=one.name, expected=f"{format_count(MOST_COST)} kr")
