"""The server is killed while eight people write, again and again. POLYPHONIE_KILLS says how many times."""

from __future__ import annotations

import http.client
import os
import random
import threading
from collections import Counter

import pytest

from tests.lost.house import ON_POSTGRES, KilledHouse, Visitor, new_key

pytestmark = pytest.mark.server
KILLS = int(os.environ.get("POLYPHONIE_KILLS", "10" if ON_POSTGRES else "40"))


class Writer:
    """Somebody who sends a numbered text after the other, and remembers what was acknowledged.

    What was sent without an answer is sent again after the restart with the same key, as a browser does.
    """

    def __init__(self, house: KilledHouse, guest: dict) -> None:
        self.person, self.number = guest["person"], 0
        self.acknowledged = 0
        self.pending: tuple[int, dict[str, str]] | None = None
        self.address = f"/gatherings/{house.made['gathering']}/answers/{house.made['run']}/"
        self.visitor = Visitor(house, guest["session"])
        self.form = self.visitor.read_form(f"/gatherings/{house.made['gathering']}/")

    def write_until_cut(self) -> None:
        try:
            while True:
                self.send_one()
        except (OSError, http.client.HTTPException):
            return

    def send_one(self) -> None:
        if self.pending is None:
            self.number += 1
            words = {"text_": f"texte {self.number}", "once": new_key()}
            self.pending = self.number, self.form | words
        number, fields = self.pending
        status = self.visitor.post(self.address, fields)
        assert status in (200, 302), status
        self.acknowledged, self.pending = number, None


def stored(house: KilledHouse) -> dict[int, int]:
    """The number of the text that is kept, for each person."""
    wanted = "answer->'items'->0->>1" if ON_POSTGRES else "json_extract(answer, '$.items[0][1]')"
    rows = house.rows(f"SELECT person_id, {wanted} FROM gatherings_contribution")
    return {person: int(text.removeprefix("texte ")) for person, text in rows}


def contribution_of(fact: str) -> str:
    return (
        f"({fact}.ids->>'contribution')::int"
        if ON_POSTGRES
        else f"json_extract({fact}.ids, '$.contribution')"
    )


def assert_nothing_is_torn(house: KilledHouse, writers: list[Writer]) -> None:
    topic = f"gathering:{house.made['gathering']}"
    kept, told = (
        stored(house),
        Counter(p for (p,) in house.rows("SELECT by FROM base_fact WHERE name='AnswerGiven'")),
    )
    keys = Counter(p for (p,) in house.rows("SELECT by FROM base_once"))
    for writer in writers:
        possible = {writer.acknowledged} | ({writer.pending[0]} if writer.pending else set())
        assert kept.get(writer.person, 0) in possible
        # Text n is the n-th answer: as many facts and as many keys as answers, in the same transactions.
        assert told[writer.person] == keys[writer.person] == kept.get(writer.person, 0)
    numbers = [seq for seq, _ in house.log_of(topic)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert house.rows(f"SELECT last_seq FROM base_topic WHERE name = '{topic}'") == [(len(numbers),)]
    told_of = {
        n for (n,) in house.rows(f"SELECT {contribution_of('f')} FROM base_fact f WHERE name = 'AnswerGiven'")
    }
    assert told_of == {n for (n,) in house.rows("SELECT id FROM gatherings_contribution")}
    if not ON_POSTGRES:
        assert house.rows("PRAGMA integrity_check") == [("ok",)]


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed_while_people_write(tmp_path):
    house = KilledHouse(tmp_path)
    dice = random.Random(20)
    writers = [Writer(house, guest) for guest in house.made["guests"]]
    cut_while_sending = 0
    try:
        for _ in range(KILLS):
            for (
                writer
            ) in writers:  # what the last kill cut is sent again; and the server is warm before the next one
                writer.send_one()
            threads = [threading.Thread(target=writer.write_until_cut) for writer in writers]
            for thread in threads:
                thread.start()
            threading.Event().wait(dice.uniform(0.060, 0.180))
            house.kill()
            for thread in threads:
                thread.join()
            cut_while_sending += sum(writer.pending is not None for writer in writers)
            house.start()
            assert_nothing_is_torn(house, writers)
        for writer in writers:
            if writer.pending:
                writer.send_one()
        assert_nothing_is_torn(house, writers)
        assert cut_while_sending > 0  # otherwise the kills proved nothing
        print(
            f"{KILLS} kills, {sum(w.acknowledged for w in writers)} answers acknowledged, {cut_while_sending} cut"
        )
    finally:
        house.stop()
