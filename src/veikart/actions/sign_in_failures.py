"""Failed attempts to sign in, counted so that nobody can go on guessing."""

from __future__ import annotations

from datetime import timedelta

from django.utils.crypto import salted_hmac

from veikart.actions.clock import now
from veikart.store.models import SignInFailure
from veikart.store.queries import count_sign_in_failures

MOST_FAILURES = 10
WINDOW = timedelta(minutes=15)


def is_barred(email: str, address: str) -> bool:
    """Whether so many attempts with this e-mail from this network address have failed lately that no more are heard."""
    return count_sign_in_failures(_key(email, address), since=now() - WINDOW) >= MOST_FAILURES


def note_failure(email: str, address: str) -> None:
    """Count a failed attempt, and forget those that are too old to count."""
    SignInFailure.objects.filter(at__lt=now() - WINDOW).delete()
    SignInFailure.objects.create(key=_key(email, address), at=now())


def _key(email: str, address: str) -> str:
    """E-mail and address together, not to be read out of what is stored."""
    return salted_hmac("veikart.sign-in", f"{email.strip().lower()} {address}", algorithm="sha256").hexdigest()
