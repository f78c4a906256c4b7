"""What a reader sees on a page, as a document: built from the same reads as the page, for the same reader."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format

from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.commitments.queries import RequestSeen
from polyphonie.decisions.queries import DecisionSeen, ObjectionSeen
from polyphonie.exports.documents.tree import Document, Item, Passage, Section
from polyphonie.gatherings.queries.record import SCRIBED, TOOK_PART, Record
from polyphonie.guides.contract.kind import Block, Line

DECISION, REQUEST = Text("Décision", "Decision"), Text("Demande", "Request")
ADOPTED = Text(
    "Adoptée par consentement le {on}, portée par {who}.", "Adopted by consent on {on}, carried by {who}."
)
REVIEW_ON = Text("À revoir le {on}.", "To be reviewed on {on}.")
OBJECTIONS = Text("Les objections, et ce qu’elles ont changé", "The objections, and what they changed")
TAKEN_BACK = Text(
    "Une objection, retirée par la personne qui l’a écrite.",
    "An objection, taken back by the person who wrote it.",
)
KEPT = Text(
    "Une objection, gardée entre les personnes de la séance.",
    "An objection, kept among the people of the gathering.",
)
VERSION = Text("Texte {n}", "Text {n}")
CONCERNS = Text("Craintes à surveiller", "Concerns to watch")
REVIEWS = Text("Revues", "Reviews")
REVIEWED = {
    "renewed": Text("On continue", "We go on"),
    "amended": Text("On change", "We change it"),
    "ended": Text("On arrête", "We stop"),
}
HISTORY = Text("Comment le texte a changé", "How the text changed")
ASKED_OF = Text("Demandé à {who}", "Asked of {who}")
ANSWER_BY = Text("Réponse attendue avant le {on}.", "An answer is expected by {on}.")
ASKED, WHY = Text("Ce qui est demandé", "What is asked"), Text("Pourquoi", "Why")
REPLIES = Text("Ce qui a été répondu", "What was answered")
REPLIED = {
    "received": Text("Bien reçu", "Received"),
    "yes": Text("Oui", "Yes"),
    "partly": Text("En partie", "In part"),
    "no": Text("Non", "No"),
    "done": Text("C’est fait", "Done"),
}


def record_told(record: Record, language: str) -> Document:
    """A gathering's record."""
    named = record.title.to(language)
    voices = ", ".join(f"{n} × {voice.short.to(language)}" for voice, n in record.voices)
    return Document(
        title=record.subject or named,
        language=language,
        about=(
            f"{named} · {day(record.on, language)}" if record.on else named,
            f"{TOOK_PART.to(language)}{record.people} ({voices})",
        ),
        sections=tuple(
            Section(section.title.to(language), tuple(_passage(b, language) for b in section.blocks))
            for section in record.sections
        ),
    )


def _passage(block: Block, language: str) -> Passage:
    label = block.label.to(language) if block.label else ""
    return Passage(label, items=tuple(_item(x, language) for x in block.lines), decided=block.decided)


def _item(line: Line, language: str) -> Item:
    remark = line.remark.to(language) if line.remark else ""
    return Item(line.text, line.by, voice_of(line.voice, language), remark)


def decision_told(decision: DecisionSeen, language: str) -> Document:
    """A decision: its text, the objections and how each changed it, what to watch, its reviews."""
    proposal, on = decision.proposal, day(decision.adopted_at, language)
    review_on = REVIEW_ON.to(language).format(on=day(decision.review_on, language))
    return Document(
        title=DECISION.to(language),
        language=language,
        about=(
            ADOPTED.to(language).format(on=on, who=proposal.proposer),
            *([review_on] if decision.in_force else []),
        ),
        sections=(
            Section("", (Passage(paragraphs=(decision.text,), decided=True),)),
            Section(OBJECTIONS.to(language), tuple(_objection(o, language) for o in proposal.objections)),
            *_listed(
                CONCERNS,
                [Item(c.text, c.by, voice_of(c.voice, language)) for c in proposal.concerns],
                language,
            ),
            *_listed(REVIEWS, [_review(r, language) for r in decision.reviews], language),
            Section(HISTORY.to(language), _history(decision, language)),
        ),
    )


def _listed(title: Text, items: list[Item], language: str) -> list[Section]:
    return [Section(title.to(language), (Passage(items=tuple(items)),))] if items else []


def _objection(o: ObjectionSeen, language: str) -> Passage:
    if o.withdrawn or not o.told:
        said = Item(remark=(TAKEN_BACK if o.withdrawn else KEPT).to(language))
    else:
        scribed = SCRIBED.to(language) if o.scribed else ""
        said = Item(o.reason, o.by, voice_of(o.voice, language), scribed)
    changes = (Item(how, remark=VERSION.to(language).format(n=n)) for n, how in o.changes)
    return Passage(items=(said, *changes))


def _review(review: Any, language: str) -> Item:
    outcome = REVIEWED[review.outcome].to(language)
    said = f"{outcome} — {review.text}" if review.text else outcome
    return Item(said, remark=day(review.reviewed_at, language))


def _history(decision: DecisionSeen, language: str) -> tuple[Passage, ...]:
    versions = decision.proposal.versions
    return tuple(
        Passage(VERSION.to(language).format(n=n), (text,)) for n, text in versions if len(versions) > 1
    )


def request_told(asked: RequestSeen, language: str) -> Document:
    """A request and its answers."""
    row = asked.row
    who = ASKED_OF.to(language).format(who=row.to_name)
    due = ANSWER_BY.to(language).format(on=day(row.due_on, language))
    why = [Passage(WHY.to(language), (row.why,))] if row.why else []
    replies = [Item(_reply(r, language), remark=day(r.replied_at, language)) for r in asked.replies]
    return Document(
        title=REQUEST.to(language),
        language=language,
        about=(f"{who} · {row.asker.shown}" if row.asker else who, *([] if asked.answered else [due])),
        sections=(
            Section(ASKED.to(language), (Passage(paragraphs=(row.text,)), *why)),
            *_listed(REPLIES, replies, language),
        ),
    )


def _reply(reply: Any, language: str) -> str:
    stance = REPLIED[reply.stance].to(language)
    return f"{stance} — {reply.reason}" if reply.reason else stance


def voice_of(value: str, language: str) -> str:
    return Voice(value).short.to(language) if value in set(Voice) else ""


def day(moment: date | datetime, language: str) -> str:
    """A day as one says it, where the installation lives."""
    on = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    with translation.override(language):
        return date_format(on, "j F Y")
