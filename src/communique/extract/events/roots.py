"""PLOVER's roots and what becomes of one that is asked for, refused, stopped or still to come.

The names are those of the PLOVER codebook, but for CONCEDE, which is YIELD here. Benchmarks that
know fifteen roots have one name for YIELD and RETREAT: `folded`.
"""

from __future__ import annotations

from collections.abc import Mapping

QUADS: Mapping[str, int] = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "COOPERATE": 2,
    "AID": 2,
    "YIELD": 2,
    "RETREAT": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "SANCTION": 4,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}
"""Verbal cooperation 1, material cooperation 2, verbal conflict 3, material conflict 4."""

STOPPED: Mapping[str, tuple[str, str | None]] = {
    "AGREE": ("SANCTION", "withdraw"),
    "CONSULT": ("SANCTION", "withdraw"),
    "SUPPORT": ("SANCTION", "discontinue"),
    "COOPERATE": ("SANCTION", "discontinue"),
    "AID": ("SANCTION", "discontinue"),
    "YIELD": ("SANCTION", "discontinue"),
    "ACCUSE": ("YIELD", None),
    "THREATEN": ("YIELD", None),
    "PROTEST": ("YIELD", None),
    "SANCTION": ("RETREAT", None),
    "COERCE": ("RETREAT", None),
    "MOBILIZE": ("RETREAT", "disarm"),
    "ASSAULT": ("RETREAT", "ceasefire"),
}
"""What it is to stop, suspend or lift an act of a root, with its mode."""


def quad(root: str) -> int:
    """The quad (1 to 4) of a root."""
    return QUADS[root]


def folded(root: str) -> str:
    """The root in schemes of fifteen, where giving way has one name."""
    return "YIELD" if root == "RETREAT" else root


def is_cooperative(root: str) -> bool:
    """Whether a root is one of cooperation, in word or deed."""
    return QUADS[root] <= 2


def ahead(root: str) -> str:
    """The root of an act of this root that its doer says is still to come.

    The manual makes an AGREE of every CONSULT, SUPPORT, COOPERATE or AID to come; giving way to
    come is one too here, and material conflict to come a THREATEN. Verbal conflict stays.
    """
    if is_cooperative(root):
        return "AGREE"
    return "THREATEN" if QUADS[root] == 4 else root
