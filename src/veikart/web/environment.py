"""The template environment."""

from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from jinja2 import Environment

from veikart.web.hyphens import divide_words


def make_environment(**options: Any) -> Environment:
    """Jinja2 with translation and static addresses."""
    environment = Environment(**options, extensions=["jinja2.ext.i18n"])
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["static"] = static
    environment.filters["divided"] = divide_words
    environment.globals["url"] = make_url
    environment.globals["get_messages"] = get_messages
    return environment


def make_url(name: str, *args: str | int) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args)
