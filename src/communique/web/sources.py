"""An article as lists show it."""

from __future__ import annotations

from communique import exchange
from communique.store import Source
from communique.web import models


def source_model(source: Source) -> models.Source:
    """A source of the record as the interface gives it."""
    return models.Source.model_validate(
        {
            "id": source.id,
            "name": source.name,
            "title": source.title,
            "outlet": source.outlet,
            "published": exchange.interval_to_dict(source.published),
            "story": source.story,
            "copy_of": source.copy_of,
            "muted": source.muted,
        }
    )
