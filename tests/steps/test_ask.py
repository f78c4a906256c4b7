"""What asking leaves: a request for each of those who are still here when the step ends."""

from polyphonie.circles import commands as circles
from polyphonie.commitments import queries
from polyphonie.gatherings import commands
from polyphonie.steps.ask.kind import KIND as ASK
from tests import cast
from tests.gatherings.walking import walk_to


def test_somebody_who_left_asks_nothing_and_keeps_nobody_from_going_on(world):
    gathering = cast.gathering_of(world, "edd-court", among=("Claire",))
    rose, paul = (commands.welcome_guest(gathering, name=name, voice="patient") for name in ("Rose", "Paul"))
    run = walk_to(gathering, "demander", by=world.driss)
    for somebody, text in ((rose, "Un banc."), (paul, "Une lampe.")):
        commands.answer(run, answer=ASK.Answer(text, "L’accueil"), by=somebody)
    circles.leave(gathering.assembly, person=paul, by=paul)
    commands.close_step(gathering, by=world.driss, anyway=True)
    assert [seen.row.text for seen in queries.requests_of(world.circle, to=world.elise)] == ["Un banc."]
