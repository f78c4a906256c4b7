"""The same few people, gathering after gathering: what opened, what each gave, what each may read of it afterwards."""

from __future__ import annotations

from typing import Any

from polyphonie.guides.contract.format import Guide, Step
from tests.stories.conftest import Somebody
from tests.stories.hands_of_a_group import COUNTS, Phone, sit_down
from tests.web.living import GUESTS, Given
from tests.web.test_every_guide import NOT_IN_THE_RECORD

CIRCLE = 2  # the memory clinic of Valmont, where Driss facilitates
TURNS = 60  # no guide is that long: somebody is waiting for something that will not come


def run_to_its_record(guide: Guide, mode: str, group: Group) -> None:
    """Every step opens, everybody reads all that was given to be read, and Farid reads nothing of it."""
    group.lives(guide, mode)
    assert group.opened == [step.id for step in guide.steps if step.kind != "integrate"]  # nobody objects
    group.everybody_reads_what_was_given()
    group.farid_finds_nothing()
    group.nothing_was_complained_of()


class Group:
    """Driss at his desk, as many phones as a guide needs, and Farid who is of another circle. One browser for all."""

    def __init__(self, browser: Any, server: Any) -> None:
        self.browser, self.server = browser, server
        desk, self.driss = sit_down(browser, server, "Driss", "le ruisseau", reduced_motion="reduce")
        self.farid = Somebody(browser, server).walk_in_as("Farid")
        self.here = [desk, self.farid]
        self.phones: list[Phone] = []
        self.opened: list[str] = []

    def lives(self, guide: Guide, mode: str) -> None:
        """From the call to the record."""
        self.guide, self.mode, self.opened = guide, mode, []
        for somebody in self.here:
            somebody.problems.clear()
        people = self._phones(max(2, guide.group[0] - 1))
        for one in (self.driss, self.driss.phone, *people):
            one.given = []
        door = self.driss.call(CIRCLE, guide, mode)
        for one, (_, voice, _) in zip(people, GUESTS, strict=False):
            one.come_in(door, voice)
        self.driss.give_roles(people)
        self.address = self.driss.address
        self._from_the_first_step_to_the_last(people)

    def _phones(self, number: int) -> list[Phone]:
        for name, _, mark in GUESTS[len(self.phones) : number]:
            one = Somebody(self.browser, self.server, reduced_motion="reduce")
            one.page.add_init_script(COUNTS)
            self.here.append(one)
            self.phones.append(Phone(one.page, name, mark, tastes=len(self.phones) + 1))
        self.people = self.phones[:number]
        return self.people

    def _from_the_first_step_to_the_last(self, people: list[Phone]) -> None:
        for _ in range(TURNS):
            says = self.driss.next
            if not says:
                return
            if says.startswith("Clore"):
                step = self.now()
                self.everybody_answers(step, people)
                if not self.driss.next.startswith("Clore") or self.driss.title() != step.title.fr:
                    continue  # it closed with the last answer
            self.driss.go_on()
        raise AssertionError(f"{self.guide.id} does not end: {self.opened}")

    def now(self) -> Step:
        """The step that the console shows; a new one is noted."""
        title = self.driss.title()
        step = next(step for step in self.guide.steps if step.title.fr == title)
        self.opened.append(step.id)
        return step

    def everybody_answers(self, step: Step, people: list[Phone]) -> None:
        wrote = self._together(step, people) if self.mode == "live" else self._one_by_one(step, people)
        self.driss.waits_for(step.title.fr, wrote)

    def _together(self, step: Step, people: list[Phone]) -> int:
        """All write at the same time; Driss too where it takes everybody, with the phone that is on his desk."""
        wrote = [one for one in people if one.write(step, len(self.opened))]
        if step.reveal == "when_all_answered" and self.driss.phone.finds(step, self.address):
            wrote += [self.driss.phone] if self.driss.phone.write(step, 0) else []
        for one in wrote:
            one.sent()
        return len(wrote)

    def _one_by_one(self, step: Step, people: list[Phone]) -> int:
        """Each at their hour, Driss as well, until the step closes with the last of those whom it awaits."""
        wrote = 0
        for one in (*people, self.driss.phone):
            if one.finds(step, self.address) and one.write(step, 0):
                one.sent()
                wrote += 1
        return wrote

    # -- afterwards

    @property
    def given(self) -> list[Given]:
        return [given for one in (*self.people, self.driss.phone) for given in one.given]

    def everybody_reads_what_was_given(self) -> None:
        told = [given for given in self.given if given.box not in NOT_IN_THE_RECORD]
        among_us = {given.words for given in told if given.step.reveal != "never"}
        assert among_us
        for reader in (*self.people, self.driss):
            record = reader.reads_the_record()
            assert {given.words for given in told if given.words in record} == among_us

    def farid_finds_nothing(self) -> None:
        """With his own cookies, without a page to draw."""
        pages = [f"{self.address}{more}" for more in ("", "record/", "console/", "screen/")]
        assert [self.farid.context.request.get(page).status for page in pages] == [404] * len(pages)

    def nothing_was_complained_of(self) -> None:
        problems = {problem for one in self.here for problem in one.problems}
        assert sorted(problems) == []

    def leaves(self) -> None:
        for one in self.here:
            one.leave()
