"""The example loaded into the test database, without its files."""

from tests.support.example import get_example
from veikart.actions.access import Actor
from veikart.actions.clock import now
from veikart.actions.load_dataset import load_dataset
from veikart.store.models import Publication

OPERATOR = Actor(name="prøve", role="operator")


def publish_example() -> Publication:
    """The example as the current publication."""
    publication = load_dataset(get_example().programme.dataset, actor=OPERATOR)
    publication.published_at = now()
    publication.save(update_fields=["published_at"])
    return publication
