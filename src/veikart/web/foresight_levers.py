"""The levers that a reader may pull on the page: what stands in the address, and the changes it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from veikart.calc.values import LeverChange
from veikart.rules.foresight.levers import get_levers
from veikart.rules.words import format_decimal
from veikart.web.tables import Context


@dataclass(frozen=True, slots=True)
class Slider:
    """A lever on the page: its name in the address, and its bounds and step in hundredths of a percent, or of a percentage point."""

    name: str
    lever: str
    least: int
    most: int
    step: int

    @property
    def is_added(self) -> bool:
        return get_levers()[self.lever].way == "add"

    @property
    def still(self) -> int:
        """The value that changes nothing."""
        return 0 if self.is_added else 10_000


SLIDERS = (
    Slider("rente", "interest", -200, 400, 25),
    Slider("bolig", "housing", 0, 20_000, 1_000),
    Slider("fruktbarhet", "fertility", 7_000, 13_000, 500),
    Slider("skatt", "tax", 9_000, 11_000, 100),
)


def read_sliders(sent: Mapping[str, str]) -> dict[str, int]:
    """The value of each slider, hundredths of a percent; what is not a number of its scale is as if nothing was sent."""
    return {one.name: _read(one, sent.get(one.name, "")) for one in SLIDERS}


def _read(slider: Slider, text: str) -> int:
    """The nearest step within the bounds of what is written: percent, or percentage points, with comma or point.

    >>> _read(SLIDERS[0], "1,3"), _read(SLIDERS[0], "99"), _read(SLIDERS[1], "x")
    (125, 400, 10000)
    """
    plain = text.strip().replace(",", ".").replace("\u2212", "-")
    try:
        value = float(plain) * 100
    except ValueError:
        return slider.still
    if not abs(value) <= 1_000_000:
        return slider.still
    return max(slider.least, min(slider.most, round(value / slider.step) * slider.step))


def make_changes(values: Mapping[str, int], first_year: int) -> tuple[LeverChange, ...]:
    """The changes from `first_year` on; none for a slider that stands still."""
    return tuple(LeverChange(one.lever, values[one.name] * 100, first_year) for one in SLIDERS if values[one.name] != one.still)


def describe_sliders(values: Mapping[str, int]) -> list[Context]:
    """The sliders as the template draws them, in percent and percentage points."""
    return [
        {
            "name": one.name,
            "label": get_levers()[one.lever].name,
            "unit": _("prosentpoeng") if one.is_added else _("prosent"),
            "least": _plain(one.least),
            "most": _plain(one.most),
            "step": _plain(one.step),
            "still": _plain(one.still),
            "value": _plain(values[one.name]),
            "text": write_setting(one, values[one.name]),
        }
        for one in SLIDERS
    ]


def write_setting(slider: Slider, value: int) -> str:
    """Where a slider stands, in words.

    >>> write_setting(SLIDERS[0], 125), write_setting(SLIDERS[1], 8000), write_setting(SLIDERS[0], 0)
    ('+1,25 prosentpoeng', '80 prosent', 'som forutsatt')
    """
    if value == slider.still:
        return _("som forutsatt")
    decimals = 0 if value % 100 == 0 else 2
    shown = format_decimal(Fraction(value, 100), decimals)
    if slider.is_added:
        return _("%(sign)s%(value)s prosentpoeng") % {"sign": "+" if value > 0 else "", "value": shown}
    return _("%(value)s prosent") % {"value": shown}


def _plain(value: int) -> str:
    """Hundredths as a number in an address or an input.

    >>> _plain(125), _plain(10_000), _plain(-50)
    ('1.25', '100', '-0.5')
    """
    return f"{value / 100:g}"
