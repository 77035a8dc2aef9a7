"""Books of rows, and changes to them."""

from veikart.calc.books.changing import AnyBook, Book, RowChange, apply_changes, compare_books, invert_changes
from veikart.calc.books.tables import TableBook

__all__ = ["AnyBook", "Book", "RowChange", "TableBook", "apply_changes", "compare_books", "invert_changes"]
