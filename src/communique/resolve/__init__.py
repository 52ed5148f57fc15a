"""Names to actors, words to dates and quantities."""

from communique.resolve.cast import Cast, Character
from communique.resolve.dates import find_dates, relation, year_hint
from communique.resolve.explaining import Explanation, explain
from communique.resolve.lexicon import Entry, Lexicon, Spot, lexicon
from communique.resolve.quantities import find_quantities
from communique.resolve.terms import Term

__all__ = [
    "Cast",
    "Character",
    "Entry",
    "Explanation",
    "Lexicon",
    "Spot",
    "Term",
    "explain",
    "find_dates",
    "find_quantities",
    "lexicon",
    "relation",
    "year_hint",
]
