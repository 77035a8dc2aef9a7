"""The figures of the published programme that the long view begins from."""

from __future__ import annotations

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.rules.foresight.plan_figures import list_addresses, read_plan_figures
from veikart.store.queries import get_current_publication
from veikart.web.keeping import remember
from veikart.web.shown import get_assessment


def get_plan_figures(book: EconomyBook) -> PlanFigures:
    """The figures that the book asks for in the current programme, read once for each programme; none where none is published."""
    publication = get_current_publication()
    if publication is None:
        return PlanFigures()
    addresses, made_of = frozenset(list_addresses(book)), publication.content_hash

    def read() -> PlanFigures:
        return read_plan_figures(get_assessment(publication).programme, sorted(addresses), made_of)

    found: PlanFigures = remember(("plan-figures",), read, of=(addresses, made_of))
    return found
