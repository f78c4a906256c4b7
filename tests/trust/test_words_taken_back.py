"""What happens to words when people take them back, leave, arrive, consent, no longer consent, or hide their names."""

from __future__ import annotations

import pytest

from polyphonie.base.scope import open_door
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Entry, Kind, Widening, readable
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import Contribution, moment, record_of
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.reader import Unreadable, read_toml
from polyphonie.steps import KINDS
from tests import cast
from tests.trust import asking
from tests.trust.crawling import readers, whole, words_in
from tests.trust.place import canary

pytestmark = pytest.mark.django_db

HIDDEN = """
id = "hidden"
version = 1
licence = "CC-BY-4.0"
source = "a guide of the tests"
minutes = 30
modes = ["live"]
group = { min = 2, max = 9 }
title = { fr = "Sans nom", en = "Without names" }
purpose = { fr = "Dire sans dire qui.", en = "Say without saying who." }
[when]
good_for = { fr = "Dire.", en = "Say." }
not_for = { fr = "Signer.", en = "Sign." }
"""
STEP = """
[[steps]]
id = "pas-%s"
kind = "%s"
title = { fr = "Dire", en = "Say" }
minutes = 5
days = 1
reveal = "%s"
names = "hidden"
prompt = { fr = "Dites.", en = "Say.", falc = "Dites." }
"""


def pages(place) -> list[str]:
    """Where the words of the closed and of the open gathering are, for those who may read them."""
    closed, seance, circle = place["closed"].pk, place["open"].pk, place["circle"].pk
    return [
        f"/gatherings/{closed}/record/", f"/gatherings/{closed}/record.md", f"/gatherings/{seance}/stage/",
        f"/gatherings/{seance}/record/", f"/gatherings/{seance}/console/", f"/gatherings/{seance}/screen/",
        f"/circles/{circle}/", f"/circles/{circle}/steps/", f"/steps/{place['step']}/",
        f"/decisions/{place['decision']}/", "/", f"/gatherings/{closed}/record.pdf", f"/gatherings/{closed}/record.docx",
        f"/decisions/{place['decision']}/decision.pdf", f"/circles/{circle}/steps.csv", f"/exports/{place['export']}/file/",
    ]  # fmt: skip


def given(run: str, by) -> int:
    """The number of what somebody gave at a step, in the first gathering where they did."""
    with open_door():
        return Contribution.objects.filter(run__step=run, person=by).order_by("pk")[0].pk


READERS = ("member", "participant", "author", "guest", "newcomer")  # each of another sort
TAKEN_BACK = {
    # the step of the guide, who gave it, and the words that go with it
    "clarifier": ("amina", {"question"}),
    "reagir": ("bruno", {"reaction"}),
    "consentement": ("bruno", {"objection-reason", "change"}),  # and how the text answered it
    "petits-pas": ("claire", {"step-text", "step-smallest", "step-news"}),
    "irritant": ("claire", {"irritant"}),
    "patchwork": ("bruno", {"patchwork"}),
    "petit-pas": ("claire", {"sealed-step"}),
}


@pytest.mark.parametrize("step", TAKEN_BACK)
def test_what_is_taken_back_is_gone_from_every_page_at_the_next_request(step, place):
    name, words = TAKEN_BACK[step]
    somebody = place.world[name.capitalize()]
    if "before" not in place.things:
        place.things["before"] = readers(place, pages(place), READERS)
    before = place["before"]
    assert [word for word in words if not before[word]] == []  # somebody could read them
    seance = place["open"].pk if step in ("irritant", "patchwork", "petit-pas") else place["closed"].pk
    path = f"/gatherings/{seance}/withdrawals/{given(step, somebody)}/"
    assert asking.ask(place, somebody, "POST", path).status_code == 302
    after = readers(place, pages(place), READERS)
    assert {word: after[word] for word in words} == {word: set() for word in words}
    gone = {word for word in before if before[word] - after[word]}
    assert gone - words - {"person-name"} == set()  # and nothing else, the name beside the words apart


def test_whoever_leaves_reads_nothing_of_the_circle_at_the_next_request(place):
    paths = [path for path in pages(place) if path != "/"]
    assert {asking.ask(place, "participant", "GET", path).status_code for path in paths[:3]} == {200}
    assert (
        asking.ask(place, "participant", "POST", f"/circles/{place['circle'].pk}/departures/").status_code
        == 302
    )
    assert {asking.ask(place, "participant", "GET", path).status_code for path in paths} == {404}
    assert words_in(whole(asking.ask(place, "participant", "GET", "/")), place) == {
        "wave-circle"
    }  # another circle of his


def test_whoever_comes_back_does_not_find_what_was_said_meanwhile(place):
    w, bruno = place.world, place.world.bruno
    place.do(circles.leave, w.circle, person=bruno, by=bruno)
    with place.days.minute():
        meanwhile = circles.write_entry(w.circle, kind="note", authors=[w.amina], shown=True, by=w.amina).pk
    place.do(circles.enter, w.circle, person=bruno, voice=Voice.PROFESSIONAL, by=w.driss)
    with place.days.minute():
        assert readable([meanwhile], to=bruno) == set()
        assert readable([meanwhile], to=w.elise) == {meanwhile}


def test_a_widening_opens_with_the_last_author_and_closes_with_the_first_who_changes_their_mind(place):
    """Amina and Claire wrote together; the network reads from the minute of the second yes to the minute of the first no."""
    w, network = place.world, place["network"]
    place.do(circles.enter, network, person=w.farid, voice=Voice.PROFESSIONAL, by=w.amina)
    path = f"/widenings/{place['widening']}/"
    entry = Widening.objects.get(pk=place["widening"]).entry_id
    yes, no = {"yes": "1", "future_members": "1"}, {"yes": ""}

    def farid_reads() -> bool:
        with place.days.minute():
            return readable([entry], to=w.farid) == {entry}

    def says(somebody, word) -> int:
        place.days.now = place.days.now.replace(second=30)
        return asking.ask(place, somebody, "POST", path, word).status_code

    assert not farid_reads()
    assert says(w.claire, yes) == 302
    assert not farid_reads()  # he came after Amina's yes, which was for those who were there
    assert says(w.amina, yes) == 302
    assert farid_reads()
    assert says(w.driss, yes) == says(w.farid, no) == 404  # nobody answers in somebody else's place
    assert farid_reads()
    assert says(w.claire, no) == 302
    assert not farid_reads()


def hidden_gathering(place, kind: str, reveal: str = "at_close"):
    w = place.world
    guide = read_toml(HIDDEN + STEP % (kind, kind, reveal), kinds=registry.kinds())
    hugo = cast.person("Hugo", language="fr")
    hugo.name = canary("hugo")
    hugo.save()
    gathering = place.do(gatherings.call_gathering, w.circle, guide=guide, mode="live", by=w.driss)
    gathering = place.do(gatherings.open_gathering, gathering, by=w.driss)
    for somebody in (hugo, w.amina):
        place.do(gatherings.enter, gathering, person=somebody, voice=Voice.PATIENT, by=somebody)
    place.do(gatherings.open_next, gathering, by=w.driss)
    return gathering, hugo


def keeps_names_hidden(kind: str) -> bool:
    try:
        read_toml(HIDDEN + STEP % (kind, kind, "at_close"), kinds=registry.kinds())
    except Unreadable as unreadable:  # a kind may also miss what it works on: that is another sentence
        return not any("cannot keep names hidden" in problem for problem in unreadable.problems)
    return True


def test_the_kinds_that_hide_names_are_those_that_leave_nothing_in_another_room_under_a_name():
    """A small step or a decision is somebody's: where it will be signed, a guide may not promise that it is not."""
    assert {kind for kind in KINDS if keeps_names_hidden(kind)} == {
        "read", "write", "round", "sort", "choose", "scale", "timeline", "grid", "sheet", "close",
        "opinions",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "reveal", "words"),
    [
        ("write", "at_close", {"items": (("", "canariDit"),)}), ("write", "at_once", {"items": (("", "canariDit"),)}),
        ("round", "at_once", {"text": "canariDit"}), ("close", "at_close", {"word": "canariDit"}),
    ],
)  # fmt: skip
def test_where_names_are_hidden_nobody_reads_the_name_beside_the_words(kind, reveal, words, place):
    gathering, hugo = hidden_gathering(place, kind, reveal)
    place.says(gathering, hugo, **words)
    gathering = place.do(gatherings.close_gathering, gathering, by=place.world.driss)
    for somebody in (place.world.amina, place.world.driss):
        pages = [f"/gatherings/{gathering.pk}/{part}" for part in ("record/", "record.md")]
        for body in (whole(asking.ask(place, somebody, "GET", path)) for path in pages):
            assert "canariDit" in body
            assert canary("hugo") not in body
        run = place.do(moment, gathering, to=somebody).runs[-1]
        assert {(line.by, line.voice) for block in run.blocks() for line in block.lines} == {("", "")}
        assert {(said.by.ref, said.by.name) for said in run.said} == {("", "")}
    mine = place.do(record_of, gathering, to=hugo).sections[0].blocks[0].lines[0]
    assert (mine.text, mine.by) == ("canariDit", canary("hugo"))  # one knows one's own


def test_the_order_of_speech_says_nothing_of_what_was_kept_for_oneself(place):
    """“The least heard first” counts what was heard. A long private limit, or none, moves nobody in the round."""
    w = place.world
    gathering = place["open"]
    round_ = gathering.runs.get(step="patchwork")
    with open_door():  # back to the round, as if what came after it had not begun
        Contribution.objects.filter(run__gathering=gathering, run__pk__gt=round_.pk).delete()
    gathering.runs.filter(pk__gt=round_.pk).delete()
    gathering.runs.filter(pk=round_.pk).update(closed_at=None)

    def order(words: str) -> list[int]:
        with open_door():
            limit = Contribution.objects.get(run__gathering=gathering, run__step="perte", person=w.driss)
            limit.answer = {"items": [["", words]]}
            limit.save()
        return [somebody.person for somebody in place.do(moment, gathering, to=w.amina).order]

    assert order("rien") == order("beaucoup " * 80)


def test_an_entry_stays_where_it_was_written(place):
    """I11: there is no way to move words; a circle made above, below or beside reads none of them."""
    w = place.world
    above = place.do(
        circles.found_circle, name="Au-dessus", kind=Kind.ORGANISATION, by=w.elise, voice=Voice.MANAGER
    )
    type(w.circle).objects.filter(pk=w.circle.pk).update(parent=above)
    place.do(circles.enter, above, person=w.farid, voice=Voice.MANAGER, charge="facilitator", by=w.elise)
    with place.days.minute(), open_door():
        everything = list(Entry.objects.filter(circle=w.circle).values_list("pk", flat=True))
        assert readable(everything, to=w.elise) != set()
        assert readable(everything, to=w.farid) == set()
