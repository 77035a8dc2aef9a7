"""A book of rows as files: a folder of CSV tables, or a workbook that people fill in and send back."""

from veikart.exchange.books.folder import read_book_folder, write_book_folder
from veikart.exchange.books.unpacking import LARGEST_FILE
from veikart.exchange.books.workbook import read_book_workbook, write_book_workbook

__all__ = ["LARGEST_FILE", "read_book_folder", "read_book_workbook", "write_book_folder", "write_book_workbook"]
