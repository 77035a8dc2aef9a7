"""The economy's book: the rows that the engines work from."""

from veikart.calc.economy.book import EconomyBook
from veikart.calc.economy.rows import Assumption, Posting, Setting

__all__ = ["Assumption", "EconomyBook", "Posting", "Setting"]
