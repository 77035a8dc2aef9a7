"""The lines of sheets against their declarations: every formula worked out again, every sum added up, every taken line looked up."""

from collections.abc import Iterable

from veikart.calc.worksheets import Run
from veikart.rules.economy.lines import get_sheet_rules

EVERYTHING = "alle"


def check_declared_lines(run: Run, sheets: Iterable[str]) -> None:
    """Fails where a line is not what its declaration says, or where lines and declarations are not the same."""
    for sheet_id in sheets:
        sheet, rule = run.sheets[sheet_id], get_sheet_rules()[sheet_id]
        assert list(rule.lines) and set(rule.lines) == set(sheet.lines), sheet_id
        for line in rule.lines.values():
            if line.formula is not None and sheet.subjects:
                assert (line.formula.evaluate(sheet.lines) == sheet.lines[line.id]).all(), (sheet_id, line.id)
            elif line.origin in {"total_of", "taken"}:
                _check_other(run, sheet_id, line.id)


def _check_other(run: Run, sheet_id: str, line_id: str) -> None:
    sheet, line = run.sheets[sheet_id], get_sheet_rules()[sheet_id].lines[line_id]
    other_id, _, other_line = line.source.partition(".")
    other = run.sheets.get(other_id)
    if other is None:
        assert not sheet.lines[line_id].any(), (sheet_id, line_id)
        return
    for subject in sheet.subjects:
        if line.origin == "total_of":
            expected = other.total(other_line, None if subject == EVERYTHING else subject)
        else:
            taken = sheet.follow(subject, "" if subject in other.place else line.taken_subject)
            expected = other.row(taken, other_line) if taken in other.place else (0,) * len(other.years)
        assert (sheet.lines[line_id][sheet.place[subject]] == expected).all(), (sheet_id, line_id, subject)
