"""The budget as it is being worked on: the published one with what has moved in the economy's book on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from veikart.calc.documents import Dataset
from veikart.calc.economy import EconomyBook
from veikart.calc.worksheets import Run
from veikart.rules.assessment import Assessment, assess
from veikart.rules.economy import run_engines
from veikart.rules.economy.effects import Effect, list_effects, settle_postings
from veikart.rules.economy.trials import Judged, Trial, compare_trial, judge
from veikart.rules.economy.working import make_working_dataset, try_effects
from veikart.rules.findings import Finding
from veikart.rules.linter import lint_programme
from veikart.rules.programme import Programme
from veikart.store.models import Publication
from veikart.store.queries import get_current_publication
from veikart.web.economy_shown import EconomyShown
from veikart.web.keeping import remember
from veikart.web.shown import get_assessment


@dataclass(frozen=True)
class Working:
    """A published budget and a book of the economy. `baseline` is the book the budget was made from and `adopted` its run, None without."""

    dataset: Dataset
    published: Programme
    book: EconomyBook
    baseline: EconomyBook | None
    run: Run
    adopted: Run | None

    @cached_property
    def _listed(self) -> tuple[list[Effect], list[Finding]]:
        return self._list(self.book, self.run)

    def _list(self, book: EconomyBook, run: Run) -> tuple[list[Effect], list[Finding]]:
        budget = self.dataset.budget
        return list_effects(settle_postings(book, self.baseline, budget), run, self.adopted, budget, self.dataset.plan_years)

    @property
    def effects(self) -> list[Effect]:
        """What the book does to the budget."""
        return self._listed[0]

    @property
    def findings(self) -> list[Finding]:
        """The postings that lead nowhere."""
        return self._listed[1]

    @cached_property
    def base(self) -> Programme:
        """The working budget before anything has moved, with everything that a trial is compared with worked out."""
        programme = Programme(make_working_dataset(self.dataset))
        lint_programme(programme)
        return programme

    @cached_property
    def draft(self) -> Programme:
        """The working budget with the effects, by what they touch."""
        programme = try_effects(self.base, self.effects)
        lint_programme(programme)
        return programme

    @cached_property
    def trial(self) -> Trial:
        """What the book as it is does to the published budget."""
        return compare_trial(self._judged_base, self._judged_draft)

    @cached_property
    def _judged_base(self) -> Judged:
        return judge(self.base)

    @cached_property
    def _judged_draft(self) -> Judged:
        return judge(self.draft)

    @cached_property
    def assessment(self) -> Assessment:
        """The working budget with every effect as a measure that can be opened, under the rules."""
        return assess(make_working_dataset(self.dataset, self.effects))

    def try_book(self, book: EconomyBook) -> Trial:
        """What another book would do, compared with the one being worked on. Only what it moves is worked out."""
        run = run_engines(book, self.run)
        effects, _findings = self._list(book, run)
        return compare_trial(self._judged_draft, judge(try_effects(self.base, effects)))


def get_working(shown: EconomyShown) -> Working | None:
    """The published budget with the book this reader sees; None where no budget is published. Kept while both are the same."""
    publication = get_current_publication()
    return None if publication is None else make_working(publication, shown)


def make_working(publication: Publication, shown: EconomyShown) -> Working:
    """The same for a publication that is at hand."""
    published = get_assessment(publication).programme
    base: Programme = remember(("working-base", publication.content_hash), lambda: _make(published, shown).base)

    def make() -> Working:
        made = _make(published, shown)
        made.__dict__["base"] = base  # the same for every book on this publication
        return made

    found: Working = remember(("working", publication.content_hash, str(shown.is_draft)), make, of=(shown.book, shown.baseline))
    return found


def _make(published: Programme, shown: EconomyShown) -> Working:
    return Working(published.dataset, published, shown.book, shown.baseline, shown.run, shown.baseline_run)
