"""The example, published once for all tests of a file."""

from tests.support.published import example_in_database, published

__all__ = ["example_in_database", "published"]
