"""The catalogue of findings, and findings made from it."""

from typing import Any

import pytest

from veikart.rules.findings import GRADES, Place, get_catalogue, make_finding
from veikart.rules.findings.catalogue import read_catalogue

KIND = {"grade": "stop", "title": "Feil", "sentence": "«{found}» er feil.", "remedy": "Rett den."}


def test_a_good_kind() -> None:
    assert read_catalogue({"feil": KIND})["feil"].rule == ""
    assert read_catalogue({"feil": {**KIND, "rule": "r"}})["feil"].rule == "r"


@pytest.mark.parametrize(
    "changed", [{"farge": "rød"}, {"grade": "verst"}, {"grade": None}, {"sentence": None}, {"title": None}, {"remedy": None}], ids=str
)
def test_what_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="feil"):
        read_catalogue({"feil": {key: value for key, value in {**KIND, **changed}.items() if value is not None}})


def test_every_kind_is_a_sentence_with_something_to_do() -> None:
    for kind in get_catalogue().values():
        assert kind.grade in GRADES
        assert kind.remedy.endswith("."), kind.code
        assert kind.title[0].isupper(), kind.code
        assert not kind.title.endswith("."), kind.code


def test_a_finding_is_filled_in() -> None:
    finding = make_finding("unit-unknown", Place(file="measures/a.csv", row=3, column="unit"), found="skole {x}")
    assert finding.sentence == "Enheten «skole {x}» står ikke i organisation.csv."
    assert finding.grade == "stop"
    assert finding.place.words() == "measures/a.csv, rad 3, kolonne «unit»"


def test_an_unknown_kind_or_a_missing_word_is_our_own_mistake() -> None:
    with pytest.raises(KeyError):
        make_finding("ukjent", Place())
    with pytest.raises(KeyError):
        make_finding("value-kind", Place(), found="1")


def test_places_in_words() -> None:
    assert Place().words() == ""
    assert Place(unit="Skole", year=2020).words() == "Skole, 2020"
