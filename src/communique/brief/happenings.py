"""What of a story is told as having happened."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property

from communique.brief.choosing import opens_with_quote
from communique.brief.material import Material, Point

DEEPEST = 4
"""Paragraphs into an article in which what happened is told; further down stands background."""
FEWEST = 9
"""Words of a sentence that tells what happened: a shorter one leans on what stands around it."""
BEFORE = dt.timedelta(days=45)
"""What lies further back than this from the story's own days is background."""
ANNOUNCED = re.compile(r"\b(?:announced|agreed|declared)\b")
PLANNED = ("expected", "possible", "hypothetical")


class Happenings:
    """The points of a story that tell what happened, or what is planned where nothing has."""

    def __init__(self, material: Material) -> None:
        self._material = material

    @cached_property
    def only_planned(self) -> bool:
        """True if all articles look ahead: previews, or reports whose first sentence tells a plan."""
        readings = self._material.readings
        return bool(readings) and all(
            r.article.kind == "preview" or r.article.id in self._looking_ahead for r in readings
        )

    @cached_property
    def _looking_ahead(self) -> set[str]:
        """Articles whose first sentence holds nothing but what is expected."""
        leads: dict[str, list[bool]] = {}
        for point in self._material.points:
            if point.place == 0:
                ahead = point.statement.modality in PLANNED and not ANNOUNCED.search(
                    point.sentence.span.quote
                )
                leads.setdefault(point.article.id, []).append(ahead)
        return {article for article, ahead in leads.items() if all(ahead)}

    def points(self) -> list[Point]:
        """What may stand in the first part of a brief."""
        if self.only_planned:
            return [p for p in self._material.points if p.sentence.paragraph <= 2 and self._stands(p)]
        found = [p for p in self._material.points if self._happened(p)]
        return [p for p in found if p.article.kind in ("report", "statement")] or [
            p for p in found if p.article.kind != "preview"
        ]

    def _happened(self, point: Point) -> bool:
        """Told as fact; or an act of speech that its own sentence reports, in the lead."""
        statement = point.statement
        if not self._stands(point) or point.sentence.paragraph > DEEPEST:
            return False
        if statement.modality == "asserted":
            return not self._is_background(point) and (point.sentence.paragraph == 0 or self._acts(point))
        # What is promised, denied or announced in the lead is an act of speech, and it happened.
        spoken = statement.modality in ("pledged", "denied", "demanded") or (
            statement.modality == "expected" and ANNOUNCED.search(point.sentence.span.quote)
        )
        return bool(spoken) and point.sentence.paragraph == 0

    def _stands(self, point: Point) -> bool:
        return not opens_with_quote(point) and len(point.sentence.span.quote.split()) >= FEWEST

    def _is_background(self, point: Point) -> bool:
        """Whether it tells of days long before the story's own."""
        when, own = point.statement.date, self._material.story.date
        return when is not None and own is not None and when.start < own.start - BEFORE

    def _acts(self, point: Point) -> bool:
        """Whether one of those whom the story is about has a part in it."""
        return bool(set(self._material.story.actors[:4]) & set(point.statement.actors))
