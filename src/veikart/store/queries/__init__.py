"""Readers: what pages and commands ask the database for."""

from veikart.store.queries.dataset import get_dataset
from veikart.store.queries.publications import get_current_publication, get_file, get_files, get_newest_publication
from veikart.store.queries.search import SearchHit, get_search_hits, stem_words

__all__ = ["SearchHit", "get_current_publication", "get_dataset", "get_file", "get_files", "get_newest_publication", "get_search_hits", "stem_words"]
