"""What is wrong with the economy's book as a whole."""

from veikart.calc.economy import Assumption, EconomyBook, Posting, Setting
from veikart.rules.economy.checking import check_economy_book
from veikart.rules.findings import Place

SETTING = Setting("lillevik", "Økonomien", "Lillevik", 2026, 2030, 2026)
GROWTHS = {f"{one}|{year}": Assumption(one, year, 20_000) for one in ("price_growth", "wage_growth", "deflator") for year in range(2026, 2031)}


def codes(book, lines=None):
    return [one.code for one in check_economy_book(book, lines) if one.grade == "stop"]


def test_a_book_without_rows_has_nothing_wrong():
    assert check_economy_book(EconomyBook()) == []
    assert check_economy_book(EconomyBook({"settings": {}})) == []


def test_a_book_in_order():
    assert codes(EconomyBook({"settings": {"lillevik": SETTING}, "assumptions": GROWTHS})) == []


def test_settings_are_one_row():
    two = {"lillevik": SETTING, "storevik": Setting("storevik", "Økonomien", "Storevik", 2026, 2030, 2026)}
    assert codes(EconomyBook({"settings": two})) == ["economy-settings"]
    assert codes(EconomyBook({"assumptions": GROWTHS})) == ["economy-settings"]


def test_years_come_in_order_and_are_not_too_many():
    for first, last in ((2030, 2029), (2026, 2066)):
        book = EconomyBook({"settings": {"a": Setting("a", "Økonomien", "Lillevik", first, last, 2026)}})
        assert codes(book) == ["economy-years"]
    finding = check_economy_book(book, {("settings", "a"): Place(file="settings.csv", row=2)})[0]
    assert (finding.place.file, finding.place.row, finding.place.column) == ("settings.csv", 2, "Siste år")


def test_a_posting_adds_or_takes_away():
    posting = Posting("debt", "interest", "1500", sign=0)
    assert codes(EconomyBook({"settings": {"lillevik": SETTING}, "assumptions": GROWTHS, "postings": {"x": posting}})) == ["value-range"]
