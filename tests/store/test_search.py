"""What can be found, and what is not in the way."""

import pytest

from tests.support.example import get_example
from veikart.store.queries import SearchHit, get_search_hits

OWN = get_example().programme.dataset.municipality


@pytest.fixture
def find(published):
    def search(query: str) -> list[SearchHit]:
        return get_search_hits(published.pk, query, own=OWN)

    return search


@pytest.mark.parametrize("query", ["lønnsvekst", "prisvekst", "pensjon", "tekniske endringer", "Vedtatt budsjett 2019"])
def test_what_brings_the_frames_along_is_found(query, find):
    assert any(hit.kind == "measure" for hit in find(query))


def test_the_word_for_the_municipality_is_not_found_everywhere(find):
    with_word, everything = find("kommune"), len(get_example().programme.dataset.budget.units)
    assert 0 < len(with_word) < everything
    assert not any(hit.kind == "unit" and "ommune" not in hit.name for hit in with_word)


def test_the_name_of_the_municipality_beside_other_words_is_left_out(find):
    assert find(f"{OWN} barnehager") == find("barnehager")
    assert find("barnehager")[0].name == "Barnehager"


def test_amounts_say_their_year(find):
    amounts = [hit.text for hit in find("barnehage") if hit.text]
    assert amounts
    assert all(text.endswith(" mill. kr i 2020") for text in amounts)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("barnehage", "Barnehager"),
        ("barnehagene", "Barnehager"),
        ("demografi", "Demografikompensasjon"),
        ("svømmehall", "Ny svømmehall på Rud – drift"),
        ("hallen rud", "Ny svømmehall på Rud – drift"),
        ("gjeldsgrad", "Gjeldsgrad"),
        ("bevilgningsoversikt", "Bevilgningsoversikt drift, § 5-4 første ledd"),
        ("11.4", "Tabell 11.4: Endringer i driftsrammer 2020–2023"),
        ("omstillingsarbeid", "Kontinuerlig omstillingsarbeid"),
    ],
)
def test_search_finds_words_stems_and_parts(query, expected, published):
    names = [hit.name for hit in get_search_hits(published.pk, query)]
    assert expected in names, names[:10]


@pytest.mark.parametrize("query", ["", "   ", "%", "_", "'; drop table", "x" * 5000, "finnesikkehersomhelst", "\\", "**"])
def test_search_takes_anything(query, published):
    assert get_search_hits(published.pk, query) == []


def test_the_unit_itself_comes_first(published):
    assert get_search_hits(published.pk, "barnevern")[0].name == "Barnevern"
