"""A dataset bound to the rules in force: statements, ratios and the document check."""

from veikart.rules.programme.bridge import FRAME_FORM, STEP_LABELS, BridgeStep, frame_bridge, step_key
from veikart.rules.programme.changing import change_measure
from veikart.rules.programme.measures import FrameMeasure, LargestMeasures, frame_measures, largest_measures
from veikart.rules.programme.programme import NO_DIVISOR, Programme, StatementColumn
from veikart.rules.programme.serving import ServingMeasure, get_serving_measures

__all__ = [
    "FRAME_FORM",
    "NO_DIVISOR",
    "STEP_LABELS",
    "BridgeStep",
    "FrameMeasure",
    "LargestMeasures",
    "Programme",
    "ServingMeasure",
    "StatementColumn",
    "change_measure",
    "frame_bridge",
    "frame_measures",
    "get_serving_measures",
    "largest_measures",
    "step_key",
]
