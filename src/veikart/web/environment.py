"""The template environment."""

from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext, ngettext
from jinja2 import Environment


def make_environment(**options: Any) -> Environment:
    """Jinja2 with translation and static addresses."""
    environment = Environment(**options, extensions=["jinja2.ext.i18n"])
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["static"] = static
    return environment
