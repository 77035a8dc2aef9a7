"""What is compiled from other sources is never fetched."""

from pathlib import Path

import pytest

from veikart.config.compiled import keep_compiled


def test_a_changed_source_has_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "calc" / "odds.py"
    source.parent.mkdir()
    folders = []
    (tmp_path / "exchange").mkdir()
    for text in ("one = 1", "one = 2", "one = 1"):
        monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
        source.write_text(text)
        folders.append(keep_compiled(tmp_path, tmp_path / "exchange", source.parent))
    assert folders[0] == folders[2] != folders[1]
    assert folders[0].parent == tmp_path / "var" / "numba"


def test_a_folder_that_is_chosen_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", "elsewhere")
    assert keep_compiled(tmp_path, tmp_path) == Path("elsewhere")
