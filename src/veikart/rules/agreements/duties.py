"""What somebody must do now with leader agreements: say yes to one that the other party has begun."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.rules.duties import Duty, DutyAsk

WEIGHT = 12


def find_agreement_duties(ask: DutyAsk) -> Iterator[Duty]:
    """The agreements that have been begun and that the person has not said yes to, as the leader or as the one above."""
    mine, posts = {one.id for one in ask.posts}, ask.book.table("posts")
    for one in ask.book.table("agreements").values():
        lacks = (one.post in mine and one.agreed_leader is None) or (one.superior in mine and one.agreed_superior is None)
        if lacks and ask.may("agree_agreement"):
            name = posts[one.post].name.lower()
            whose = f"til {name}" if one.post not in mine else "din" if len(mine) == 1 else f"din som {name}"
            words = f"Se over og bekreft lederavtalen {whose} for {one.year}"
            reason = "Den andre har bekreftet." if one.agreed_leader or one.agreed_superior else "Avtalen er begynt."
            yield Duty(f"agree-{one.post}-{one.year}", None, words, "Se avtalen", "agreement", (one.post, str(one.year)), WEIGHT, reason)
