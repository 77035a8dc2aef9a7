"""The example loaded into the test database, without its files."""

from dataclasses import replace

from tests.support.example import get_example
from veikart.actions.access import Actor
from veikart.actions.clock import now
from veikart.actions.load_dataset import load_dataset
from veikart.store.models import Publication

OPERATOR = Actor(name="prøve", role="operator")


def publish_example(*, has_document: bool = True, tables: tuple[str, ...] = ()) -> Publication:
    """The example as the current publication; without what is printed in its document where nothing is asked of that, which is quicker, or with only
    some of its tables."""
    dataset = get_example().programme.dataset
    fewer = replace(dataset, tables=tuple(one for one in dataset.tables if one.id in tables), checks=())
    publication = load_dataset(dataset if has_document and not tables else fewer, actor=OPERATOR)
    publication.published_at = now()
    publication.save(update_fields=["published_at"])
    return publication
