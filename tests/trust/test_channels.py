"""I5 beyond pages: mails, rows, sessions, logs, error pages. Each channel carries something, and nobody's words."""

from __future__ import annotations

import base64
import json
import logging
from collections import defaultdict
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory

from polyphonie.base import clock
from polyphonie.base.models import Fact
from polyphonie.base.scope import open_door
from polyphonie.exports import commands as exports
from polyphonie.exports import queries as exported
from polyphonie.notices import commands as notices
from polyphonie.notices import letters, reactions
from polyphonie.notices.models import Notice
from polyphonie.people.queries import Cadence, Person
from polyphonie.web import errors
from tests.trust import asking
from tests.trust.crawling import addresses, words_in
from tests.trust.place import canary
from tests.trust.test_words_taken_back import given

pytestmark = pytest.mark.django_db

# The only columns that hold what people wrote. Everything else, facts and notices first, holds numbers and moments.
SUBJECTS = {"closed-subject", "open-subject", "round-subject", "case-subject", "mailed-subject"}
WORDS_LIVE_IN = {
    "circles.Circle.name": {"circle-name", "network-name", "wave-circle", "wave-service", "cohort-name", *SUBJECTS},
    "circles.Circle.purpose": {"circle-purpose"},
    "circles.CharterVersion.text": {"charter"},
    "circles.Widening.purpose": {"closed-subject", "open-subject", "round-subject"},
    "circles.WideningConsent.audience": {"circle-name", "network-name"},  # what the author was shown when they said yes
    "people.Person.name": {"person-name", "guest-name", "other-half"},
    "guides.Adaptation.toml": {"adaptation"},
    "gatherings.Gathering.subject": SUBJECTS,
    "gatherings.Contribution.answer": {
        "proposal-text", "situation", "question", "reaction", "objection-reason", "objection-would-help", "concern",
        "new-text", "change", "step-text", "step-smallest", "last-word", "irritant", "means", "guest-idea",
        "loss-of-claire", "loss-of-driss", "patchwork", "sealed-step", "sealed-smallest", "asked-text", "sealed-reason",
        "sealed-help", "sealed-concern", "case-situation", "case-around", "case-question",
    },
    "decisions.Version.text": {"proposal-text", "new-text", "asked-text"},
    "decisions.Objection.reason": {"objection-reason"},
    "decisions.Objection.would_help": {"objection-would-help"},
    "decisions.Concern.text": {"concern"},
    "decisions.Change.how": {"change"},
    "decisions.Review.text": {"review"},
    "listening.NewStart.reason": {"new-start"},
    "listening.OwnSet.toml": {"own-questions"},
    "listening.Wave.asked": {"own-questions"},
    "listening.Wave.services": {"wave-service"},  # as it was called when the wave opened
    "practices.Adaptation.why": {"adapted-why"},
    "practices.Arrival.house": {"foreign-house"},
    "practices.Arrival.told": {"arrival-title"},  # what was decided is emptied
    "practices.Origin.authors": {"foreign-author"},
    "practices.Origin.house": {"foreign-house"},
    "practices.PeerReading.reasons": {"peer-reasons"},
    "practices.Borrowing.words": {"sheet-for-whom", "sheet-means", "sheet-step", "sheet-title", "sheet-with-whom"},
    "practices.Bricolage.for_whom": {"noted-for-whom"},
    "practices.Bricolage.means": {"noted-means"},
    "practices.Bricolage.what": {"noted-what"},
    "practices.Practice.advice": {"sheet-advice", "public-advice", "waiting-advice"},
    "practices.Practice.changed": {"sheet-changed", "public-changed", "waiting-changed"},
    "practices.Practice.context": {"sheet-context", "public-context", "waiting-context"},
    "practices.Practice.for_whom": {"sheet-for-whom", "public-for-whom", "waiting-for-whom"},
    "practices.Practice.means": {"sheet-means", "public-means", "waiting-means"},
    "practices.Practice.own_words": {"sheet-own-word", "public-own-word", "waiting-own-word"},
    "practices.Practice.surprised": {"sheet-surprised", "public-surprised", "waiting-surprised"},
    "practices.Practice.title": {"adapted-title", "draft-title", "sheet-title", "public-title", "waiting-title", "foreign-title"},
    "practices.Practice.tried": {"sheet-step", "public-step", "waiting-step"},
    "practices.Practice.with_whom": {"sheet-with-whom", "public-with-whom", "waiting-with-whom"},
    "practices.Trial.happened": {"trial-happened"},
    "programmes.Call.about": {"call-about"},
    "programmes.HoursAndPlace.place": {"workshop-place"},
    "programmes.OwnTemplate.toml": {"own-programme"},
    "programmes.TimeGiven.what": {"time-what", "time-of-elise-what"},
    "programmes.TimeGiven.thanks": {"time-thanks", "time-of-elise-thanks"},
    "programmes.CareAgreement.words": {"care-coordination", "care-asked", "care-half", "care-other-half"},
    "programmes.Application.name": {"half-name", "other-half"},
    "programmes.Application.contact": {"half-contact"},
    "programmes.Application.answers": {"application-text", "draft-text"},
    "programmes.Need.team": {"need-team"},
    "programmes.Need.what": {"need-what"},
    "programmes.Need.whom": {"need-whom"},
    "programmes.Need.time": {"need-time"},
    "programmes.NeedAnswer.words": {"need-answer", "need-draft"},
    "commitments.Commitment.text": {"step-text", "done-step", "pair-step"},
    "commitments.Commitment.smallest": {"step-smallest", "pair-smallest"},
    "practices.Practice.parts": {"draft-part", "public-part", "waiting-part"},
    "practices.Synthesis.title": {"synthesis-title", "unfinished-synthesis"},
    "practices.Synthesis.introduction": {"synthesis-introduction"},
    "practices.Synthesis.families": {"synthesis-family"},
    "practices.Synthesis.unknown": {"synthesis-unknown"},
    "programmes.PairProject.change": {"pair-change"},
    "programmes.PairProject.for_whom": {"pair-for-whom"},
    "programmes.PairProject.how_seen": {"pair-how-seen"},
    "programmes.PairPage.text": {"pair-own-page", "pair-shown-page"},
    "programmes.KeptBetween.text": {"pair-kept"},
    "programmes.PairShare.tried": {"share-tried"},
    "programmes.PairShare.wins": {"share-wins"},
    "programmes.PairShare.changed": {"share-changed"},
    "programmes.PairShare.signed_as": {"share-signed-as"},
    "programmes.Report.aims": {"report-aims"},
    "programmes.Report.methods": {"report-methods"},
    "programmes.Report.results": {"report-results"},
    "programmes.Report.outcomes": {"report-outcomes"},
    "programmes.Report.critical": {"report-critical"},
    "programmes.ConversationNote.text": {"pair-note"},
    "commitments.News.text": {"step-news"},
    "commitments.Conclusion.learnt": {"learnt"},
    "commitments.Request.text": {"request-text"},
    "commitments.Request.why": {"request-why"},
    "commitments.Request.to_name": {"request-to"},
    "commitments.Reply.reason": {"reply-reason", "reply-noted"},
}  # fmt: skip


def test_words_live_in_their_own_columns_and_are_copied_nowhere(place):
    """Facts, notices, sessions, keys, beats, links: not one word. A copy would outlive a withdrawal."""
    found = defaultdict(set)
    with open_door():
        for model in apps.get_models():
            for row in model._default_manager.all().values():
                for column, value in row.items():
                    for name in words_in(json.dumps(value, default=str, ensure_ascii=False), place):
                        found[f"{model._meta.label}.{column}"].add(name)
    assert dict(found) == WORDS_LIVE_IN
    assert Fact.objects.count() > 100


def test_a_fact_holds_numbers_names_of_the_house_and_moments():
    """Each kind of fact declares what it carries; none of it is a text that somebody typed."""
    from polyphonie.base.facts import Fact as Told
    from polyphonie.base.facts import shape

    typed = {"text", "words", "title", "subject", "answer", "reason", "purpose", "email", "how", "learnt"}
    kinds = Told.__subclasses__()
    assert len(kinds) > 20
    assert {kind.__name__: typed & set(shape(kind)) for kind in kinds if typed & set(shape(kind))} == {}


def test_a_session_holds_who_and_nothing_that_was_said_nor_a_secret_that_opens(place):
    """An invitation is kept as a digest: once it has been shown, no session may hold the link itself."""
    people = f"/circles/{place['circle'].pk}/people/"
    sent = asking.ask(
        place, "facilitator", "POST", people.replace("people", "invitations"), {"most_uses": "1", "days": "1"}
    )
    assert sent.status_code == 302
    first = asking.ask(place, "facilitator", "GET", people).content.decode()
    again = asking.ask(place, "facilitator", "GET", people).content.decode()
    assert ("/invitations/" in _links(first), "/invitations/" in _links(again)) == (True, False)
    kept = [json.dumps(SessionStore().decode(row.session_data)) for row in Session.objects.all()]
    assert len(kept) > 5
    assert [text for text in kept if "/invitations/" in text or words_in(text, place)] == []


def _links(body: str) -> str:
    return "".join(line for line in body.splitlines() if "<code>" in line)


@pytest.mark.parametrize("cadence", Cadence.values)
def test_a_mail_holds_a_link_and_nobody_s_words(cadence, place):
    """Neither words nor the name of a circle: belonging can itself be a secret. One's own name says hello."""
    Person.objects.exclude(email=None).update(cadence=cadence)
    later = place.days.now + timedelta(days=5)
    with clock.at(later.replace(hour=6, minute=5)):  # seven in the morning where the house lives
        reactions.say_what_is_due()
        reactions.remind()
        notices.deliver()
    letters = [f"{letter.subject}\n{letter.body}\n{letter.extra_headers}" for letter in mail.outbox]
    assert bool(letters) == (cadence != Cadence.NEVER)
    assert {word for letter in letters for word in words_in(letter, place)} <= {"person-name"}
    hello = [letter.to for letter in mail.outbox if canary("person-name") in f"{letter.subject}{letter.body}"]
    assert hello == ([[place.actors["author"].email]] if letters else [])
    strangers = {place.actors[name].email for name in ("invited", "elsewhere", "superuser")}
    assert {address for letter in mail.outbox for address in letter.to} & strangers == set()


def test_a_letter_to_somebody_who_applied_holds_a_link_and_nothing_of_care(place):
    """Olga is asked in writing over care: her mail says that there is a question."""
    with clock.at(place.days.now):
        assert letters.deliver() > 0
    asked = [letter for letter in mail.outbox if letter.to == ["olga@valmont.example"]]
    said = [f"{letter.subject}\n{letter.body}" for letter in asked]
    assert ["/application/" in each for each in said] == [True]
    assert {word for each in mail.outbox for word in words_in(f"{each.subject}\n{each.body}", place)} == set()
    assert [
        each for each in said if any(word in each for word in ("soin", "Nils", "Mona", "Olga", "Driss"))
    ] == []


def test_a_notice_holds_an_address_of_the_house(place):
    rows = list(Notice.objects.values_list("key", "kind", "path"))
    assert len(rows) > 5
    assert [row for row in rows if words_in(" ".join(row), place) or not row[2].startswith("/")] == []


class Heard(logging.Handler):
    """Whatever the console would have heard."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter("{name} {message}", style="{").format(record))


@pytest.fixture
def heard():
    """On the root and on the loggers that keep to themselves, at the levels of the installation."""
    handler, loggers = Heard(), [logging.getLogger(), logging.getLogger("django.request")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler
    for logger in loggers:
        logger.removeHandler(handler)


def test_the_log_says_neither_words_nor_secrets_nor_addresses(heard, place):
    """A tour of the house, forms without their token, and something broken: the log has heard of none of the words."""
    for somebody in ("author", "anonymous", "elsewhere"):
        for page in addresses(place)[::7]:
            asking.ask(place, somebody, "GET", page)
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    secrets = [place["open"].secret, place["invitation"], place["keep"]]
    for door in (f"/g/{secrets[0]}/", f"/invitations/{secrets[1]}/", f"/account/keep/{secrets[2]}/"):
        assert strict.post(door, {"name": canary("guest-name")}).status_code == 403
    logging.getLogger("polyphonie.trust").warning("the log listens")
    text = "\n".join(heard.lines)
    assert "the log listens" in text
    assert words_in(text, place) == set()
    assert [secret for secret in secrets if secret in text] == []
    assert "@valmont.example" not in text


def test_the_page_of_what_went_wrong_says_nothing_of_anybody(place, rf: RequestFactory):
    request = rf.get(f"/circles/{place['circle'].pk}/")
    request.user = place.actors["elsewhere"]
    for page, status in (
        (errors.broken, 500),
        (errors.bad_request, 400),
        (errors.stale_form, 403),
        (errors.not_found, 404),
    ):
        answer = page(request)
        assert answer.status_code == status
        assert words_in(answer.content.decode(), place) == set()


def test_a_refusal_gives_back_what_was_typed_to_whoever_typed_it_and_nothing_else(place):
    typed = "ce que je viens de taper, et que personne n’a lu"
    path = f"/steps/{place['step']}/news/"
    refused = asking.ask(place, "participant", "POST", path, {"text": typed})
    assert (refused.status_code, typed in refused.content.decode()) == (422, True)
    assert words_in(refused.content.decode(), place) == set()
    hidden = asking.ask(place, "elsewhere", "POST", path, {"text": typed})
    assert (hidden.status_code, typed in hidden.content.decode()) == (404, False)


def test_the_cache_keeps_nobody_s_words(place):
    cache.set("something", base64.b64encode(b"is here").decode())
    for page in addresses(place)[::9]:
        asking.ask(place, "author", "GET", page)
    kept = str(getattr(cache, "_cache", {}))
    assert "something" in kept
    assert words_in(kept, place) == set()


def test_a_file_that_waits_holds_what_its_asker_may_read_until_somebody_takes_it_back(
    place, django_capture_on_commit_callbacks
):
    """What is on the disk is in the house too: a word taken back leaves it, and the file is made anew without it."""
    seance, claire = place["closed"].pk, place.world.claire
    held = {path.name: words_in(path.read_text("utf-8"), place) for path in exported.folder().iterdir()}
    mine = exported.export_of(place["export"], to=claire)
    theirs = exported.export_of(place["export-of-farid"], to=place.world.farid)
    words = {"step-text", "step-smallest", "step-news", "done-step", "learnt", "person-name"}
    assert held == {mine.file: words, theirs.file: set()}
    path = f"/gatherings/{seance}/withdrawals/{given('petits-pas', claire)}/"
    with django_capture_on_commit_callbacks(execute=True):
        sent = asking.ask(place, claire, "POST", path)
    assert sent.status_code == 302
    assert [path.name for path in exported.folder().iterdir()] == [theirs.file]
    assert asking.ask(place, claire, "GET", f"/exports/{mine.pk}/file/").status_code == 422
    assert place.do(exports.make_next)
    again = exported.export_of(place["export"], to=claire)
    kept = words_in(exported.path_of(again).read_text("utf-8"), place)
    assert kept == {"done-step", "learnt", "person-name"}


@pytest.mark.parametrize("odd", ["²", "١", "99999999999999999999999", "-1", "1e9"])
def test_an_odd_number_is_a_number_that_nobody_has(odd, place):
    """A 500 would show a trace to the log, and to an attacker that this input is another one."""
    asked = [
        (f"/gatherings/{place['open'].pk}/since/?n={odd}", "GET", {}),
        (f"/circles/new/?inside={odd}", "GET", {}),
        (f"/circles/{place['circle'].pk}/gatherings/new/?adaptation={odd}", "GET", {}),
        (f"/circles/{place['circle'].pk}/charges/", "POST", {"person": odd}),
        (f"/circles/{place['circle'].pk}/departures/", "POST", {"person": odd}),
        (f"/circles/{place['circle'].pk}/charter/signature/", "POST", {"number": odd}),
        (f"/gatherings/{place['open'].pk}/time/", "POST", {"minutes": odd}),
        (f"/gatherings/{place['open'].pk}/roles/", "POST", {"role": "secretary", "person": odd}),
        (f"/gatherings/{place['open'].pk}/facilitation/", "POST", {"person": odd}),
        (f"/circles/{'9' * 30}/", "GET", {}),
    ]
    broken = [
        (address, method)
        for address, method, sent in asked
        if asking.ask(place, "facilitator", method, address, sent).status_code >= 500
    ]
    assert broken == []
