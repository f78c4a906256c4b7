import pytest

from polyphonie.base import clock
from tests.programmes.duo import duo
from tests.programmes.road import NOON, road


@pytest.fixture
def r(db):
    """The road, at noon."""
    with clock.at(NOON):
        yield road()


@pytest.fixture
def d(r):
    """The same, with a pair in it."""
    return duo(r)
