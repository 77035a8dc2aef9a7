"""Draws that anyone can make again: counter-based random numbers, and the factors that move the levers."""

from veikart.calc.odds.factors import FactorSpec, draw_factors

__all__ = ["FactorSpec", "draw_factors"]
