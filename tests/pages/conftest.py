"""The example, published."""

import pytest

from tests.support.publication import publish_example
from veikart.store.models import Publication


@pytest.fixture
def published(db) -> Publication:
    """Bærum's programme as the current publication."""
    return publish_example()
