"""How often one visitor may ask for what takes the machine long to work out: a bucket of turns that fills up again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from math import ceil
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from veikart.actions.clock import now
from veikart.web.errors import show_too_often

MOST, PER_SECOND, VISITORS = 60.0, 3.0, 10_000
"""Turns a visitor has to begin with and at the most, those that come back, and how many visitors are remembered; the others begin anew."""
_buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
"""By visitor the turns that were left, and when."""
_lock = Lock()


def paced(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 429 with when to try again where the visitor has no turn left. A page that is asked for without anything to try costs no turn."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seconds = take_turn(_name_visitor(request), now().timestamp()) if request.GET else 0
        if not seconds:
            return view(request, *args, **kwargs)
        text = _("Du har regnet mye på kort tid. Prøv igjen om litt.")
        is_page = request.headers.get("Sec-Fetch-Mode") == "navigate"
        answer = show_too_often(request, text) if is_page else HttpResponse(text, status=429, content_type="text/plain; charset=utf-8")
        answer["Retry-After"] = str(seconds)
        return answer

    return wrapped


def take_turn(visitor: str, moment: float) -> int:
    """0 where the visitor had a turn left, and it is taken; else in how many whole seconds there is one. `moment` is in seconds."""
    with _lock:
        left, since = _buckets.pop(visitor, (MOST, moment))
        left = min(MOST, left + max(moment - since, 0.0) * PER_SECOND)
        _buckets[visitor] = (left - 1 if left >= 1 else left, moment)
        while len(_buckets) > VISITORS:
            _buckets.popitem(last=False)
    return 0 if left >= 1 else ceil((1 - left) / PER_SECOND)


def _name_visitor(request: HttpRequest) -> str:
    """Who is signed in, or else the address; behind a server that says whom it asks for, the last address it says."""
    if request.user.is_authenticated:
        return f"person {request.user.pk}"
    behind = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() if settings.SECURE_PROXY_SSL_HEADER else ""
    return behind or request.META.get("REMOTE_ADDR", "")
