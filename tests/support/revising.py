"""A revision of the example's budget, and its proposals."""

from datetime import date

from tests.support.example import get_example
from veikart.calc.revisions import LASTING, BudgetProposal, BudgetRevision

REVISION = BudgetRevision(
    "okonomimelding-1", "Økonomimelding I", 2020, status="decided", case="45/20", decided=date(2020, 6, 24), decided_by="Kommunestyret"
)
MORE = BudgetProposal("flere-barn", "Flere barn", "barnehager", "1010", 2020, 12_000_000, LASTING, revision=REVISION.id, status="gathered")
FUND = BudgetProposal(
    "fondet", "Bufferfondet dekker det", "fond", "1940", 2020, -12_000_000, LASTING, "finance", fund="buffer", revision=REVISION.id, status="gathered"
)
PROPOSALS = (MORE, FUND)


def get_dataset():
    """The example's budget."""
    return get_example().programme.dataset
