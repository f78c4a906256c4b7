"""Reading a sentence the way a person does: the spaces that do not break are spaces."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from polyphonie.base.refusals import Refusal


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@contextmanager
def refused(fr: str, en: str | None = None) -> Iterator[None]:
    """What happens inside is refused with exactly this sentence; there is one in each language."""
    with pytest.raises(Refusal) as refusal:
        yield
    text = refusal.value.text
    assert plain(text.fr) == fr
    assert text.en.strip() if en is None else plain(text.en) == en
