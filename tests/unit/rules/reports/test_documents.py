"""The report as it is frozen: nothing is said twice, a year that is over has no forecast, and what is asked for and not there is said."""

from dataclasses import replace
from datetime import date

from tests.support.reports import NAMES, PARENTS, T1, T2, YEAR, make_economy, make_reporting_book, make_reporting_plan
from veikart.calc.reports import Change, IndicatorSeen, InvestmentSeen, ReportExplanation, TaskSeen
from veikart.rules.reports import PeriodReports
from veikart.rules.reports.documents import build_report_document
from veikart.rules.reports.gathering import ReportSources, gather_inputs
from veikart.rules.reports.words import describe_change, describe_growth

DAY = date(2020, 9, 22)
SCHOOL = InvestmentSeen("5001", "Ny skole", 60_000_000, 20_000_000, 5_000_000, 45_000_000, ("0230",))
OTHER = InvestmentSeen("", "Uten prosjekt", 0, 1_000_000, 0, 1_000_000, ("0230",))


def make_document(period=T2, *, inputs=None, before=None, book=None, **more):
    book = book or make_reporting_book(opened=period.id, **dict.fromkeys(NAMES, "approved"))
    sources = ReportSources(book, make_reporting_plan(), DAY, NAMES, PARENTS, economy=make_economy(period.last_month))
    found = gather_inputs(sources, period)
    reports = PeriodReports(
        book, period, NAMES, PARENTS, DAY, inputs=inputs(found) if inputs else found, before=before(found) if before else {}, **more
    )
    return build_report_document(reports, edition=1, published=DAY, municipality="Lillevik kommune")


def texts(document, section: str) -> list[str]:
    one = next(one for one in document.sections if one.id == section)
    return [words for block in one.blocks if block.type == "paragraphs" for words in block.texts]


def headings(document) -> set[str]:
    return {column.heading for table in document.tables for column in table.columns}


def test_a_year_that_is_over_has_accounts_and_no_forecast():
    assert "Prognose for året" in headings(make_document())
    third = replace(T2, id="2020-t3", last_month=12)
    book = make_reporting_book().with_rows({"periods": {"2020-t3": third}})
    for document in (make_document(YEAR), make_document(third, book=book)):
        assert not [one for one in headings(document) if "rognose" in one]
        assert "rognose" not in " ".join(figure.name for figure in document.figures)
        assert document.sections[0].key_numbers[0].label == "Avvik i året"


def test_investments_are_told_of_once_for_the_whole():
    document = make_document(investments=(SCHOOL, OTHER))
    table = next(one for one in document.tables if one.title == "Investeringene, prosjekt for prosjekt")
    assert [row.cells[0].text for row in table.rows] == ["Ny skole", "Uten prosjekt", "Sum"]
    assert [one.text.replace("\N{MINUS SIGN}", "-") for one in table.rows[0].cells[1:]] == ["60,0", "20,0", "40,0", "5,0", "45,0", "15,0"]
    used = document.figure("investment.5001.used")
    assert (used.ledger_year, used.ledger_month, used.ledger_accounts, used.ledger_project) == (2020, 8, ("0230",), "5001")
    told = [words for one in document.sections for words in texts(document, one.id) if "til investeringer" in words]
    assert len(told) == 1
    assert "Størst avvik har Ny skole: mindreforbruk på 15,0" in " ".join(texts(document, "economy")).replace("\xa0", " ")


def test_without_investments_nothing_is_said_of_them():
    assert not [one for one in make_document().tables if "Investering" in one.title]


def test_what_opens_a_units_section_is_not_said_again():
    def fewer(found):
        return {unit: replace(one, man_years=(one.man_years or 0) + 1_000_000) for unit, one in found.items() if unit == "skole"}

    document = make_document(before=fewer)
    school = next(one for one in document.sections if one.id == "unit-skole")
    assert school.standfirst == "1 færre årsverk enn sist: 810 mot 811."
    assert school.standfirst not in texts(document, "unit-skole")


def test_a_unit_leaves_what_those_below_tell_of_to_them():
    task, shown = TaskSeen("bygg", "Bygg skole", "I rute"), IndicatorSeen("fravaer", "Fravær", "7 %", target="6 %", verdict="missed")

    def with_task(found):
        return {unit: replace(one, tasks=(task,), indicators=(shown,)) if unit in {"oppvekst", "skole"} else one for unit, one in found.items()}

    titles = [one.title for one in make_document(inputs=with_task).tables]
    assert "Skole: oppdrag og oppgaver" in titles and "Skole: indikatorer" in titles
    assert "Oppvekst: oppdrag og oppgaver" not in titles and "Oppvekst: indikatorer" not in titles


def test_what_is_not_explained_is_not_called_explained():
    titles = [one.title for one in make_document().tables]
    assert "Skole: avvik over grensen" in titles
    book = make_reporting_book(opened=T2.id, **dict.fromkeys(NAMES, "approved"))
    said = {
        f"{T2.id}|skole|deviation|{about}": ReportExplanation(T2.id, "skole", "deviation", about, "Flere elever.") for about in ("total", "salary")
    }
    assert "Skole: avvik over grensen, med forklaring" in [
        one.title for one in make_document(book=book.with_rows({"report_explanations": said})).tables
    ]


def test_a_heading_of_the_law_that_nobody_wrote_under_says_who_should_have():
    document = make_document(YEAR)
    assert "Ikke levert av Kommunedirektør." in texts(document, "internal_control")
    assert "Ikke levert av Kommunedirektør." in texts(document, "economic_position")


def test_leaders_guidance_is_not_printed():
    assert T2.guidance
    assert T2.guidance not in texts(make_document(), "about")


def test_what_changed_is_told_against_the_right_time():
    staff, money = Change("staff", "skole", "Skole", 10_000_000, 12_000_000), Change("forecast", "skole", "Skole", -1_000_000, 2_000_000)
    assert describe_change(staff) == "2 flere årsverk enn sist: 12 mot 10."
    assert describe_change(staff, than="i fjor") == "2 flere årsverk enn i fjor: 12 mot 10."
    told = [describe_change(money, **how).replace("\xa0", " ") for how in ({}, {"than": "i 2019"}, {"than": "i 2019", "is_over": True})]
    assert told == [
        "Prognosen er flyttet fra merforbruk på 1,0 mill. kr til mindreforbruk på 2,0 mill. kr.",
        "Det er ventet mindreforbruk på 2,0 mill. kr i året, mot merforbruk på 1,0 mill. kr i 2019.",
        "Regnskapet endte med mindreforbruk på 2,0 mill. kr, mot merforbruk på 1,0 mill. kr i 2019.",
    ]


def test_a_whole_year_has_not_come_so_far():
    now, before = make_economy(12).of_unit("skole").total, make_economy(12).of_unit("barnehage").total
    assert "hittil" not in describe_growth(_line(now), _line(before), is_over=True)
    assert "hittil" in describe_growth(_line(now), _line(before))


def _line(one):
    return replace(make_document(T1).units[0].money, actual_to_date=one.accounts_to_date_nok)
