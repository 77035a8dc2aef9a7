"""What has not been done yet to follow up, in the order one does it."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.links import with_query
from veikart.web.tables import Context


def list_next_steps(shown: FollowUpShown, cards: Sequence[Context], *, is_published: bool) -> list[Context]:
    """The steps from an empty follow-up to one that others can read: what each is, whether it is done, and where it is done. Empty when all is done.

    `cards` are the parts of the front page, which say whether there is a ledger.
    """
    book, here = shown.book, reverse("follow-up")
    new_period = with_query(reverse("new-follow-up-row", args=["periods"]), next=here)
    has_ledger = any(one["url"] == reverse("ledger-report") and one["number"] for one in cards)
    measured = reverse("indicator-import") if shown.system.indicators else reverse("indicators")
    new_setting = with_query(reverse("new-follow-up-row", args=["follow_up_settings"]), next=here)
    steps = [
        _step(_("Kommunen det gjelder"), book.setting, new_setting, _("Legg inn kommunen")),
        _step(_("Enhetene i organisasjonen, i planen"), shown.system.units, reverse("organisation"), _("Gå til organisasjonen")),
        _step(_("Stillinger, med enhet og e-post"), book.posts_by_email, reverse("follow-up-table", args=["posts"]), _("Legg inn stillinger")),
        _step(_("Tall for indikatorene"), book.table("indicator_values"), measured, _("Legg inn indikatorer og tall")),
        _step(_("Oppdrag og oppgaver med eier"), book.table("tasks"), reverse("tasks"), _("Gå til oppgavene")),
        _step(_("Regnskap og budsjett fra regnskapssystemet"), has_ledger, reverse("ledger-report"), _("Gå til regnskapet")),
        _step(_("Perioder det rapporteres for"), book.table("periods"), new_period, _("Legg inn en periode")),
        _step(_("Publiser, så alle kan lese oppfølgingen"), is_published, "", ""),
    ]
    return [] if all(one["is_done"] for one in steps) else steps


def _step(name: str, done: object, url: str, action: str) -> Context:
    return {"name": name, "is_done": bool(done), "url": "" if done else url, "action": action}
