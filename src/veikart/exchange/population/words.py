"""What the words and codes of tables of population mean, as Statistics Norway and others write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 1990, 2150
LARGEST_COUNT = 1_000_000
OLDEST_AGE = 105
"""The last year of age that is kept apart; those who are older go together with it."""
Ages = tuple[int, int | None]
"""The first and the last age, both included; None for the oldest."""
EVERY_AGE: Ages = (0, None)
MEASURES = ("persons", "births", "deaths", "in_domestic", "out_domestic", "in_foreign", "out_foreign")
"""What a table may count: persons on 1 January, and what moves them during the year."""
BOTH = ""

_SEXES = {
    "female": ("2", "k", "f", "kvinner", "kvinne", "female", "females", "women", "jenter"),
    "male": ("1", "m", "menn", "mann", "male", "males", "men", "gutter"),
    BOTH: ("0", "begge", "begge kjønn", "i alt", "alle", "total", "both", "both sexes", "kjønn i alt", "0s"),
}
_SEX_BY_WORD = {word: sex for sex, words in _SEXES.items() for word in words}
_EVERYBODY = {"999", "999a", "alle aldre", "alle", "i alt", "total", "totalt", "sum", "all ages", "alder i alt", "0+", "alle aldrer"}
_AGE_PREFIX = re.compile(r"^(?:age_|alder_|[a-z](?=\d))")
_AGE_WORDS = re.compile(r"\s*(?:år|year|years|yr|åringer)\b\.?")
_OPEN = re.compile(r"(\d{1,3})\s*(?:\+|-\s*$|(?:år\s*)?(?:eller|og)\s+(?:eldre|over)|or\s+older|and\s+over)")
_RANGE = re.compile(r"(\d{1,3})\s*(?:[-–]|til(?: og med)?|to)\s*(\d{1,3})")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_REGION = re.compile(r"(?:K[-_])?(\d{4})\b[\s:.-]*(.*)", re.IGNORECASE)
_PERIOD = re.compile(r"\s*\((?:\d{4})?\s*[-–]\s*(?:\d{4})?\)\s*$")
ALTERNATIVE = re.compile(r"\b([HLMK0][HLMK0]{2}[HLMK0])\b")
"""The four letters of an official projection: fertility, life expectancy, moving inside the country, moving across its border."""
_MEASURE_WORDS = (
    (("netto", "overskudd", "tilvekst", "prosent", "endring", "korreksjon", "31. desember", "31.12"), None),
    (("levendefødt", "fødte", "births"), "births"),
    (("døde", "deaths"), "deaths"),
    (("utvandring", "utvandret", "emigration", "utflytting til utlandet"), "out_foreign"),
    (("innvandring", "innvandret", "immigration", "innflytting fra utlandet"), "in_foreign"),
    (("utflytting", "utflyttinger", "utflyttet", "out-migration"), "out_domestic"),
    (("innflytting", "innflyttinger", "innflyttet", "in-migration"), "in_domestic"),
    (("person", "folketall", "folkemengde", "befolkning", "innbygger", "antall", "population"), "persons"),
)
MISSING = {"", ".", "..", "...", ":"}
"""What Statistics Norway writes where there is no number: it cannot be, it is missing, it is not shown. None of them is zero."""
NOTHING = {"-", "–"}
"""What it writes for exactly none."""
_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_WHOLE = re.compile(r"[-\u2212]?\d+(?:[.,]0+)?", re.ASCII)


def read_sex(text: str) -> str | None:
    """`female`, `male` or empty for both; None where the word is none of them.

    >>> read_sex("Kvinner"), read_sex("1"), read_sex("Begge kjønn"), read_sex("Bærum")
    ('female', 'male', '', None)
    """
    return _SEX_BY_WORD.get(text.strip().casefold())


def read_ages(text: str) -> Ages | None:
    """The ages a word or a code stands for; None where it is none.

    >>> read_ages("105 år eller eldre"), read_ages("003"), read_ages("80-89 år"), read_ages("Alle aldre"), read_ages("F16-19")
    ((105, None), (3, 3), (80, 89), (0, None), (16, 19))
    """
    plain = text.strip().casefold()
    if plain in _EVERYBODY:
        return EVERY_AGE
    plain = _AGE_PREFIX.sub("", plain)
    if found := _OPEN.fullmatch(_AGE_WORDS.sub(" ", plain).strip()) or _OPEN.fullmatch(plain):
        return int(found[1]), None
    plain = _AGE_WORDS.sub("", plain).strip()
    if found := _RANGE.fullmatch(plain):
        return int(found[1]), int(found[2])
    return (int(plain), int(plain)) if plain.isascii() and plain.isdigit() and len(plain) <= 3 else None


def read_year(text: str) -> int | None:
    """A year, or None.

    >>> read_year("2019"), read_year("2019K1"), read_year("1066")
    (2019, None, None)
    """
    plain = text.strip()
    return int(plain) if _YEAR.fullmatch(plain) and FIRST_YEAR <= int(plain) <= LAST_YEAR else None


@dataclass(frozen=True, slots=True)
class Region:
    """A region as a file names it: four digits or empty, and its name without the years it was there."""

    code: str
    name: str


def read_region(code: str, label: str) -> Region:
    """A region from its code and its label.

    >>> read_region("K-3201", "Bærum"), read_region("0219", "Bærum (-2019)"), read_region("3201 Bærum", "3201 Bærum")
    (Region(code='3201', name='Bærum'), Region(code='0219', name='Bærum'), Region(code='3201', name='Bærum'))
    """
    found = _REGION.fullmatch(code.strip())
    if found is None:
        return Region("", _PERIOD.sub("", label.strip()))
    named = found[2] if label == code else label.removeprefix(found[1]).strip()
    return Region(found[1], _PERIOD.sub("", named))


def read_alternative(text: str) -> str:
    """The four letters of an official projection in a text, or empty.

    >>> read_alternative("Hovedalternativet (MMMM)"), read_alternative("Personer")
    ('MMMM', '')
    """
    found = ALTERNATIVE.search(text)
    return found[1] if found else ""


def read_measure(text: str) -> str | None:
    """What a text says is counted, one of MEASURES; None where it is something else.

    >>> read_measure("Levendefødte"), read_measure("Utflytting, innenlandsk"), read_measure("Nettoinnflytting"), read_measure("Personer")
    ('births', 'out_domestic', None, 'persons')
    """
    plain = text.casefold()
    if read_alternative(text):
        return "persons"
    return next((measure for words, measure in _MEASURE_WORDS if any(one in plain for one in words)), None)


def read_count(text: str) -> int | None:
    """A whole number as people write it, negative ones too; None where it is none. An empty text is none.

    >>> read_count("1 234"), read_count("12,0"), read_count("-"), read_count("..")
    (1234, 12, 0, None)
    """
    plain = _SPACES.sub("", text.strip())
    if plain in NOTHING:
        return 0
    if not _WHOLE.fullmatch(plain) or len(plain) > 20:
        return None
    return int(re.split("[.,]", plain.replace("\u2212", "-"))[0])
