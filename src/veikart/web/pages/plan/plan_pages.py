"""The pages of the plan, for what every book's pages have in common."""

from veikart.rules.books import PLAN
from veikart.web.plan_shown import make_plan_context
from veikart.web.rows.pages import BookPages

PLAN_PAGES = BookPages(
    PLAN,
    base="veikart/plan/base.html.jinja",
    make_context=make_plan_context,
    front="plan",
    history="plan-history",
    undo="undo-revision",
    workbook="plan-workbook",
    file_name="plansystem",
)
