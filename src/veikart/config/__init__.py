"""Settings, addresses, wiring, and the entry point."""

from veikart.config.entry import main

__all__ = ["main"]
