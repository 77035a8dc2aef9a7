"""Small budgets, account plans and forms made at random, with everything that has been a trap: ids that begin alike, pools, layers twice."""

from hypothesis import strategies as st

from veikart.calc.layers import Amount, Budget, Layer, Measure, Unit, Version
from veikart.calc.statements import Account, AccountPlan, Form, Line, Selector

KINDS = ("municipality", "sector", "programme_area", "post", "political", "central", "managed_fund", "calculated", "internal", "unallocated")
NAMES = ("bok", "boker", "boker.barn", "bo", "bok-2", "x", "xy", "sum")
CODES = ("1010", "1230", "1470", "1500", "1509", "1510", "1540", "1550", "1570", "1580", "1590", "1600", "1700", "1800", "1810", "1870", "1905")
CODES += (
    "1940",
    "1990",
    "1NET",
    "1UTG",
    "1INN",
    "0230",
    "0470",
    "0510",
    "0512",
    "0520",
    "0529",
    "0670",
    "0729",
    "0910",
    "0912",
    "0922",
    "0970",
    "0BRU",
)
YEARS = (2018, 2019, 2020, 2021)
LAYERS = ("lag-a", "lag-b", "lag-c")
VERSIONS = (("a", ("lag-a",)), ("ab", ("lag-a", "lag-b")), ("bc", ("lag-c", "lag-b")), ("abb", ("lag-b", "lag-a", "lag-b")), ("ingen", ()))
KRONER = st.integers(-(10**12), 10**12) | st.sampled_from([0, 1, -1])


@st.composite
def units(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS) -> tuple[Unit, ...]:
    """Up to eight units, each under one of those before it or at the top, in any order."""
    made: list[Unit] = []
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True)):
        parent = draw(st.sampled_from(["", *(unit.id for unit in made)]))
        made.append(Unit(name, name.capitalize(), draw(st.sampled_from(kinds)), parent))
    return tuple(draw(st.permutations(made)))


@st.composite
def budgets(draw: st.DrawFn, codes: tuple[str, ...] = CODES, kinds: tuple[str, ...] = KINDS) -> Budget:
    """A budget with three layers, five versions and up to six measures of a few amounts each."""
    organisation = draw(units(kinds))
    measures, amounts = [], []
    for number in range(draw(st.integers(1, 6))):
        measure = Measure(f"m{number}", draw(st.sampled_from(LAYERS)), draw(st.sampled_from(["base", "restructuring"])), f"Tiltak {number % 3}")
        measures.append(measure)
        amounts.extend(draw(amounts_of(measure.id, organisation, codes)))
    return Budget(
        units=organisation,
        layers=tuple(Layer(name, name, "proposal", f"{name} er vedtatt") for name in LAYERS),
        versions=tuple(Version(name, name, layers) for name, layers in VERSIONS),
        measures=tuple(measures),
        amounts=tuple(amounts),
    )


@st.composite
def amounts_of(draw: st.DrawFn, measure: str, organisation: tuple[Unit, ...], codes: tuple[str, ...] = CODES) -> list[Amount]:
    """Up to five amounts of a measure; the half width may be negative, as where an amount reconciles others."""
    one = st.builds(
        Amount,
        measure=st.just(measure),
        unit=st.sampled_from([unit.id for unit in organisation]),
        account=st.sampled_from(codes),
        year=st.sampled_from(YEARS),
        nok=KRONER,
        half_width_nok=st.sampled_from([0, 0, 50_000, 500_000, -50_000]),
    )
    return draw(st.lists(one, max_size=5))


@st.composite
def plans(draw: st.DrawFn) -> AccountPlan:
    """Six accounts and up to three pools of some of them: with a home or without, in all years or some, one of them its own candidate."""
    plain = [
        Account(code, code, side, 2001)
        for code, side in zip(("1000", "1001", "1002", "0000", "0001", "1500"), ("expense", "income") * 3, strict=True)
    ]
    made = list(plain)
    codes = [account.code for account in plain]
    for code in draw(st.lists(st.sampled_from(("1AAA", "1BBB", "0CCC")), unique=True)):
        candidates = tuple(draw(st.lists(st.sampled_from(codes), min_size=1, max_size=4, unique=True)))
        home = draw(st.sampled_from(["", *candidates]))
        made.append(Account(code, code, draw(st.sampled_from(("expense", "income"))), draw(st.sampled_from((2001, 2020))), None, candidates, home))
    if draw(st.booleans()):
        made.remove(plain[0])
        made += [Account("1000", "1000", "expense", 2001, 2019, ("1000", "1001"), "1000"), Account("1000", "1000", "expense", 2020)]
    return AccountPlan(tuple(made))


@st.composite
def forms(draw: st.DrawFn, plan: AccountPlan, kinds: tuple[str, ...] = KINDS[:3]) -> Form:
    """A form where every account stands on at most one accounts line, with rest, sum and each lines among them."""
    free = list(draw(st.permutations(plan.codes)))
    lines: list[Line] = []
    for number in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["accounts", "rest", "sum", "each", "heading"]))
        name = f"linje-{number}"
        above = [line.id for line in lines if line.kind in {"accounts", "rest", "sum"}]
        if kind == "accounts" and free:
            chosen = [free.pop() for _ in range(min(len(free), draw(st.integers(1, 3))))]
            lines.append(Line(name, name, "accounts", sign=draw(st.sampled_from((1, -1))), selectors=_selectors(draw, chosen, kinds)))
        elif kind == "rest":
            lines.append(_rest(draw, name, kinds))
        elif kind == "sum" and above:
            terms = draw(st.lists(st.tuples(st.sampled_from((1, -1)), st.sampled_from(above)), min_size=1, max_size=3))
            lines.append(Line(name, name, "sum", terms=tuple(terms)))
        elif kind == "each":
            parts = (_rest(draw, "rest", kinds), Line("valgt", "valgt", "accounts", selectors=_selectors(draw, list(plan.codes[:3]), kinds)))
            lines.append(Line(name, name, "each", unit_kinds=(kinds[number % len(kinds)],), parts=parts[: draw(st.integers(1, 2))]))
        elif kind == "heading":
            lines.append(Line(name, name, "heading"))
    outside = (Selector(free[0], free[0]),) if free and draw(st.booleans()) else ()
    shown: dict[tuple[str, ...], Line] = {line.unit_kinds: line for line in reversed(lines) if line.kind == "each"}
    lines = [line for line in lines if line.kind != "each" or shown[line.unit_kinds] is line]
    return Form("tilfeldig", "Tilfeldig", "ingen", 2001, None, "mixed", tuple(lines), outside=outside)


def _selectors(draw: st.DrawFn, codes: list[str], kinds: tuple[str, ...]) -> tuple[Selector, ...]:
    return tuple(Selector(code, code, frozenset(draw(st.sets(st.sampled_from(kinds))))) for code in codes)


def _rest(draw: st.DrawFn, name: str, kinds: tuple[str, ...]) -> Line:
    return Line(
        name,
        name,
        "rest",
        sign=draw(st.sampled_from((1, -1))),
        account_class=draw(st.sampled_from("01")),
        side=draw(st.sampled_from(("", "expense", "income"))),
        kinds=frozenset(draw(st.sets(st.sampled_from(kinds)))),
    )
