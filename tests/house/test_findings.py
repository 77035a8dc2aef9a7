"""Every kind of finding can be made, has an example, and says what people need."""

import re
import string
import tomllib

import pytest

from tests.exchange import test_dataset
from tests.exchange.broken import BROKEN, ELSEWHERE
from tests.support.tree import ROOT, SOURCE, source_files
from veikart.rules.findings import GRADES, Finding, Place, get_catalogue, make_finding
from veikart.rules.law import get_rules

CATALOGUE = SOURCE / "rules" / "findings" / "findings.toml"
ECONOMY = "# --- økonomiens regler"
FILLED = [
    "date", "difference", "each", "expected", "first", "form", "found", "kind", "name", "parent", "place_a", "place_b", "second", "unit", "version",
    "year",
]  # fmt: skip
WORDS = {word: f"<{word}>" for word in FILLED}


def _reader_codes() -> set[str]:
    """The codes above the heading of the rules of the economy."""
    above, heading, _ = CATALOGUE.read_text(encoding="utf-8").partition(ECONOMY)
    assert heading
    return set(tomllib.loads(above))


def _filled(code: str) -> Finding:
    """The finding with only the words it asks for."""
    kind = get_catalogue()[code]
    wanted = {name for text in (kind.sentence, kind.remedy) for _, name, _, _ in string.Formatter().parse(text) if name}
    assert wanted <= set(WORDS), f"words that no other finding uses: {wanted - set(WORDS)}"
    return make_finding(code, Place(), **{name: WORDS[name] for name in wanted})


def test_every_code_of_the_reader_has_a_broken_dataset() -> None:
    assert not _reader_codes() - {case.code for case in BROKEN} - set(ELSEWHERE)
    missing = [name for name in ELSEWHERE.values() if not hasattr(test_dataset, name)]
    assert not missing, f"named in ELSEWHERE, and not in test_dataset.py: {missing}"


def test_every_code_of_the_rules_is_named_in_their_tests() -> None:
    folders = (ROOT / "tests" / "unit" / "rules", ROOT / "tests" / "exchange")
    tests = "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.rglob("*.py")))
    missing = sorted(code for code in set(get_catalogue()) - _reader_codes() if f'"{code}"' not in tests)
    assert not missing, f"no test in tests/unit/rules or tests/exchange gives: {missing}"


def test_every_code_is_reported_somewhere_and_no_other() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in source_files())
    unused = sorted(code for code in get_catalogue() if f'"{code}"' not in source)
    assert not unused, f"nothing reports: {unused}"
    reported = set(re.findall(r'(?:report|make_finding)\(\s*"([a-z-]+)"', source))
    assert reported <= set(get_catalogue())


def test_every_grade_is_used() -> None:
    assert {kind.grade for kind in get_catalogue().values()} == set(GRADES)


@pytest.mark.parametrize("code", get_catalogue())
def test_finding_is_made_of_whole_sentences(code: str) -> None:
    finding = _filled(code)
    assert finding.sentence.endswith(".")
    assert finding.remedy.endswith(".")
    assert finding.title[0].isupper()
    assert not finding.title.endswith(".")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)


@pytest.mark.parametrize("code", get_catalogue())
def test_rule_behind_a_finding_is_there(code: str) -> None:
    assert get_catalogue()[code].rule in {"", *get_rules()}
