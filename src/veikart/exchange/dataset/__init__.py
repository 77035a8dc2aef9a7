"""Datasets in Veikart's open format: a folder of TOML and CSV."""

from veikart.exchange.dataset.reading import read_dataset

__all__ = ["read_dataset"]
