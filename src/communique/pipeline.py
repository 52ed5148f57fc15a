"""The only place where the stages meet each other, the engine and the store."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from communique.config import Settings
from communique.errors import UsageError
from communique.records import (
    Actor,
    Article,
    Audit,
    Claim,
    Dependency,
    Driver,
    Event,
    Grouping,
    Problem,
    RawArticle,
    Reading,
    Report,
    Story,
)

if TYPE_CHECKING:
    from communique.store import Record, StoryChange

Progress = Callable[[int, int], None]
"""Called with how many articles are done and how many there are."""


def make_report(
    paths: Iterable[str | Path],
    *,
    settings: Settings | None = None,
    briefs: bool = True,
    progress: Progress | None = None,
) -> Report:
    """Everything about these files and folders, in one go, no store needed.

    Inputs that cannot be read are named in `Report.problems`; the rest is done.
    """
    settings = settings or Settings()
    readings, problems = read_all(paths, settings=settings, progress=progress)
    return assemble(readings, problems=problems, briefs=briefs, lexicon=settings.lexicon)


def read_all(
    paths: Iterable[str | Path],
    *,
    settings: Settings,
    progress: Progress | None = None,
    known: Set[tuple[str, str]] = frozenset(),
) -> tuple[tuple[Reading, ...], tuple[Problem, ...]]:
    """The per-article stages over all inputs: readings in the order of their ids, and problems.

    known: names and digests of raw articles that need no reading again; they are passed over.
    """
    from communique.gather import gather

    raws: list[RawArticle] = []
    problems: list[Problem] = []
    for found in gather(paths, settings=settings):
        if isinstance(found, Problem):
            problems.append(found)
        elif (found.name, found.digest) not in known:
            raws.append(found)
    readings: dict[str, Reading] = {}
    for count, done in enumerate(read_raws(raws, settings=settings), start=1):
        if progress is not None:
            progress(count, len(raws))
        if isinstance(done, Problem):
            problems.append(done)
        else:
            readings.setdefault(done.article.id, done)
    ordered = tuple(readings[key] for key in sorted(readings))
    return ordered, tuple(sorted(problems, key=lambda p: (p.origin, p.reason)))


def read_raws(raws: Iterable[RawArticle], *, settings: Settings) -> Iterator[Reading | Problem]:
    """The per-article work, on one process or several; results do not depend on how many.

    Takes from `raws` only a little ahead of what it gives.
    """
    from communique.engines import Failure, run

    under_way: deque[list[RawArticle]] = deque()

    def batches() -> Iterator[tuple[list[RawArticle], Settings]]:
        source = iter(raws)
        while batch := list(islice(source, BATCH)):
            under_way.append(batch)
            yield batch, settings

    for done in run(_read_batch, batches(), workers=settings.workers):
        batch = under_way.popleft()
        if isinstance(done, Failure):
            # One article of the batch cannot be worked on: each goes alone, so that only it is lost.
            yield from _read_alone(batch, settings=settings)
        else:
            yield from done


def _read_alone(batch: Sequence[RawArticle], *, settings: Settings) -> Iterable[Reading | Problem]:
    from communique.engines import Failure, run

    results = run(_read_batch, [((raw,), settings) for raw in batch], workers=settings.workers)
    for raw, done in zip(batch, results, strict=True):
        if isinstance(done, Failure):
            yield Problem(raw.origin, f"cannot be worked on ({done.error}: {done.reason})")
        else:
            yield from done


BATCH = 16
"""Articles handed to a worker at once: enough to amortise the hand-over."""


def _read_batch(work: tuple[Sequence[RawArticle], Settings]) -> list[Reading | Problem]:
    from communique.extract import extract
    from communique.read import read

    raws, settings = work
    results: list[Reading | Problem] = []
    articles: list[Article] = []
    for done in read(raws):
        if isinstance(done, Problem):
            results.append(done)
        else:
            articles.append(done)
    results.extend(extract(articles, settings=settings))
    _settle()
    return results


@cache
def _settle() -> None:
    """Let Python's collector leave alone what is loaded by now, once a process.

    Models and tables are hundreds of thousands of objects that live as long as the process; going
    through them again every few dozen articles costs a thirtieth of all reading.
    """
    gc.collect(1)
    gc.freeze()


def assemble(
    readings: Sequence[Reading],
    *,
    problems: Iterable[Problem] = (),
    briefs: bool = True,
    lexicon: str = "",
) -> Report:
    """Readings → copies, stories, claims and briefs; `lexicon` is the folder of the user's own names."""
    from communique.brief import compose
    from communique.compare import compare
    from communique.group import group

    grouping = group(readings, lexicon=lexicon)
    report = _related(tuple(readings), grouping, compare(readings, grouping), tuple(problems))
    if not briefs:
        return report
    return replace(report, briefs=tuple(compose(report, story) for story in grouping.stories))


def _related(
    readings: tuple[Reading, ...],
    grouping: Grouping,
    claims: tuple[Claim, ...],
    problems: tuple[Problem, ...] = (),
) -> Report:
    """What is read, grouped and compared, with the promises and relationships it tells of."""
    from communique.relate.ledger import ledger
    from communique.relate.relationships import relationships

    actors, commitments = merge_actors(readings), ledger(readings, grouping)
    return Report(
        readings=readings,
        actors=actors,
        grouping=grouping,
        claims=claims,
        briefs=(),
        events=events_of(readings),
        dependencies=dependencies_of(readings),
        drivers=drivers_of(readings),
        commitments=commitments,
        relationships=relationships(readings, grouping, actors, commitments, claims),
        problems=problems,
    )


def merge_actors(readings: Iterable[Reading]) -> tuple[Actor, ...]:
    """One actor an id: the longest name, the first known state and office, all names as aliases."""
    merged: dict[str, Actor] = {}
    for reading in readings:
        for actor in reading.actors:
            known = merged.get(actor.id)
            if known is None:
                merged[actor.id] = actor
                continue
            name = min((known.name, actor.name), key=lambda n: (-len(n), n))
            names = {known.name, actor.name, *known.aliases, *actor.aliases} - {name}
            merged[actor.id] = replace(
                known,
                name=name,
                state=min(filter(None, (known.state, actor.state)), default=None),
                office=min(filter(None, (known.office, actor.office)), default=None),
                sector=min(filter(None, (known.sector, actor.sector)), default=None),
                aliases=tuple(sorted(names)),
            )
    return tuple(merged[key] for key in sorted(merged))


def events_of(readings: Iterable[Reading]) -> tuple[Event, ...]:
    """The events of all readings, by the ids of their articles and in the order of each text."""
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    return tuple(event for reading in ordered for event in reading.events)


def dependencies_of(readings: Iterable[Reading]) -> tuple[Dependency, ...]:
    """The dependencies of all readings, by the ids of their articles and in the order of each text."""
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    return tuple(dependency for reading in ordered for dependency in reading.dependencies)


def drivers_of(readings: Iterable[Reading]) -> tuple[Driver, ...]:
    """The drivers of all readings, by the ids of their articles and in the order of each text."""
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    return tuple(driver for reading in ordered for driver in reading.drivers)


def make_audit(
    brief: str,
    sources: Iterable[str | Path],
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> tuple[Audit, Report]:
    """Every sentence of `brief` (its text) checked against the sources.

    The report holds the readings of the sources and the problems met in reading them.
    """
    from communique.brief import audit
    from communique.compare.entailment import judge

    settings = settings or Settings()
    readings, problems = read_all(sources, settings=settings, progress=progress)
    report = assemble(readings, problems=problems, briefs=False, lexicon=settings.lexicon)
    return audit(brief, report, settings=settings, entailment=None if settings.fast else judge), report


def audit_recorded(
    brief: str,
    record: Record,
    *,
    stories: Sequence[Story] = (),
    settings: Settings | None = None,
) -> tuple[Audit, Report]:
    """Every sentence of `brief` (its text) checked against these stories of the record.

    Without stories against the NEAREST articles of the whole record: those that hold most of its words.
    Raises UsageError if the brief holds no sentence, or the record nothing like it.
    """
    from communique.brief import audit
    from communique.compare.entailment import judge

    settings = settings or Settings()
    if stories:
        articles = sorted({article for story in stories for article in story.articles})
    else:
        lines = [line for line in brief.replace(". ", ".\n").splitlines() if line.strip()]
        articles = sorted(record.nearest(lines[:MOST_LINES], NEAREST))
    if not articles:
        raise UsageError("the record holds nothing that is like this text; add its sources first")
    readings = record.readings(articles)
    report = assemble(readings, briefs=False, lexicon=settings.lexicon)
    return audit(brief, report, settings=settings, entailment=None if settings.fast else judge), report


NEAREST = 40
"""Articles of a record that a brief is checked against."""

MOST_LINES = 400
"""Lines of a brief that are looked up to find what it is near to."""


class Added(NamedTuple):
    """What an addition did: how many articles were new, what was not read, what became of stories."""

    new: int
    problems: tuple[Problem, ...]
    changes: tuple[StoryChange, ...]


def add(
    paths: Iterable[str | Path],
    record: Record,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Added:
    """Read files and folders into the record.

    Articles go in by the thousand at most, each lot together with what it changes in stories and claims
    or not at all; so memory does not grow with what is read, and what was added before an error stays.
    """
    from communique.gather import gather
    from communique.keeping import Keeping

    settings = settings or Settings()
    known, keeping = record.known(), Keeping(record, lexicon=settings.lexicon)
    problems: list[Problem] = []
    changes: list[StoryChange] = []
    gathered = new = 0

    def raws() -> Iterator[RawArticle]:
        nonlocal gathered
        for found in gather(paths, settings=settings):
            if isinstance(found, Problem):
                problems.append(found)
            elif (found.name, found.digest) not in known:
                gathered += 1
                yield found

    def readings() -> Iterator[Reading]:
        for count, done in enumerate(read_raws(raws(), settings=settings), start=1):
            if progress is not None:
                progress(count, gathered)
            if isinstance(done, Problem):
                problems.append(done)
            else:
                yield done

    source = readings()
    while lot := list(islice(source, LOT)):
        count, moved = keeping.add(lot)
        new += count
        changes += moved
    return Added(new, tuple(sorted(problems, key=lambda p: (p.origin, p.reason))), tuple(changes))


LOT = 1000
"""Articles that are written to the record at once."""


def remove(article: str, record: Record, *, settings: Settings | None = None) -> bool:
    """Take an article out of the record with all that only it supports; false if it is not there."""
    from communique.keeping import Keeping

    return Keeping(record, lexicon=(settings or Settings()).lexicon).remove(article)


def story_report(record: Record, story: Story) -> Report:
    """One story of the record as a report, without briefs: what a brief of it is composed from."""
    readings = record.readings(story.articles)
    copies = record.copies(story.articles)
    return Report(
        readings=readings,
        actors=merge_actors(readings),
        grouping=Grouping(copies, (story,)),
        claims=record.claims(story=story.id),
        briefs=(),
    )


def recorded(record: Record) -> Report:
    """The record as a report, without briefs: readings as saved, stories and claims as derived."""
    return _related(record.readings(), record.grouping(), record.claims())
