"""Groups of articles → stories that can be named and explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np

from communique.group.arcs import Theme, arcs, main, theme
from communique.group.evidence import Signature
from communique.group.label import (
    actors,
    central,
    date,
    label,
    places,
    spelled_windows,
)
from communique.group.label import (
    spelled as spelled_date,
)
from communique.group.pairs import APART, LOWEST, apart, distance
from communique.group.reasons import printed, reasons
from communique.group.rivals import rivals
from communique.group.story_index import StoryIndex
from communique.group.topics import background
from communique.group.vectors import Vector, heaviest, products
from communique.records import Copy, Story, digest
from communique.resolve import Lexicon

WORDS = 6
"""How many shared words the explanation of a story names."""


KEYS = 3
"""Stories that share one of so many heaviest words are compared to say what keeps them apart."""

LINKS = 12
"""For how many articles of a story it is told with which other they go."""

ALIKE = 0.12
"""How alike the words of two stories must be for it to be told what keeps them apart."""

FIRST = 6
"""How many articles of two look-alikes are compared to say what keeps them apart, and how many of a story
are asked for the printed form of a word."""


Key = tuple[tuple[str, ...], tuple[tuple[str, str, float], ...]]
"""What a group is told by: its articles, and its copies."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What is told of a group by itself: its theme, its story, its reasons and its central article."""

    theme: Theme
    story: Story
    reasons: tuple[str, ...]
    middle: Signature


@dataclass(slots=True)
class Memory:
    """What was told before, by group, and what keeps two groups apart."""

    told: dict[Key, Told] = field(default_factory=dict)
    apart: dict[tuple[Key, Key], str] = field(default_factory=dict)


def tell(
    groups: Sequence[tuple[int, ...]],
    index: StoryIndex,
    copies: Mapping[str, Copy],
    known: Lexicon | None = None,
    memory: Memory | None = None,
) -> list[Story]:
    """One story a group of places in the index, in the order of the groups, with arcs and explanations.

    `copies` are the copies by the id of the article that repeats, `known` is the lexicon, by default the
    bundled one. `memory` keeps what was told of the same groups before.
    """
    memory = Memory() if memory is None else memory
    keys = [_key([index.signatures[place] for place in group], copies) for group in groups]
    now = {
        key: memory.told.get(key) or _told(group, index, copies, known)
        for key, group in zip(keys, groups, strict=True)
    }
    rows = [now[key] for key in keys]
    stories = [row.story for row in rows]
    themes = [row.theme for row in rows]
    for arc in arcs(themes):
        arc_id = digest("arc", *sorted(stories[place].id for place in arc))
        for place in arc:
            stories[place] = replace(stories[place], arc=arc_id)
    apart_now: dict[tuple[Key, Key], str] = {}
    found = []
    for n, near in enumerate(_lookalikes(stories, themes)):
        lines = []
        for other in near:
            pair = (keys[n], keys[other])
            line = memory.apart.get(pair) or _apart(index, (groups[n], groups[other]), (rows[n], rows[other]))
            apart_now[pair] = line
            lines.append(line)
        found.append(replace(stories[n], why=(*rows[n].reasons, *lines)))
    memory.told, memory.apart = now, apart_now
    return found


def _key(members: Sequence[Signature], copies: Mapping[str, Copy]) -> Key:
    ids = tuple(one.id for one in members)
    return ids, tuple((key, copies[key].original, copies[key].overlap) for key in ids if key in copies)


def _told(group: Sequence[int], index: StoryIndex, copies: Mapping[str, Copy], known: Lexicon | None) -> Told:
    members = [index.signatures[place] for place in group]
    ids = tuple(sorted(one.id for one in members))
    happened = date(members)
    towns = places(members, known)
    middle = central(members, copies)
    story = Story(
        id=digest("story", *ids),
        label=label(members, happened, towns, middle, known),
        articles=ids,
        date=happened,
        places=towns,
        actors=actors(members),
    )
    about = theme(members)
    reasons = _together(members, story, about, copies)
    return Told(about, story, (*reasons, *_links(group, index, copies)), middle)


def _lookalikes(stories: Sequence[Story], themes: Sequence[Theme]) -> list[list[int]]:
    """For each story the two most like it: of its arc, its two main actors or its heaviest words."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for index, story in enumerate(stories):
        pair = tuple(sorted(main(themes[index])[:2]))
        words = [("word", word) for word in heaviest(themes[index].words, KEYS)]
        for key in ((story.arc,) if story.arc else (), pair if len(pair) > 1 else (), *words):
            if key:
                alike.setdefault(key, []).append(index)
    near: list[list[int]] = [[] for _ in stories]
    for row in alike.values():
        for index in row[:CROWD]:
            near[index].extend(other for other in row[:CROWD] if other != index)
    found = []
    for n, row in enumerate(near):
        others = sorted(set(row))
        values = products(themes[n].words, [themes[other].words for other in others]).tolist()
        likeness = {other: round(value, 6) for other, value in zip(others, values, strict=True)}
        arc = stories[n].arc
        close = [
            other
            for other, value in likeness.items()
            if value >= ALIKE or (arc is not None and stories[other].arc == arc)
        ]
        found.append(sorted(close, key=lambda other: (-likeness[other], other))[:2])
    return found


CROWD = 100
"""Of more stories with the same actors than this, only the first are compared in explanations."""


def _together(
    members: Sequence[Signature], story: Story, about: Theme, copies: Mapping[str, Copy]
) -> list[str]:
    """What holds the articles of a story together, in plain words."""
    if len(members) == 1:
        return []
    lines = []
    dated = [one for one in members if one.moment.precise]
    if story.date and dated:
        where = f" in {story.places[0]}" if story.places else ""
        count = "both" if len(members) == 2 else f"all {len(members)}"
        who = count if len(dated) == len(members) else f"{len(dated)} of {len(members)}"
        lines.append(f"{who} articles are dated to {spelled_date(story.date)}{where} or the days around it")
    words = _telling_words(members, about)
    if words:
        lines.append("most of them share the words " + ", ".join(words))
    titles = {one.id: title(one) for one in members}
    for one in members:
        if not one.moment.precise and one.moment.because:
            fits = spelled_windows(one.moment.windows)
            lines.append(f"{titles[one.id]} has no date; it fits {fits}: {'; '.join(one.moment.because)}")
        if one.id in copies:
            copy = copies[one.id]
            original = titles.get(copy.original, "another article")
            lines.append(f"{titles[one.id]} repeats {original} ({copy.overlap:.0%} of the shorter text)")
    return lines


def _links(group: Sequence[int], index: StoryIndex, copies: Mapping[str, Copy]) -> list[str]:
    """For each of the first articles the one before it that it is bound to most closely, and by what."""
    lines = []
    told = [place for place in group if index.signatures[place].id not in copies][:LINKS]
    for number, place in enumerate(told[1:], start=1):
        known = index.scores[place]
        _, back = max((known.get(other, LOWEST), -n) for n, other in enumerate(told[:number]))
        one, nearest = index.signatures[place], index.signatures[told[-back]]
        because = reasons(one, nearest)
        if because:
            lines.append(f"{title(one)} goes with {title(nearest)}: {because}")
    return lines


def _telling_words(members: Sequence[Signature], about: Theme) -> list[str]:
    """The heaviest words of a story that most members hold and news in general does not."""
    general = background()
    numbers, counts = np.unique(np.concatenate([one.whole.numbers for one in members]), return_counts=True)
    often = Vector(numbers, np.where(counts * 2 > len(members), about.words.values, 0.0))
    stems = heaviest(often, int(np.count_nonzero(often.values)))
    stems = list(islice((s for s in stems if s not in general and not s.isdigit()), WORDS))
    found = []
    for word in stems:
        forms = [form for one in members[:FIRST] if (form := printed(word, one)) is not None]
        found.append(min(forms, key=len, default=word))
    return found


def _apart(index: StoryIndex, groups: tuple[Sequence[int], Sequence[int]], told: tuple[Told, Told]) -> str:
    """Why a look-alike is another story, in plain words."""
    story, other = (one.story for one in told)
    reason = ""
    if story.date and other.date:
        days = max((story.date.start - other.date.end).days, (other.date.start - story.date.end).days, 0)
        reason = f"{distance(days)} apart" if days else ""
    mine, others = ([index.signatures[place] for place in group] for group in groups)
    for place, one in zip(groups[0][:FIRST], mine, strict=False) if not reason else ():
        for second, two in zip(groups[1][:FIRST], others, strict=False):
            if not reason and index.scores[place].get(second) == APART:
                reason = f"{_fitting(one)}, {_fitting(two)}"
    reason = reason or rivals(mine, others) or apart(told[0].middle, told[1].middle)
    return f"kept apart from “{other.label}”: {reason}"


def _fitting(one: Signature) -> str:
    because = f" ({one.moment.because[-1]})" if one.moment.because else ""
    return f"{title(one)} fits {spelled_windows(one.moment.windows)}{because}"


def title(one: Signature) -> str:
    """An article's title in quotation marks, or its first words."""
    article = one.article
    return f"“{article.title or ' '.join(article.text.split()[:8]) + ' …'}”"
