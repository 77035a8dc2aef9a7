"""Charts as numbered figures."""

from __future__ import annotations

import re
from html import unescape

from veikart.exchange.typst.blocks import Figure

WIDE, HALF, THIRD = 720, 344, 217
"""Chart widths that give letters of the same size over the whole page, over half of it and over a third."""

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_DESC = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)


def make_figure(svg: str, caption: str, *, source: str = "", unit: str = "") -> Figure:
    """The chart as a figure; its own title and description become the words for those who do not see it."""
    told = [unescape(match[1]).strip() for pattern in (_TITLE, _DESC) if (match := pattern.search(svg))]
    return Figure(title=caption, svg=svg, alt=". ".join(part.rstrip(".") for part in told if part) + ".", source=source, unit=unit)
