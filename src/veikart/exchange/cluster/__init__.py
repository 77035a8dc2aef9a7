"""Work in blocks, on this machine or on many: the same results in the same order, to the last bit."""

from veikart.exchange.cluster.mapping import ClusterError, map_blocks
from veikart.exchange.cluster.program import get_program_mark

__all__ = ["ClusterError", "get_program_mark", "map_blocks"]
