"""What a machine may lack at a desk, but not in the build."""

import os


def is_required(name: str) -> bool:
    """Whether `name` (REQUIRE_BROWSER, REQUIRE_POSTGRES) is switched on in the environment."""
    return os.environ.get(name, "") not in {"", "0"}
