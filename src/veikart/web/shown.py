"""What every page shows: the current publication, its assessment, and the frame around the page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.access import Actor
from veikart.rules.assessment import Assessment, assess
from veikart.rules.programme import Programme
from veikart.store.models import Publication
from veikart.store.queries import get_current_publication, get_dataset
from veikart.web.links import area_links

VISITOR = Actor(name="innbygger", role="citizen")
PAGES = ("overview", "sectors", "statements", "ratios", "investments", "findings", "check", "compare")
Crumbs = list[tuple[str, str]]


@dataclass(frozen=True)
class Shown:
    """The publication being shown with everything that follows from it.

    `working` is empty for the publication as it is, else says which working budget on top of it `assessment` is of.
    """

    publication: Publication
    assessment: Assessment
    working: str = ""

    @property
    def programme(self) -> Programme:
        return self.assessment.programme


_worked_out: OrderedDict[str, Assessment] = OrderedDict()
_lock = Lock()
MOST_KEPT = 4


def get_assessment(publication: Publication) -> Assessment:
    """What follows from a publication. It never changes, so this is worked out once for what it holds, and the newest few are kept."""
    known = _worked_out.get(publication.content_hash)
    if known is None:
        known = assess(get_dataset(publication))
        with _lock:
            _worked_out[publication.content_hash] = known
            while len(_worked_out) > MOST_KEPT:
                _worked_out.popitem(last=False)
    return known


View = Callable[..., HttpResponse]


def _names() -> dict[str, str]:
    return {
        "overview": _("Oversikt"),
        "sectors": _("Sektorer"),
        "statements": _("Oppstillinger"),
        "ratios": _("Nøkkeltall"),
        "investments": _("Investeringer"),
        "findings": _("Funn"),
        "check": _("Dokumentkontroll"),
        "compare": _("Sammenlign"),
    }


def check_names(frame: Mapping[str, Any], content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The content of a page, which may not take the name of anything in the frame around it. Raises ValueError where it does."""
    taken = frame.keys() & content.keys()
    if taken:
        raise ValueError(f"these names belong to the frame of the page: {sorted(taken)}")
    return content


def make_context(shown: Shown, *, page: str, title: str, crumbs: Crumbs = (), **content: Any) -> dict[str, Any]:
    """The context of a page: the frame around it, and its own content. `crumbs` are (name, address) from the page below the front."""
    frame = _frame(shown.publication, page=page, title=title, crumbs=crumbs)
    if shown.working:
        frame["document"]["status"] = shown.working
        frame["working"] = shown.working
    return {**frame, **check_names(frame, content)}


def make_frame(title: str) -> dict[str, Any]:
    """The frame around a page that shows nothing of the publication; a bare one where nothing is published."""
    publication = get_current_publication()
    return _frame(publication, page="", title=title) if publication else make_bare_context(title)


def _frame(publication: Publication, *, page: str, title: str, crumbs: Crumbs = ()) -> dict[str, Any]:
    names = _names()
    source = publication.description["sources"][0]
    trail = [(names["overview"], reverse("overview")), *crumbs]
    return {
        "page_title": title,
        "municipality": {"name": publication.municipality},
        "document": {"title": publication.title, "status": publication.subtitle, "home_url": reverse("overview")},
        "areas": area_links("programme"),
        "navigation": [{"name": names[one], "url": reverse(one), "current": one == page} for one in PAGES],
        "breadcrumbs": [{"name": name, "url": url} for name, url in trail] if crumbs else [],
        "search_url": reverse("search"),
        "query": "",
        "footer": {
            "source": f"{source['title']}, {source['publisher']} {source['year']}",
            "price_level": publication.price_level,
            "version": "",
            "links": [
                {"name": _("Dokumentet som PDF"), "url": reverse("download", args=["document"])},
                {"name": _("Alle tall som regneark"), "url": reverse("download", args=["workbook"])},
                {"name": _("Reglene"), "url": reverse("rules")},
                {"name": _("Om tallene"), "url": reverse("about")},
            ],
        },
        "language": "nb",
    }


def make_bare_context(title: str, **content: Any) -> dict[str, Any]:
    """The frame where there is no publication to take it from."""
    return {
        "page_title": title,
        "municipality": {"name": "Veikart"},
        "document": {"title": _("Handlingsprogram"), "home_url": reverse("overview")},
        "navigation": [],
        "breadcrumbs": [],
        "footer": {"links": []},
        "language": "nb",
        **content,
    }
