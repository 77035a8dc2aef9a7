"""A large municipality made up from a seed: the same every time, on every machine."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.support.tiny import make_dataset, make_table
from veikart.calc.documents import Column, Dataset, Input, Target
from veikart.calc.layers import Amount, Budget, Layer, Measure, Unit, Version
from veikart.calc.statements import Account, AccountPlan
from veikart.rules.accounts import get_account_plan

VERSION = "forslag"
_KINDS = ("base", "wages", "prices", "technical", "demography", "need", "premises", "restructuring")
_COMMON = (("post", 10), ("central", 8), ("political", 3), ("internal", 4), ("calculated", 1))
_BALANCE = ("buffer_fund", "equity_financing", "liquidity_reserve", "discretionary_funds", "net_loan_debt")
_BALANCE += ("loan_debt", "loan_debt_non_self_financing", "inhabitants", "net_financial_expenditure")
_CENTRAL = ("1800", "1870", "1877", "1900", "1905", "1909", "1500", "1509", "1510")
_INVESTMENT = ("0230", "0250", "0430", "0470", "0670", "0700", "0729", "0910", "0912", "0512", "0522", "0529")


@dataclass(frozen=True)
class Size:
    """How large: every measure has an amount in every year, so `amounts` is a multiple of `years`."""

    amounts: int = 200_000
    units: int = 5_000
    accounts: int = 400
    layers: int = 20
    years: int = 10


def make_plan(accounts: int) -> AccountPlan:
    """The real account plan with made-up accounts between the real ones, `accounts` codes in all."""
    real = get_account_plan()
    free = (f"{account_class}{number:03d}" for number in range(10, 480) for account_class in "10")
    new = [code for code in free if code not in real.codes][: max(0, accounts - len(real.codes))]
    return AccountPlan((*real.accounts, *(Account(code, f"Art {code}", "expense", 2001) for code in new)))


def make_municipality(size: Size, plan: AccountPlan, *, seed: int = 1) -> Dataset:
    """A data set whose last four years are the plan years. Every ratio can be worked out, and one amount in fifty is on a pool."""
    chance = random.Random(seed)
    years = tuple(range(2020, 2020 + size.years))
    units = _units(size.units, chance)
    layers = tuple(Layer(f"lag-{number:02d}", f"Lag {number}", "proposal", "Kommunestyret") for number in range(size.layers))
    measures, amounts = _measures(size, plan, years, units, layers, chance)
    budget = Budget(units, layers, (Version(VERSION, "Forslaget", tuple(layer.id for layer in layers)),), tuple(measures), tuple(amounts))
    table = make_table("balanse", {name: {str(year): str(chance.randint(1_000, 9_000)) for year in years} for name in _BALANCE})
    revenue = Input("operating_revenue", "Driftsinntekter", "0 - {line 5-6 sum-driftsinntekter}")
    return make_dataset(
        budget,
        plan_years=years[-4:],
        columns=tuple(Column(str(year), f"Budsjett {year}", year, VERSION, "plan") for year in years),
        tables=(table,),
        inputs=(revenue, *(Input(name, name, f"[balanse:{name}]") for name in _BALANCE)),
        targets=tuple(Target(ratio, None, None, "each_year", "", "") for ratio in ("result_ratio", "debt_ratio", "fund_ratio", "net_finance_share")),
    )


def _units(count: int, chance: random.Random) -> tuple[Unit, ...]:
    """A tree four levels deep: twelve sectors, sixty programme areas, the rest below them; and the common posts."""
    common = [Unit(f"{kind}-{number}", f"Post {number}", kind, "kommune") for kind, many in _COMMON for number in range(many)]
    sectors = [Unit(f"sektor-{number}", f"Sektor {number}", "sector", "kommune") for number in range(12)]
    areas = [Unit(f"omraade-{number}", f"Område {number}", "programme_area", f"sektor-{number % 12}") for number in range(60)]
    rest = max(0, count - 1 - len(common) - len(sectors) - len(areas))
    places = [Unit(f"enhet-{n}", f"Enhet {n}", "programme_area", f"omraade-{chance.randrange(60)}") for n in range(rest // 4)]
    below = [Unit(f"sted-{n}", f"Sted {n}", "programme_area", chance.choice(places or areas).id) for n in range(rest - len(places))]
    return (Unit("kommune", "Kommunen", "municipality"), *common, *sectors, *areas, *places, *below)


def _measures(
    size: Size, plan: AccountPlan, years: tuple[int, ...], units: tuple[Unit, ...], layers: tuple[Layer, ...], chance: random.Random
) -> tuple[list[Measure], list[Amount]]:
    in_use = plan.for_year(years[0])
    plain = [code for code, account in in_use.items() if not account.candidates]
    operating = [code for code in plain if "1010" <= code <= "1480" or "1600" <= code <= "1780"]
    central = [unit.id for unit in units if unit.kind == "central"]
    own = [unit.id for unit in units if unit.kind not in {"central", "municipality", "calculated"}]
    measures: list[Measure] = []
    amounts: list[Amount] = []
    for number in range(size.amounts // len(years)):
        code = chance.choice((operating, operating, operating, operating, _CENTRAL, _INVESTMENT)[number % 6])
        code = "1NET" if number % 50 == 0 else code
        unit = chance.choice(central if code in _CENTRAL else own)
        measure = Measure(f"tiltak-{number}", layers[number % len(layers)].id, chance.choice(_KINDS), f"Tiltak {number}")
        measures.append(measure)
        first = chance.randint(-5_000_000, 20_000_000) if in_use[code].side == "expense" else -chance.randint(1, 30_000_000)
        amounts.extend(Amount(measure.id, unit, code, year, first + chance.randint(0, 100_000), 0) for year in years)
    for code in ("1940", "0940"):
        measures.append(Measure(f"balanse-{code}", layers[0].id, "finance", "Bruk av fond"))
        sums = {year: sum(one.nok for one in amounts if one.year == year and one.account[0] == code[0]) for year in years}
        amounts.extend(Amount(f"balanse-{code}", central[0], code, year, -sums[year]) for year in years)
    return measures, amounts
