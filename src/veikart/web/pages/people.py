"""Signing in and out, choosing a password by invitation, and who has which role."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from veikart.actions.close_person import close_person
from veikart.actions.invite_person import LONGEST_EMAIL, SIGNED_IN_ROLES, invite_person
from veikart.actions.sign_in_failures import is_barred, note_failure
from veikart.store.models import Person
from veikart.web.frame import make_part_frame
from veikart.web.plan_shown import PLAN, get_actor, needs_right


def role_words() -> dict[str, str]:
    """The roles a person can have, in words."""
    words = {
        "planner": _("Planlegger"),
        "budget_officer": _("Budsjettansvarlig"),
        "secretary": _("Politisk sekretariat"),
        "leader": _("Enhetsleder"),
        "director": _("Kommunedirektør"),
        "administrator": _("Administrator"),
    }
    return {role: words[role] for role in SIGNED_IN_ROLES}


FIRST_PAGES = {"leader": "my-page", "director": "my-page"}
"""Where the roles begin that come to do what waits for them; others begin with the plan."""


def _first_page(person: Person) -> str:
    return reverse(FIRST_PAGES.get(person.role, "plan"))


class _Framed:
    """The frame of our pages around Django's own sign-in pages."""

    page_title = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = str(self.page_title)
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, **make_part_frame(PLAN, get_actor(self.request), title=title, municipality="Veikart", crumbs=[(title, "")])}  # type: ignore[attr-defined]


class SignIn(_Framed, views.LoginView):
    """Sign in by e-mail and password."""

    template_name = "veikart/people/sign_in.html.jinja"
    page_title = "Logg inn"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Try the password, unless too many have been tried."""
        if not is_barred(*self._attempt()):
            return super().post(request, *args, **kwargs)
        return self.render_to_response(self.get_context_data(is_barred=True), status=429)

    def get_default_redirect_url(self) -> str:
        """The page that the role begins with, where nobody was on the way to another."""
        return _first_page(self.request.user)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Count the attempt, and show the form again."""
        note_failure(*self._attempt())
        return super().form_invalid(form)

    def _attempt(self) -> tuple[str, str]:
        return self.request.POST.get("username", "")[:LONGEST_EMAIL], self.request.META.get("REMOTE_ADDR", "")


class Invitation(_Framed, views.PasswordResetConfirmView):
    """Choose a password, once, by the link in an invitation."""

    template_name = "veikart/people/invitation.html.jinja"
    page_title = "Velg passord"
    post_reset_login = True

    def get_success_url(self) -> str:
        """The page that the role begins with."""
        return _first_page(self.user)


sign_out = views.LogoutView.as_view(next_page=reverse_lazy("plan"))


@needs_right("invite_person")
def show_people(request: HttpRequest) -> HttpResponse:
    """Who can sign in, and an invitation for one more."""
    actor, invitation, error = get_actor(request), "", ""
    data = {name: request.POST.get(name, "").strip() for name in ("email", "name", "role")}
    if request.method == "POST" and "close" in request.POST:
        close_person(email=request.POST["close"], actor=actor)
        messages.success(request, _("%(email)s kan ikke lenger logge inn.") % {"email": request.POST["close"]})
        return redirect("people")
    if request.method == "POST":
        try:
            _person, parts = invite_person(**data, actor=actor)
        except ValueError as refusal:
            error = str(refusal)
        else:
            invitation = request.build_absolute_uri(reverse("invitation", args=parts.split("/")))
    title = _("Folk og roller")
    content = {"people": Person.objects.order_by("name", "pk"), "roles": role_words(), "invitation": invitation, "error": error, "data": data}
    context = make_part_frame(PLAN, actor, title=title, municipality="Veikart", crumbs=[(title, "")], **content)
    return render(request, "veikart/people/people.html.jinja", context, status=422 if error else 200)
