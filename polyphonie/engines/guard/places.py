"""Addresses, towns, and the names of institutions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyphonie.engines.guard.letters import LINK, LOW, NAME, PROPER, SPACE, UP, fold
from polyphonie.engines.guard.ordinary import NOT_NAMES, SPECIALTIES
from polyphonie.engines.guard.spans import Span

TOWNS_BEGIN = frozenset({"saint", "sainte", "la", "le", "les", "l"})
TOWN = rf"(?:L[ae]s?{SPACE}|L[’'])?{NAME}(?:(?:{SPACE}|-){LINK}{NAME}){{0,3}}"

POSTCODE = re.compile(
    rf"(?<![\w,.])(?:F-)?(?:0[1-9]|[1-8]\d|9[0-578]|2[AB]){SPACE}?\d{{3}}{SPACE}(?=([{UP}{LOW}]{{1,30}})){TOWN}"
    rf"(?:{SPACE}(?i:cedex))?(?:(?<=(?i:cedex)){SPACE}\d{{1,2}}\b)?"
)
LIVES = re.compile(
    rf"\b(?i:habit(?:e|ent|ait|ant|é)|vi(?:t|vent|vait|vant)|résid(?:e|ent|ait|ant)|domiciliée?s?|demeurant"
    rf"|née?s?|originaire|déménagée?s?|mairie){SPACE}(?:[àÀ]{SPACE}|de{SPACE}|d[’']|)({TOWN})"
)

# These begin an address whatever follows; the others (place, passage…) only before a capital.
STREETS = r"(?:rue|avenue|av\.|boulevard|bd\.?|bld|impasse|all[ée]e|chemin|faubourg|fbg|lotissement)"
MAYBE_STREETS = (
    r"(?:place|pl\.|quai|route|rte|square|cours|passage|r[ée]sidence|hameau|lieu-dit|villa|sentier)"
)
NUMBER = rf"\d{{1,4}}(?:{SPACE}?(?:bis|ter|quater|[A-D])\b)?,?{SPACE}"
OF = rf"(?:d[eu]{SPACE}la{SPACE}|d[eu]{SPACE}l[’']|d[eu]{SPACE}|des{SPACE}|d[’']|l[ae]s?{SPACE}|l[’'])?"
REST = rf"(?:(?:{SPACE}|-){LINK}[{UP}][{UP}{LOW}’'-]{{1,30}}){{0,4}}"

NUMBERED = re.compile(
    rf"(?<![\w,.]){NUMBER}(?:(?i:{STREETS}){SPACE}{OF}[{UP}{LOW}][{UP}{LOW}’'-]{{1,30}}"
    rf"|(?i:{MAYBE_STREETS}){SPACE}{OF}{NAME}){REST}"
)
UNNUMBERED = re.compile(rf"\b(?i:{STREETS}){SPACE}{OF}{NAME}{REST}")

INSTITUTIONS = (
    r"h[ôo]pital|h[ôo]pitaux|clinique|polyclinique|maternit[ée]|h[ôo]pital(?:\s|-)priv[ée]|institut|hospice"
    r"|centre(?:\s|-)(?:hospitalier|m[ée]dical|de\s(?:soins|sant[ée]|r[ée]adaptation|r[ée][ée]ducation))"
    r"|centre\shospitalier\s(?:universitaire|sp[ée]cialis[ée]|intercommunal|r[ée]gional)"
    r"|maison\sde\s(?:retraite|sant[ée]|repos)|foyer|cabinet|pharmacie|r[ée]sidence|chru?|chu|chi|chs|ch|ght|hcl"
    r"|ehpad|ssiad|usld|cmp|cmpp|ime|esat|itep|mas|fam|groupe\shospitalier|fondation|association"
)
FACILITY = re.compile(
    rf"(?<!\w)(?:(?i:{INSTITUTIONS})){SPACE}(?:priv[ée]e?{SPACE})?{OF}"
    rf"(?:L[ae]s?{SPACE}|L[’'])?({PROPER}(?:(?:{SPACE}|-){LINK}{PROPER}){{0,3}})"
)
WARD = re.compile(
    rf"\b(?i:service|unit[ée]|p[ôo]le){SPACE}(?:d[eu]{SPACE}|d[’'])?({PROPER}(?:{SPACE}{PROPER}){{0,2}})"
)


def seen(text: str) -> Iterator[Span]:
    for found in POSTCODE.finditer(text):
        if fold(found[1]) not in NOT_NAMES - TOWNS_BEGIN:
            yield Span(*found.span(), "place", True)
    for found in LIVES.finditer(text):
        yield Span(*found.span(1), "place")
    for found in NUMBERED.finditer(text):
        yield Span(*found.span(), "street", True)
    for found in UNNUMBERED.finditer(text):
        yield Span(*found.span(), "street")
    for pattern in (FACILITY, WARD):
        for found in pattern.finditer(text):
            if not SPECIALTIES & set(fold(found[1]).replace("-", " ").split()):
                yield Span(*found.span(), "facility", pattern is FACILITY)
