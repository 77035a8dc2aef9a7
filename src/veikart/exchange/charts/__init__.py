"""Charts as SVG: the same picture on the page and in print. Pure functions, text in and text out."""

from veikart.exchange.charts.abatement import AbatementStep, abatement_chart
from veikart.exchange.charts.area_looks import draw_key
from veikart.exchange.charts.area_map import area_map
from veikart.exchange.charts.bars import bar_chart
from veikart.exchange.charts.bridge import bridge_chart
from veikart.exchange.charts.colours import COLOURS, get_colour
from veikart.exchange.charts.columns import column_chart, stacked_columns
from veikart.exchange.charts.fan import Band, fan_chart
from veikart.exchange.charts.heat_map import HeatRow, heat_map
from veikart.exchange.charts.lines import Series, line_chart
from veikart.exchange.charts.network import NetworkBox, network_chart
from veikart.exchange.charts.paths import PathBand, PathLine, path_chart
from veikart.exchange.charts.project_timeline import ProjectBar, project_timeline
from veikart.exchange.charts.pyramid import PyramidYear, pyramid_chart
from veikart.exchange.charts.responsive import draw_for_both
from veikart.exchange.charts.scale import (
    COUNT,
    MILL_NOK,
    PERCENT,
    THOUSAND_TONNES,
    TONNES,
    TONNES_EACH,
    WHOLE_MILL_NOK,
    WHOLE_PERCENT,
    Unit,
)
from veikart.exchange.charts.schedule_timeline import OrderedBar, schedule_timeline
from veikart.exchange.charts.sparkline import sparkline
from veikart.exchange.charts.timeline import Bar, timeline_chart
from veikart.exchange.charts.wheel import wheel_chart
from veikart.exchange.charts.workflow import workflow_chart

__all__ = [
    "COLOURS",
    "COUNT",
    "MILL_NOK",
    "PERCENT",
    "THOUSAND_TONNES",
    "TONNES",
    "TONNES_EACH",
    "WHOLE_MILL_NOK",
    "WHOLE_PERCENT",
    "AbatementStep",
    "Band",
    "Bar",
    "HeatRow",
    "NetworkBox",
    "OrderedBar",
    "PathBand",
    "PathLine",
    "ProjectBar",
    "PyramidYear",
    "Series",
    "Unit",
    "abatement_chart",
    "area_map",
    "bar_chart",
    "bridge_chart",
    "column_chart",
    "draw_for_both",
    "draw_key",
    "fan_chart",
    "get_colour",
    "heat_map",
    "line_chart",
    "network_chart",
    "path_chart",
    "project_timeline",
    "pyramid_chart",
    "schedule_timeline",
    "sparkline",
    "stacked_columns",
    "timeline_chart",
    "wheel_chart",
    "workflow_chart",
]
