"""Words with a capital that name nobody, and names that are also words. All folded: small letters, no accent."""

# Names that are also words or months: seen only with a capital, elsewhere than at the start of a sentence.
HOMOGRAPHS = frozenset(
    """
    aime ambre ange anges aurore avril aube barbe beau belle berger bergere blanc blanche boulanger bonnet brave brune
    camelia capucine cerise chevalier claire clair clemence colombe constance constant cote court dimanche desire douce
    eglantine esperance etoile ete fabre fauvette felicite fidele fleur flore fontaine france franc gentil gentille
    grace grand grande gros guide harmonie heureux hiver honore iris jade jasmin jeudi joie joly jour journal juin juillet
    juste lambert laurier leger lilas lin lis lise long lou louis loup luce lucide lune lundi lys mai maire malin marche
    marchand marguerite marie marin marine mars martin maxime melodie mercier merle meunier midi modeste moine monde moreau
    mousse myrtille narcisse noel noir nuage olive ombre page parfait paris pascal patience perle petit petite picard pierre
    pin poirier pommier port pot prairie prince printemps prudence prune puce rayon reine renard riche riviere robin roche
    roi romain rose rossignol roux roy sage sauvage septembre serein simple soleil sylvestre tendre tilleul tom tonnelle
    toussaint trefle valentin vendredi vermeil vert victoire vidal vigne violette vincent voisin will zen
    """.split()  # noqa: SIM905 -- a list read by people
)

# Capitalised words of institutions, greetings and openings: a name does not hold them.
NOT_NAMES = frozenset(
    """
    a au aux avec ce ces cet cette chaque chez comme dans de depuis des donc du elle elles en et il ils je la le les leur
    lors lui mais ma mes mon ne ni nos notre nous on or ou par pas pendant plus pour pourquoi puis quand que quel quelle qui
    quoi sa sans selon ses si son sous sur ta tes ton tous tout toute toutes tres tu un une vers vos votre vous y
    attention bien bonjour bonne bon bonsoir bravo cher chere chers cheres coucou cordialement ensuite hier merci madame
    monsieur mademoiselle mesdames messieurs docteur professeur non objet oui pardon re salut urgent important rappel note
    aujourdhui demain toujours jamais enfin ici ainsi encore excellente belle
    accueil agence agenda aide ambulance annexe annee appel assistance association assurance atelier autorite axe bilan
    bulletin bureau cabinet caisse cadre cahier carte cedex cellule centre cercle certification charte chef chu clinique
    club code college comite commission communaute compte conference conseil contact courrier croix date defenseur
    delegation departement direction directeur directrice dossier droit droits ecole education ehpad equipe espace etat
    europe exercice experience fait federation fiche fondation fonds formation foyer france francais francaise groupe
    groupement guide haut haute hauts hopital hospitalier infirmier infirmiere information institut international journee
    laboratoire ligue loi lundi maison maladie mardi medecine medecin mercredi ministere ministre mission mois mutualite
    mutuelle national nationale nuit numero observatoire office ordre organisation parcours partenaire patient patients
    pharmacie plan pole prefecture present presents president presidente prevention prise programme projet propositions
    protection public publique qualite question regie region regionale registre relations releve rendez rendu resume
    resultats retour reunion revue rouge salle samedi samu sante saint sainte seance secours secretariat secteur securite
    semaine service services sociale social soins solidarite soin sortie stage suite sujet synthese systeme tableau
    territoire travail tribunal unite universite urgence urgences usagers vendredi ville vitale
    maire prefet depute senateur juge cure pasteur ambassadeur
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre jeudi dimanche noel paques
    toussaint ascension printemps automne hiver
    """.split()  # noqa: SIM905 -- a list read by people
)

# Written in capitals, and nobody's name.
ACRONYMS = frozenset(
    """
    aide anap ansm apa apicrypt ars attention avec bpco brsi caf caisse cdcph cesf clan clin clud cmue cnam cnil codir copil
    covid cpam cpts crea cref cruq csapa css dasri dmla ecbu ehpa ehpad encours esat fait faux gcs hcsp hdj hors icope idec
    ifsi important inca indre inpes insee irm itep jamais maia malade mdph merci mrsa mssante nota ordre oui pass patient
    pass pmsi pour prado psad pufe rapid rappel rcp rgpd rpps saed samsah samu sans scanner smur ssiad ssr tous toujours
    trod ulis upatou urgence urgent urgences usld usic vaccin vsav vers word zoom
    """.split()  # noqa: SIM905 -- a list read by people
)

# A ward named by its specialty names no institution.
SPECIALTIES = frozenset(
    """
    accueil addictologie ambulatoire anesthesie brancardage cancerologie cardiologie chirurgie consultation consultations
    court dermatologie diabetologie dialyse endocrinologie geriatrie gerontologie gynecologie hematologie hospitalisation
    imagerie infectiologie jour long maternite medecine moyen neonatalogie nephrologie neurologie nuit obstetrique oncologie
    ophtalmologie orl orthopedie pediatrie pharmacie pneumologie psychiatrie radiologie radiotherapie readaptation
    reanimation reeducation rhumatologie soins ssr stomatologie traumatologie urgences urologie
    """.split()  # noqa: SIM905 -- a list read by people
)

# What takes its name from somebody, and tells of nobody here: a disease, a scale, a law.
NAMED_AFTER = frozenset(
    """
    maladie maladies syndrome test echelle grille indice loi lois plan prix signe sonde methode manoeuvre corps
    classification questionnaire rapport article logiciel drapeau journee semaine atteinte mini appareil machine modele
    """.split()  # noqa: SIM905 -- a list read by people
)

DISEASES = frozenset(
    [
        "alzheimer",
        "parkinson",
        "crohn",
        "covid",
        "charcot",
        "hodgkin",
        "huntington",
        "raynaud",
        "sjogren",
        "basedow",
        "lewy",
    ]
)

# After « dr » or « mme » in small letters, these say that no name follows.
SMALL_WORDS = frozenset(
    """
    a ai aime aimerait alors appelle arrive arrivera attend au aussi aux avait avec boit car ce chef comme dans de demande
    demandait des dit doit dont dort du elle en entre est et etait eu fait faut il ils la le les lui mais mange me mais ne
    ni non nous on ou par parle part pas pense peut plus pour preferait prefere qu quand qui que refuse rentre reste revient
    sa sans se sera ses si son sort sont souhaite sous sur sera tombe tout tres un une va vers veut vient vit vous y
    """.split()  # noqa: SIM905 -- a list read by people
)
