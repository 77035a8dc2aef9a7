"""Statistics Norway's controls of a KOSTRA account, as findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from veikart.calc.ledger.kostra import KostraFile, KostraLine
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.ledger.codes import read_kostra_rules

MOST_LINES = 20
"""Lines that one control is told of at; the sentence of the last says how many more there are."""


def find_kostra_controls(file: KostraFile, *, name: str = "") -> list[Finding]:
    """A finding for each control that the account does not pass: warnings, with the control's number and the line where it is about one."""
    rules = read_kostra_rules()
    applying = {kind: [one for one in rules[kind] if not (file.quarter and one.get("yearly"))] for kind in ("combination", "sum")}
    found = [one for control in applying["combination"] for one in _check_combination(control, file, name)]
    return found + [one for control in applying["sum"] for one in _check_sum(control, file, name)]


def _check_combination(control: Mapping[str, Any], file: KostraFile, name: str) -> Iterator[Finding]:
    wrong = [line for line in file.lines if line.amount and _is_chosen(control, line) and not _is_allowed(control, line)]
    for line in wrong[:MOST_LINES]:
        found = f"kontoklasse {line.account_class}, funksjon {line.function}, art {line.art}, {line.amount} tusen kroner"
        yield make_finding(
            "kostra-combination", Place(file=name, row=line.row), kind=control["number"], expected=control["words"].rstrip("."), found=found
        )
    if len(wrong) > MOST_LINES:
        yield make_finding("ledger-more", Place(file=name), found=str(len(wrong) - MOST_LINES), name=f"Kontroll {control['number']}")


def _is_chosen(selection: Mapping[str, Any], line: KostraLine) -> bool:
    return (
        line.account_class in selection["classes"]
        and _is_among(line.art, selection.get("arts"))
        and _is_among(line.function, selection.get("functions"))
    )


def _is_allowed(control: Mapping[str, Any], line: KostraLine) -> bool:
    if "only_functions" in control:
        return _is_among(line.function, control["only_functions"])
    return "only_arts" in control and _is_among(line.art, control["only_arts"])


def _is_among(code: str, codes: Sequence[str] | None) -> bool:
    """Whether a code is one of the codes, or in one of the ranges («100-799»). Every code is, where there are none."""
    if codes is None:
        return True
    for one in codes:
        first, _, last = one.partition("-")
        if code == one or (last and code.isdigit() and int(first) <= int(code) <= int(last)):
            return True
    return False


def _check_sum(control: Mapping[str, Any], file: KostraFile, name: str) -> Iterator[Finding]:
    applies = any(line.account_class in control["classes"] for line in file.lines) and file.form in control.get("forms", [file.form])
    if not applies:
        return
    total = sum(line.amount for line in file.lines if any(_is_chosen(term, line) for term in control["terms"]))
    if "within" in control:
        passes = abs(total) <= control["within"]
        expected = f"høyst {control['within']} tusen kroner fra null"
    else:
        passes = total > 0 if control["sign"] == "positive" else total < 0
        expected = "over null" if control["sign"] == "positive" else "under null"
    if not passes:
        words = {"name": control["words"].rstrip("."), "kind": control["number"], "found": f"{total} tusen kroner", "expected": expected}
        yield make_finding("kostra-sum", Place(file=name), **words)
