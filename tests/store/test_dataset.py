"""What goes into the store comes out again, and is found by searching."""

import pytest

from tests.support.example import get_example
from tests.support.publication import OPERATOR, publish_example
from veikart.actions.load_dataset import load_dataset
from veikart.store.models import AuditEntry, Publication
from veikart.store.queries import get_current_publication, get_dataset, get_newest_publication, stem_words

pytestmark = pytest.mark.django_db


def test_in_is_out():
    publication = publish_example()
    assert get_dataset(Publication.objects.get(pk=publication.pk)) == get_example().programme.dataset


def test_reading_a_dataset_takes_eight_queries(django_assert_num_queries):
    publication = publish_example()
    with django_assert_num_queries(8):
        get_dataset(publication)


def test_only_a_published_one_is_current():
    publication = load_dataset(get_example().programme.dataset, actor=OPERATOR)
    assert get_current_publication() is None
    assert get_newest_publication() == publication
    assert publish_example() == publication
    assert get_current_publication() == publication


def test_stems_are_norwegian():
    assert stem_words("Barnehagene og skolene") == ["barnehag", "og", "skol"]


def test_every_act_is_in_the_audit_trail():
    publication = publish_example()
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.role, entry.act, entry.publication) == ("prøve", "operator", "load_dataset", publication)
    assert entry.detail["outcome"] == "loaded"
