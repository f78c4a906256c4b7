"""The house's own settings, with one more address: the floor."""

from polyphonie.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls_floor"
