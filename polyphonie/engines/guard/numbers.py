"""Numbers and addresses of machines: what a shape, a keyword or a key gives away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyphonie.engines.guard.letters import SPACE
from polyphonie.engines.guard.spans import Span

GAP = "[ \u00a0\u202f.-]?"
SAYS = r"[\s:=n°º.-]{0,6}"
DIGITS = r"[A-Z]{0,3}\d(?:[ \u00a0\u202f./-]?\d){3,14}(?![\d])"

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}")
LINK = re.compile(r"(?<!\w)(?:https?://|ftp://|www\.)[^\s<>«»\"]{1,300}", re.I)
HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z_][\w.]{1,30}(?<!\.)")
IP = re.compile(
    r"(?<![\w.:])(?:(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}"
    r"|(?:[0-9A-Fa-f]{1,4}:){1,6}(?::[0-9A-Fa-f]{1,4}){1,6})(?![\w:]|\.\d)"
)
PLATE = re.compile(
    r"(?<![\w-])(?:[A-HJ-NP-TV-Z]{2}[ -]?\d{3}[ -]?[A-HJ-NP-TV-Z]{2}"
    r"|\d{2,4}[ -][A-HJ-NP-TV-Z]{2,3}[ -](?:\d\d|2[AB]))(?![\w-])"
)
PHONE = re.compile(
    rf"(?<![\d+.,])(?!\d\d[./-]\d\d[./-](?:19|20)\d\d\b)"
    rf"(?:\(?(?:\+|00)33\)?{GAP}(?:\(0\){GAP})?[1-9]|0[1-9])(?:[ \u00a0\u202f./-]{{0,2}}\d){{8}}(?!\d)"
)
ABROAD = re.compile(rf"(?<![\d+])(?:\+|00)(?!33)[1-9]\d{{0,2}}(?:{GAP}(?:\(0\))?\d){{7,11}}(?!\d)")
EXTENSION = re.compile(
    rf"\b(?:poste|bip|dect|t[ée]l(?:éphone)?\.?|fax){SPACE}?(?:n[°º])?{SPACE}?:?{SPACE}?(\d{{3,6}})(?![\d,]|{SPACE}?[%€])",
    re.I,
)
NIR = re.compile(
    rf"(?<![\d+])(?!34009\d{{8}}\b)([1-478](?:{GAP}\d){{4}}{GAP}(?:\d{GAP}\d|2{GAP}[ABab])(?:{GAP}\d){{6}})"
    rf"(?:[ \u00a0\u202f./-]{{0,3}}(?:cl[ée]{SPACE}?:?{SPACE}?)?(\d{GAP}\d))?(?!\d|{GAP}\d\d\d)",
)
IBAN = re.compile(
    rf"(?<![A-Za-z0-9])[A-Z]{{2}}\d\d(?:{SPACE}?[A-Z0-9]{{4}}){{3,7}}(?:{SPACE}?[A-Z0-9]{{1,3}})?(?![A-Za-z0-9])"
)
RECORD = re.compile(
    rf"(?:\b(?:IPP|IEP|NDA|NIP|INS)\b|\b(?i:dossier|s[ée]jour|passage|patiente?|admission|adh[ée]rente?)"
    rf"(?:{SPACE}(?i:patient|m[ée]dical))?(?:{SPACE}?(?:[nN][°ºo]|(?i:num[ée]ro))|{SPACE}(?=\d{{4}}|\d\d-)))"
    rf"{SAYS}(?:(?:est|de){SPACE}(?:le{SPACE})?)?({DIGITS})"
)
LICENCE = re.compile(
    rf"\b(?:rpps|adeli|finess|siret|siren)\b[^\d\n]{{0,30}}?(\d(?:{GAP}[\dAB]){{7,13}})(?!\d)", re.I
)


def seen(text: str) -> Iterator[Span]:
    for kind, pattern in SHAPES:
        for found in pattern.finditer(text):
            group = found.lastindex or 0
            yield Span(*found.span(group), kind, sure=kind != "plate" and pattern is not EXTENSION)
    for found in LINK.finditer(text):
        yield Span(found.start(), found.start() + len(found[0].rstrip(".,;:!?)…")), "link", True)
    for found in NIR.finditer(text):
        if _plausible_month(found[1]):
            yield Span(*found.span(), "nir", good_key(found[1], found[2]))
    for found in IBAN.finditer(text):
        if (good := _good_iban(found[0])) or found[0].startswith("FR"):
            yield Span(*found.span(), "iban", good)
    for found in IP.finditer(text):
        if ":" in found[0] or all(int(part) < 256 for part in found[0].split(".")):
            yield Span(*found.span(), "ip", len(found[0]) > 9)


SHAPES = (
    ("email", EMAIL),
    ("handle", HANDLE),
    ("plate", PLATE),
    ("phone", PHONE),
    ("phone", ABROAD),
    ("phone", EXTENSION),
    ("record", RECORD),
    ("licence", LICENCE),
)


def _plausible_month(body: str) -> bool:
    """01 to 12; 20 to 42 and 50 to 99 where the month of birth was not known."""
    month = int("".join(c for c in body if c.isdigit())[3:5])
    return 1 <= month <= 12 or 20 <= month <= 42 or month >= 50


def good_key(body: str, key: str | None) -> bool:
    """Does the key fit? 97 less the remainder by 97; Corsica's 2A counts as 19, its 2B as 18."""
    if not key:
        return False
    plain = "".join(c for c in body.upper() if c.isalnum()).replace("2A", "19").replace("2B", "18")
    return int("".join(c for c in key if c.isdigit())) == 97 - int(plain) % 97


def _good_iban(given: str) -> bool:
    plain = "".join(given.split())
    return int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1
