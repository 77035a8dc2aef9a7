"""The colours of the charts, by what they mean. The same thing has the same colour on every page and in print.

One accent (blue, in four depths), neutral greys, and one contrast (burnt orange) for what weighs on the municipality.
All of them are told apart by lightness too, so that a black and white print can be read.
"""

ACCENT = "#0062BA"
ACCENT_DEEP = "#002C54"
ACCENT_MIDDLE = "#5C9AD3"
ACCENT_SOFT = "#B5D2EC"
CONTRAST = "#B4540A"
INK = "#292C30"
GREY_TEXT = "#5B5D60"
GREY = "#8A8D90"
GREY_SOFT = "#C9CACB"
GRID = "#E3E4E6"
BAND = "#F3F3F4"
PAPER = "#FFFFFF"

COLOURS = {
    # what the money is
    "revenue": ACCENT,
    "expense": GREY_TEXT,
    "result": ACCENT_DEEP,
    "debt": CONTRAST,
    "investment": ACCENT_MIDDLE,
    "fund": GREY,
    "frame": ACCENT_DEEP,
    # kinds of change
    "wages": GREY_TEXT,
    "prices": GREY,
    "pension": GREY_SOFT,
    "technical": GREY_SOFT,
    "earlier": ACCENT_SOFT,
    "proposal": ACCENT,
    "demography": ACCENT_MIDDLE,
    "increased_need": ACCENT,
    "decreased_need": ACCENT_SOFT,
    "restructuring": ACCENT_DEEP,
    # how investments are paid for
    "loan": CONTRAST,
    "grant": ACCENT_SOFT,
    "vat": GREY_SOFT,
    "transfer": ACCENT_DEEP,
    "sale": GREY,
    # lines to hold a figure against
    "target": INK,
    "minimum": CONTRAST,
}

FINANCING = {
    "bruk-av-laan": "loan",
    "overforing-fra-drift": "transfer",
    "mva-kompensasjon": "vat",
    "refusjoner": "grant",
    "tilskudd": "investment",
    "salg": "sale",
    "bruk-av-avsetninger": "fund",
    "mottatte-avdrag": "pension",
}
"""The lines of the investment form that pay, in the order they are drawn, and the meaning each has its colour by."""

SERIES = (ACCENT_DEEP, ACCENT, ACCENT_MIDDLE, ACCENT_SOFT, GREY, GREY_SOFT, GREY_TEXT)


def get_colour(meaning: str) -> str:
    """The colour of a meaning as `#RRGGBB`; a meaning that already is a colour is given back.

    Raises KeyError for a meaning that has no colour.

    >>> get_colour("revenue")
    '#0062BA'
    """
    return meaning if meaning.startswith("#") else COLOURS[meaning]


def lighten(colour: str, share: float) -> str:
    """The colour mixed with white; `share` 0 leaves it, 1 gives white.

    >>> lighten("#000000", 0.5)
    '#808080'
    """
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{int(part + (255 - part) * share + 0.5):02X}" for part in parts)


def is_dark(colour: str) -> bool:
    """Whether white text reads better on the colour than dark text (relative luminance below 0.3).

    >>> is_dark("#002C54"), is_dark("#B5D2EC")
    (True, False)
    """
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2 < 0.3
