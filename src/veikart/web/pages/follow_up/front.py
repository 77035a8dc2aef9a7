"""The front page of the follow-up, and making it public."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.book_writing import ChangeRefused
from veikart.actions.publish_follow_up import publish_follow_up
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.plan_shown import get_actor, needs_right


@shows_follow_up
def show_front(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """What was done, what it gave and what it cost, with the way to each part."""
    context = make_follow_up_context(shown, page="follow-up", title=_("Oppfølging"), can_publish=shown.is_draft and shown.can("publish_follow_up"))
    return render(request, "veikart/follow_up/front.html.jinja", context)


@needs_right("publish_follow_up")
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Make the follow-up public as it is now."""
    try:
        made = publish_follow_up(actor=get_actor(request))
    except ChangeRefused as refusal:
        messages.error(request, " ".join(one.sentence for one in refusal.findings))
    else:
        messages.success(request, _("Alle kan nå se oppfølgingen slik den er ved endring %(number)s.") % {"number": made.revision})
    return redirect("follow-up")
