"""What the budget's units are called, for rows of the economy's book that name them."""

from __future__ import annotations

from collections.abc import Mapping

from veikart.store.queries import get_current_publication
from veikart.web.shown import get_assessment


def get_area_names() -> Mapping[str, str]:
    """The names of the published budget's units by id; nothing where no budget is published."""
    publication = get_current_publication()
    units = get_assessment(publication).programme.dataset.budget.unit_by_id if publication else {}
    return {key: one.name for key, one in units.items()}
