"""Variation: what changes in a series over time, what does not, and how often it only seems so."""

from polyphonie.engines.variation.banded_words import explain_banded, how_read, seen_in
from polyphonie.engines.variation.bands import Banded, Telling, banded
from polyphonie.engines.variation.between import Gaps, explain_gaps, gaps
from polyphonie.engines.variation.charts import (
    Better,
    Chart,
    Kind,
    Limits,
    Meaning,
    Point,
    Rebase,
    Runs,
    Sign,
)
from polyphonie.engines.variation.cohorts import explain_cohort
from polyphonie.engines.variation.counts import p_chart
from polyphonie.engines.variation.dots import Dots, dots_svg, dots_table
from polyphonie.engines.variation.drawing import svg
from polyphonie.engines.variation.drift import cusum, ewma, ewma_chart
from polyphonie.engines.variation.explaining import explain
from polyphonie.engines.variation.few import allowed, circle_may_be_charted, fell_twice, said_one
from polyphonie.engines.variation.frequency import for_nothing_in_pair
from polyphonie.engines.variation.lanes import banded_svg, banded_table
from polyphonie.engines.variation.pairs import PairSeries, moved
from polyphonie.engines.variation.runs import chance_of_a_signal, run_chart
from polyphonie.engines.variation.shares import concentration, evenness, fair_share
from polyphonie.engines.variation.shortrun import alarms
from polyphonie.engines.variation.singles import fine_enough, xmr
from polyphonie.engines.variation.tables import Table, table

__all__ = [
    "Banded",
    "Better",
    "Chart",
    "Dots",
    "Gaps",
    "Kind",
    "Limits",
    "Meaning",
    "PairSeries",
    "Point",
    "Rebase",
    "Runs",
    "Sign",
    "Table",
    "Telling",
    "alarms",
    "allowed",
    "banded",
    "banded_svg",
    "banded_table",
    "chance_of_a_signal",
    "circle_may_be_charted",
    "concentration",
    "cusum",
    "dots_svg",
    "dots_table",
    "evenness",
    "ewma",
    "ewma_chart",
    "explain",
    "explain_banded",
    "explain_cohort",
    "explain_gaps",
    "fair_share",
    "fell_twice",
    "fine_enough",
    "for_nothing_in_pair",
    "gaps",
    "how_read",
    "moved",
    "p_chart",
    "run_chart",
    "said_one",
    "seen_in",
    "svg",
    "table",
    "xmr",
]
