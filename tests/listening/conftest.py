import pytest


@pytest.fixture(autouse=True)
def halves_of_their_own(settings, tmp_path):
    """The half keys of these waves lie in a folder of the test."""
    settings.DATA = tmp_path
