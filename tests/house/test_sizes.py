"""Files, functions and the notes in each folder stay small enough to read in one go."""

from tests.support.tree import SOURCE, functions, relative, source_files

FILE_LINES = 500
FUNCTION_LINES = 80
README_LINES = 20


def test_no_file_is_too_long() -> None:
    lengths = {relative(path): len(path.read_text().splitlines()) for path in source_files()}
    long = {name: lines for name, lines in lengths.items() if lines > FILE_LINES}
    assert not long, f"over {FILE_LINES} lines, so there are two rooms in it: {long}"


def test_no_function_is_too_long() -> None:
    long = {name: lines for path in source_files() for name, lines in functions(path) if lines > FUNCTION_LINES}
    assert not long, f"over {FUNCTION_LINES} lines: {long}"


def test_every_floor_has_a_short_readme() -> None:
    floors = [path for path in SOURCE.iterdir() if (path / "__init__.py").exists()]
    missing = [relative(floor) for floor in floors if not (floor / "README.md").exists()]
    assert not missing, f"no README.md that says what lives here, what does not, and what to read first: {missing}"
    lengths = {relative(path): len(path.read_text().splitlines()) for path in SOURCE.glob("**/README.md")}
    long = {name: lines for name, lines in lengths.items() if lines > README_LINES}
    assert not long, f"a README of a folder has at most {README_LINES} lines: {long}"
