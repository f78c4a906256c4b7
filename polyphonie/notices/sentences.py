"""What a mail says. Neither words of anybody nor the name of a circle: belonging can itself be a secret."""

from __future__ import annotations

from polyphonie.base.text import Text

KINDS = {
    "gathering": Text("Une séance vous attend", "A gathering is waiting for you"),
    "step": Text("Une étape attend votre réponse", "A step is waiting for your answer"),
    "reminder": Text("Il reste peu de temps pour répondre", "There is little time left to answer"),
    "record": Text("Le relevé de votre séance est prêt", "The record of your gathering is ready"),
    "decision": Text("Un de vos cercles a décidé quelque chose", "One of your circles has decided something"),
    "review": Text("Une décision est à revoir", "A decision is due for review"),
    "commitment": Text("Votre petit pas arrive à sa date", "Your small step is reaching its date"),
    "widening": Text("On vous demande votre accord", "Your consent is asked"),
}
HELLO = Text("Bonjour {name},", "Hello {name},")
SUBJECT_ONE = Text("{site} : {what}", "{site}: {what}")
SUBJECT_MANY = Text("{site} : {n} choses vous attendent", "{site}: {n} things are waiting for you")
WHY = Text(
    "Vous recevez ce courriel parce que vous prenez part à un cercle. Pour en recevoir moins : {address}",
    "You receive this because you take part in a circle. To receive less: {address}",
)
