"""Whatever stands in a folder, the reader answers with findings and never with an exception."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from veikart.exchange.dataset import read_dataset
from veikart.rules.accounts import get_account_plan
from veikart.rules.assessment import assess
from veikart.rules.findings import UNSEEN, get_catalogue

SMALLEST = Path(__file__).parent / "data" / "smallest"
FILES = tuple(sorted(path.relative_to(SMALLEST).as_posix() for path in SMALLEST.rglob("*.*")))

TOML_VALUES = (
    "",
    '""',
    '"x"',
    '"skole"',
    '"1"',
    '"-1"',
    '"\\u0000"',
    '"æ"',
    "0",
    "-1",
    "1",
    "2026",
    "99999",
    "1e400",
    "inf",
    "nan",
    "0x" + "f" * 400,
    "true",
    "2026-01-01",
    "2026-01-01T00:00:00Z",
    "07:30:00",
    "[]",
    "[1]",
    "[[]]",
    '["a", 1]',
    "[2026, 2026]",
    "[2029, 2028]",
    "{}",
    "{a = 1}",
    "[{}]",
    '[{key = "2026", heading = "a"}]',
    '"[1:sum]"',
    '"[1:sum@-1]"',
    '"[1:sum@-0]"',
    '"{input operating_revenue}"',
    '"{ratio result_ratio}"',
    '"{unit=skole layer=vedtatt-2025}"',
    '"{line 1A merforbruk}"',
    '"{account=1-9 version=forslag}"',
    '"1/0"',
    '"[1:skole]/[1:sum]"',
    '"((((("',
    '"' + "-" * 600 + '1"',
    '"sum()"',
    '"abs(1,2)"',
    '"1e999"',
    '"[:]"',
    '"{}"',
    '"{=}"',
    '"[1:skole@2026]*[1:skole@2026]"',
    '"""a\n[[check]]\n"""',
)
CELLS = (
    "", "=", "x", "-", "0", "0,0", "-0", "1 000", "1 00", "1e9", "٣", "9" * 40, "9" * 41, "4 %", "%", "skole", "lillevik", "oppvekst", "1", "1NET",
    "1870", "forslag", "æøå", '"', '"a', '"a,b"', "\x00", "\u202e", "\u2028", "[1:skole]", "[1:sum]", "[1:skole]/0", "{unit=skole layer=nye-forslag}",
    "{unit=lillevik layer=vedtatt-2025}", "-" * 600 + "1", "a\nb", "\r", "2026", "../1", "frame", "unit", "id",
)  # fmt: skip
JUNK = st.one_of(
    st.binary(max_size=20),
    st.sampled_from(
        [b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\r", b"\r\n", b"[[", b"]]", b'"""', b"\xe5", b"\n\n", b"=", b",,,", b";", b"{", b"[" * 3_000]
    ),
)


@st.composite
def mutations(draw: st.DrawFn, file: str) -> bytes:
    """The content of a file with a few things done to it."""
    lines = (SMALLEST / file).read_text(encoding="utf-8").split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["value", "value", "value", "remove", "repeat", "move"])):
            case "value":
                lines[at] = _with_value(draw, lines[at], file)
            case "remove":
                lines[at : at + draw(st.integers(1, 4))] = [""]
            case "repeat":
                lines.insert(at, lines[at])
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
    content = "\n".join(lines).encode()
    for _ in range(draw(st.sampled_from([0, 0, 1, 3]))):
        at = draw(st.integers(0, len(content)))
        content = content[:at] + draw(JUNK) + content[at + draw(st.integers(0, 5)) :]
    return content


def _with_value(draw: st.DrawFn, line: str, file: str) -> str:
    if file.endswith(".toml"):
        return re.sub(r"=.*", lambda _: f"= {draw(st.sampled_from(TOML_VALUES))}", line, count=1)
    cells = re.findall(r'(?:^|,)("[^"]*"|[^,]*)', line)
    if cells:
        cells[draw(st.integers(0, len(cells) - 1))] = draw(st.sampled_from(CELLS))
    return ",".join(cells)


@st.composite
def edits(draw: st.DrawFn) -> dict[str, bytes]:
    """One to three files with their new content."""
    chosen = draw(st.lists(st.sampled_from(FILES), min_size=1, max_size=3, unique=True))
    return {file: draw(mutations(file)) for file in chosen}


def check_folder(folder: Path) -> None:
    """Read it; either a dataset that can be assessed, or findings that people can read."""
    dataset, findings = read_dataset(folder, get_account_plan())
    assert (dataset is None) == bool(findings)
    for finding in findings:
        assert finding.code in get_catalogue()
        shown = f"{finding.sentence} {finding.remedy} {finding.place.words()}"
        assert len(shown) < 2_000
        assert not UNSEEN.search(shown)
        shown.encode()
    if dataset is not None:
        assess(dataset)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(edits())
def test_no_edit_raises(changed: dict[str, bytes]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(shutil.copytree(SMALLEST, Path(name) / "a"))
        for file, content in changed.items():
            (folder / file).write_bytes(content)
        check_folder(folder)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(FILES), st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
    )
)
def test_no_content_raises(contents: dict[str, bytes]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in contents.items():
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_bytes(content)
        check_folder(folder)
