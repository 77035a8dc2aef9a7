"""What the pages that write have in common: the version seen, where to go afterwards, and the word on what was done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

LONGEST_NUMBER = 17
"""Digits that fit in the database."""


def read_number(text: str) -> int | None:
    """A whole number from 0 that somebody sent, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def read_version(request: HttpRequest) -> int | None:
    return read_number(request.POST.get("version", ""))


def next_page(request: HttpRequest) -> str:
    """Where the form came from, as the form or its address says, when that is one of our own pages."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def tell(request: HttpRequest, number: int, note: str) -> None:
    text = f"{note}." if number else _("Ingenting ble endret.")
    messages.success(request, text, extra_tags=str(number) if number else "")
