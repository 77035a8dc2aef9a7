"""A chain told in lines becomes consequences and links; every line that cannot be read is a finding with its number."""

import pytest

from tests.support.plan import make_small_plan, with_element
from veikart.calc.plan_system import Influence, PlanSystem
from veikart.rules.plan_system import read_chain

SMALL = make_small_plan()


def links(text: str, system: PlanSystem = SMALL) -> list[tuple[str, str, str]]:
    entry, findings = read_chain(text, system)
    assert findings == []
    return [(one.source, one.sign, one.target) for one in entry.influences]


def test_each_line_is_what_the_line_above_strengthens_or_weakens():
    assert links("Klimaklok\n+ Kortere reiser\n- Rimelige boliger") == [
        ("klima", "+", "kortere-reiser"),
        ("kortere-reiser", "-", "rimelige-boliger"),
    ]


def test_a_name_that_is_there_is_that_element_and_any_other_a_new_consequence():
    entry, _ = read_chain("KLIMAKLOK\n+ Gode liv\n+ Noe nytt", SMALL)
    assert [(one.id, one.kind, one.name) for one in entry.consequences] == [("noe-nytt", "consequence", "Noe nytt")]


def test_a_name_used_twice_is_one_consequence():
    entry, _ = read_chain("A\n+ B\n+ a", SMALL)
    assert [one.id for one in entry.consequences] == ["a", "b"]
    assert [(one.source, one.target) for one in entry.influences] == [("a", "b"), ("b", "a")]


def test_what_has_ended_is_not_meant_and_its_id_is_not_taken_again():
    ended = with_element(SMALL, "klima", name="Klima", retired=SMALL.elements["trygg-skolevei"].due)
    assert links("Klima\n+ Gode liv", ended) == [("klima-2", "+", "gode-liv")]


@pytest.mark.parametrize("text", ["A\n+ B\n\nC\n- D", "A\n+ B\nC\n- D", "\n\nA\n+B\n\n\n C \n-   D\n"])
def test_a_line_without_a_sign_begins_a_chain(text):
    assert links(text) == [("a", "+", "b"), ("c", "-", "d")]


@pytest.mark.parametrize("minus", "-−–")
def test_every_minus_is_a_minus(minus):
    assert links(f"A\n{minus} B") == [("a", "-", "b")]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("+ A", [1]),
        ("A\n\n+ B", [3]),
        ("A\n+", [2]),
        ("A\n+ A", [2]),
        ("A\n+ B\n\nA\n- B", [5]),
        ("A\n+ " + "x" * 301, [2]),
        ("+ A\n+ B", [1, 2]),
        ("A", [1]),
        ("", [1]),
        ("   \n ", [1]),
    ],
)
def test_what_cannot_be_read_is_found_on_its_line(text, lines):
    entry, findings = read_chain(text, SMALL)
    assert entry is None
    assert [(one.code, one.place.row) for one in findings] == [("plan-chain-line", line) for line in lines]


def test_what_the_plan_already_says_is_not_said_again():
    system = SMALL.with_rows({"influences": {"klima|gode-liv": Influence("klima", "gode-liv", "+", said_by="Pia")}})
    entry, findings = read_chain("Klimaklok\n+ Gode liv", system)
    assert (entry.consequences, entry.influences, entry.known, findings) == ((), (), 1, [])
    longer, _ = read_chain("Klimaklok\n+ Gode liv\n- Støy", system)
    assert [(one.source, one.sign, one.target) for one in longer.influences] == [("gode-liv", "-", "stoy")]


def test_who_says_so_stands_on_every_link():
    entry, _ = read_chain("A\n+ B\n- C", SMALL, said_by="Pia Plan")
    assert {one.said_by for one in entry.influences} == {"Pia Plan"}
