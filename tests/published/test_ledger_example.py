"""The example's ledger: made the same every time, and its budget comes to the frames that are printed."""

from collections import Counter

import pytest

from tests.support.example import get_example
from tests.support.follow_up import get_example_follow_up
from tests.support.ledger_example import FOLDER, YEAR, get_parts, make_files, make_tables
from tests.support.ledger_plan import AREAS
from tests.support.plan import get_example_plan
from veikart.actions.import_ledger import make_codes, make_layout
from veikart.exchange.ledger import LedgerFiles, read_ledger_csv, sum_ledger
from veikart.rules.deviations import BY, make_economy_report
from veikart.rules.deviations.frames import get_frames


def test_the_files_are_what_the_programme_makes():
    for name, content in make_files().items():
        assert (FOLDER / name).read_bytes() == content, f"python -m tests.support.ledger_example writes {name} again"
    book = get_example_follow_up()
    for table, rows in make_tables().tables.items():
        assert dict(book.table(table)) == rows, table


def test_the_budget_of_each_area_is_its_frame_to_the_krone():
    frames = {area: nok for area, nok in get_frames(get_example().programme, YEAR).items() if nok}
    sums = Counter()
    for one in get_parts():
        sums[one.area] += one.nok
    assert dict(sums) == frames
    assert frames["barnehager"] == 1_249_104_000
    assert set(AREAS) == set(frames)


@pytest.fixture(scope="module")
def sums(tmp_path_factory):
    """Every file of the folder, read in."""
    book, rollups = get_example_follow_up(), []
    for path in sorted(FOLDER.glob("*.csv")):
        name, year = path.stem.split("-")[:2]
        source = book.table("ledger_sources")[name]
        folder = tmp_path_factory.mktemp(path.stem)
        codes = make_codes(book, int(year))
        read = read_ledger_csv(path, make_layout(source), source=name, kind=source.kind, year=int(year), codes=codes, folder=folder)
        assert (read.lines_wrong, read.findings) == (0, ()), path.name
        rollups.append(LedgerFiles.of(folder).rollup)
    return sum_ledger(rollups, by=BY)


def test_the_report_of_the_example_has_no_findings_and_some_deviations(sums):
    report = make_economy_report(get_example_follow_up(), get_example_plan(), get_example().programme, sums, year=YEAR, month=8)
    assert report.findings == ()
    total = report.of_unit("baerum").total
    assert total.budget_nok == sum(get_frames(get_example().programme, YEAR).values())
    assert report.months_with_accounts == tuple(range(1, 13))
    large = {one.unit for one in report.units.values() if one.total.passes and one.kind == "programme_area"}
    assert large == {"barnevern", "kultur-og-fritid", "samferdsel", "fysisk-planlegging"}
    assert report.of_unit("kultur-og-fritid").groups[-1].method == "own"
