"""What is wrong with the follow-up's book as a whole."""

from tests.support.follow_up import SETTING, make_small_follow_up
from veikart.calc.follow_up import FollowUpBook, FollowUpSetting, Post
from veikart.rules.findings import make_finding
from veikart.rules.follow_up import check_follow_up_book, get_follow_up_tables


def codes(book):
    return [one.code for one in check_follow_up_book(book) if one.grade == "stop"]


def test_a_book_without_rows_has_nothing_wrong():
    assert check_follow_up_book(FollowUpBook()) == []


def test_a_book_in_order():
    assert codes(make_small_follow_up()) == []


def test_settings_are_one_row():
    two = {"lillevik": SETTING, "storevik": FollowUpSetting("storevik", "Storevik", "9999", "storevik")}
    assert codes(FollowUpBook({"follow_up_settings": two})) == ["follow-up-settings"]
    assert codes(FollowUpBook({"posts": {"rektor": Post("rektor", "Rektor", "skole")}})) == ["follow-up-settings"]


def test_a_field_that_another_act_moves_is_named():
    finding = make_finding("field-owned", get_follow_up_tables()["posts"].place_of("skolesjef", "email"), name="E-posten")
    assert finding.sentence == "«E-posten» kan ikke endres her med din rolle."  # tests/actions/test_follow_up.py gives it


def test_a_person_may_have_several_posts_and_a_deputy_has_them_too():
    book = make_small_follow_up()
    assert [one.id for one in book.posts_by_email["skole@lillevik.no"]] == ["skolesjef"]
    assert [one.id for one in book.posts_by_email["direktor@lillevik.no"]] == ["kommunedirektor", "skolesjef"]
    assert book.leader_by_unit["skole"].id == "skolesjef"
