"""Books of rows, and changes to them."""

from veikart.calc.books.changing import AnyBook, Book, RowChange, apply_changes, compare_books, invert_changes
from veikart.calc.books.tables import TableBook, change_rows

__all__ = ["AnyBook", "Book", "RowChange", "TableBook", "apply_changes", "change_rows", "compare_books", "invert_changes"]
