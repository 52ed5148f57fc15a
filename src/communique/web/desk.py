"""The record as a reader's desk: every answer of pages and interface is made here."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from communique import exchange
from communique.config import Settings
from communique.errors import UsageError
from communique.exchange.report import article_to_dict, commitment_to_dict, event_to_dict
from communique.records import Brief, Reading, Standing
from communique.records import Story as StoryRecord
from communique.store import FACETS, Lede, Record, Sort, Wanted
from communique.store import StoryCard as CardRecord
from communique.telling_briefs import brief_key, compose_brief
from communique.web import models
from communique.web.actors import ActorsOf
from communique.web.audits import Audits
from communique.web.causes import Causes
from communique.web.claim_lines import claim_model
from communique.web.faults import RequestError
from communique.web.freshness import Freshness
from communique.web.importing import Import, Imports
from communique.web.judgements import Judging
from communique.web.overdue import Overdue
from communique.web.pairs import Pairs
from communique.web.promises import Promises
from communique.web.remembering import Remembered
from communique.web.searching import Searching
from communique.web.sources import source_model
from communique.web.story_view import StoryView, StoryViews
from communique.web.tellings import Tellings
from communique.web.uploads import stored

MOST_OVERDUE = 50
"""Overdue promises that are told of one story."""


class Desk:
    """Answers from the record at `path`, which others may write to meanwhile.

    Raises RequestError 404 for an id that the record does not hold.
    """

    def __init__(self, path: Path, settings: Settings | None = None) -> None:
        self._path, self._settings = path, settings or Settings()
        self._remembered = Remembered(lambda: self.record.version())
        self.freshness = Freshness(lambda: self.record.version(), lambda: self.record.corrections())
        self.imports = Imports(path, self._settings, ended=self.freshness.settle)
        self.audits = Audits(path, lambda: self.record, self._settings)
        self._views = StoryViews(lambda: self.record)
        self.causes = Causes(lambda: self.record)
        self.judging = Judging(path, lambda: self.record, self._settings)
        self.tellings = Tellings(path, lambda: self.record)
        self.promises = Promises(lambda: self.record, self.tellings.ledger)
        self.overdue = Overdue(lambda: self.record, self.promises.warm)
        self.pairs = Pairs(lambda: self.record, self.tellings)
        self.searching = Searching(lambda: self.record, self._remembered)
        self.actors = ActorsOf(lambda: self.record, self.tellings)
        self._record: Record | None = None
        self._opening = threading.Lock()
        self._brief = lru_cache(maxsize=1024)(self._composed)

    @property
    def record(self) -> Record:
        """The record, opened at the first question (and made, empty, if there is none)."""
        with self._opening:
            if self._record is None:
                self._record = Record.open(self._path, steady=True)
            return self._record

    def _prepare(self) -> None:
        """Have told behind the scenes what readers of a large record may ask for next."""
        if self.tellings.is_large():
            self.actors.warm()
            self.pairs.warm()
            self.promises.warm()
            self.tellings.fill()

    def close(self) -> None:
        """Let go of the record, and of what is being imported."""
        self.imports.close()
        self.audits.close()
        self.judging.close()
        self.tellings.close()
        if self._record is not None:
            self._record.close()

    # ---------------------------------------------------------------- lists

    def counts(self) -> models.Counts:
        """What the record holds."""
        return self._remembered.get("counts", lambda: models.Counts(**self.record.lists.counts()))

    def latest(self) -> str | None:
        """When the last article came in: UTC, ISO 8601; None for an empty record."""
        return self._remembered.get("latest", lambda: self.record.lists.latest())

    def stories(
        self, wanted: Wanted, *, sort: Sort = "newest", after: str | None = None, limit: int = 25
    ) -> models.Page[models.StoryCard]:
        """Stories that are wanted."""
        key = f"stories {wanted} {sort} {after} {limit}"
        return self._remembered.get(key, lambda: self._stories(wanted, sort, after, limit))

    def _stories(
        self, wanted: Wanted, sort: Sort, after: str | None, limit: int
    ) -> models.Page[models.StoryCard]:
        self._prepare()
        found = self.record.lists.stories(wanted, sort=sort, after=after, limit=limit)
        items = self._cards(found.items)
        return models.Page[models.StoryCard](items=items, total=found.total, after=found.after)

    def _cards(self, cards: Sequence[CardRecord], *, opening: bool = True) -> list[models.StoryCard]:
        names = self._names(key for card in cards for key in card.story.actors)
        keys = [card.story.id for card in cards]
        ledes, began = self.record.lists.ledes(keys if opening else ()), self.record.lists.began(keys)
        overdue = self.overdue.among([card.story.articles for card in cards])
        return [
            _card(
                card,
                names,
                lede=ledes.get(card.story.id),
                began=began.get(card.story.id, card.added),
                overdue=len(late),
            )
            for card, late in zip(cards, overdue, strict=True)
        ]

    def facets(self, wanted: Wanted) -> models.Facets:
        """What these stories can be narrowed by."""
        return self._remembered.get(f"facets {wanted}", lambda: self._facets(wanted))

    def _facets(self, wanted: Wanted) -> models.Facets:
        counted = self.record.lists.facets(wanted)
        names = self._names(one.value for one in counted if one.facet == "actor")
        found: dict[str, list[models.FacetValue]] = {facet: [] for facet in FACETS}
        for one in counted:
            name = names.get(one.value, one.value) if one.facet == "actor" else one.value
            found[one.facet].append(models.FacetValue(value=one.value, name=name, count=one.count))
        for values in found.values():
            values.sort(key=lambda value: (-value.count, value.name))
        return models.Facets(**found)

    def articles(
        self, wanted: Wanted, *, sort: Sort = "newest", after: str | None = None, limit: int = 25
    ) -> models.Page[models.Source]:
        """Articles that are wanted."""
        found = self.record.lists.articles(wanted, sort=sort, after=after, limit=limit)
        items = [source_model(one) for one in found.items]
        return models.Page[models.Source](items=items, total=found.total, after=found.after)

    def claims(
        self,
        wanted: Wanted,
        *,
        story: str | None = None,
        standing: Standing | None = None,
        after: str | None = None,
        limit: int = 25,
    ) -> models.Page[models.Claim]:
        """Claims that are wanted, the best supported first."""
        key = f"claims {wanted} {story} {standing} {after} {limit}"
        return self._remembered.get(key, lambda: self._claims(wanted, story, standing, after, limit))

    def _claims(
        self, wanted: Wanted, story: str | None, standing: Standing | None, after: str | None, limit: int
    ) -> models.Page[models.Claim]:
        within = self._story(story).id if story else None
        found = self.record.lists.claims(wanted, story=within, standing=standing, after=after, limit=limit)
        items = [claim_model(line) for line in found.items]
        return models.Page[models.Claim](items=items, total=found.total, after=found.after)

    def quotes(
        self, wanted: Wanted, *, speaker: str | None = None, after: str | None = None, limit: int = 25
    ) -> models.Page[models.Quote]:
        """Quotes that are wanted, in the order of articles and texts."""
        found = self.record.lists.quotes(wanted, speaker=speaker, after=after, limit=limit)
        items = [
            models.Quote.model_validate(
                {"source": source_model(one.source), **exchange.quote_to_dict(one.quote)}
            )
            for one in found.items
        ]
        return models.Page[models.Quote](items=items, total=found.total, after=found.after)

    # ---------------------------------------------------------------- one thing

    def story(self, name: str) -> models.Story:
        """The story with this id, or the only one whose id begins so, with its brief."""
        return self._remembered.get(f"story {name}", lambda: self._told(name))

    def view(self, story: models.Story) -> StoryView:
        """What the page of a story shows beside its list of articles."""
        return self._remembered.get(f"view {story.id}", lambda: self._views.view(story))

    def markdown(self, name: str) -> str:
        """The brief of a story as Markdown, as `communique brief` writes it."""
        from communique.brief.render import render_brief_markdown
        from communique.pipeline import story_report

        story = self._story(name)
        return render_brief_markdown(self._briefed(story), story_report(self.record, story))

    def _told(self, name: str) -> models.Story:
        self._prepare()
        story = self._story(name)
        sources = self.record.sources(story.articles)
        arc = self.record.lists.arc(story.arc) if story.arc else ()
        names = self._names(story.actors)
        (overdue,) = self.overdue.among([story.articles])
        told = {
            key: exchange.story_to_dict(story)[key] for key in ("id", "label", "date", "places", "arc", "why")
        }
        return models.Story.model_validate(
            {
                **told,
                "actors": [_named(key, names) for key in story.actors],
                "articles": [source_model(one) for one in sources],
                "brief": self.brief(story),
                "related": self._cards([one for one in arc if one.story.id != story.id], opening=False),
                "overdue": sorted(overdue)[:MOST_OVERDUE],
            }
        )

    def brief(self, story: StoryRecord) -> models.Brief:
        """The brief of a story as its articles stand now."""
        return models.Brief.model_validate(exchange.brief_to_dict(self._briefed(story)))

    def _briefed(self, story: StoryRecord) -> Brief:
        return self._brief(story, brief_key(self.record, story))

    def _composed(self, story: StoryRecord, key: str) -> Brief:
        return self.record.briefs.kept(story.id, key) or compose_brief(self.record, story)

    # ---------------------------------------------------------------- adding

    def add(self, files: Iterable[tuple[str, BinaryIO]]) -> models.Import:
        """Add these files (name, content) to the record, in the background."""
        folder = self.imports.folder()
        problems = stored(files, folder, self._settings)
        return _import(self.imports.start(folder, tuple(problems)))

    def imported(self, key: str) -> models.Import:
        """How far an import is."""
        found = self.imports.get(key)
        if found is None:
            raise RequestError(404, "there is no such import; it may be over for long")
        return _import(found)

    def every_import(self) -> list[models.Import]:
        """The imports since this desk was opened, the latest first."""
        return [_import(one) for one in self.imports.all()]

    def follow(self, key: str) -> Iterator[models.Import]:
        """How far an import is, again whenever that changes, until its end."""
        return (_import(one) for one in self.imports.follow(key))

    # ---------------------------------------------------------------- what was read

    def reading(self, article: str) -> Reading:
        """All that was read from the article with this id."""
        found = self.record.readings([article])
        if not found:
            raise RequestError(404, f"the record holds no article with the id {article[:40]!r}")
        return found[0]

    def readings(self, articles: Sequence[str]) -> tuple[Reading, ...]:
        """What was read from these articles (ids)."""
        return self.record.readings(articles)

    def article(self, reading: Reading) -> models.Article:
        """An article with all that was read from it."""
        (source,) = self.record.sources([reading.article.id])
        shown = article_to_dict(reading.article, copy_of=source.copy_of, story=source.story)
        for key in ("path", "digest"):
            del shown[key]
        return models.Article.model_validate(
            {
                **shown,
                "statements": [exchange.statement_to_dict(one, claim=None) for one in reading.statements],
                "quotes": [exchange.quote_to_dict(one) for one in reading.quotes],
                "events": [event_to_dict(one) for one in reading.events],
                "commitments": [commitment_to_dict(one) for one in reading.commitments],
                "actors": [{"id": actor.id, "name": actor.name} for actor in reading.actors],
            }
        )

    def _story(self, name: str) -> StoryRecord:
        try:
            return self.record.story(name)
        except UsageError as error:
            raise RequestError(404, str(error).partition(";")[0]) from error

    def _names(self, actors: Iterable[str]) -> Mapping[str, str]:
        return self.record.actor_names(sorted(set(actors)))


def _named(key: str, names: Mapping[str, str]) -> models.Named:
    return models.Named(id=key, name=names.get(key, key))


def _card(
    card: CardRecord, names: Mapping[str, str], *, lede: Lede | None, began: str, overdue: int
) -> models.StoryCard:
    story = card.story
    opening = lede and {"source": source_model(lede.source), "span": exchange.span_to_dict(lede.span)}
    return models.StoryCard.model_validate(
        {
            "id": story.id,
            "label": story.label,
            "date": exchange.interval_to_dict(story.date),
            "places": story.places,
            "actors": [_named(key, names) for key in story.actors],
            "articles": len(story.articles),
            "outlets": card.outlets,
            "copies": card.copies,
            "contested": card.contested,
            "overdue": overdue,
            "lede": opening,
            "arc": story.arc,
            "began": began,
            "added": card.added,
        }
    )


def _import(one: Import) -> models.Import:
    problems = [{"origin": p.origin, "reason": p.reason, "kind": p.kind} for p in one.problems]
    return models.Import(
        id=one.id,
        state=one.state,
        read=one.read,
        total=one.total,
        new=one.new,
        changed=one.changed,
        problems=problems,
        error=one.error,
    )
