"""What a formula may hold, and above all what it may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veikart.calc.formulas import FormulaError, Reference, parse_formula
from veikart.calc.formulas.parsing import DEEPEST_FORMULA, LONGEST_FORMULA


def test_printed_references_in_order() -> None:
    formula = parse_formula("[4.5:inntekt@2020] - [4.5:utgift@-1] + [11.3-a:rad]")
    assert [(one.table, one.row, one.column) for one in formula.references] == [
        ("4.5", "inntekt", "2020"),
        ("4.5", "utgift", "-1"),
        ("11.3-a", "rad", ""),
    ]
    assert all(one.is_printed for one in formula.references)


def test_a_computed_reference_keeps_its_words_with_one_space() -> None:
    (reference,) = parse_formula("{ line   1A  skatt }").references
    assert reference == Reference(text="{ line   1A  skatt }", selector="line 1A skatt")
    assert not reference.is_printed


def test_the_same_reference_twice_is_two() -> None:
    assert len(parse_formula("[a:b] + [a:b]").references) == 2


@pytest.mark.parametrize("text", ["1", "-1.5", "+2", "(1 + 2) * 3 / 4", "sum([a:b], 2)", "mean(1)", "abs(-[a:b])", "sum(1, mean(2, 3))", "1e3"])
def test_good_formulas(text: str) -> None:
    assert parse_formula(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "1 +",
        "1 2",
        "((1)",
        "1\n+ 2",
        "\0",
        "[a:b",
        "[]",
        "[a]",
        "[a:b:c]",
        "[:b]",
        "[a:b@]",
        "[a:b@x@y]",
        "[a:b@--1]",
        "[a:b@-x]",
        "{}",
        "{ }",
    ],
)
def test_what_cannot_be_read(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_formula(text)


@pytest.mark.parametrize(
    "text",
    [
        "().__class__",
        "[a:b].real",
        "(1).__class__.__bases__",
        "__import__('os')",
        "open('/etc/passwd')",
        "eval('1')",
        "print(1)",
        "exit()",
        "x",
        "os.system",
        "sum",
        "sum(sum)",
        "sum(x)",
        "[a:b](1)",
        "1(2)",
        "sum(*[a:b])",
        "sum(1, key=2)",
        "sum(**{x})",
        "_0",
        "_0 + [a:b]",
        "_1 + [a:b]",
        "lambda: 1",
        "[a:b] if 1 else 2",
        "[a:b] < 1",
        "1 and 2",
        "not 1",
        "~1",
        "(x := 1)",
        "'tekst'",
        "b'x'",
        "f'{1}'",
        "True",
        "None",
        "...",
        "1j",
        "(1, 2)",
        "[x for x in y]",
        "(yield)",
        "(await x)",
    ],
)
def test_hostile_formulas_are_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_formula(text)


@pytest.mark.parametrize("text", ["2 ** 9", "9 ** 9 ** 9", "2 // 1", "2 % 1", "1 << 9", "1 | 2", "1 @ 2"])
def test_other_operators_are_refused(text: str) -> None:
    with pytest.raises(FormulaError, match=r"\+ - \* /"):
        parse_formula(text)


@pytest.mark.parametrize("text", ["abs()", "abs(1, 2)", "mean()", "sum()"])
def test_the_wrong_number_of_arguments_is_refused(text: str) -> None:
    with pytest.raises(FormulaError, match="feil antall ledd"):
        parse_formula(text)


@pytest.mark.parametrize("text", ["1e999", "-1e400", "1e308 + 1e309"])
def test_a_number_without_end_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_formula(text)


@pytest.mark.parametrize(
    "text", ["1" + " + 1" * 900, "-" * 3_000 + "1", "(" * 1_500 + "1" + ")" * 1_500, "sum(" * 700 + "1" + ")" * 700, "[a:b]*" * 600 + "1"]
)
def test_deep_nesting_is_refused_before_python_refuses_it(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_formula(text)


def test_as_deep_as_allowed_is_read() -> None:
    assert parse_formula("+ ".join(["1 "] * (DEEPEST_FORMULA - 2))).references == ()


def test_a_long_formula_is_refused_without_reading_it() -> None:
    with pytest.raises(FormulaError, match=str(LONGEST_FORMULA)):
        parse_formula("1" * (LONGEST_FORMULA + 1))


def test_the_sentence_about_a_long_formula_is_short() -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula("x + " * 900 + "x")
    assert len(str(caught.value)) < 400


@given(st.text(alphabet="[]{}()+-*/.,:@ ab01_eE'\"\\\n~=<%", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        formula = parse_formula(text)
    except FormulaError as error:
        assert str(error)
    else:
        assert formula.text == text
