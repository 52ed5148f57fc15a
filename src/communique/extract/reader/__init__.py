"""The trained reading model: one small encoder, several heads; see `docs/methods/reader.md`."""

from __future__ import annotations

from communique.extract.reader.model import Reader, States, reader

__all__ = ["Reader", "States", "reader"]
