"""SVG in small pieces: presentation attributes only, so that a browser and typst draw the same picture."""

from collections.abc import Iterable, Sequence
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from veikart.exchange.charts.colours import GREY_TEXT, INK, PAPER

FONT = "Inter, sans-serif"
SOFT_HYPHEN = "\u00ad"
TEXT_SIZE = 13
SMALL_SIZE = 12
RIM = {"stroke": PAPER, "stroke_width": 3.5, "stroke_linejoin": "round", "paint_order": "stroke"}
"""A white rim, so that text can be read where it crosses a line."""

_VOWELS = frozenset("aeiouyæøå")
_NARROW = frozenset("ijlItf.,:;'|!()[] r\u00a0")
_THIN = frozenset("\u202f\u2009")
_WIDE = frozenset("mwMWÆæ%@–—")


def text_width(content: str, size: float = TEXT_SIZE, *, is_bold: bool = False) -> float:
    """About how wide the text is, in the chart's own units; a little more rather than less.

    >>> text_width("579,7", 10)
    27.6
    """
    em = sum(0.18 if c in _THIN else 0.32 if c in _NARROW else 0.92 if c in _WIDE else 0.72 if c.isupper() else 0.61 for c in content)
    return round(em * size * (1.06 if is_bold else 1), 2)


def wrap(content: str, width: float, size: float = TEXT_SIZE) -> list[str]:
    """The text in lines no wider than `width`. A soft hyphen marks where a long word may be broken; without one a word
    that is too long is broken before a syllable.

    >>> wrap("Tidligere vedtatte endringer", 120)
    ['Tidligere vedtatte', 'endringer']
    >>> wrap("Merverdi\u00adkompensasjon", 100)
    ['Merverdi-', 'kompensasjon']
    >>> wrap("eiendomsforvaltningen", 100)
    ['eiendomsfor-', 'valtningen']
    """
    lines: list[str] = []
    for word in content.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if text_width(joined.replace(SOFT_HYPHEN, ""), size) <= width:
            lines[-1:] = [joined]
        else:
            lines.extend(_broken(word, width, size))
    return [drawn.replace(SOFT_HYPHEN, "") for drawn in lines]


def _broken(word: str, width: float, size: float) -> list[str]:
    if text_width(word.replace(SOFT_HYPHEN, ""), size) <= width or len(word) < 4:
        return [word]
    places = [place for place in range(2, len(word) - 1) if text_width(word[:place].replace(SOFT_HYPHEN, "") + "-", size) <= width] or [2]
    soft = [place for place in places if word[place] == SOFT_HYPHEN]
    syllables = [place for place in places if word[place].isalpha() and word[place] not in _VOWELS and word[place + 1] in _VOWELS]
    place = (soft or syllables or places)[-1]
    return [word[:place] + "-", *_broken(word[place:].lstrip(SOFT_HYPHEN), width, size)]


def element(name: str, content: str | None = None, **attributes: object) -> str:
    """One SVG element. A trailing underscore and underscores inside a name become hyphens; None is left out.

    >>> element("rect", x=1.256, stroke_width=2, fill=None)
    '<rect x="1.26" stroke-width="2"/>'
    """
    written = "".join([f" {_hyphened(key)}={_quoted(value)}" for key, value in attributes.items() if value is not None])
    return f"<{name}{written}/>" if content is None else f"<{name}{written}>{content}</{name}>"


@cache
def _hyphened(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _quoted(value: object) -> str:
    """Numbers, which are most of what is written, have nothing to escape."""
    return f'"{number(value)}"' if isinstance(value, int | float) else quoteattr(str(value))


def text(x: float, y: float, content: str, *, size: float = TEXT_SIZE, fill: str = INK, **attributes: object) -> str:
    """One line of text with its base line at y; extra attributes such as text_anchor and font_weight."""
    return element("text", escape(content), x=x, y=y, font_size=size, fill=fill, **attributes)


def lines_of_text(x: float, y: float, lines: Sequence[str], *, size: float = TEXT_SIZE, **attributes: object) -> str:
    """Lines of text, centred as a block on y."""
    leading = size * 1.25
    first = y - leading * (len(lines) - 1) / 2 + size * 0.36
    return "".join(text(x, first + leading * row, line, size=size, **attributes) for row, line in enumerate(lines))


def halo(x: float, y: float, content: str, **attributes: object) -> str:
    """Text with a white rim, readable where it crosses a line."""
    return text(x, y, content, **RIM, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str, width: float = 1, **attributes: object) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, **attributes)


def rect(x: float, y: float, width: float, height: float, *, fill: str, **attributes: object) -> str:
    """A rectangle; negative sizes are turned around."""
    left, top = min(x, x + width), min(y, y + height)
    return element("rect", x=left, y=top, width=abs(width), height=abs(height), fill=fill, **attributes)


def note(x: float, y: float, lines: Sequence[str]) -> str:
    """A remark in small grey letters, one or more lines from y down."""
    return "".join(text(x, y + row * 15, line, size=SMALL_SIZE, fill=GREY_TEXT) for row, line in enumerate(lines))


def picture(*, chart_id: str, kind: str, size: tuple[float, float], title: str, description: str, marks: Iterable[str], role: str = "img") -> str:
    """The whole SVG with its name and description for those who do not see it; `chart_id` must be unique on the page. A picture with links in it has
    the role «group»."""
    width, height = size
    name = element("title", escape(title), id=f"{chart_id}-title") + element("desc", escape(description), id=f"{chart_id}-desc")
    body = element("g", "".join(marks), font_family=FONT, font_size=TEXT_SIZE, fill=INK)
    return element(
        "svg",
        name + body,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart chart-{kind}",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role=role,
        aria_labelledby=f"{chart_id}-title {chart_id}-desc",
    )


def spread(places: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """The same places, in the same order, moved as little as needed to stand `gap` apart between low and high.

    >>> spread([10, 12, 50], gap=10, low=0, high=100)
    [10.0, 20.0, 50.0]
    """
    return spread_blocks(places, [gap] * len(places), low=low - gap / 2, high=high + gap / 2)


def spread_blocks(middles: Sequence[float], heights: Sequence[float], *, low: float, high: float) -> list[float]:
    """The middles of blocks of these heights, in the same order, moved as little as needed to stand clear of each other between low and high.

    Where there is no room for all of them, they go on below high.

    >>> spread_blocks([10, 12], [20, 10], low=0, high=100)
    [10.0, 25.0]
    """
    order = sorted(range(len(middles)), key=lambda index: middles[index])
    moved = [float(middle) for middle in middles]
    edge = low
    for index in order:
        moved[index] = max(moved[index], edge + heights[index] / 2)
        edge = moved[index] + heights[index] / 2
    edge = high
    for index in reversed(order):
        moved[index] = min(moved[index], edge - heights[index] / 2)
        edge = moved[index] - heights[index] / 2
    edge = low
    for index in order:
        moved[index] = max(moved[index], edge + heights[index] / 2)
        edge = moved[index] + heights[index] / 2
    return moved


def number(value: object) -> str:
    """The value as an attribute: floats with at most two decimals.

    >>> number(1.0), number(2.345)
    ('1', '2.35')
    """
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
