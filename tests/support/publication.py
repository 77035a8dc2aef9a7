"""The example loaded into the test database, without its files."""

from dataclasses import replace

from tests.support.example import get_example
from veikart.actions.access import Actor
from veikart.actions.clock import now
from veikart.actions.load_dataset import load_dataset
from veikart.store.models import Publication

OPERATOR = Actor(name="prøve", role="operator")


def publish_example(*, has_document: bool = True) -> Publication:
    """The example as the current publication; without what is printed in its document where nothing is asked of that, which is quicker."""
    dataset = get_example().programme.dataset
    publication = load_dataset(dataset if has_document else replace(dataset, tables=(), checks=()), actor=OPERATOR)
    publication.published_at = now()
    publication.save(update_fields=["published_at"])
    return publication
