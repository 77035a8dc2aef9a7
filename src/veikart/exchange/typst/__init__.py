"""The action programme as one tagged document (PDF/UA-1)."""

from veikart.exchange.typst.writing import write_document

__all__ = ["write_document"]
