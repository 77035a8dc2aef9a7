"""What pays for investments adds up to the form's own total, and the words say what the total is for."""

from tests.support.example import get_example
from veikart.exchange.sourcing.financing import FORM, NEED, coverage_words, financed_nok, money_sources
from veikart.exchange.typst.chapters.investments import investment_chapter
from veikart.rules.programme import Programme
from veikart.rules.words import format_mill, in_mill

PROGRAMME = get_example().programme
YEARS = PROGRAMME.dataset.plan_years


def test_the_sources_add_up_to_the_total() -> None:
    total = financed_nok(PROGRAMME)
    for year in YEARS:
        assert sum(one.nok_by_year[year] for one in money_sources(PROGRAMME)) == total[year]


def test_the_words_tell_the_total_and_every_line_it_pays_for() -> None:
    column = next(one for one in PROGRAMME.columns if one.year == YEARS[0])
    need = PROGRAMME.cell(FORM, NEED, column)
    told = coverage_words(PROGRAMME)
    assert need.nok == financed_nok(PROGRAMME)[YEARS[0]]
    assert in_mill(need.nok) in told
    assert f"lån og forskutteringer {format_mill(PROGRAMME.cell(FORM, 'utlaan', column).nok)}" in told


def test_the_document_shows_the_same_total() -> None:
    tables = [block for block in investment_chapter(PROGRAMME) if block.type == "table"]
    at = [column.year for column in PROGRAMME.columns].index(YEARS[0]) + 1
    assert tables[-1].rows[-1].cells[at].text == format_mill(financed_nok(PROGRAMME)[YEARS[0]])


def test_without_the_form_there_is_no_financing_to_show() -> None:
    bare = Programme(PROGRAMME.dataset)
    bare.forms = {name: form for name, form in PROGRAMME.forms.items() if name != FORM}
    assert money_sources(bare) == []
