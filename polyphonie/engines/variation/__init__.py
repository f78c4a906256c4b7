"""Variation: what changes in a series over time, what does not, and how often it only seems so."""

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
from polyphonie.engines.variation.pairs import PairSeries, moved
from polyphonie.engines.variation.runs import chance_of_a_signal, run_chart
from polyphonie.engines.variation.shares import concentration, evenness, fair_share
from polyphonie.engines.variation.shortrun import alarms
from polyphonie.engines.variation.singles import xmr
from polyphonie.engines.variation.tables import Table, table

__all__ = [
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
    "alarms",
    "allowed",
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
    "explain_cohort",
    "explain_gaps",
    "fair_share",
    "fell_twice",
    "for_nothing_in_pair",
    "gaps",
    "moved",
    "p_chart",
    "run_chart",
    "said_one",
    "svg",
    "table",
    "xmr",
]
