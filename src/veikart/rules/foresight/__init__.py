"""Twenty years ahead: the engines of population, needs and long-term economy, bound to the rows of the economy's book."""

from veikart.rules.foresight.running import FORESIGHT_ENGINES, is_foresight, run_foresight

__all__ = ["FORESIGHT_ENGINES", "is_foresight", "run_foresight"]
