"""Where one speaks from. A voice is no rank: the order here is only that of a form."""

from __future__ import annotations

from enum import StrEnum

from polyphonie.base.text import Text


class Voice(StrEnum):
    PATIENT = "patient"
    FAMILY = "family"
    PROFESSIONAL = "professional"
    SUPPORT = "support"
    MANAGER = "manager"
    COMMUNITY = "community"

    @property
    def text(self) -> Text:
        """As one says it of oneself, in a form."""
        return NAMES[self]

    @property
    def short(self) -> Text:
        """As it stands beside a name."""
        return SHORT[self]

    @property
    def lives_with_care(self) -> bool:
        """Patients, those close to them and those who speak for them: one side of a quorum of voices."""
        return self in {Voice.PATIENT, Voice.FAMILY, Voice.COMMUNITY}


NAMES = {
    Voice.PATIENT: Text("patient ou patiente", "patient"),
    Voice.FAMILY: Text("famille ou proche aidant", "family or carer"),
    Voice.PROFESSIONAL: Text("professionnel ou professionnelle de santé", "health professional"),
    Voice.SUPPORT: Text("équipe technique ou administrative", "technical or administrative staff"),
    Voice.MANAGER: Text("encadrement ou direction", "manager"),
    Voice.COMMUNITY: Text("association ou habitants", "community"),
}

SHORT = {
    Voice.PATIENT: Text("patient", "patient"),
    Voice.FAMILY: Text("proche", "carer"),
    Voice.PROFESSIONAL: Text("soin", "care"),
    Voice.SUPPORT: Text("technique, administratif", "support"),
    Voice.MANAGER: Text("encadrement", "management"),
    Voice.COMMUNITY: Text("association", "community"),
}
