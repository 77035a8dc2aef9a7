"""People who can sign in."""

from veikart.store.models import Person


def has_people() -> bool:
    """Whether anybody has chosen a password."""
    return any(one.has_usable_password() for one in Person.objects.filter(is_active=True).only("password")[:100])
