"""A module is named for what it holds."""

from tests.support.tree import SOURCE, relative, source_files

# A module with one of these names has two jobs.
TWO_JOBS = {"util", "utils", "helper", "helpers", "common", "misc", "core", "base", "manager", "managers", "shared", "tools", "stuff"}


def test_no_module_has_two_jobs() -> None:
    places = [path.relative_to(SOURCE) for path in source_files()]
    nameless = {relative(SOURCE / place) for place in places for part in place.with_suffix("").parts if TWO_JOBS & set(part.split("_"))}
    assert not nameless, f"a name that says nothing: {sorted(nameless)}"
