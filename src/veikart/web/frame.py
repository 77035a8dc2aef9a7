"""The frame around the pages of one part of the site: its menu, its crumbs and its foot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.access import Actor, can
from veikart.web.links import area_links
from veikart.web.shown import VISITOR

Crumbs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Part:
    """A part of the site: its id among the areas, its title, the names of the pages in its menu (by the name of their address, the front first),
    and the links at the foot. Names are asked for when a page is shown, in its language. `needs` is the right that a page in the menu is only for."""

    id: str
    title: Callable[[], str]
    names: Callable[[], dict[str, str]]
    footer: Callable[[], dict[str, str]]
    needs: Mapping[str, str] = field(default_factory=dict)

    @property
    def front(self) -> str:
        """The name of the address of the first page."""
        return next(iter(self.names()))

    def is_for(self, actor: Actor, name: str) -> bool:
        """Whether the page of this name is one the actor may open, as far as the menu knows."""
        return name not in self.needs or can(actor, self.needs[name])


def make_part_frame(
    part: Part, actor: Actor, *, title: str, municipality: str, page: str = "", crumbs: Crumbs = (), can_edit: bool = False, **content: Any
) -> dict[str, Any]:
    """The frame of a page, also where there is nothing to show yet. `crumbs` are (name, address) from the page below the front."""
    names, front = part.names(), part.front
    footer = [{"name": name, "url": reverse(address)} for address, name in part.footer().items()]
    if actor == VISITOR:
        footer.append({"name": _("Logg inn"), "url": reverse("sign-in")})
    return {
        "page_title": title,
        "municipality": {"name": municipality},
        "document": {"title": part.title(), "status": "", "home_url": reverse(front)},
        "areas": area_links(part.id),
        "navigation": [{"name": name, "url": reverse(one), "current": one == page} for one, name in names.items() if part.is_for(actor, one)],
        "breadcrumbs": [{"name": name, "url": url} for name, url in ((names[front], reverse(front)), *crumbs)] if crumbs else [],
        "search_url": reverse("search"),
        "query": "",
        "footer": {"links": footer, "source": "", "price_level": "", "version": ""},
        "person": None if actor == VISITOR else actor,
        "can_edit": can_edit,
        "language": "nb",
        **content,
    }
