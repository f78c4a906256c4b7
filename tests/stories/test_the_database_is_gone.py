"""Somebody deleted the database file: people get a sentence, not a trace."""

import urllib.error
import urllib.request

import pytest
from django.conf import settings

from tests.server import Server

pytestmark = [pytest.mark.server]
ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.mark.skipif(not ON_SQLITE, reason="only SQLite is a file that one can lose")
@pytest.mark.parametrize(("language", "sentence"), [("fr", "ne répondent pas"), ("en", "is not answering")])
def test_a_lost_database_file_gets_a_sentence_in_the_language_of_the_reader(tmp_path, language, sentence):
    server = Server(tmp_path, POLYPHONIE_EMBEDDED_WORKER="0")
    try:
        before = urllib.request.urlopen(f"{server.url}/guides/", timeout=10).status
        for path in tmp_path.glob("polyphonie.sqlite3*"):
            path.write_bytes(b"this is no database" * 300)
        asked = urllib.request.Request(
            f"{server.url}/accounts/login/",
            headers={"Accept-Language": language, "Cookie": "sessionid=abcdefgh"},
        )
        with pytest.raises(urllib.error.HTTPError) as said:
            urllib.request.urlopen(asked, timeout=10)
        page = said.value.read().decode()
    finally:
        server.stop()
    assert (before, said.value.code) == (200, 503)
    assert sentence in page
    assert "Traceback" not in page
