"""The shape of dates: one instant, several to choose from, what one says of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from polyphonie.base import clock
from polyphonie.gatherings.queries import MOST, Answer, DateSeen

YEARS = range(2000, 2100)


class Moment(forms.DateTimeField):
    """A day and an hour, read where the person lives. An hour that a change of clock skips or doubles is asked again."""

    def __init__(self, **kwargs: Any) -> None:
        typed = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(required=False, widget=typed, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        try:
            moment = super().to_python(value)
        except (ValidationError, OverflowError):
            moment = datetime.min
        if moment is not None and moment.year not in YEARS:
            raise ValidationError(
                gettext("Cette date ne se lit pas, ou l’heure change cette nuit-là. Choisissez-en une autre.")
            )
        return moment


class SeveralDates(forms.Form):
    """Up to six dates, in the order they were typed; what was left empty is no date."""

    def __init__(self, *args: Any, room: int = MOST, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = timezone.localtime(clock.now()).strftime("%Y-%m-%dT%H:%M")
        for number in range(1, room + 1):
            field = Moment(label=gettext("Date %(number)s") % {"number": number})
            field.widget.attrs["min"] = now
            self.fields[f"date_{number}"] = field

    @property
    def date_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("date_")]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("date_")]

    @property
    def begun(self) -> bool:
        """Has somebody typed a date here already?"""
        return any(field.value() or field.errors for field in self.date_fields)

    def clean(self) -> dict[str, Any]:
        """`dates` in place of the single fields."""
        given = super().clean() or {}
        typed = [given.pop(field.name, None) for field in self.date_fields]
        return {**given, "dates": [date for date in typed if date]}


SAYING = {
    Answer.YES: _("Je peux"),
    Answer.IF_NEEDED: _("Si besoin"),
    Answer.NO: _("Je ne peux pas"),
}


class Answers(forms.Form):
    """One question for each date that is still to come."""

    def __init__(self, *args: Any, dates: Sequence[DateSeen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for date in dates:
            self.fields[_name(date)] = forms.ChoiceField(
                label=in_words(date.at),
                choices=[(answer.value, words) for answer, words in SAYING.items()],
                widget=forms.RadioSelect,
                required=False,
                initial=date.mine,
            )
        self._names = {_name(date): date.pk for date in dates}

    @property
    def answers(self) -> dict[int, str]:
        """Date → what was said of it."""
        return {
            pk: self.cleaned_data[name] for name, pk in self._names.items() if self.cleaned_data.get(name)
        }


def _name(date: DateSeen) -> str:
    return f"when_{date.pk}"


def in_words(at: datetime) -> str:
    """A date as it is said, where the reader lives."""
    return formats.date_format(timezone.localtime(at), "l j F, H:i")
