"""The record on disk: what was read, what was derived from it, and its search."""

from communique.store.codec import evidence_of
from communique.store.facets import FACETS, Facet
from communique.store.judgements import Judgement, Judgements
from communique.store.listing import Sort, Wanted
from communique.store.lists import Lists
from communique.store.pledges import Pledged, Pledges
from communique.store.record import Record
from communique.store.views import (
    Changes,
    ClaimLine,
    FacetCount,
    Hit,
    Lede,
    Page,
    QuoteLine,
    Source,
    StoryCard,
    StoryChange,
)

__all__ = [
    "FACETS",
    "Changes",
    "ClaimLine",
    "Facet",
    "FacetCount",
    "Hit",
    "Judgement",
    "Judgements",
    "Lede",
    "Lists",
    "Page",
    "Pledged",
    "Pledges",
    "QuoteLine",
    "Record",
    "Sort",
    "Source",
    "StoryCard",
    "StoryChange",
    "Wanted",
    "evidence_of",
]
