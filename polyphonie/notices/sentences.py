"""What a mail says. Neither words of anybody nor the name of a circle: belonging can itself be a secret."""

from __future__ import annotations

from polyphonie.base.text import Text

KINDS = {
    "gathering": Text("Une séance vous attend", "A gathering is waiting for you"),
    "dates": Text("On vous demande quand vous pouvez venir", "You are asked when you can come"),
    "settled": Text("La date d’une séance est choisie", "The date of a gathering is chosen"),
    "undated": Text("Une séance n’a plus de date pour le moment", "A gathering has no date for now"),
    "opened": Text("Une séance par courriel commence", "A gathering by mail begins"),
    "step": Text("Une étape attend votre réponse", "A step is waiting for your answer"),
    "reminder": Text("Il reste peu de temps pour répondre", "There is little time left to answer"),
    "record": Text("Le relevé de votre séance est prêt", "The record of your gathering is ready"),
    "decision": Text("Un de vos cercles a décidé quelque chose", "One of your circles has decided something"),
    "review": Text("Une décision est à revoir", "A decision is due for review"),
    "commitment": Text("Votre petit pas arrive à sa date", "Your small step is reaching its date"),
    "answer": Text("Une demande a reçu sa réponse", "A request has been answered"),
    "unanswered": Text("Une demande attend toujours sa réponse", "A request is still waiting for its answer"),
    "sheet_to_sign": Text("Une fiche attend votre signature", "A sheet is waiting for your signature"),
    "synthesis_to_sign": Text(
        "Une synthèse attend votre signature", "A synthesis is waiting for your signature"
    ),
    "sheet_public": Text(
        "On vous demande si tout le monde peut lire une de vos fiches",
        "You are asked whether everybody may read one of your sheets",
    ),
    "sheet_peer_read": Text(
        "Quelqu’un a relu une fiche que vous voulez rendre publique",
        "Somebody read a sheet that you want to make public",
    ),
    "sheet_adapted": Text(
        "Une de vos fiches est adaptée ailleurs", "One of your sheets is being adapted elsewhere"
    ),
    "sheet_tried": Text("Quelqu’un a essayé une de vos fiches", "Somebody tried one of your sheets"),
    "wave": Text(
        "Quelques questions vous attendent, sans nom : trente secondes",
        "A few questions are waiting for you, without names: thirty seconds",
    ),
    "wave_ends": Text(
        "Une vague finit bientôt. Si vous avez répondu, merci",
        "A wave ends soon. If you have answered, thank you",
    ),
    "wave_told": Text("Une vague est finie : lisez ce qu’elle dit", "A wave is over: read what it says"),
    # Neither word nor hint of a pair: somebody else may be looking at the screen.
    "pair_parted": Text("Une nouvelle à lire au calme", "Some news, to be read in a quiet moment"),
    "pair_note": Text("Une note vous est destinée", "A note is for you to read"),
    "share_to_sign": Text("Un texte attend votre signature", "A text is waiting for your signature"),
    "workshop_moved": Text(
        "Du nouveau pour un atelier : son jour, ses heures ou son lieu",
        "Something new about a workshop: its day, hours or place",
    ),
    "road_moved": Text("Les dates de votre programme ont changé", "The dates of your programme have changed"),
    "pulse": Text(
        "Sept questions vous attendent : trente secondes",
        "Seven questions are waiting for you: thirty seconds",
    ),
    "pulse_ends": Text(
        "Sept questions vous attendent encore, jusqu’à demain",
        "Seven questions are still waiting for you, until tomorrow",
    ),
    "envelope": Text(
        "Une enveloppe est ouverte : à regarder ensemble", "An envelope is open: to look at together"
    ),
    "signal": Text(
        "Un signal vous attend : une question, pas une preuve", "A signal is waiting: a question, not a proof"
    ),
    "widening": Text("On vous demande votre accord", "Your consent is asked"),
}
AGENDA = Text("Un lien vers mon agenda", "A link to my calendar")
# What somebody's calendar says of a day, and no more.
GATHERING = Text("Séance", "Gathering")
REVIEW = Text("Revue d’une décision", "Review of a decision")
ROAD = {"workshop": Text("Atelier", "Workshop"), "conversation": Text("Entretien", "Conversation")}
HELLO = Text("Bonjour {name},", "Hello {name},")
SUBJECT_ONE = Text("{site} : {what}", "{site}: {what}")
SUBJECT_MANY = Text("{site} : {n} choses vous attendent", "{site}: {n} things are waiting for you")
WHY = Text(
    "Vous recevez ce courriel parce que vous prenez part à un cercle. Pour en recevoir moins : {address}",
    "You receive this because you take part in a circle. To receive less: {address}",
)

LETTERS = {
    "pair": Text("un binôme vous est proposé", "a pair is proposed to you"),
    "pair_parted": Text("une nouvelle à lire au calme", "some news, to be read in a quiet moment"),
    # Nothing of what is asked: a mail is read over a shoulder, and this one would say that care goes on.
    "application": Text("une question dans votre candidature", "a question in your application"),
    "asked": Text("une demande pour vous", "a request for you"),
    "asked_again": Text("une demande attend votre réponse", "a request is waiting for your answer"),
}
LETTER_OF_A_PAIR = Text(
    "Bonjour,\n\nUn binôme vous est proposé. Lisez, puis dites oui ou non. Un non n’a pas à être expliqué :\n\n{link}\n\n"
    "Ce lien est pour vous : la personne à qui vous le donnez lit et répond à votre place.",
    "Hello,\n\nA pair is proposed to you. Read, then say yes or no. A no needs no explanation:\n\n{link}\n\n"
    "This link is yours: whoever you give it to reads and answers in your place.",
)
LETTER_OF_A_QUESTION = Text(
    "Bonjour,\n\nUne question vous est posée dans votre candidature. Lisez-la au calme. Vous pouvez ne rien répondre :\n\n{link}\n\n"
    "Ce lien est pour vous : la personne à qui vous le donnez lit et répond à votre place.",
    "Hello,\n\nYou are asked a question in your application. Read it in a quiet moment. You may leave it unanswered:\n\n{link}\n\n"
    "This link is yours: whoever you give it to reads and answers in your place.",
)
LETTER_OF_A_PARTING = Text(
    "Bonjour,\n\nIl y a du nouveau pour vous. Lisez-le au calme, rien ne presse et vous n’avez rien à faire :\n\n{link}\n\n"
    "Ce lien est pour vous : la personne à qui vous le donnez lit à votre place.",
    "Hello,\n\nThere is some news for you. Read it in a quiet moment: nothing is urgent, there is nothing to do:\n\n{link}\n\n"
    "This link is yours: whoever you give it to reads in your place.",
)
LETTER = Text(
    "Bonjour,\n\nUn groupe vous demande quelque chose, et espère une réponse avant le {on:%d/%m/%Y}. "
    "Répondez ici, en une minute et sans compte :\n\n{link}\n\n"
    "Ce lien est pour vous : la personne à qui vous le donnez peut répondre à votre place.",
    "Hello,\n\nA group is asking you something, and hopes for an answer by {on:%d/%m/%Y}. "
    "Answer here, in a minute and without an account:\n\n{link}\n\n"
    "This link is yours: whoever you give it to can answer in your place.",
)
