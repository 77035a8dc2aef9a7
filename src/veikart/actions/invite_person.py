"""Give someone a way in."""

from __future__ import annotations

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from veikart.actions.access import ROLES, Actor, check_right
from veikart.actions.audit import record_act
from veikart.rules.findings import UNSEEN
from veikart.store.models import Person

LONGEST_NAME, LONGEST_EMAIL = 200, 254
SIGNED_IN_ROLES = tuple(role for role in ROLES if role not in {"citizen", "operator"})
"""Roles a person can be given. Everybody is a citizen without signing in; the operator is the one at the machine."""


def invite_person(*, email: str, name: str, role: str, actor: Actor) -> tuple[Person, str]:
    """Give someone a role, new or known, and the invitation («uid/token») that lets them choose a password once.

    Raises AccessDenied, and ValueError with a Norwegian sentence for an unknown role, a name that cannot be shown or what is no e-mail address.
    """
    check_right(actor, "invite_person")
    if role not in SIGNED_IN_ROLES:
        raise ValueError(f"Rollen «{role}» finnes ikke. Det må være en av disse: {', '.join(SIGNED_IN_ROLES)}.")
    if not name.strip() or len(name) > LONGEST_NAME or UNSEEN.search(name):
        raise ValueError(f"Skriv et navn på høyst {LONGEST_NAME} tegn. Det står ved det personen gjør.")
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValueError(f"«{email}» er ikke en e-postadresse.") from error
    if len(email) > LONGEST_EMAIL:
        raise ValueError(f"E-postadressen er for lang: høyst {LONGEST_EMAIL} tegn.")
    with transaction.atomic():
        person, is_new = Person.objects.get_or_create(email=email.strip().lower(), defaults={"name": name, "role": role})
        if is_new:
            person.set_unusable_password()
        person.name, person.role, person.is_active = name, role, True
        person.save()
        record_act("invite_person", actor=actor, person=person.pk, given=role)
    return person, f"{urlsafe_base64_encode(force_bytes(person.pk))}/{default_token_generator.make_token(person)}"
