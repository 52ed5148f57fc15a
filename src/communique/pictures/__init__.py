"""Pictures of what the record holds: records in, SVG out, as text.

Each is a pure function: the same records give the same bytes. A picture of nothing is a sentence. Method and
choices: `docs/methods/pictures.md`.
"""

from communique.pictures.actors import network
from communique.pictures.causes import drivers
from communique.pictures.months import series
from communique.pictures.pair import pair
from communique.pictures.promises import ledger

__all__ = ["drivers", "ledger", "network", "pair", "series"]
