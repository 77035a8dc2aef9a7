"""The same chart drawn twice: for a wide page and for a phone. The style sheet shows the one that fits."""

from collections.abc import Callable
from typing import Any


def draw_for_both(chart: Callable[..., str], *, chart_id: str, wide: int = 720, narrow: int = 344, **content: Any) -> str:
    """HTML with the chart in two widths, so that its letters are of reading size on both.

    `content` is handed on to the chart function as it is. For print and PDF call the chart function itself.

    >>> from veikart.exchange.charts import bar_chart
    >>> html = draw_for_both(bar_chart, chart_id="x", rows=[("A", 1)], title="T")
    >>> 'id="x-wide-title"' in html and 'id="x-narrow-title"' in html
    True
    """
    drawings = {"wide": wide, "narrow": narrow}
    return "".join(
        f'<div class="chart-{name}">{chart(chart_id=f"{chart_id}-{name}", width=width, **content)}</div>' for name, width in drawings.items()
    )
