"""Every kind of address opened, and everything that is no address refused with a sentence."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.support.example import get_example
from tests.support.tiny import UNITS, make_check, make_dataset, make_table
from veikart.calc.documents import Dataset, Input, PrintedTable, TableRow, Target
from veikart.calc.layers import Amount, Budget, Layer, Measure, Version
from veikart.rules.explaining import Address, UnknownFigure, explain_figure, line_groups, parse_address
from veikart.rules.programme import Programme

YEARS = (2020, 2021, 2022, 2023)
LAYERS = (Layer("vedtatt", "Vedtatt budsjett", "adopted", "Kommunestyret i juni"), Layer("forslag", "Forslaget", "proposal", "Rådmannen"))
MEASURES = (
    Measure("base", "vedtatt", "base", "Skolene i dag"),
    Measure("norm", "forslag", "need", "Ny norm", table="11.4", note="Etter rundskrivet"),
    Measure("skatt", "vedtatt", "finance", "Skatt", formula="[4.5:inntekt] - [4.5:gebyr]"),
)
AMOUNTS = tuple(
    Amount(measure, unit, account, year, nok)
    for year in YEARS
    for measure, unit, account, nok in (
        ("base", "skole", "1010", 90_000_000),
        ("norm", "grunnskole", "1010", 15_000_000),
        ("norm", "grunnskole", "1600", -5_000_000),
        ("skatt", "finans", "1870", -100_000_000),
    )
)
BUDGET = Budget(UNITS, LAYERS, (Version("plan", "Planen", ("vedtatt", "forslag")), Version("dagens", "Dagens", ("vedtatt",))), MEASURES, AMOUNTS)


def _tables() -> tuple[PrintedTable, ...]:
    measures = make_table("11.4", {"norm": {"2020": "10,0", "2021": "10,0", "frame": "100"}}, page=142)
    printed = make_table(
        "4.5", {"inntekt": {"2020": "110", "2021": "120"}, "gebyr": {"2020": "10", "2021": "19"}, "netto": {"2020": "100", "2021": "100"}}
    )
    return replace(measures, rows=(TableRow("norm", "Ny norm", "mill_nok", measure="norm"),)), printed


def _dataset() -> Dataset:
    return make_dataset(
        BUDGET,
        tables=_tables(),
        inputs=(
            Input("operating_revenue", "Driftsinntekter", "[4.5:inntekt]"),
            Input("buffer_fund", "Bufferfondet", "[4.5:gebyr]", "{line 1A skatt}"),
            Input("loan_debt", "Lånegjeld", "{line 1A eiendomsskatt}"),
            Input("inhabitants", "Innbyggere", "{line 1A eiendomsskatt}"),
        ),
        history={"buffer_fund": "[4.5:inntekt] + 1000000"},
        checks=(
            make_check("4.5:netto", "[4.5:inntekt] - [4.5:gebyr]"),
            make_check("4.5:gebyr", "[4.5:gebyr@-1]", "2021"),
            make_check("11.4:norm", "{unit=grunnskole layer=forslag}", kind="layers"),
            make_check("4.5:netto", "0 - {line 1A skatt}", "2020", kind="statement"),
        ),
    )


@pytest.fixture(scope="module")
def programme() -> Programme:
    return Programme(_dataset())


def test_a_printed_figure(programme: Programme) -> None:
    found = explain_figure(programme, "4.5:netto@2021")
    assert (found.value, found.text, found.unit, found.price) == (100_000_000, "100 mill. kr", "mill_nok", "2020-kroner")
    assert found.source == "tabell 4.5, rad «Netto», kolonne «Kolonne 2021»"
    (proof,) = found.proofs
    assert (proof.formula, proof.expected, proof.difference, proof.agrees) == ("[4.5:inntekt] - [4.5:gebyr]", "101 mill. kr", "−1 mill. kr", True)
    assert [(one.text, one.address) for one in proof.inputs] == [("120 mill. kr", "4.5:inntekt@2021"), ("19 mill. kr", "4.5:gebyr@2021")]


def test_a_figure_that_disagrees_tells_where_the_others_stand(programme: Programme) -> None:
    (proof,) = explain_figure(programme, "4.5:gebyr@2021").proofs
    assert not proof.agrees
    assert proof.place == "tabell 4.5, rad «Gebyr», kolonne «Kolonne 2020»", "the column before, not its own"
    assert [one.address for one in proof.inputs] == ["4.5:gebyr@2020"]


def test_a_proof_from_layers_and_one_from_a_line(programme: Programme) -> None:
    (layers,) = explain_figure(programme, "11.4:norm@2020").proofs
    assert layers.agrees
    assert [(one.text, one.address) for one in layers.inputs] == [("10,0 mill. kr", "sum:unit=grunnskole layer=forslag@2020")]
    assert layers.formula_words == "summen av tiltakene (Grunnskole, Forslaget)"
    _, line = explain_figure(programme, "4.5:netto@2020").proofs
    assert [one.address for one in line.inputs] == ["line:1A:skatt@2020"]


def test_a_printed_figure_of_a_measure_leads_to_it(programme: Programme) -> None:
    assert [one.address for one in explain_figure(programme, "11.4:norm@2020").inputs] == ["measure:norm@2020"]
    assert explain_figure(programme, "11.4:norm@frame").inputs == ()


def test_a_line_with_its_layers_and_measures(programme: Programme) -> None:
    found = explain_figure(programme, "line:5-4:bevilgninger@2020")
    assert (found.value, found.text, found.state) == (100_000_000, "100,0 mill. kr", "exact")
    assert [(one.layer, one.nok, one.decided) for one in found.layers] == [
        ("vedtatt", 90_000_000, "Kommunestyret i juni"),
        ("forslag", 10_000_000, "Rådmannen"),
    ]
    assert [(one.measure, one.account, one.nok) for one in found.contributions] == [
        ("base", "1010", 90_000_000),
        ("norm", "1010", 15_000_000),
        ("norm", "1600", -5_000_000),
    ]
    assert found.contributions[1].place == "tabell 11.4, side 142, rad «Grunnskole: Ny norm», kolonne «Kolonne 2020»"
    assert found.contributions[1].note == "Etter rundskrivet"


def test_a_sum_with_its_terms(programme: Programme) -> None:
    found = explain_figure(programme, "line:drift:brutto-driftsresultat@2021")
    assert found.formula == "sum-sentrale-inntekter − netto-driftsutgifter"
    assert [(one.sign, one.text, one.address) for one in found.inputs] == [
        (1, "100,0 mill. kr", "line:drift:sum-sentrale-inntekter@2021"),
        (-1, "100,0 mill. kr", "line:drift:netto-driftsutgifter@2021"),
    ]
    assert found.value == 0


def test_a_line_of_another_version(programme: Programme) -> None:
    found = explain_figure(programme, "line:1A:merforbruk@2020~dagens")
    assert found.value == -10_000_000
    assert found.inputs[0].address.endswith("@2020~dagens")


def test_a_frame(programme: Programme) -> None:
    assert explain_figure(programme, "frame:skole@2020").value == 100_000_000
    assert explain_figure(programme, "frame:skole@2020~dagens").value == 90_000_000
    assert "Grunnskole og alt som ligger under" in explain_figure(programme, "frame:grunnskole@2020").words


def test_a_line_that_cannot_be_known_says_why(programme: Programme) -> None:
    hidden = Programme(replace(_dataset(), unknown_accounts=(("1590", "1990"),)))
    found = explain_figure(hidden, "line:5-4:avskrivninger@2020")
    assert (found.text, found.state, found.contributions) == ("ikke oppgitt", "missing", ())
    assert "kilden ikke oppgir" in found.note
    terms = explain_figure(hidden, "line:5-4:netto-driftsresultat@2020").inputs
    assert [one.text for one in terms] == ["ikke oppgitt", "0,0 mill. kr", "ikke oppgitt"]


def test_a_ratio(programme: Programme) -> None:
    found = explain_figure(programme, "ratio:result_ratio@2021")
    assert found.value == 0
    assert [one.address for one in found.inputs] == ["line:drift:netto-driftsresultat@2021", "input:operating_revenue@2021"]
    assert found.formula_words == "Netto driftsresultat ÷ Driftsinntekter"
    assert found.rule == "finansielle-nokkeltall"


def test_a_ratio_from_what_is_otherwise_printed(programme: Programme) -> None:
    assert explain_figure(programme, "ratio:buffer_fund@2021").value == 19_000_000
    otherwise = explain_figure(programme, "ratio:buffer_fund@2022")
    assert otherwise.value == -100_000_000
    assert [one.address for one in otherwise.inputs] == ["input:buffer_fund@2022"]
    assert [one.address for one in explain_figure(programme, "input:buffer_fund@2022").inputs] == ["line:1A:skatt@2022"]


def test_an_input_with_its_places_and_years(programme: Programme) -> None:
    found = explain_figure(programme, "input:operating_revenue@2021")
    assert (found.text, found.value, found.formula) == ("120 mill. kr", 120_000_000, "[4.5:inntekt]")
    assert found.source == "tabell 4.5, rad «Inntekt», kolonne «Kolonne 2021»"
    assert [one.address for one in found.inputs] == ["4.5:inntekt@2021"]
    assert [(one.label, one.text) for one in found.years] == [("Plan 2020", "110 mill. kr"), ("Plan 2021", "120 mill. kr")]


def test_an_average_of_the_plan_years(programme: Programme) -> None:
    found = explain_figure(programme, "average:buffer_fund@2020")
    assert [one.address for one in found.inputs] == [f"ratio:buffer_fund@{year}" for year in YEARS]
    assert found.value == (10_000_000 + 19_000_000 - 2 * 100_000_000) / Fraction(4)


def test_a_sum_of_amounts_with_its_layers(programme: Programme) -> None:
    found = explain_figure(programme, "sum:unit=skole account=1010@2020")
    assert (found.value, found.title) == (105_000_000, "Summen av tiltakene (Skole, 1010), 2020")
    assert [(one.layer, one.nok, one.address) for one in found.layers] == [
        ("vedtatt", 90_000_000, "sum:unit=skole account=1010 layer=vedtatt@2020"),
        ("forslag", 15_000_000, "sum:unit=skole account=1010 layer=forslag@2020"),
    ]
    assert explain_figure(programme, "sum:unit=skole account=1010@2020~dagens").value == 90_000_000


@pytest.mark.parametrize(("part", "nok"), [("layer=forslag", 10), ("unit=grunnskole", 10), ("step=need", 10), ("step=base", 90), ("unit=kultur", 0)])
def test_a_part_of_a_line(programme: Programme, part: str, nok: int) -> None:
    found = explain_figure(programme, f"part:5-4-2:skole.netto:{part}@2020")
    assert found.value == nok * 1_000_000
    assert sum(one.nok for one in found.contributions) == found.value
    assert [one.address for one in found.inputs] == ["line:5-4-2:skole.netto@2020"]


def test_layers_of_a_line_add_up_to_it(programme: Programme) -> None:
    found = explain_figure(programme, "line:5-4:bevilgninger@2020~dagens")
    assert [one.address for one in found.layers] == ["part:5-4:bevilgninger:layer=vedtatt@2020~dagens"]
    assert sum(explain_figure(programme, one.address).value for one in found.layers) == found.value


def test_a_line_says_what_is_printed_of_it(programme: Programme) -> None:
    (printed,) = explain_figure(programme, "line:1A:skatt@2020").prints
    assert (printed.text, printed.address, printed.agrees) == ("100 mill. kr", "4.5:netto@2020", True)
    assert printed.place == "tabell 4.5, rad «Netto», kolonne «Kolonne 2020»"
    assert explain_figure(programme, "line:1A:skatt@2020~dagens").prints == (), "the document prints another version"
    assert explain_figure(programme, "line:1A:skatt@2022").prints == (), "and nothing in other years"


def test_a_ratio_that_the_document_prints_otherwise() -> None:
    dataset = replace(_dataset(), checks=(make_check("4.5:netto", "{ratio buffer_fund}", kind="statement"),))
    prints = [one for year in (2020, 2021) for one in explain_figure(Programme(dataset), f"ratio:buffer_fund@{year}").prints]
    assert [(one.address, one.agrees) for one in prints] == [("4.5:netto@2020", False), ("4.5:netto@2021", False)]


def test_a_measure(programme: Programme) -> None:
    found = explain_figure(programme, "measure:norm@2020")
    assert (found.value, found.note) == (10_000_000, "Etter rundskrivet")
    assert found.source == "tabell 11.4, side 142, rad «Grunnskole: Ny norm», kolonne «Kolonne 2020»"
    assert [(one.account, one.nok) for one in found.contributions] == [("1010", 15_000_000), ("1600", -5_000_000)]
    assert [(one.layer, one.nok) for one in found.layers] == [("forslag", 10_000_000)]


def test_a_measure_fetched_by_a_formula(programme: Programme) -> None:
    found = explain_figure(programme, "measure:skatt@2020")
    assert found.words == "Beløpet er hentet fra trykte tall med formelen under."
    assert [one.address for one in found.inputs] == ["4.5:inntekt@2020", "4.5:gebyr@2020"]
    assert explain_figure(programme, "measure:skatt@2023").inputs == (), "nothing is printed for that year"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("4.5:netto@2021", Address("4.5:netto@2021", "printed", ("4.5", "netto"), "2021")),
        ("11.4:norm@frame", Address("11.4:norm@frame", "printed", ("11.4", "norm"), "frame")),
        ("line:1A:skatt@2020~v", Address("line:1A:skatt@2020~v", "line", ("1A", "skatt"), "2020", "v")),
        ("frame:skole@2020", Address("frame:skole@2020", "frame", ("skole",), "2020")),
    ],
)
def test_addresses(text: str, address: Address) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "4.5",
        "4.5:netto",
        "4.5:netto@",
        "4.5@2021",
        ":netto@2021",
        "4.5:@2021",
        "4.5:netto:mer@2021",
        "4.5:netto@1999",
        "4.5:ukjent@2021",
        "ukjent:netto@2021",
        "line@2020",
        "line:1A@2020",
        "line:1A:ukjent@2020",
        "line:ukjent:skatt@2020",
        "line:1A:skatt@1999",
        "line:1A:skatt@frame",
        "line:1A:skatt@²²²²",
        "line:1A:skatt@٢٠٢٠",
        "line:1A:skatt@20200",
        "line:1A:skatt@2020~ukjent",
        "line:1A:skatt:mer@2020",
        "line:5-4:disponering@2020",
        "line:1B:omraader@2020",
        "line:1B:skole.ukjent@2020",
        "frame:ukjent@2020",
        "frame:kommune@2020",
        "frame:skole@1999",
        "frame:skole@2020~ukjent",
        "ratio:ukjent@2020",
        "ratio:result_ratio@1999",
        "ratio:result_ratio@2020~ukjent",
        "ratio:result_ratio@2022",
        "ratio:debt_ratio@2020",
        "ratio:loan_debt_per_inhabitant@2020",
        "input:ukjent@2020",
        "input:operating_revenue@2022",
        "input:operating_revenue@frame",
        "input:operating_revenue@2020~ukjent",
        "average:ukjent@2020",
        "average:buffer_fund@2021",
        "average:result_ratio@2020",
        "sum:@2020",
        "sum:line 1A skatt@2020",
        "sum:farge=blå@2020",
        "sum:unit=ukjent@2020",
        "sum:unit=skole@1999",
        "part:1B:skole.netto@2020",
        "part:1B:skole.netto:layer=ukjent@2020",
        "part:1B:skole.netto:farge=blå@2020",
        "part:1B:ukjent:layer=vedtatt@2020",
        "measure:ukjent@2020",
        "measure:norm@1999",
        "measure:norm@frame",
        "x" * 400,
        "line:1A:" + "x" * 400 + "@2020",
        "../../etc/passwd@2020",
        "\x00@2020",
    ],
)
def test_unknown_figures(programme: Programme, text: str) -> None:
    with pytest.raises(UnknownFigure) as caught:
        explain_figure(programme, text)
    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) < 700


def test_every_printed_figure_of_the_example_opens() -> None:
    programme = get_example().programme
    for table in programme.dataset.tables:
        for figure in table.figures:
            found = explain_figure(programme, figure.address)
            assert found.value == figure.value
            for proof in found.proofs:
                assert proof.place


def test_every_address_in_an_explanation_opens() -> None:
    """From the frames of the last plan year down: what an explanation points to can be opened in turn."""
    programme = get_example().programme
    waiting = [f"frame:{unit.id}@2023" for unit in programme.dataset.budget.units if unit.kind in {"sector", "programme_area", "post"}]
    waiting += [f"ratio:{ratio}@2020" for ratio in programme.ratios if 2020 in programme.series(ratio).values] + ["line:drift:regnskapsresultat@2020"]
    seen: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address not in seen:
            seen.add(address)
            found = explain_figure(programme, address)
            inputs = [*found.inputs, *(one for proof in found.proofs for one in proof.inputs)]
            waiting.extend(one.address for one in inputs if one.address)
            waiting.extend(f"measure:{one.measure}@2020" for one in found.contributions[:3] if "@2020" in address)
            assert isinstance(found.value, Fraction)
    assert len(seen) > 150


def test_a_target_says_who_decided_it_and_where(programme: Programme) -> None:
    target = Target("buffer_fund", None, Fraction(100_000_000), "last_year", "Kommunestyret", "tabell 4.3")
    with_target = Programme(replace(programme.dataset, targets=(target,)))
    found = explain_figure(with_target, "target:buffer_fund:minimum@2020")
    assert (found.value, found.source) == (100_000_000, "tabell 4.3")
    assert found.words == "Kommunestyret. Gjelder det siste året i planen."
    for wrong in ("target:buffer_fund:aim@2020", "target:buffer_fund:minimum@2021", "target:buffer_fund:snitt@2020", "target:result_ratio:aim@2020"):
        with pytest.raises(UnknownFigure):
            explain_figure(with_target, wrong)


def test_a_difference_between_versions_opens_to_both_and_to_its_layers(programme: Programme) -> None:
    found = explain_figure(programme, "difference:dagens:plan:all@2020")
    assert found.value == 10_000_000
    values = [(one.sign, explain_figure(programme, one.address).value) for one in found.inputs]
    assert sum(sign * value for sign, value in values) == found.value
    (layer,) = found.layers
    assert explain_figure(programme, layer.address).value == layer.nok
    assert explain_figure(programme, "difference:plan:dagens:all@2020").value == -10_000_000
    assert explain_figure(programme, "difference:dagens:plan:layer=forslag after=1@2020").value == -5_000_000
    for wrong in ("difference:dagens:x:all@2020", "difference:dagens:plan:x@2020", "difference:dagens:plan:layer=x@2020"):
        with pytest.raises(UnknownFigure):
            explain_figure(programme, wrong)


def test_the_small_parts_of_a_line_open_together(programme: Programme) -> None:
    form, row = programme.forms["5-4-2"], programme.statement("5-4-2", "plan").row("skole.netto")
    groups = line_groups(programme, form, row, programme.columns)
    rest = sum(one.nok_by_year[2020] for one in groups[1:])
    found = explain_figure(programme, "part:5-4-2:skole.netto:after=1@2020")
    assert found.value == rest == 10_000_000
    assert found.title.startswith(f"{row.label}: {len(groups) - 1} mindre deler")
