"""Names of people, without a list of names: titles, greetings, relations, signatures, and the way names are cased."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyphonie.engines.guard.letters import LOW, NAME, PROPER, SPACE, UP, begins_sentence, fold
from polyphonie.engines.guard.ordinary import ACRONYMS, DISEASES, NAMED_AFTER, NOT_NAMES, SMALL_WORDS
from polyphonie.engines.guard.spans import Span

PARTICLE = rf"(?:(?:d[eu]|de{SPACE}la|des|le|la|van|von|der|el|al|ben|ould){SPACE}|[dl][’'])?"
PARTICLES = re.compile(r"(?<!\w)(?:de la|l[ea]s?|d[eu]s?) ", re.I)
INITIAL = rf"[{UP}]\.(?:[ -]?[{UP}]\.)?"
TITLE = (
    r"(?:M(?:r|onsieur|essieurs)|MM?\.|M(?=\s[A-Z])|Mmes?|Mlles?|Melle|Madame|Mesdames|Mademoiselle|Drs?|Dre|[Dd]octeure?|Pre?s?"
    r"|[Pp]rofesseure?|Me|Ma[iî]tre|monsieur|madame|mademoiselle)\.?"
)
BLOOD = rf"(?:{SPACE}(?:mère|père|fils|fille)(?!\w))?"

TITLED = re.compile(
    rf"(?<![\w.])((?:{TITLE})(?:{SPACE}(?:l[ea]{SPACE})?(?:{TITLE}))?)(?:{SPACE}|\n)"
    rf"((?:{INITIAL}{SPACE}?)?{PARTICLE}{NAME}(?:{SPACE}{PARTICLE}(?:{NAME}|{INITIAL})){{0,2}}{BLOOD}|{INITIAL}|[{UP}]\b)"
)
TYPED_FAST = re.compile(rf"(?<![\w.])(?:mmes?|mlles?|mr|dr|pr)\.?{SPACE}([{LOW}][{LOW}’'-]{{2,30}})(?!\w)")

KIN = (
    r"mari|femme|[ée]pou(?:x|se)|compagne|compagnon|conjointe?|fils|fille|m[èe]re|p[èe]re|maman|papa|s[œo]e?ur|fr[èe]re"
    r"|tante|oncle|ni[èe]ce|neveu|cousine?|grand-m[èe]re|grand-p[èe]re|petite-fille|petit-fils|amie?|voisine?|coll[èe]gue"
    r"|tutrice|tuteur|curatrice|curateur|aidante?|patiente?|r[ée]sidente?|infirmi[èe]re?|aide-soignante?|kin[ée]|m[ée]decin"
    r"|cadre|interne|ergoth[ée]rapeute|orthophoniste|psychologue|secr[ée]taire|brancardi[èe]re?|nourrice|traducteur"
)
RELATED = re.compile(rf"(?<!\w)(?i:{KIN})(?:{SPACE}|,{SPACE})({PROPER}(?:{SPACE}{NAME})?)")
CALLED = re.compile(
    rf"(?<!\w)(?i:s[’']appel(?:le|lent|ait|aient)|prénommée?s?|nommée?s?|surnommée?s?|signée?|signature){SPACE}?:?{SPACE}"
    rf"({PROPER}(?:{SPACE}{NAME})?)"
)
GREETED = re.compile(
    rf"(?<!\w)(?:Bonjour|Bonsoir|Cher|Chère|Coucou|Salut|Merci(?:{SPACE}à)?|Allô){SPACE}({PROPER}(?:{SPACE}{NAME})?)"
)
# The last lines of a letter: a name alone on its line, or with what one does after a comma.
SIGNED = re.compile(
    rf"\n[ \t–—-]{{0,4}}({PROPER}(?:{SPACE}(?:{NAME}|{INITIAL})){{0,2}})(?=[ \t]{{0,4}}(?:\r?\n|$|,{SPACE}[{LOW}]))"
)

CASED = re.compile(
    rf"(?<![\w’'-])(?:{INITIAL}{SPACE}?{PARTICLE}{NAME}|{PROPER}{SPACE}{PARTICLE}{NAME}(?:{SPACE}{NAME})?"
    rf"|[{UP}]{{3,20}}(?:-[{UP}]{{2,20}})?{SPACE}{PROPER}|{PROPER}{SPACE}(?!M\.)[{UP}]\.)(?![\w])"
)
WORD = re.compile(rf"[{UP}{LOW}]{{1,40}}")
BEFORE = re.compile(r"([^\W\d_]{2,20})(?:\s(?:de|du|des|la|les)|\sd[’'])?\s?$")


def seen(text: str) -> Iterator[Span]:
    for found in TITLED.finditer(text):
        if not _ordinary(PARTICLES.sub("", found[2])):
            yield Span(*found.span(), "person", len(found[2]) > 2)
    for found in TYPED_FAST.finditer(text):
        if fold(found[1]).split("’")[0] not in SMALL_WORDS:
            yield Span(*found.span(), "person")
    for pattern in (RELATED, CALLED, GREETED, SIGNED):
        for found in pattern.finditer(text):
            if not _ordinary(found[1]):
                yield Span(*found.span(1), "person")
    for found in CASED.finditer(text):
        if not _ordinary(found[0]) and not _misleading(text, found):
            yield Span(*found.span(), "person")


def _ordinary(words: str) -> bool:
    """Does it hold a capitalised word that names nobody?"""
    folded = [fold(word) for word in WORD.findall(words) if word[0].isupper()]
    return any(word in NOT_NAMES or word in DISEASES for word in folded if len(word) > 1)


def _misleading(text: str, found: re.Match[str]) -> bool:
    """Two capitals that are no name: an acronym, a thing named after somebody, the first word of a sentence."""
    words = found[0].split()
    if any(word.isupper() and (len(word) < 4 or fold(word) in ACRONYMS) for word in words if "." not in word):
        return True
    before = BEFORE.search(text[max(0, found.start() - 28) : found.start()])
    if before and fold(before[1]) in NAMED_AFTER:
        return True
    plain = not any(word.isupper() and len(word) > 2 for word in words)
    return (
        plain
        and "." not in found[0]
        and begins_sentence(text, found.start())
        and not _acts(text, found.end())
    )


ACTS = re.compile(
    r"\s?(?:,|\(|(?:a|ont|est|sont|avait|était|dit|va|veut|propose|demande|relit|parle|vient|ne|n[’']|se|s[’'])(?!\w))"
)


def _acts(text: str, end: int) -> bool:
    """A bare name at the start of a sentence is followed by its verb, or by a comma."""
    return bool(ACTS.match(text, end))
