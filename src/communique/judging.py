"""How people correct a record: what they name on a page or the command line becomes a judgement on articles.

Each function notes one and lets all that is derived follow. UsageError, and nothing changed, if what is
named is not there, is so already, or stands against an earlier judgement.
"""

from __future__ import annotations

from communique.errors import UsageError
from communique.keeping import Keeping
from communique.store import Judgement, Record
from communique.store.hearing import place_of


def merge(record: Record, keeping: Keeping, story: str, other: str, *, who: str) -> Judgement:
    """Two stories, by their ids or how these begin, are one."""
    one, two = record.story(story), record.story(other)
    if one.id == two.id:
        raise UsageError("these are one story already")
    first, second = sorted((min(one.articles), min(two.articles)))
    return keeping.judge("together", first, second, who=who)


def split(record: Record, keeping: Keeping, article: str, *, who: str) -> Judgement:
    """An article, by its id, belongs to no story with those that it is in one with now."""
    home = next((source.story for source in record.sources([article])), None)
    if home is None:
        raise UsageError(f"the record holds no article with the id {article[:40]!r}")
    rest = [one for one in record.story(home).articles if one != article]
    if not rest:
        raise UsageError("this article is a story of its own already")
    return keeping.judge("apart", article, " ".join(sorted(rest)), who=who)


def reassign(record: Record, keeping: Keeping, quote: str, speaker: str, *, who: str) -> Judgement:
    """The quote at a place ("article:start:end") is said by `speaker`; by nobody that is known for ""."""
    article, start, end = place_of(quote)
    places = {(one.span.start, one.span.end) for read in record.readings([article]) for one in read.quotes}
    if (start, end) not in places:
        raise UsageError(f"no quote stands at {quote[:80]!r}; see: communique quotes --json")
    return keeping.judge("speaker", f"{article}:{start}:{end}", speaker.strip(), who=who)


def mute(record: Record, keeping: Keeping, outlet: str, *, who: str) -> Judgement:
    """An outlet, by its name, does not count as a source."""
    if outlet not in record.judgements.outlets():
        raise UsageError(f"the record holds no article of an outlet named {outlet[:80]!r}")
    return keeping.judge("mute", outlet, who=who)
