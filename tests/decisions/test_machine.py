"""Any order of verbs, by anybody, at any moment: what a decision by consent can never do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from polyphonie.base.refusals import Refusal
from polyphonie.base.voices import Voice
from polyphonie.decisions.contract import consent
from polyphonie.decisions.contract.consent import Ground, Matter, Stage, Stance

START = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
OUTSIDER = 99
DECIDED = {Stage.ADOPTED, Stage.IN_TRIAL, Stage.AMENDED, Stage.ENDED}
GONE = {Stage.WITHDRAWN, Stage.PARKED, Stage.ESCALATED, Stage.EXPIRED}

somebody = st.sampled_from([1, 2, 3, 4, 5, OUTSIDER])
reasons = st.sampled_from(["", "  ", "La nuit nous ne sommes que deux."])
dates = st.one_of(st.none(), st.integers(-3, 800))


class Deciding(RuleBasedStateMachine):
    """A group that may try anything. Beside the matter we keep our own account of what was said, and compare."""

    @initialize(
        voices=st.lists(st.sampled_from(list(Voice)), min_size=1, max_size=5),
        living=st.sets(st.integers(1, 5)),
        review=dates,
    )
    def begin(self, voices, living, review):
        people = dict(enumerate(voices, start=1))
        self.now, self.said, self.opened = START, {}, []
        self.objecting: dict[int, set[int]] = {}  # who → the versions they object to
        self.matter = Matter(
            proposer=1,
            people=people,
            concerned=frozenset(living & people.keys()),
            opened_at=START,
            review_on=self._day(review),
        )

    def _day(self, days):
        return None if days is None else (self.now + timedelta(days=days)).date()

    def _try(self, verb, *args, **words):
        """Do it, or be refused with a sentence in both languages and nothing changed."""
        before = self.matter
        try:
            self.matter = verb(before, *args, **words)
        except Refusal as refusal:
            assert refusal.text.fr.strip() and refusal.text.en.strip()
            return False
        assert self.matter.people == before.people and self.matter.proposer == before.proposer
        if self.matter.version != before.version:
            assert self.matter.version == before.version + 1 and self.matter.positions == {}
        assert before.stage not in GONE | {Stage.AMENDED, Stage.ENDED}, "what has left is over"
        return True

    @rule(days=st.integers(0, 12))
    def time_passes(self, days):
        self.now += timedelta(days=days)

    @rule(to=st.sampled_from(list(Stage)))
    def advance(self, to):
        self._try(consent.advance, to)

    @rule(review=dates)
    def edit(self, review):
        was = self.matter.stage
        if self._try(consent.edit):
            assert was in consent.EDITABLE
            self.said = {}
            self.matter = replace(self.matter, review_on=self._day(review) or self.matter.review_on)

    @rule(by=somebody)
    def withdraw(self, by):
        if self._try(consent.withdraw, by=by):
            assert by == self.matter.proposer

    @rule()
    def open_round(self):
        if self._try(consent.open_round, at=self.now):
            self.said = {}
            self.opened.append(self.now)
            assert self.now.date() < self.matter.review_on <= (self.now + timedelta(days=366)).date()

    @precondition(lambda self: self.matter.stage == Stage.CONSENT_ROUND)
    @rule(data=st.data())
    def everybody_answers(self, data):
        for person in self.matter.people:
            self.take_position(
                person, data.draw(st.sampled_from([*Stance, Stance.CONSENT])), 0, Ground.LIMIT, "Trop."
            )

    @rule(
        by=somebody,
        stance=st.sampled_from(list(Stance)),
        late=st.integers(-1, 1),
        ground=st.sampled_from([None, *Ground]),
        reason=reasons,
    )
    def take_position(self, by, stance, late, ground, reason):
        version = self.matter.version + late
        asked = self.matter.stage == Stage.CONSENT_ROUND
        if self._try(
            consent.take_position, by=by, stance=stance, version=version, ground=ground, reason=reason
        ):
            assert asked and by in self.matter.people and late == 0
            self.said[by] = stance
            if stance == Stance.OBJECTION:
                assert ground and reason.strip()
                self.objecting[by] = {version}
            else:
                self.objecting.pop(by, None)

    @rule(by=somebody, objector=somebody)
    def lift(self, by, objector):
        if self._try(consent.lift, by=by, objector=objector):
            assert by == objector and by in self.objecting
            self.objecting.pop(by)

    @rule(objectors=st.sets(somebody))
    def answer(self, objectors):
        standing = {o.by for o in self.matter.standing}
        if self._try(consent.answer, objectors=objectors):
            assert {o.by for o in self.matter.standing} == standing, "an answer lifts nothing"

    @precondition(lambda self: self.matter.stage == Stage.CONSENT_ROUND)
    @rule()
    def close_round(self):
        self._try(consent.close_round)
        if self.matter.stage == Stage.ADOPTED:
            heard = {p for p, stance in self.said.items() if stance != Stance.STAND_ASIDE}
            people = self.matter.people
            assert self.objecting == {}
            assert self.matter.concerned <= self.said.keys(), "silence is not consent"
            assert len(heard) >= max(2, -(-2 * len(people) // 3))
            assert {people[p].lives_with_care for p in heard} == {v.lives_with_care for v in people.values()}
        elif not self.objecting:
            assert self.matter.stage == Stage.PARKED
        else:
            assert self.matter.stage == Stage.INTEGRATING

    @rule(to=st.sampled_from(list(Stage)))
    def leave(self, to):
        if self._try(consent.leave, to):
            assert to in {Stage.PARKED, Stage.ESCALATED, Stage.EXPIRED}

    @rule()
    def begin_trial(self):
        self._try(consent.begin_trial)

    @rule(outcome=st.sampled_from(["renewed", "amended", "ended", "voted"]), review=dates)
    def review(self, outcome, review):
        if self._try(consent.review, outcome=outcome, at=self.now, review_on=self._day(review)):
            assert outcome != "voted"
            if outcome == "renewed":
                assert self.matter.review_on > self.now.date()

    @invariant()
    def nothing_is_decided_over_an_objection(self):
        assert {o.by for o in self.matter.standing} == self.objecting.keys()
        assert not (self.matter.stage in DECIDED and self.matter.standing)

    @invariant()
    def positions_belong_to_people_who_were_asked_about_this_text(self):
        if self.matter.stage in {Stage.CONSENT_ROUND, Stage.INTEGRATING} | DECIDED:
            assert dict(self.matter.positions) == self.said
        else:
            assert self.matter.positions == {} or self.matter.stage == Stage.PARKED
        assert self.matter.positions.keys() <= self.matter.people.keys()

    @invariant()
    def it_ends_after_three_rounds_or_thirty_days(self):
        assert self.matter.round == len(self.opened) <= 3
        assert all(at - START <= timedelta(days=30) for at in self.opened)

    @invariant()
    def a_decision_has_been_asked_and_has_its_review_date(self):
        if self.matter.stage in DECIDED:
            assert self.matter.round >= 1 and self.matter.review_on is not None


TestDeciding = Deciding.TestCase
TestDeciding.settings = settings(max_examples=150, stateful_step_count=30, deadline=None, database=None)
