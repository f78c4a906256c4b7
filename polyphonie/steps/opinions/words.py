"""The words of a consultation: its labels, why there is no map, how a statement was received."""

from __future__ import annotations

from polyphonie.base.text import Text

COMMON = Text("Ce qui réunit", "What unites")
TALK = Text("Des désaccords qui valent une conversation", "Disagreements worth a talk")
FAMILIES = Text("Familles d’opinion", "Families of opinion")
SLATE = Text(
    "Ensemble, ces phrases portent le plus de monde", "Together, these statements carry the most people"
)
EVERY = Text("Toutes les phrases, une par une", "Every statement, one by one")
LEFT_OUT = Text("Pas posées : trop longues, ou en trop", "Not asked: too long, or too many")
FEW_ANSWERS = Text("moins de cinq réponses", "fewer than five answers")
NOBODY_COUNTS = Text(
    "Moins de cinq personnes ont répondu : on ne compte pas. Parlez-en de vive voix.",
    "Fewer than five people answered: nothing is counted. Talk about it together.",
)
NONE_COMMON = Text("Aucune phrase ne réunit sûrement tout le monde.", "No statement surely unites everybody.")
PARTING = Text(
    "Être d’une famille ne dit pas qui l’on est : seulement comment on a répondu à ces phrases.",
    "To be of a family does not say who one is: only how one answered these statements.",
)
UNCLEAR = Text("Pas de familles d’opinion nettes", "No clear families of opinion")
WHY = {
    "few_people": Text(
        "Pas de carte : il faut douze personnes qui ont répondu chacune à sept phrases. "
        "Voici les phrases, une par une.",
        "No map: it takes twelve people who each answered seven statements. Here are the statements, one by one.",
    ),
    "few_statements": Text(
        "Pas de carte : il faut huit phrases auxquelles assez de monde a répondu. Voici les phrases, une par une.",
        "No map: it takes eight statements that enough people answered. Here are the statements, one by one.",
    ),
    "no_structure": Text(
        f"{UNCLEAR.fr}. Voici les phrases les plus partagées et les plus discutées.",
        f"{UNCLEAR.en}. Here are the statements most shared and most discussed.",
    ),
    "no_family": Text(
        f"{UNCLEAR.fr} : les avis diffèrent, sans qu’un groupe d’au moins cinq personnes se détache.",
        f"{UNCLEAR.en}: opinions differ, but no group of five people or more stands apart.",
    ),
    "no_claim": Text(
        f"{UNCLEAR.fr} : les avis diffèrent, sans qu’on puisse dire ce qu’un groupe dit de plus qu’un autre.",
        f"{UNCLEAR.en}: opinions differ, but nothing surely says what one group says more than another.",
    ),
}
RECEIVED = {
    ("agree", "all"): Text("presque tout le monde est d’accord", "nearly everybody agrees"),
    ("agree", "most"): Text("la plupart sont d’accord", "most agree"),
    ("pass", "all"): Text("presque tout le monde passe", "nearly everybody passes"),
    ("pass", "most"): Text("la plupart passent", "most pass"),
    ("disagree", "all"): Text("presque personne n’est d’accord", "nearly everybody disagrees"),
    ("disagree", "most"): Text("la plupart ne sont pas d’accord", "most disagree"),
    ("", ""): Text("les réponses se partagent", "answers are divided"),
}
CARRY = {
    "all": Text(
        "Presque tout le monde est d’accord avec l’une d’elles au moins.",
        "Nearly everybody agrees with at least one of them.",
    ),
    "most": Text(
        "La plupart des personnes sont d’accord avec l’une d’elles au moins.",
        "Most people agree with at least one of them.",
    ),
    "some": Text(
        "Une partie des personnes est d’accord avec l’une d’elles au moins.",
        "Some people agree with at least one of them.",
    ),
}
BANDS = {
    "most": Text("la plupart", "most"),
    "half": Text("partagée", "divided"),
    "few": Text("peu", "few"),
}
