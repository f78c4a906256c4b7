"""Commitments: the verbs."""

from __future__ import annotations

from datetime import date

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import Refusal, check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Entry
from polyphonie.commitments import rules
from polyphonie.commitments.events import CommitmentConcluded, CommitmentMade, NewsTold
from polyphonie.commitments.models import OUTCOMES, Commitment, Conclusion, News
from polyphonie.people.queries import Person


def topic(commitment: Commitment) -> str:
    """The log this belongs to."""
    return f"commitment:{commitment.pk}"


@command
def commit_to(
    *,
    text: str,
    due_on: date | None,
    home: Circle,
    circle: Circle,
    by: Person,
    smallest: str = "",
    answer: int | None = None,
    source: Entry | None = None,
    scribed: bool = False,
) -> Commitment:
    """Choose a small step. Records `CommitmentMade`.

    `home` is where it can be read (what the person was told); `circle` is whose step it is; `answer` and `source` say
    which answer of which gathering it came from.
    """
    check(rules.why_not_step(text, due_on))
    entry = circles.write_entry(home, kind="commitment", authors=[by], shown=True, open_to_future=True, by=by)
    made = Commitment.objects.create(
        entry=entry,
        circle=circle,
        owner=by,
        text=text.strip()[:300],
        smallest=smallest.strip()[:300],
        due_on=due_on,
        made_at=clock.now(),
        made_in=answer,
        scribed=scribed,
    )
    if source is not None:
        circles.link(source, to=entry, kind="led_to", by=by)
    record(CommitmentMade(commitment=made.pk, person=by.pk), by=by, topic=topic(made))
    return made


@command
def tell_news(commitment: Commitment, *, text: str, by: Person) -> None:
    """Tell how it goes. Records `NewsTold`."""
    check(rules.why_not_tell(commitment, by))
    if not text.strip():
        raise Refusal("Écrivez quelques mots.", "Write a few words.")
    News.objects.create(commitment=commitment, text=text.strip()[:4000], told_at=clock.now())
    record(NewsTold(commitment=commitment.pk), by=by, topic=topic(commitment))


@command
def conclude(commitment: Commitment, *, outcome: str, by: Person, learnt: str = "") -> None:
    """Say how it ended, and what it taught. Records `CommitmentConcluded`."""
    check(rules.why_not_tell(commitment, by))
    if outcome not in dict(OUTCOMES):
        raise Refusal("Choisissez : fait, changé, arrêté.", "Choose: done, changed, stopped.")
    Conclusion.objects.create(
        commitment=commitment, outcome=outcome, learnt=learnt.strip()[:4000], concluded_at=clock.now()
    )
    record(CommitmentConcluded(commitment=commitment.pk, outcome=outcome), by=by, topic=topic(commitment))
