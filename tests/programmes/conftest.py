import pytest

from polyphonie.base import clock
from tests.programmes.road import NOON, road


@pytest.fixture
def r(db):
    """The road, at noon."""
    with clock.at(NOON):
        yield road()
