"""A small follow-up, and the example's."""

from functools import cache

from tests.support.tree import ROOT
from veikart.actions.access import Actor
from veikart.calc.follow_up import FollowUpBook, FollowUpSetting, Post
from veikart.exchange.books import read_book_folder
from veikart.rules.books import FOLLOW_UP

OFFICER = Actor("Økonom i Lillevik", "budget_officer", "okonom@lillevik.no")
LEADER = Actor("Skolesjefen", "leader", "skole@lillevik.no")
DIRECTOR = Actor("Kommunedirektøren", "director", "direktor@lillevik.no")
SETTING = FollowUpSetting("lillevik", "Lillevik kommune", "9999", "lillevik")
POSTS = {
    "kommunedirektor": Post("kommunedirektor", "Kommunedirektør", "lillevik", "direktor@lillevik.no", leads="yes"),
    "skolesjef": Post("skolesjef", "Skolesjef", "skole", "Skole@Lillevik.no", "direktor@lillevik.no", leads="yes"),
}


def make_small_follow_up(**tables) -> FollowUpBook:
    """A book with two posts, and the tables given."""
    return FollowUpBook({"follow_up_settings": {SETTING.id: SETTING}, "posts": POSTS, **tables})


@cache
def get_example_follow_up() -> FollowUpBook:
    """The example's follow-up; fails where it has findings."""
    book, findings = read_book_folder(FOLLOW_UP, ROOT / "examples" / "baerum-oppfolging")
    assert book is not None, findings
    return book
