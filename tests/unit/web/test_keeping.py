"""What is worked out for pages is worked out once, whoever asks and however many ask at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from veikart.web.keeping import remember, renew


def test_those_who_ask_at_the_same_time_wait_for_one_that_works_it_out():
    asked, all_there = [], Barrier(4)

    def make():
        asked.append(1)
        Event().wait(0.05)
        return object()

    def ask(_at):
        all_there.wait()
        return remember(("together",), make, of=("a",))

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(4)))
    assert len(asked) == 1
    assert len({id(one) for one in found}) == 1


def test_what_fails_is_tried_again_by_the_next():
    outcomes = iter([ZeroDivisionError(), 7])

    def make(_earlier):
        found = next(outcomes)
        if isinstance(found, Exception):
            raise found
        return found

    with pytest.raises(ZeroDivisionError):
        renew(("fails",), make, of=())
    assert renew(("fails",), make, of=()) == 7


def test_what_is_made_of_another_is_given_what_was_kept():
    first, second = object(), object()
    assert renew(("renewed",), lambda earlier: (earlier, 1), of=(first,)) == (None, 1)
    assert renew(("renewed",), lambda earlier: (earlier, 2), of=(first,)) == (None, 1)
    assert renew(("renewed",), lambda earlier: (earlier, 2), of=(second,)) == ((None, 1), 2)
    assert remember(("renewed",), lambda: renew(("renewed", "inner"), lambda _earlier: 3, of=()), of=(first,)) == 3
