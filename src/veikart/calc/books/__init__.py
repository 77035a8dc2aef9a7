"""Books of rows, and changes to them."""

from veikart.calc.books.changing import AnyBook, Book, RowChange, apply_changes, compare_books, invert_changes

__all__ = ["AnyBook", "Book", "RowChange", "apply_changes", "compare_books", "invert_changes"]
