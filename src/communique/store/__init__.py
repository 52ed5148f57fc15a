"""The record on disk: what was read, what was derived from it, and its search."""

from communique.store.codec import evidence_of
from communique.store.record import Record
from communique.store.views import Changes, Hit, QuoteLine, Source, StoryChange

__all__ = ["Changes", "Hit", "QuoteLine", "Record", "Source", "StoryChange", "evidence_of"]
