"""The OpenSearch server that the settings name, if they do: how it is asked, and how long it is left alone when it does not answer.

What goes wrong is told by the name of the error alone: what such an error says holds what was asked.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.conf import settings

from polyphonie.base import clock

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

T = TypeVar("T")
log = logging.getLogger(__name__)
SECONDS = 2.0  # that somebody waits for its answer, once in `REST`
REST = timedelta(seconds=30)
_resting: dict[str, datetime] = {}  # until when each address is left alone


class Unanswered(Exception):
    """The server gave no answer, or none that can be understood."""


def is_named() -> bool:
    return bool(settings.OPENSEARCH_URL)


def rests() -> bool:
    """Did it fail to answer a moment ago? Nobody else waits for it now."""
    until = _resting.get(settings.OPENSEARCH_URL)
    return until is not None and clock.now() < until


def wake() -> None:
    """It may be asked again at once."""
    _resting.pop(settings.OPENSEARCH_URL, None)


def name() -> str:
    """How this house calls its index: two houses may share a server."""
    return f"polyphonie-{UUID(settings.HOUSE_ID).hex}"


def ask(question: Callable[[OpenSearch], T]) -> T:
    """What the server answers. Raises `Unanswered`, after which it rests."""
    from opensearchpy.exceptions import OpenSearchException

    try:
        return question(_client(settings.OPENSEARCH_URL))
    except (OpenSearchException, LookupError, TypeError, ValueError) as why:
        _resting[settings.OPENSEARCH_URL] = clock.now() + REST
        log.warning("OpenSearch gives no answer (%s): the database does", type(why).__name__)
        raise Unanswered from None


@cache
def _client(address: str) -> OpenSearch:
    from opensearchpy import OpenSearch

    return OpenSearch(address, timeout=SECONDS, max_retries=0, pool_maxsize=settings.THREADS)
