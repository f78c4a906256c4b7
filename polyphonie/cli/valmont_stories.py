"""What was said at Valmont. Every word is invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from polyphonie.guides.contract.registry import furnished

CHARTER = """Chacun parle depuis ce qu’il vit. Personne ne parle à la place d’un autre.
Ce qui se dit ici reste ici, sauf accord de la personne.
On a le droit de se taire, de passer, de changer d’avis.
Une objection est une chance : elle protège quelque chose."""

Said = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Story:
    """One past gathering: who was there, who carried what, what each said at each step."""

    guide: str
    subject: str
    days_ago: int
    people: tuple[str, ...]
    roles: dict[str, str] = field(default_factory=dict)
    said: Callable[[date], dict[tuple[str, int], Said]] = lambda today: {}

    def answers(self, step: str, turn: int, today: date) -> Iterator[tuple[str, Any]]:
        """Who says what at this step, in the shape its kind gives to answers."""
        from polyphonie.guides.queries import guide

        wanted = guide(self.guide)
        assert wanted is not None  # noqa: S101 -- a story names a guide of the library
        kind = furnished(wanted.step(step).kind).kind
        for name, words in self.said(today).get((step, turn), {}).items():
            yield name, kind.load(words)


def _weather(today: date) -> dict[tuple[str, int], Said]:
    return {
        ("meteo", 0): {
            "Amina": {"text": "Brume ce matin, éclaircie depuis le café."},
            "Bruno": {"text": "Vent fort : deux absents dans l’équipe."},
            "Claire": {"text": "Grand soleil, maman a dormi."},
            "Driss": {"text": "Variable, content d’être là."},
            "Gaston": {"passed": True},
            "Ibrahim": {"text": "Nuages hauts, rien de grave."},
        }
    }


def _tuesday_call(today: date) -> dict[tuple[str, int], Said]:
    review = (today + timedelta(days=61)).isoformat()
    first = "Nous appelons un proche de chaque patient le mardi matin, pendant deux mois, pour demander comment s’est passée la semaine."
    second = "Nous appelons, le mardi matin, un proche de chaque patient qui a dit oui, pendant deux mois. Dix minutes au plus, par l’équipe de jour."
    third = "Nous appelons, le mardi matin, un proche de chaque patient qui a dit oui et a choisi lui-même qui appeler, pendant deux mois. Dix minutes au plus, par l’équipe de jour, deux appels par semaine pour commencer."
    due = (today + timedelta(days=14)).isoformat()
    return {
        ("proposition", 0): {
            "Claire": {
                "situation": "En mars, j’ai appris au guichet que le traitement de maman avait changé. Personne ne savait à qui le dire.",
                "text": first,
                "review_on": review,
            }
        },
        ("clarifier", 0): {
            "Amina": {"items": [["", "Est-ce que je peux refuser qu’on appelle mon fils ?"]]},
            "Hanna": {"items": [["", "Qui appelle quand nous ne sommes que deux ?"]]},
            "Gaston": {"items": [["", "Combien de temps dure un appel ?"]]},
        },
        ("reagir", 0): {
            "Amina": {"text": "Cela me rassure, si je choisis qui reçoit l’appel."},
            "Ibrahim": {"text": "J’aurais aimé cela pour ma femme."},
            "Bruno": {"text": "J’ai peur que cela devienne une case à cocher."},
            "Hanna": {"text": "La nuit, ce sera non : nous ne sommes que deux."},
            "Gaston": {"passed": True},
            "Élise": {"text": "Je vois du temps gagné sur les appels du vendredi."},
            "Driss": {"text": "J’entends beaucoup d’envie, et une limite claire."},
        },
        ("ajuster", 0): {"Claire": {"text": second, "review_on": review}},
        ("consentement", 0): {
            "Amina": {
                "stance": "objection",
                "ground": "limit",
                "reason": "Sans mon accord sur la personne, on parlerait de moi dans mon dos.",
                "would_help": "Que je choisisse qui on appelle.",
                "version": 2,
            },
            "Hanna": {
                "stance": "objection",
                "ground": "aim",
                "reason": "Vingt appels le mardi, c’est deux soins de moins. On nuirait à ceux qui sont là.",
                "would_help": "Commencer par deux appels.",
                "version": 2,
            },
            "Bruno": {"stance": "concern", "reason": "Que cela devienne une case à cocher.", "version": 2},
            "Claire": {"stance": "consent", "version": 2},
            "Driss": {"stance": "consent", "version": 2},
            "Élise": {"stance": "consent", "version": 2},
            "Gaston": {"stance": "consent", "version": 2},
            "Ibrahim": {"stance": "consent", "version": 2},
        },
        ("integrer", 0): {
            "Claire": {"text": third, "review_on": review, "how": _how()},
            "Amina": {"lifted": True},
            "Hanna": {"lifted": True},
        },
        ("consentement", 1): {
            name: {"stance": "consent", "version": 3}
            for name in ("Amina", "Hanna", "Claire", "Driss", "Élise", "Gaston", "Ibrahim")
        }
        | {"Bruno": {"stance": "concern", "reason": "Que cela devienne une case à cocher.", "version": 3}},
        ("petits-pas", 0): {
            "Claire": {
                "text": "Écrire les trois questions de l’appel.",
                "smallest": "Une seule question.",
                "due_on": due,
            },
            "Bruno": {
                "text": "Passer le premier appel mardi.",
                "smallest": "Un appel, un seul.",
                "due_on": due,
            },
            "Amina": {
                "text": "Dire à la salle d’attente que cela existe.",
                "smallest": "En parler à une voisine.",
                "due_on": due,
            },
        },
        ("clore", 0): {
            "Amina": {"word": "Écoutée"},
            "Bruno": {"word": "Prudent, et partant"},
            "Claire": {"word": "Merci"},
            "Hanna": {"word": "Entendue"},
            "Gaston": {"word": "Court, c’est bien"},
        },
    }


def _how() -> list[list[str]]:
    """How each objection was answered; the references are those of the gathering, in the order people came in."""
    return [
        ["Amina", "La personne choisit elle-même qui est appelé."],
        ["Hanna", "On commence par deux appels par semaine."],
    ]


PAST = (
    Story(
        "meteo",
        "Comment arrivons-nous ?",
        75,
        ("Amina", "Bruno", "Claire", "Gaston", "Ibrahim"),
        said=_weather,
    ),
    Story(
        "consent",
        "Garder le lien avec les proches",
        62,
        ("Amina", "Bruno", "Claire", "Élise", "Gaston", "Hanna", "Ibrahim"),
        {"proposer": "Claire", "secretary": "Hanna"},
        _tuesday_call,
    ),
)
