"""The grounds for state supervision in words: how each stands, what it is worked out from, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from veikart.calc.supervision import FAR, MET, NEAR, UNKNOWN, BudgetFigures, Decision, Ground, Limits
from veikart.calc.values import PPM, share_of
from veikart.rules.law import get_rules
from veikart.rules.words import format_day, format_decimal, format_mill, format_percent, in_mill

STATE_WORDS = {FAR: "Ikke nær", NEAR: "Nær", MET: "Oppfylt", UNKNOWN: "Ikke kjent"}
_PLANS = {"a": "Årsbudsjettet", "b": "Økonomiplanen"}
_DECIDED = {"e": ("Økonomiplan og årsbudsjett", "koml-14-3", -1), "f": ("Årsregnskapet", "koml-14-6-vedtatt", 1)}
_REMEDIES = {
    "a": "Sett ned utgiftene, øk inntektene, eller bruk disposisjonsfond, før budsjettet vedtas.",
    "b": "Finn dekning i hvert av årene. En innsparing må ha en sektor som svarer for den, og tiltak som viser hvordan.",
    "c": "Dekk inn merforbruket senest i budsjettet for det andre året etter at det oppsto.",
    "d": "Dekk inn merforbruket raskere, så det som står igjen i balansen, kommer under grensen.",
    "e": "Legg kommunestyrets møte og innstillingen inn i årshjulet, og registrer vedtaket når det er gjort.",
    "f": "Avtal dato for revisjon og kommunestyrets behandling, og registrer vedtaket når det er gjort.",
    "g": "Registrer vedtaket hvis det gjøres ett.",
}
_ENTER = "Legg inn når det ble vedtatt, i tabellen «Vedtak med frist». Er det ikke vedtatt, legges raden inn uten dato."


@dataclass(frozen=True, slots=True)
class Input:
    """A number a ground is worked out from: what it is, in words, and the address of the figure, empty where it has none."""

    name: str
    text: str
    figure: str = ""


def get_remedy(ground: Ground) -> str:
    """What can be done, in a sentence."""
    if ground.state == UNKNOWN and ground.letter in _DECIDED:
        return _ENTER
    return _REMEDIES[ground.letter]


def describe_ground(
    ground: Ground, figures: BudgetFigures | None, limits: Limits, decision: Decision | None, savings: Mapping[int, int] | None = None
) -> str:
    """How the ground stands, in whole sentences. `savings` are the years with savings nobody answers for, in whole positive kroner."""
    match ground.letter:
        case "a" | "b":
            return _say_savings(ground, savings or {}) or _say_balance(ground, figures)
        case "c":
            return _say_recovery(ground, limits)
        case "d":
            return _say_accumulated(ground, figures, limits)
        case "g":
            return f"Det er gjort et vedtak etter inndelingslova § 16 a i {ground.year}." if ground.state == MET else _NO_BOUNDARY
    return _say_deadline(ground, decision)


_NO_BOUNDARY = "Det er ikke lagt inn noe vedtak etter inndelingslova § 16 a."


def _say_savings(ground: Ground, savings: Mapping[int, int]) -> str:
    if ground.letter != "b" or not savings or ground.state != NEAR:
        return ""
    years = _join([str(year) for year in savings])
    return (
        f"I {years} er det ført innsparinger på {_join([format_mill(nok) for nok in savings.values()])} mill. kr uten ansvarlig sektor. "
        "En plan som går i null på den måten, kan bli regnet som vedtatt med merforbruk."
    )


def _join(texts: Sequence[str]) -> str:
    return " og ".join(filter(None, (", ".join(texts[:-1]), texts[-1])))


def _say_balance(ground: Ground, figures: BudgetFigures | None) -> str:
    plan, nok = _PLANS[ground.letter], ground.nok or 0
    share = f" ({format_percent(Fraction(nok, figures.operating_revenue))} av driftsinntektene)" if figures and figures.operating_revenue else ""
    if ground.state == UNKNOWN:
        return f"Oppstillingen etter § 5-4 kan ikke si om {ground.year} går i null."
    if ground.state == MET:
        return f"{plan} har et merforbruk på {in_mill(-nok)} i {ground.year}."
    if not nok:
        return f"{plan} går i null i {ground.year}, men ingenting er satt av: året bruker mer av disposisjonsfond enn det overfører til investering."
    least = ", som er det strammeste året," if ground.letter == "b" else ""
    only = "bare " if ground.state == NEAR else ""
    return (
        f"{plan} går i null. I {ground.year}{least} er {only}{in_mill(nok)}{share} satt av til disposisjonsfond eller overført til investering. "
        "Så mye kan resultatet svekkes før det blir merforbruk."
    )


def _say_recovery(ground: Ground, limits: Limits) -> str:
    if ground.state == MET:
        return f"{in_mill(-(ground.nok or 0))} av merforbruket er ikke dekket inn i {ground.year}, selv om {limits.recovery_years} år er gått."
    if ground.years is None:
        return "Det er ikke noe merforbruk å dekke inn."
    if ground.years <= 0:
        return f"Det som er igjen av merforbruket, må dekkes inn i {ground.year}."
    return f"Det som er igjen av merforbruket i {ground.year}, må være dekket inn senest i {ground.year + ground.years}."


def _say_accumulated(ground: Ground, figures: BudgetFigures | None, limits: Limits) -> str:
    if figures is None or figures.operating_revenue is None or ground.nok is None:
        return f"Driftsinntektene i {ground.year} er ikke kjent, så grensen kan ikke regnes ut."
    most = share_of(figures.operating_revenue, limits.deficit_share)
    limit = f"{in_mill(most)} ({format_percent(Fraction(limits.deficit_share, PPM), 0)} av driftsinntektene)"
    nok = most - ground.nok
    if not nok:
        return f"Det er ikke noe oppsamlet merforbruk. Grensen er {limit} i {ground.year}."
    away = f"{in_mill(abs(ground.nok))} {'over' if ground.state == MET else 'under'} grensen på {limit}"
    return f"Det oppsamlede merforbruket er {in_mill(nok)} ved utgangen av {ground.year}. Det er {away}."


def get_last_day(ground: Ground, decision: Decision | None) -> date:
    """The last day of ground e or f: the law's, or another that is entered."""
    _, rule, later = _DECIDED[ground.letter]
    return decision.deadline if decision and decision.deadline else date.fromisoformat(f"{ground.year + later}-{get_rules()[rule].month_day}")


def _say_deadline(ground: Ground, decision: Decision | None) -> str:
    name, _, _ = _DECIDED[ground.letter]
    last = get_last_day(ground, decision)
    if decision and decision.adopted:
        days = (last - decision.adopted).days
        when = "på den siste dagen" if days == 0 else f"{_days(abs(days))} {'før' if days > 0 else 'etter'} fristen"
        return f"{name} for {ground.year} ble vedtatt {format_day(decision.adopted)}, {when}."
    if ground.state == UNKNOWN:
        return f"Det er ikke lagt inn når {name[0].lower()}{name[1:]} for {ground.year} ble vedtatt. Fristen var {format_day(last)}."
    if ground.state == MET:
        return f"{name} for {ground.year} er ikke vedtatt. Fristen gikk ut {format_day(last)}."
    return f"{name} for {ground.year} er ikke vedtatt ennå. Det er {_days(ground.days or 0)} igjen til fristen {format_day(last)}."


def _days(days: int) -> str:
    return "1 dag" if days == 1 else f"{days} dager"


def describe_margin(ground: Ground) -> str:
    """What is left before the ground is met, or what is past it; empty where neither can be told."""
    past = ground.state == MET
    parts = []
    if ground.nok is not None and (ground.nok or ground.letter != "c"):
        parts.append(in_mill(abs(ground.nok)))
    if ground.ppm is not None:
        parts.append(
            f"{format_decimal(Fraction(abs(ground.ppm) * 100, PPM))} {'prosentpoeng' if ground.letter == 'd' else 'prosent av driftsinntektene'}"
        )
    if ground.years is not None and not past:
        parts.append("siste år" if ground.years <= 0 else "1 år" if ground.years == 1 else f"{ground.years} år")
    if ground.days is not None:
        parts.append(_days(abs(ground.days)))
    if not parts:
        return ""
    return f"{', '.join(parts)} {'over' if past else 'igjen'}"


def list_inputs(ground: Ground, figures: BudgetFigures | None, limits: Limits) -> tuple[Input, ...]:
    """What the ground is worked out from in its year."""
    year = ground.year
    if ground.letter in {"a", "b"} and figures:
        name = "Overføring til investering og netto avsetning til disposisjonsfond"
        return (
            Input("Fremført til inndekning", in_mill(figures.carried_forward), f"line:5-4:fremfort@{year}"),
            Input("Netto driftsresultat", in_mill(figures.result), f"line:5-4:netto-driftsresultat@{year}"),
            Input(name, in_mill(figures.flexible), f"line:5-4:disposisjonsfond@{year}"),
            *_revenue(figures),
        )
    if ground.letter == "c":
        overdue = in_mill(-(ground.nok or 0))
        return (Input("År et merforbruk kan dekkes inn over", str(limits.recovery_years)), Input("Ikke dekket inn i tide", overdue))
    if ground.letter == "d" and figures:
        return (Input("Grensen, del av driftsinntektene", format_percent(Fraction(limits.deficit_share, PPM), 0)), *_revenue(figures))
    return ()


def _revenue(figures: BudgetFigures) -> tuple[Input, ...]:
    return (Input("Driftsinntekter", in_mill(figures.operating_revenue)),) if figures.operating_revenue is not None else ()
