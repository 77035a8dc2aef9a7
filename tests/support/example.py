"""The example data set, read and assessed once for all tests."""

from functools import cache

from tests.support.tree import ROOT
from veikart.exchange.dataset import read_dataset
from veikart.rules.accounts import get_account_plan
from veikart.rules.assessment import Assessment, assess


@cache
def get_example() -> Assessment:
    """Bærum's action programme 2020–2023 with what the rules say of it."""
    dataset, findings = read_dataset(ROOT / "examples" / "baerum-2020-2023", get_account_plan())
    assert dataset is not None, findings
    return assess(dataset)
