"""A dataset bound to the rules in force: statements, ratios and the document check."""

from veikart.rules.programme.bridge import FRAME_FORM, STEP_LABELS, BridgeStep, frame_bridge, step_key
from veikart.rules.programme.measures import FrameMeasure, LargestMeasures, frame_measures, largest_measures
from veikart.rules.programme.programme import Programme, StatementColumn

__all__ = [
    "FRAME_FORM",
    "STEP_LABELS",
    "BridgeStep",
    "FrameMeasure",
    "LargestMeasures",
    "Programme",
    "StatementColumn",
    "frame_bridge",
    "frame_measures",
    "largest_measures",
    "step_key",
]
