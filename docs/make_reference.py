"""Writes `docs/reference/` from the rules as data: run `python docs/make_reference.py` from the root, with `src` on the path."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from veikart.calc.statements import Form, Line
from veikart.exchange.books.workbook import sheet_name
from veikart.exchange.dataset.files import LARGEST_DATASET, LARGEST_FILE, MOST_FILES, MOST_FINDINGS, MOST_FINDINGS_IN_FILE
from veikart.exchange.dataset.measures import IN_WORDS
from veikart.rules.books import ECONOMY, FOLLOW_UP, PLAN, BookRule
from veikart.rules.economy.series import get_series_rules
from veikart.rules.findings import FindingKind, get_catalogue
from veikart.rules.law import MARKS, Rule, get_rules
from veikart.rules.plan_system.holidays import Holiday, get_holidays
from veikart.rules.plan_system.workflows import GUARD_WORDS, ROLE_WORDS, Transition, Workflow, get_workflows
from veikart.rules.ratios import get_ratios
from veikart.rules.schema import LONGEST_TEXT
from veikart.rules.statements import get_forms
from veikart.rules.tables import CELL_WRITERS, LARGEST_GEOMETRY, LARGEST_NOK, LARGEST_PERCENT, LONGEST_KEY, TableField, TableRule
from veikart.rules.words import format_count, format_month_day

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
CATALOGUE = ROOT / "src" / "veikart" / "rules" / "findings" / "findings.toml"
GRADES = {"stop": "stopp", "warning": "varsel", "note": "merknad"}
LINE_KINDS = {"heading": "overskrift", "accounts": "kontoer", "rest": "resten", "sum": "sum", "each": "hver enhet"}
UNIT_KINDS = {
    "municipality": "kommunen",
    "sector": "sektor",
    "programme_area": "programområde",
    "post": "fellespost",
    "political": "politisk post",
    "central": "sentral post",
    "managed_fund": "forvaltningsfond",
    "calculated": "kalkulatorisk post",
    "internal": "internfinansiert enhet",
    "unallocated": "ikke delt på enheter",
}
SERIES_UNITS = {"ppm": "prosent", "nok": "hele kroner", "count": "et helt tall"}
RATIO_UNITS = {"share": "andel", "nok": "kroner"}
FIELD_KINDS = {
    "id": "id",
    "text": "tekst",
    "integer": "helt tall",
    "date": "dato (2026-12-31)",
    "day": "dag i året (12-31)",
    "choice": "valg",
    "geometry": "GeoJSON-geometri",
    "link": "adresse (https://…)",
    "nok": "hele kroner",
    "percent": "prosent (2,37)",
    "decimal": "tall med desimaler (12,5)",
    "by_series": "i enheten til forutsetningen",
}
MOST_CHOICES = 30
"""A choice with more of them is shown with its first few and how many there are."""


def make_findings_page() -> str:
    """Every kind of finding, under the headings of `findings.toml`."""
    parts = [
        "# Funn",
        "Alt programmet kan finne, med setningen som vises. «…» står for det som er funnet og ventet på stedet. Et funn av graden *stopp* må "
        "rettes før datasettet lastes eller budsjettet vedtas, et *varsel* må noen ta stilling til, og en *merknad* er greit å vite.",
        _limits(),
    ]
    kinds = get_catalogue()
    for heading, codes in _groups(CATALOGUE.read_text(encoding="utf-8")):
        rows = [_finding_row(kinds[code]) for code in codes]
        parts += [f"## {_capital(heading)}", _table(("kode", "grad", "overskrift", "setning", "hva du kan gjøre", "regel"), rows)]
    return _page(parts)


def make_rules_page() -> str:
    """The rules, the ratios and the forms."""
    rules, ratios, forms = get_rules().values(), get_ratios().values(), get_forms().values()
    parts = [
        "# Regler, nøkkeltall og oppstillinger",
        "Reglene programmet bruker, slik de står i `src/veikart/rules`. Merket sier hvor sikker ordlyden er; bare det som er kontrollert, "
        "vises som lov.",
        "## Regler",
        _table(
            ("id", "navn", "lov og paragraf", "innhold", "merke", "gjelder", "kilde", "sist sett etter"),
            [(f"`{one.id}`", one.name, one.citation or "–", one.text, MARKS[one.mark], _years(one), one.source, one.checked) for one in rules],
        ),
        "## Nøkkeltall",
        _table(
            ("id", "navn", "regnes ut slik", "formel", "enhet", "desimaler", "regel", "merknad"),
            [
                (f"`{one.id}`", one.name, one.words, f"`{one.formula}`", RATIO_UNITS[one.unit], str(one.decimals), f"`{one.rule}`", one.note)
                for one in ratios
            ],
        ),
        "## Oppstillinger",
        "Linjens id brukes i formler: `{line 1A skatt}`. Fortegn: utgift er positiv og inntekt negativ, så sant ikke linjen sier noe annet.",
    ]
    for form in forms:
        parts += [f"### {form.name} (`{form.id}`)", f"Regel: `{form.rule}`. Gjelder {_years(form)}.", _form_table(form)]
    return _page(parts)


def make_workflows_page() -> str:
    """The declared workflows, the deadlines of the rules and the times of holidays."""
    dated = [one for one in get_rules().values() if _deadline(one)]
    parts = [
        "# Saksganger og frister",
        "Saksgangene står i `src/veikart/rules/plan_system/workflows.toml`, fristene i reglene. En frist fryses når tilstanden begynner, så en "
        "endring i loven flytter ikke en høring som er i gang.",
        "## Frister",
        _table(
            ("regel", "frist", "regnes slik", "lov og paragraf", "merke"),
            [(f"`{one.id}`", one.deadline or one.name, _deadline(one), one.citation, MARKS[one.mark]) for one in dated],
        ),
        "## Ferier",
        "En høring som begynner eller slutter i en ferie eller en helg, får et funn. " + " ".join(_holiday(one) for one in get_holidays()),
    ]
    for one in get_workflows().values():
        parts += [f"## {one.name} (`{one.id}`)", f"Regel: `{one.rule}`.", _states_table(one), _transitions_table(one)]
    return _page(parts)


def make_plan_system_page() -> str:
    """The tables of a plan system: file, sheet, key and every field."""
    words = (
        "# Tabellene i plansystemet",
        "En plan er rader i disse tabellene, slik de er erklært i `src/veikart/rules/plan_system/tables.toml`. I en mappe er hver tabell en CSV-fil "
        "med feltnavnene i første linje; i arbeidsboka er den et ark med ordene. Et valg kan skrives med nøkkelen eller med ordet. Hvordan filene "
        "hentes og leses inn, står i [plansystemet](../guide/plansystemet.md).",
        f"Grensene: {format_count(LONGEST_TEXT)} tegn i en tekst, {format_count(LARGEST_GEOMETRY)} i en geometri, {LONGEST_KEY} i en nøkkel.",
    )
    return _tables_page(words, PLAN)


def make_economy_page() -> str:
    """The tables of the economy's book, and the series that assumptions are of."""
    words = (
        "# Tabellene i økonomien",
        "Økonomien er rader i disse tabellene, slik de er erklært i `src/veikart/rules/economy/tables`. I en mappe er hver tabell en CSV-fil med "
        "feltnavnene i første linje; i arbeidsboka er den et ark med ordene. Et valg kan skrives med nøkkelen eller med ordet. Et felt som kan stå "
        "tomt, får verdien i parentes der det står en. Hvordan filene hentes og leses inn, står i [økonomiboken](../guide/okonomiboken.md).",
        f"Grensene: {format_count(LONGEST_TEXT)} tegn i en tekst, {LONGEST_KEY} i en nøkkel, {format_count(LARGEST_NOK)} kroner i ett beløp, "
        f"{format_count(LARGEST_PERCENT)} prosent, så sant feltet ikke sier noe annet.",
        "## Forutsetninger som kan legges inn",
        _table(
            ("id", "navn", "skrives i", "om"),
            [(f"`{one.id}`", one.name, SERIES_UNITS[one.unit], one.note) for one in get_series_rules().values()],
        ),
    )
    return _tables_page(words, ECONOMY)


def make_follow_up_page() -> str:
    """The tables of the follow-up's book."""
    words = (
        "# Tabellene i oppfølgingen",
        "Oppfølgingen er rader i disse tabellene, slik de er erklært i `src/veikart/rules/follow_up/tables`. I en mappe er hver tabell en "
        "CSV-fil med feltnavnene i første linje; i arbeidsboka er den et ark med ordene. Et valg kan skrives med nøkkelen eller med ordet. "
        "Enheter, elementer og indikatorer er dem i planen, med samme id. Mer står i [oppfølgingsboken](../guide/oppfolgingsboken.md).",
        f"Grensene: {format_count(LONGEST_TEXT)} tegn i en tekst, {LONGEST_KEY} i en nøkkel, {format_count(LARGEST_NOK)} kroner i ett beløp.",
    )
    return _tables_page(words, FOLLOW_UP)


def _tables_page(words: Iterable[str], book: BookRule[Any]) -> str:
    """What there is to say of a book, then its tables and every field of them."""
    tables = book.tables.values()
    parts = [
        *words,
        _table(("tabell", "fil", "ark", "nøkkel"), [(one.name, f"`{one.id}.csv`", sheet_name(one), _codes(one.key)) for one in tables]),
    ]
    for one in tables:
        fields = [_field_row(one, field) for field in one.fields.values()]
        parts += [f"## {one.name} (`{one.id}`)", _table(("felt", "ord", "slag", "må fylles ut", "innhold"), fields)]
    return _page(parts)


PAGES: dict[str, Callable[[], str]] = {
    "funn.md": make_findings_page,
    "regler.md": make_rules_page,
    "saksganger.md": make_workflows_page,
    "plansystem.md": make_plan_system_page,
    "okonomi.md": make_economy_page,
    "oppfolging.md": make_follow_up_page,
}


def _field_row(table: TableRule, one: TableField) -> tuple[str, ...]:
    return f"`{one.name}`", one.label, FIELD_KINDS[one.kind], "ja" if one.required else "", _field_content(table, one)


def _field_content(table: TableRule, one: TableField) -> str:
    """What may stand in a field, in words, and what it is where nothing stands there."""
    default = table.empty[one.name]
    if one.required or default in (None, ""):
        return _allowed(one)
    shown = one.words.get(default, CELL_WRITERS[one.kind](default) if one.kind in CELL_WRITERS else default)
    return f"{_allowed(one)} ({shown})".strip()


def _allowed(one: TableField) -> str:
    if one.refers:
        return f"en id i `{one.refers}`"
    if one.kind in {"integer", "nok", "percent", "decimal"} and (one.least or one.most):
        write = str if one.kind == "integer" else format_count
        return f"{write(one.least)}–{write(one.most)}"
    if one.kind != "choice":
        return ""
    words = [f"`{key}`" if key == word else f"`{key}` {word}" for key, word in one.words.items()]
    return ", ".join(words) if len(words) <= MOST_CHOICES else f"{', '.join(words[:3])} … ({len(words)} i alt)"


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in names)


def _deadline(rule: Rule) -> str:
    """How the days of a rule are counted, in words; empty where it has none."""
    if rule.before:
        return f"{rule.days} dager før fristen i `{rule.before}`"
    if rule.days:
        return f"minst {rule.days} dager"
    if rule.month_day:
        return f"{format_month_day(rule.month_day)} hvert år"
    if rule.within_years:
        return f"innen {rule.within_years} år etter at kommunestyret er konstituert"
    if rule.every_years:
        return "hvert år" if rule.every_years == 1 else f"minst hvert {rule.every_years}. år"
    return ""


def _holiday(one: Holiday) -> str:
    if one.starts:
        return f"{_capital(one.name)}: {format_month_day(one.starts)}–{format_month_day(one.ends)}."
    return f"{_capital(one.name)}: fra {one.days_before_easter} dager før til {one.days_after_easter} dag etter første påskedag."


def _states_table(workflow: Workflow) -> str:
    rules = get_rules()
    rows = [
        (f"`{one.id}`", one.name, ROLE_WORDS[one.owner], f"{rules[one.rule].days} dager (`{one.rule}`)" if one.rule else "")
        for one in workflow.states.values()
    ]
    return _table(("tilstand", "navn", "hvem har saken", "varer minst"), rows)


def _transitions_table(workflow: Workflow) -> str:
    names = {key: one.name for key, one in workflow.states.items()}
    rows = [
        (names[one.starts], names[one.ends], one.name, ", ".join(ROLE_WORDS[role] for role in one.roles), _terms(one)) for one in workflow.transitions
    ]
    return _table(("fra", "til", "knapp", "hvem", "vilkår"), rows)


def _terms(one: Transition) -> str:
    words = [GUARD_WORDS[guard] for guard in one.guards]
    words += [f"{get_workflows()[key].name.lower()} er vedtatt for planen" for key in one.after]
    return "; ".join(words)


def _limits() -> str:
    sizes = ", ".join(f"{size // 1_000_000} MB for hver {suffix}-fil" for suffix, size in sorted(LARGEST_FILE.items()))
    return (
        f"Grensene når et datasett leses: {sizes}, {LARGEST_DATASET // 1_000_000} MB til sammen, {format_count(MOST_FILES)} filer i hver mappe, "
        f"{format_count(LONGEST_TEXT)} tegn i en tekst, {IN_WORDS} i ett beløp. "
        f"Høyst {MOST_FINDINGS} funn vises om gangen, og høyst {MOST_FINDINGS_IN_FILE} fra hver fil."
    )


def _groups(text: str) -> Iterable[tuple[str, list[str]]]:
    """The headings of the catalogue with the codes under each."""
    _, *parts = re.split(r"^# --- (.+?) -+$", text, flags=re.MULTILINE)
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        yield heading, list(tomllib.loads(body))


def _finding_row(kind: FindingKind) -> tuple[str, ...]:
    rule = f"`{kind.rule}`" if kind.rule else ""
    return f"`{kind.code}`", GRADES[kind.grade], kind.title, _blank(kind.sentence), _blank(kind.remedy), rule


def _blank(sentence: str) -> str:
    return re.sub(r"\{\w+\}", "…", sentence)


def _form_table(form: Form) -> str:
    rows: list[tuple[str, ...]] = []
    for line in form.lines:
        rows.append(
            (f"`{line.id}`", line.number, f"**{line.label}**" if line.is_strong else line.label, LINE_KINDS[line.kind], _content(line), line.note)
        )
        rows.extend(
            (f"`<enhet>.{part.id}`", "", part.label or "(enhetens navn)", LINE_KINDS[part.kind], _content(part), part.note) for part in line.parts
        )
    return _table(("linje", "nr.", "tekst", "slag", "innhold", "merknad"), rows)


def _content(line: Line) -> str:
    """What a line takes, in words."""
    sign = " (med motsatt fortegn)" if line.sign < 0 else ""
    match line.kind:
        case "accounts":
            return ", ".join(_selector(one.first, one.last, one.kinds) for one in line.selectors) + sign
        case "sum":
            return " ".join(f"{'−' if sign < 0 else '+'} `{term}`" for sign, term in line.terms).removeprefix("+ ")
        case "rest":
            where = {"0": "investering", "1": "drift"}.get(line.account_class, "alle klasser")
            side = {"expense": ", bare utgifter", "income": ", bare inntekter"}.get(line.side, "")
            return f"alt i {where} som ingen annen linje tar{side}{',' if line.kinds else ''}{_on(line.kinds)}{sign}"
        case "each":
            return "én rad for hver " + " og ".join(UNIT_KINDS[kind] for kind in line.unit_kinds)
    return ""


def _selector(first: str, last: str, kinds: frozenset[str]) -> str:
    return f"{first if first == last else f'{first}–{last}'}{_on(kinds)}"


def _on(kinds: frozenset[str]) -> str:
    return " på " + ", ".join(UNIT_KINDS[kind] for kind in sorted(kinds)) if kinds else ""


def _years(one: Rule | Form) -> str:
    return f"{one.valid_from}–{one.valid_to}" if one.valid_to else f"fra {one.valid_from}"


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _page(parts: list[str]) -> str:
    made = "<!-- Laget av docs/make_reference.py. Rett reglene, ikke denne filen. -->"
    return "\n\n".join([made, *parts]) + "\n"


def write_pages() -> None:
    """Write every page."""
    REFERENCE.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        (REFERENCE / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    write_pages()
