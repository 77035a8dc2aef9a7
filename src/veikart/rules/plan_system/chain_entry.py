"""A chain of consequences written as plain lines, as one would tell it."""

from __future__ import annotations

from dataclasses import dataclass

from veikart.calc.plan_system import Element, Influence, PlanSystem
from veikart.rules.findings import Finding, Place, format_text, make_finding
from veikart.rules.plan_system.starting import make_id

SIGNS = {"+": "+", "-": "-", "−": "-", "–": "-"}
MOST_LINES = 300
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """What the lines say: consequences that are new, and links, each once and in order. Links the plan already has are left out."""

    consequences: tuple[Element, ...]
    influences: tuple[Influence, ...]
    known: int


def read_chain(text: str, system: PlanSystem, *, said_by: str = "") -> tuple[ChainEntry | None, list[Finding]]:
    """The chain in the lines, or None with every finding.

    A line without a sign begins a chain. A line with «+» is what the line above strengthens, with «-» what it weakens. A name that an
    element in use has is that element; any other is a new consequence.

    >>> entry, _ = read_chain("Fortetting\\n+ Folkehelse\\n- Rimelige boliger", PlanSystem())
    >>> [(one.source, one.sign, one.target) for one in entry.influences]
    [('fortetting', '+', 'folkehelse'), ('folkehelse', '-', 'rimelige-boliger')]
    """
    known = {one.name.casefold(): one.id for one in system.elements.values() if one.retired is None}
    made: dict[str, Element] = {}
    links: dict[tuple[str, str], Influence] = {}
    findings: list[Finding] = []
    before, already = "", 0
    for number, line in enumerate(text.splitlines()[:MOST_LINES], start=1):
        sign, name = SIGNS.get(line.strip()[:1], ""), line.strip()
        name = name[1:].strip() if sign else name
        place = Place(file="Linjene", row=number)
        if not name and not sign:
            before = ""
            continue
        if not name or len(name) > LONGEST_NAME or (sign and not before):
            findings.append(make_finding("plan-chain-line", place, found=format_text(line)))
            continue
        key = known.get(name.casefold())
        if key is None:
            key = make_id(name, {*system.elements, *made})
            made[key], known[name.casefold()] = Element(key, "consequence", name), key
        if sign and (before == key or (before, key) in links):
            findings.append(make_finding("plan-chain-line", place, found=format_text(line)))
        elif sign and f"{before}|{key}" in system.influences:
            already += 1
        elif sign:
            links[before, key] = Influence(before, key, sign, said_by=said_by)
        before = key
    if not findings and not links and not already:
        findings.append(make_finding("plan-chain-line", Place(file="Linjene", row=1), found=format_text(text.strip() or " ")))
    return (None, findings) if findings else (ChainEntry(tuple(made.values()), tuple(links.values()), already), [])
