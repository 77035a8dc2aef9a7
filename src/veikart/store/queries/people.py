"""People who can sign in, and attempts that failed."""

from datetime import datetime

from veikart.store.models import Person, SignInFailure


def has_people() -> bool:
    """Whether anybody has chosen a password."""
    return any(one.has_usable_password() for one in Person.objects.filter(is_active=True).only("password")[:100])


def count_sign_in_failures(key: str, *, since: datetime) -> int:
    """How many attempts with the key have failed since then."""
    return SignInFailure.objects.filter(key=key, at__gte=since).count()
