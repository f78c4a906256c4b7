"""The place where everything has been said once, built once for each file and given back as it was."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import override_settings

from tests.trust import asking, crawling
from tests.trust import place as places


@pytest.fixture(scope="module", autouse=True)
def files_apart(tmp_path_factory):
    """What is made as a file in these tests does not land among the files of this machine's own house."""
    with override_settings(DATA=tmp_path_factory.mktemp("data")):
        yield


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker, files_apart):
    """Built inside one transaction that is undone at the end of the file: three seconds once, not three seconds a test."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = places.build()
        for somebody in crawling.everybody(built).values():
            asking.browser(
                built, somebody
            )  # their sessions belong to the place, not to the first test that needs one
        yield built
        transaction.set_rollback(True)
