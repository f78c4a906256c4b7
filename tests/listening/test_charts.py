"""Waves over time: made of what was told and of nothing else; a series that begins anew, and who reads why."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from polyphonie.base import clock
from polyphonie.base.facts import log
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import open_door
from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.listening import commands, queries
from polyphonie.listening.models import Figure, NewStart, Wave
from polyphonie.listening.queries import NewStartSeen, Told
from polyphonie.listening.queries.series import Moment
from polyphonie.people import commands as people
from tests.listening.team import BEGINS, PULSE, QUESTIONS, Team, join, team

pytestmark = pytest.mark.django_db
QUESTION, OTHER = QUESTIONS[:2]
LOW, MIDDLE, HIGH = "moins d’un tiers", "entre un tiers et deux tiers", "deux tiers ou plus"
YES = {LOW: 0, MIDDLE: 10, HIGH: 20}
FEW = "Moins de 7 réponses\u00a0: aucun chiffre. Parlez-en plutôt ensemble."
APART, WHY = 28, "Deux équipes n’en font plus qu’une."


@pytest.fixture(autouse=True)
def afterwards():
    """Where no other moment is given, all of this is over."""
    with clock.at(BEGINS + timedelta(days=250)):
        yield


@pytest.fixture
def thirty():
    return team(28, 2)


def wave(here: Team, number: int, share: str, *, answering: int = 20, **more):
    """One wave that was told: `share` of the first question; nobody answers it enough where it is `FEW`."""
    with clock.at(BEGINS + timedelta(days=APART * number)):
        made = here.open(days=3, **more)
        seen = queries.wave(made.pk, to=here.driss)
        for at, person in enumerate(here.people[:answering]):
            marks = {OTHER: 4} | (
                {QUESTION: 5 if at < YES.get(share, 0) else 1} if share != FEW or at < 6 else {}
            )
            commands.answer_wave(seen, marks=marks, receipt=commands.new_receipt(), by=person)
    with clock.at(made.closes_at + timedelta(minutes=2)):
        commands.close_waves()
    made.refresh_from_db()
    return made


def waves(here: Team, *shares: str, **more):
    return [wave(here, at, share, **more) for at, share in enumerate(shares)]


def series(made, to, language: str = "fr") -> list:
    """The charts of the last wave, as one person reads them."""
    seen = queries.wave(made.pk, to=to)
    told, before = queries.told_of(seen), queries.told_before(seen, to=to)
    moments = queries.moments_of([(made, told), *before], inside=seen.inside)
    starts = queries.starts_of([made, *(row for row, _ in before)], to=to)
    return queries.series_of([each.question for each in told], moments, starts, language=language)


def drawn(made, to) -> list[tuple[int | None, str]]:
    """Of the first question."""
    (chart, *_) = series(made, to)
    assert chart.question.id == QUESTION
    return [(each.band, each.words) for each in chart.bands.tellings]


def test_what_is_drawn_is_what_was_told_and_nothing_more(thirty):
    made = waves(thirty, LOW, HIGH, MIDDLE, HIGH)
    with open_door():
        rows = list(Figure.objects.filter(question=QUESTION).order_by("wave").values_list("band", "at_least"))
    assert drawn(made[-1], thirty.people[5]) == [(0, LOW), (2, HIGH), (1, MIDDLE), (2, HIGH)]
    told = [thirty.told(each, thirty.people[5])[0].whole for each in made]
    assert [(band, words) for band, words in drawn(made[-1], thirty.people[5])] == [
        (each.bands.index(True), each.said.fr) for each in told
    ]
    assert rows == [(0, 7), (2, 7), (1, 7), (2, 7)]  # all that was kept of it


def test_a_hidden_wave_is_a_gap_and_never_a_nought(thirty):
    made = waves(thirty, LOW, HIGH, FEW, MIDDLE, HIGH)
    assert drawn(made[-1], thirty.driss) == [(0, LOW), (2, HIGH), (None, FEW), (1, MIDDLE), (2, HIGH)]


def test_a_question_that_was_not_asked_is_no_gap(thirty):
    first = waves(thirty, LOW, HIGH, MIDDLE, HIGH)
    with clock.at(BEGINS + timedelta(days=APART * 4)):
        short = thirty.open(days=3, at_most=4)
        asked = [each["id"] for each in short.asked["questions"]]
        for person in thirty.people[:20]:
            thirty.answer(short, person, dict.fromkeys(asked, 4))
    with clock.at(short.closes_at + timedelta(minutes=2)):
        commands.close_waves()
    assert [each.question.id for each in series(first[-1], thirty.driss)] == [QUESTION, OTHER]
    assert QUESTION not in asked or len(drawn(short, thirty.driss)) == 5
    last = wave(thirty, 5, LOW)
    assert len(drawn(last, thirty.driss)) == 5 + (QUESTION in asked)


def test_three_waves_are_no_chart(thirty):
    made = waves(thirty, LOW, HIGH, MIDDLE)
    assert series(made[-1], thirty.driss) == []


def test_under_twenty_answers_there_are_bands_only(thirty):
    """Nine people, whatever they answer; thirty of whom nineteen answered: less than two thirds are known to have."""
    few = wave(thirty, 0, LOW, answering=19)
    assert (few.turnout, queries.told_of(queries.wave(few.pk, to=thirty.driss))[0].whole.said.fr) == (1, LOW)
    made = [wave(thirty, at, share) for at, share in enumerate((HIGH, MIDDLE, HIGH, LOW), 1)]
    assert drawn(made[-1], thirty.driss)[0] == (
        None, f"{LOW} (pas dessiné\u00a0: moins de 20 réponses, ou on ne peut pas le savoir)",
    )  # fmt: skip
    assert [each.drawn for each in (series(made[-1], thirty.driss)[0].bands,)] == [4]


def test_a_small_team_is_never_drawn():
    nine = team()
    made = [wave(nine, at, LOW, answering=9) for at in range(5)]
    assert [each.whole.said.fr for each in nine.told(made[-1], nine.driss)[:1]] == [LOW]
    assert series(made[-1], nine.driss) == []


def test_who_came_later_sees_the_waves_since_and_farid_none(thirty):
    first = waves(thirty, LOW, HIGH)
    with clock.at(BEGINS + timedelta(days=APART * 2 - 1)):
        late = join(thirty.circle, 90, Voice.PROFESSIONAL, thirty.driss)
        join(thirty.circle, 91, Voice.PROFESSIONAL, thirty.driss)
    more = [wave(thirty, at, share, answering=22) for at, share in enumerate((MIDDLE, HIGH, LOW, LOW), 3)]
    assert len(drawn(more[-1], thirty.driss)) == 6
    assert len(drawn(more[-1], late)) == 4
    assert queries.wave(first[-1].pk, to=late) is None
    assert [queries.wave(each.pk, to=thirty.farid) for each in more] == [None] * 4


@pytest.fixture
def told_outside():
    """Sixty-four people, four waves told outside too; somebody who reads there."""
    here = team(62, 2)
    with clock.at(BEGINS):
        network = circles.found_circle(
            name="Réseau", kind=Kind.NETWORK, by=here.driss, voice=Voice.PROFESSIONAL
        )
        reader = join(network, 50, Voice.MANAGER, here.driss)
    made = [wave(here, at, HIGH, answering=62, outside=network) for at in range(3)]
    return here, reader, [*made, wave(here, 3, LOW, answering=62, outside=network)]


def test_outside_one_sees_what_was_told_outside(told_outside):
    here, reader, made = told_outside
    commands.begin_anew(made[1], reason=WHY, by=here.driss)
    third = "environ 30\u00a0%"
    assert drawn(made[-1], here.driss) == [(0, LOW)] * 4  # twenty of sixty-two
    assert drawn(made[-1], reader) == [(2, third)] * 3 + [(0, "moins de 15\u00a0%")]
    assert [len(series(made[-1], who)[0].bands.starts) for who in (here.driss, reader)] == [1, 0]
    assert series(made[-1], reader)[0].fine is None  # four waves, one of them in an outer band
    assert [queries.wave(each.pk, to=here.farid) for each in made] == [None] * 4


def test_outside_sixteen_answers_are_not_known_to_be_twenty():
    here = team(28, 2)
    with clock.at(BEGINS):
        network = circles.found_circle(
            name="Réseau", kind=Kind.NETWORK, by=here.driss, voice=Voice.PROFESSIONAL
        )
        reader = join(network, 50, Voice.MANAGER, here.driss)
    made = [wave(here, at, HIGH, answering=29, outside=network) for at in range(4)]
    assert queries.told_of(queries.wave(made[-1].pk, to=reader))[0].whole.said.fr == "de 60 à 80\u00a0%"
    assert series(made[-1], reader) == []
    assert len(series(made[-1], here.driss)) == 2


def test_begin_anew_is_refused_with_a_sentence(thirty):
    first, second = waves(thirty, LOW, HIGH)
    with clock.at(BEGINS + timedelta(days=80)):
        waiting = thirty.open(days=3)
        for which, reason, by, said in (
            (second, "  ", thirty.driss, "Écrivez pourquoi"),
            (second, "a" * 301, thirty.driss, "300 signes au plus"),
            (first, WHY, thirty.driss, "la première vague"),
            (waiting, WHY, thirty.driss, "Attendez la fin"),
            (second, WHY, thirty.people[4], "Seules les personnes qui animent"),
            (second, WHY, thirty.farid, "n’existe pas, ou pas pour vous"),
        ):
            with pytest.raises(Refusal, match=said):
                commands.begin_anew(which, reason=reason, by=by)
        commands.stop_wave(waiting, by=thirty.driss)
        with pytest.raises(Refusal, match="Attendez la fin"):
            commands.begin_anew(waiting, reason=WHY, by=thirty.driss)
        commands.begin_anew(second, reason=WHY, by=thirty.driss)
        with pytest.raises(Refusal, match="déjà une nouvelle série"):
            commands.begin_anew(second, reason=WHY, by=thirty.driss)


def test_a_series_begins_anew_for_a_reason_that_its_circle_reads(thirty):
    made = waves(thirty, LOW, HIGH, MIDDLE, HIGH)
    start = commands.begin_anew(made[2], reason=f" {WHY} ", by=thirty.driss)
    told = log(f"wave:{made[2].pk}")[-1]
    assert (told.name, told.by, told.ids) == (
        "SeriesBegunAnew", thirty.driss.pk, {"start": start.pk, "wave": made[2].pk, "circle": thirty.circle.pk},
    )  # fmt: skip
    for reader in (thirty.driss, thirty.people[3]):
        (begun,) = series(made[-1], reader)[0].bands.starts
        assert (begun.at, begun.reason) == (2, WHY)
    assert [queries.starts_of(made, to=reader)[made[2].pk].mine for reader in (thirty.driss, thirty.people[3])] == [
        True, False,
    ]  # fmt: skip
    assert queries.starts_of(made, to=thirty.farid) == {}
    assert queries.held_about(thirty.driss)[-1]["began anew"] == WHY
    assert [row for row in queries.held_about(thirty.people[3]) if "began anew" in row] == []


@pytest.mark.parametrize("goes", ["taken back", "erased"])
def test_a_reason_that_goes_leaves_one_series(thirty, goes):
    made = waves(thirty, LOW, HIGH, MIDDLE, HIGH)
    start = commands.begin_anew(made[2], reason=WHY, by=thirty.driss)
    assert len(series(made[-1], thirty.people[3])[0].bands.starts) == 1
    if goes == "erased":
        people.erase(thirty.driss, by=thirty.driss)
    else:
        with open_door():
            entry = NewStart.objects.get(pk=start.pk).entry
        with pytest.raises(Refusal):
            circles.withdraw_entry(entry, by=thirty.people[3])
        circles.withdraw_entry(entry, by=thirty.driss)
    assert series(made[-1], thirty.people[3])[0].bands.starts == ()
    with open_door():
        assert not NewStart.objects.exists()


def test_who_cannot_read_the_wave_before_sees_no_break_at_their_first(thirty):
    first = waves(thirty, LOW)
    with clock.at(BEGINS + timedelta(days=APART - 1)):
        late = join(thirty.circle, 90, Voice.PROFESSIONAL, thirty.driss)
        join(thirty.circle, 91, Voice.PROFESSIONAL, thirty.driss)
    made = [wave(thirty, at, share, answering=22) for at, share in enumerate((HIGH, MIDDLE, HIGH, LOW), 2)]
    commands.begin_anew(made[0], reason=WHY, by=thirty.driss)
    assert [len(series(made[-1], who)[0].bands.starts) for who in (thirty.driss, late)] == [1, 0]
    assert first


# --- what is told to the nearest ten -------------------------------------------------------------------------------------------


def known(*bands: int | None, many: int = 9) -> list:
    """Waves as somebody outside was told of them: on 61 answers at least, or nothing. A tuple is told in so many bands."""
    question = PULSE.questions[0]
    made = []
    for at, band in enumerate(bands):
        band, of = band if isinstance(band, tuple) else (band, many)
        here = () if band is None else tuple(each == band for each in range(of))
        told = Told(Text("Tout le monde", "Everybody"), Text(f"part {band}", f"share {band}"), here, 61)
        row = Wave(pk=at + 1, closes_at=BEGINS + timedelta(days=APART * at))
        made.append(Moment(row, {question.id: told}, 0))
    return made


def chart(moments: list, starts: dict | None = None):
    (found,) = queries.series_of(PULSE.questions, moments, starts or {}, language="en")
    return found


MOVES = (1, 5, 3, 7, 2, 6, 4, 1, 7, 3, 5, 2)


def test_limits_are_drawn_where_a_step_of_ten_is_fine_enough():
    fine = chart(known(*MOVES)).fine
    assert [point.value for point in fine.points] == [10.0 * (band + 1) for band in MOVES]
    assert fine.points[0].limits.centre == pytest.approx(sum(10 * (band + 1) for band in MOVES) / 12)
    assert (fine.title, fine.trial) == ("To the nearest ten, in %", False)


@pytest.mark.parametrize(
    ("bands", "why"),
    [
        (MOVES[:11], "eleven waves"),
        ((*MOVES[:11], 0), "an outer band: only one side of it is known"),
        ((4, 5) * 4 + (4, 4, 4, 4), "a step is more than one sigma"),
        ((4,) * 12, "nothing moves"),
    ],
)
def test_limits_are_not_drawn(bands, why):
    assert chart(known(*bands)).fine is None, why


def test_limits_begin_anew_with_the_series_and_pass_over_a_gap():
    moments = known(*MOVES, None, *MOVES)
    start = NewStartSeen(NewStart(reason=WHY), mine=False)
    fine = chart(moments, {13: start}).fine  # the wave of which nothing was told
    assert ([each.at for each in fine.rebases], len(fine.points)) == ([12], 24)
    assert chart(known(*MOVES, *MOVES[:5]), {13: start}).fine is None  # five waves since: too few


def test_what_was_told_more_broadly_than_the_last_is_a_gap():
    tellings = chart(known(1, (2, 5), 3, 7, 2)).bands.tellings
    assert [each.band for each in tellings] == [1, None, 3, 7, 2]
    assert tellings[1].words == "share 2 (not drawn: told more or less finely)"


# --- the page ----------------------------------------------------------------------------------------------------------------


def browser(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_page_shows_each_chart_with_its_table_and_a_sentence(thirty):
    made = waves(thirty, LOW, HIGH, FEW, MIDDLE, HIGH)
    commands.begin_anew(made[1], reason=WHY, by=thirty.driss)
    page = read(browser(thirty.people[3]), f"/waves/{made[-1].pk}/")
    assert page.count('class="lanes"') == 2  # the two questions that were answered enough
    figure = page[page.index('<figure class="drawn">') : page.index("</figure>")]
    assert figure.count("<circle") == 4
    cells = re.findall(r"<td>([^<]*)</td>", figure)
    assert cells == [LOW, f"{HIGH} · Nouveau départ\u00a0: {WHY}", FEW, MIDDLE, HIGH]
    assert "Depuis le nouveau départ\u00a0: rien encore. Il faut 10 vagues" in figure
    assert "Les fois d’avant" in page  # the questions that cannot be drawn stand side by side
    assert 'name="reason"' not in page
    assert browser(thirty.farid).get(f"/waves/{made[-1].pk}/").status_code == 404


def test_without_a_chart_the_waves_stand_side_by_side_with_the_reason():
    nine = team()
    made = [wave(nine, at, LOW, answering=9) for at in range(3)]
    commands.begin_anew(made[1], reason=WHY, by=nine.driss)
    page = read(browser(nine.people[3]), f"/waves/{made[-1].pk}/")
    assert ('class="lanes"' in page, page.count(f"</span> · {LOW}</li>")) == (False, 2)
    assert f" · {WHY}</li>" in page


def test_who_facilitates_begins_anew_from_the_page_and_takes_it_back(thirty):
    made = waves(thirty, LOW, HIGH, MIDDLE, HIGH)
    client, there = browser(thirty.driss), f"/waves/{made[-1].pk}/"
    assert 'name="reason"' in read(client, there)
    empty = client.post(f"{there}beginning-anew/", {"reason": ""})
    assert (empty.status_code, "Écrivez pourquoi" in empty.content.decode()) == (422, True)
    assert client.post(f"{there}beginning-anew/", {"reason": WHY}).status_code == 302
    page = read(client, there)
    assert ('name="reason"' in page, page.count(WHY) > 0) == (False, True)
    entry = re.search(r'href="(/entries/\d+/)"', page).group(1)
    assert client.post(f"{entry}withdrawal/").status_code == 302
    assert WHY not in read(client, there)
    refused = browser(thirty.people[3]).post(f"{there}beginning-anew/", {"reason": WHY})
    assert refused.status_code == 422
    assert browser(thirty.farid).post(f"{there}beginning-anew/", {"reason": WHY}).status_code == 404


def test_a_link_by_mail_reads_one_wave_and_no_series(thirty):
    made = waves(thirty, LOW, HIGH, MIDDLE, HIGH)
    with clock.at(made[-1].closes_at + timedelta(days=1)):
        page = read(Client(), f"/waves/answer/{queries.link_of(made[-1].pk, thirty.people[3].pk)}/")
        assert (HIGH in page, 'class="lanes"' in page) == (True, False)
        assert 'class="lanes"' in read(browser(thirty.people[3]), f"/waves/{made[-1].pk}/")
