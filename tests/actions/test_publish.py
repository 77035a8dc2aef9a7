"""Publishing makes the files and shows the programme."""

import hashlib

import pytest

from tests.support.example import get_example
from tests.support.publication import OPERATOR
from veikart.actions import publish_programme as publishing
from veikart.actions.load_dataset import load_dataset
from veikart.actions.publish_programme import publish_programme
from veikart.store.models import AuditEntry
from veikart.store.queries import get_current_publication, get_files

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_publishing_makes_the_document_and_the_workbook(tmp_path):
    publication = load_dataset(get_example().programme.dataset, actor=OPERATOR)
    said: list[float] = []
    publish_programme(publication, actor=OPERATOR, folder=tmp_path, progress=lambda _words, share: said.append(share))
    assert get_current_publication() == publication
    files = get_files(publication.pk)
    assert set(files) == {"document", "workbook"}
    for file in files.values():
        content = (tmp_path / file.stored_name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
    assert (tmp_path / files["document"].stored_name).read_bytes().startswith(b"%PDF")
    assert said == sorted(said)
    assert said[-1] <= 1
    assert AuditEntry.objects.filter(act="publish_programme").count() == 1


def test_publishing_again_replaces_the_files_and_does_not_double_them(tmp_path):
    publication = load_dataset(get_example().programme.dataset, actor=OPERATOR)
    for _ in range(2):
        publish_programme(publication, actor=OPERATOR, folder=tmp_path)
    assert len(get_files(publication.pk)) == 2
    assert len(list(tmp_path.iterdir())) == 2
    assert outcomes() == ["made", "unchanged"]


def test_files_that_are_gone_or_changed_are_made_again(tmp_path, monkeypatch):
    publication = load_dataset(get_example().programme.dataset, actor=OPERATOR)
    made: list[str] = []
    monkeypatch.setattr(publishing, "write_document", lambda _shown, *, path, **_more: made.append("document") or path.write_bytes(b"%PDF"))
    monkeypatch.setattr(publishing, "write_workbook", lambda _shown, path, **_more: made.append("workbook") or path.write_bytes(b"PK"))
    publish_programme(publication, actor=OPERATOR, folder=tmp_path)
    document = next(tmp_path.glob("*.pdf"))
    document.unlink()
    publish_programme(publication, actor=OPERATOR, folder=tmp_path)
    document.write_bytes(b"something else")
    publish_programme(publication, actor=OPERATOR, folder=tmp_path)
    assert document.read_bytes() == b"%PDF"
    publish_programme(publication, actor=OPERATOR, folder=tmp_path)
    assert made == ["document", "workbook"] * 3
    assert outcomes() == ["made"] * 3 + ["unchanged"]


def test_a_changed_program_makes_the_files_again_and_leaves_no_old_ones(tmp_path, monkeypatch):
    publication = load_dataset(get_example().programme.dataset, actor=OPERATOR)
    monkeypatch.setattr(publishing, "write_document", lambda _shown, *, path, **_more: path.write_bytes(b"%PDF"))
    monkeypatch.setattr(publishing, "write_workbook", lambda _shown, path, **_more: path.write_bytes(b"PK"))
    for mark in ("a" * 64, "b" * 64):
        monkeypatch.setattr(publishing, "_get_program_mark", lambda mark=mark: mark)
        publish_programme(publication, actor=OPERATOR, folder=tmp_path)
    assert outcomes() == ["made", "made"]
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.stem.endswith("bbbbbbbb")) == [".pdf", ".xlsx"]
    assert len(list(tmp_path.iterdir())) == 2


def outcomes() -> list[str]:
    return [one.detail["outcome"] for one in AuditEntry.objects.filter(act="publish_programme").order_by("pk")]
