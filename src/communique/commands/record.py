"""Commands over the record: add to it, list it, search it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.commands.changing import sentence, told
from communique.commands.options import DEFAULT_RECORD, AsJson, Fast, InFile, Limit, Paths, Workers, chosen
from communique.commands.printing import days, print_json, print_table, print_text, tell_problems, working
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.exchange.parts import Json
    from communique.store import Record, Source, StoryChange

UNREADABLE = 3


class StandingOf(StrEnum):
    """Standings of claims."""

    corroborated = "corroborated"
    single_source = "single-source"
    contested = "contested"


InStory = Annotated[str | None, typer.Option("--story", "-s", help="Only of this story (an id's beginning).")]


def register(app: typer.Typer) -> None:
    """Add these commands to the application, in the order of its help."""
    for command in (add, stories, story, claims, quotes, pledges, search, changes):
        app.command()(command)


def add(
    paths: Paths,
    record: InFile = DEFAULT_RECORD,
    workers: Workers = None,
    fast: Fast = False,
    as_json: AsJson = False,
) -> None:
    """Read files and folders into the record; what it holds already changes nothing."""
    from communique import pipeline
    from communique.store import Record

    with Record.open(record) as held, working("Reading") as progress:
        new, problems, moved = pipeline.add(
            paths, held, settings=chosen(workers, fast=fast), progress=progress
        )
        articles, found = len(held.ids()), len(held.membership())
        names = _names(held) if moved else {}
    if as_json:
        print_json(
            {
                "record": str(record),
                "added": new,
                "articles": articles,
                "stories": found,
                "changes": [_change(one) for one in moved],
                "problems": [{"origin": p.origin, "reason": p.reason, "kind": p.kind} for p in problems],
            }
        )
    else:
        typer.echo(f"{record}: {new} new, {articles} articles in {found} stories")
        for line in told(moved, names):
            print_text(line)
    if tell_problems(problems):
        raise typer.Exit(UNREADABLE)


def stories(record: InFile = DEFAULT_RECORD, as_json: AsJson = False) -> None:
    """The stories, oldest first."""
    from communique.exchange import story_to_dict

    with _open(record) as held:
        found = held.stories()
    if as_json:
        print_json([story_to_dict(one) for one in found])
        return
    print_table(
        ("story", "when", "where", "articles", "what"),
        [(one.id, days(one.date), ", ".join(one.places), len(one.articles), one.label) for one in found],
    )


def story(
    name: Annotated[str, typer.Argument(metavar="ID", help="The story's id, or its beginning.")],
    why: Annotated[
        bool, typer.Option("--why", help="What holds it together, what keeps others out.")
    ] = False,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """One story: its articles and its claims."""
    from communique.exchange import claim_to_dict, story_to_dict

    with _open(record) as held:
        one = held.story(name)
        articles = [source for source in held.sources() if source.id in one.articles]
        supported = held.claims(story=one.id)
        names = held.actor_names()
    if as_json:
        print_json({**story_to_dict(one), "claims": [claim_to_dict(claim) for claim in supported]})
        return
    print_text(one.label)
    actors = ", ".join(names.get(key, key) for key in one.actors)
    for word, value in (("when", days(one.date)), ("where", ", ".join(one.places)), ("who", actors)):
        if value:
            print_text(f"{word}: {value}")
    if why:
        print_text("\nwhy these articles are one story:")
        for reason in one.why or ("nothing else in the record is like it",):
            print_text(f"- {reason}")
    print_text("")
    print_table(
        ("article", "outlet", "published", "file", "copy of", "title"),
        [(s.id, s.outlet, days(s.published), s.name, s.copy_of, s.title) for s in articles],
    )
    print_text("")
    print_table(
        ("sources", "standing", "claim"),
        [(claim.sources, claim.standing, " ".join(claim.text.split())) for claim in supported],
    )


def claims(
    story: InStory = None,
    standing: Annotated[StandingOf | None, typer.Option("--standing", help="Only of this standing.")] = None,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """The claims, the best supported first."""
    from communique.exchange import claim_to_dict

    with _open(record) as held:
        within = held.story(story).id if story else None
        found = held.claims(story=within, standing=standing.value if standing else None)
    if as_json:
        print_json([claim_to_dict(claim) for claim in found])
        return
    print_table(
        ("claim", "sources", "standing", "against", "carries on", "text"),
        [
            (
                c.id,
                c.sources,
                c.standing,
                len(c.contradicts) or "",
                ", ".join(f"{line.claim} ({days(line.days[0])})" for line in c.develops),
                " ".join(c.text.split()),
            )
            for c in found
        ],
    )


def quotes(
    speaker: Annotated[
        str | None, typer.Option("--speaker", help="Only of this speaker (a part of the name, an actor).")
    ] = None,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """The quotes with their speakers."""
    from communique.exchange import quote_to_dict

    with _open(record) as held:
        found = held.quotes(speaker=speaker)
    if as_json:
        print_json([{**quote_to_dict(line.quote), "source": _source(line.source)} for line in found])
        return
    print_table(
        ("speaker", "quote", "outlet", "published", "file"),
        [
            (
                line.quote.speaker.name if line.quote.speaker else None,
                f"“{' '.join(line.quote.span.quote.split())}”",
                line.source.outlet,
                days(line.source.published),
                line.source.name,
            )
            for line in found
        ],
    )


def pledges(
    between: Annotated[
        tuple[str, str] | None, typer.Option("--between", help="Only between these two (ids, such as KEN).")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose day has passed.")] = False,
    status: Annotated[
        str | None, typer.Option("--status", help="Only those that stand so (pledged, delayed ...).")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day to count to; else that of the latest article.")
    ] = None,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """The ledger: who promised what to whom, until when, and what became of it."""
    from communique.exchange.report import commitment_to_dict
    from communique.relate.ledger import is_between, overdue_on, status_of
    from communique.telling import tell_ledger

    try:
        given = dt.date.fromisoformat(as_of) if as_of else None
    except ValueError:
        raise UsageError(f"--as-of takes a day such as 2025-03-31, not {as_of!r}") from None
    with _open(record) as held:
        tell_ledger(held)
        found, day = held.pledges.all(), given or held.pledges.latest_day()
        names, sources = held.actor_names(), {source.id: source for source in held.sources()}
    late = {one.id for one in found if day is not None and overdue_on(one, day)}
    shown = [
        one
        for one in found
        if (between is None or is_between(one, *between))
        and (status is None or status_of(one) == status)
        and (not overdue or one.id in late)
    ]
    if as_json:
        print_json([{**commitment_to_dict(one), "overdue": one.id in late} for one in shown])
        return
    print_table(
        ("by", "to", "what", "due", "status", "history"),
        [
            (
                ", ".join(names.get(key, key) for key in one.by),
                ", ".join(names.get(key, key) for key in one.to),
                one.what,
                days(one.due),
                status_of(one) + (", overdue" if one.id in late else ""),
                "; ".join(f"{s.status} {days(s.date)} ({sources[s.span.article].name})" for s in one.history),
            )
            for one in shown
        ],
    )


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Words; "a phrase" in double quotes.')],
    limit: Limit = 20,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """Sentences that hold these words, best first."""
    from communique.exchange import span_to_dict

    with _open(record) as held:
        # A word that the shell passes with a blank in it was quoted there: it is a phrase.
        found = held.search(
            " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words), limit
        )
    if as_json:
        print_json(
            [
                {
                    "span": span_to_dict(hit.span),
                    "marks": [list(mark) for mark in hit.marks],
                    "source": _source(hit.source),
                }
                for hit in found
            ]
        )
        return
    print_table(
        ("file", "outlet", "published", "sentence"),
        [
            (hit.source.name, hit.source.outlet, days(hit.source.published), " ".join(hit.span.quote.split()))
            for hit in found
        ],
    )


def changes(
    since: Annotated[str, typer.Option("--since", help="A day, YYYY-MM-DD, or a moment, ISO 8601.")],
    between: Annotated[
        tuple[str, str] | None,
        typer.Option("--between", metavar="A B", help="What it changed between two states (RUS CHN)."),
    ] = None,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """What came into the record since a day, and what that moved."""
    from communique.commands.relation import changes_between
    from communique.exchange import claim_to_dict, story_to_dict

    try:
        moment = dt.datetime.fromisoformat(since).astimezone()
    except (ValueError, OverflowError):
        raise UsageError(f"--since takes a day such as 2025-03-31, not {since!r}") from None
    with _open(record) as held:
        if between is not None:
            changes_between(held, *between, moment, as_json=as_json)
            return
        found = held.changes(moment)
        names = _names(held)
    if as_json:
        print_json(
            {
                "since": moment.isoformat(),
                "articles": [_source(source) for source in found.articles],
                "stories": [{"change": word, **story_to_dict(one)} for one, word in found.stories],
                "claims": [{"change": word, **claim_to_dict(one)} for one, word in found.claims],
                "log": [_change(one) for one in found.log],
            }
        )
        return
    rows = [
        *(("article", "new", source.id, source.title or source.name) for source in found.articles),
        *(("story", word, one.id, one.label) for one, word in found.stories),
        *(("claim", word, one.id, " ".join(one.text.split())) for one, word in found.claims),
    ]
    print_table(("what", "change", "id", "text"), rows)
    if found.log:
        print_text("")
        print_table(("when", "what became of the stories"), [(c.at, sentence(c, names)) for c in found.log])


def _open(path: Path) -> Record:
    from communique.store import Record

    return Record.open(path, create=False)


def _names(held: Record) -> dict[str, str]:
    """For each article what a person calls it: its title, else its file."""
    return {source.id: source.title or source.name for source in held.sources()}


def _change(change: StoryChange) -> Json:
    return {
        "at": change.at,
        "kind": change.kind,
        "story": change.story,
        "label": change.label,
        "articles": change.articles,
        "before": list(change.before),
        "because": list(change.because),
    }


def _source(source: Source) -> Json:
    from communique.exchange import interval_to_dict

    return {
        "id": source.id,
        "name": source.name,
        "title": source.title,
        "outlet": source.outlet,
        "published": interval_to_dict(source.published),
        "story": source.story,
        "copy_of": source.copy_of,
    }
