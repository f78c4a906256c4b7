"""What Claire's pair holds in the place of the tests: each thing the two write is a canary. As `beside.py`, called by `place.py`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from polyphonie.circles import queries as circles
from polyphonie.commitments import commands as commitments
from polyphonie.people.queries import Person
from polyphonie.programmes import commands as programmes
from polyphonie.programmes import queries as road
from tests.trust import beside

if TYPE_CHECKING:
    from tests.trust.place import Place


def walk_a_programme(place: Place) -> None:
    """The programme, and what its pair writes: Claire and a first name, whom Driss meets once."""
    beside.walk_a_programme(place)
    claire, circle = place.world.claire, place["pair-circle"]
    with place.days.minute():
        other = next(m.person for m in circles.members(circle) if m.person_id != claire.pk)
    lines = {
        line: place.word(f"pair-{line.replace('_', '-')}") for line in ("change", "for_whom", "how_seen")
    }
    writes(place, claire, programmes.write_project, number=0, **lines)
    own = writes(place, claire, programmes.write_page, text=place.word("pair-own-page"), about="feeling")
    writes(place, other, programmes.write_page, text="À lui seul.")
    writes(place, other, programmes.write_page, text=place.word("pair-shown-page"), shown=True)
    kept = writes(place, claire, programmes.keep_between, text=place.word("pair-kept"))
    step = {"text": place.word("pair-step"), "smallest": place.word("pair-smallest"), "home": circle}
    due = place.days.now.date()
    place.do(commitments.commit_to, **step, circle=circle, due_on=due, by=other)
    proposal = road.application_by_link(place["half-link"]).pair.row
    driss = place.world.driss
    with place.days.minute():
        seen = road.conversations(proposal.pk, to=driss)
        talk = programmes.plan_conversation(seen, at=place.days.now + timedelta(days=8), by=driss)
    with place.days.minute():
        seen = road.conversations(proposal.pk, to=driss)
        programmes.note_conversation(seen, text=place.word("pair-note"), by=driss)
    _tell_the_cohort(place, claire, other)
    place.things |= {
        "pair": proposal.pk, "pair-page": own.pk, "pair-kept": kept.pk, "talk": talk, "talk-circle": talk.circle,
    }  # fmt: skip


def _tell_the_cohort(place: Place, claire: Person, other: Person) -> None:
    """What the two sign for the report, and what Driss writes around it."""
    lines = {line: place.word(f"share-{line}") for line in ("tried", "wins", "changed")}
    signed_as = place.word("share-signed-as")
    share = writes(place, claire, programmes.share_with_cohort, **lines, signed_as=signed_as)
    driss, cohort = place.world.driss, share.cohort.circle_id
    with place.days.minute():
        programmes.sign_share(road.share(share.pk, to=other), by=other)
    with place.days.minute():
        parts = {part: place.word(f"report-{part}") for part in road.PARTS}
        programmes.write_report(road.report(cohort, to=driss), number=0, **parts, by=driss)
    place.things |= {"share": share.pk}


def writes(place: Place, by: Person, verb: Any, **words: Any) -> Any:
    with place.days.minute():
        return verb(road.pair(place["pair-circle"].pk, to=by), by=by, **words)
