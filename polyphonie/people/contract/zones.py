"""Time zones, by the names that people give to places. Their rules are those of the IANA database."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from polyphonie.base.text import Text

# Where French hospitals are, the sea included: these stand first in the list.
FRENCH = {
    "Europe/Paris": Text("Paris", "Paris"),
    "America/Guadeloupe": Text("Guadeloupe", "Guadeloupe"),
    "America/Martinique": Text("Martinique", "Martinique"),
    "America/Cayenne": Text("Guyane", "French Guiana"),
    "Indian/Reunion": Text("La Réunion", "Réunion"),
    "Indian/Mayotte": Text("Mayotte", "Mayotte"),
    "America/Miquelon": Text("Saint-Pierre-et-Miquelon", "Saint Pierre and Miquelon"),
    "America/St_Barthelemy": Text("Saint-Barthélemy", "Saint Barthélemy"),
    "America/Marigot": Text("Saint-Martin", "Saint Martin"),
    "Pacific/Noumea": Text("Nouvelle-Calédonie", "New Caledonia"),
    "Pacific/Wallis": Text("Wallis-et-Futuna", "Wallis and Futuna"),
    "Pacific/Tahiti": Text("Polynésie française (Tahiti)", "French Polynesia (Tahiti)"),
    "Pacific/Marquesas": Text("Îles Marquises", "Marquesas Islands"),
    "Pacific/Gambier": Text("Îles Gambier", "Gambier Islands"),
    "Indian/Kerguelen": Text("Kerguelen", "Kerguelen"),
}
AREAS = {
    "Africa": Text("Afrique", "Africa"),
    "America": Text("Amérique", "America"),
    "Antarctica": Text("Antarctique", "Antarctica"),
    "Arctic": Text("Arctique", "Arctic"),
    "Asia": Text("Asie", "Asia"),
    "Atlantic": Text("Atlantique", "Atlantic"),
    "Australia": Text("Australie", "Australia"),
    "Europe": Text("Europe", "Europe"),
    "Indian": Text("Océan Indien", "Indian Ocean"),
    "Pacific": Text("Pacifique", "Pacific"),
}


@cache
def known() -> frozenset[str]:
    """The zones that are places; the others are offsets and names from before."""
    return frozenset(name for name in available_timezones() if name.partition("/")[0] in AREAS)


@cache
def elsewhere() -> tuple[tuple[Text, tuple[str, ...]], ...]:
    """The places that are not French ones, area by area."""
    others = sorted(known() - FRENCH.keys())
    return tuple(
        (text, tuple(name for name in others if name.startswith(f"{area}/"))) for area, text in AREAS.items()
    )


def place(zone: str) -> Text:
    """What a zone is called: Indian/Reunion is La Réunion, America/New_York is New York."""
    name = zone.rpartition("/")[2].replace("_", " ")
    return FRENCH.get(zone) or Text(name, name)


def zone_of(zone: str) -> ZoneInfo | None:
    """The rules of a zone; None for the installation's, or for one that is no longer known."""
    return ZoneInfo(zone) if zone in known() else None
