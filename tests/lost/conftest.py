"""One furnished house for the tests that do not break it."""

import pytest

from tests.lost.house import House


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    server = House(tmp_path_factory.mktemp("house"))
    yield server
    server.stop()
