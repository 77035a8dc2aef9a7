"""Publishing makes the files and shows the programme."""

import hashlib

import pytest

from tests.support.example import get_example
from tests.support.publication import OPERATOR
from veikart.actions.load_dataset import load_dataset
from veikart.actions.publish_programme import publish_programme
from veikart.store.models import AuditEntry
from veikart.store.queries import get_current_publication, get_files

pytestmark = pytest.mark.django_db


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
