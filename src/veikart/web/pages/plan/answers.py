"""What the pages that write have in common: the version seen, where to go afterwards, and the word on what was done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _


def read_version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def next_page(request: HttpRequest) -> str:
    """Where the form came from, when that is one of our own pages."""
    wanted = request.POST.get("next", "")
    return wanted if wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted else ""


def tell(request: HttpRequest, number: int, note: str) -> None:
    text = f"{note}." if number else _("Ingenting ble endret.")
    messages.success(request, text, extra_tags=str(number) if number else "")
