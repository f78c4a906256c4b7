"""A house that goes on after its copy was made, and is put back as it was."""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def what_comes_after_the_copy():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
