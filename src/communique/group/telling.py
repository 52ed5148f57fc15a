"""Groups of articles → stories that can be named and explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from communique.group.arcs import Theme, arcs, main, theme
from communique.group.evidence import Signature
from communique.group.label import actors, central, date, label, places, spelled, spelled_windows
from communique.group.pairs import apart, distance, judge
from communique.group.reasons import reasons
from communique.group.rivals import rivals
from communique.group.topics import WORD, background, cosine, stem
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

FIRST = 10
"""How many articles of two look-alikes are compared to say what keeps them apart."""


Key = tuple[tuple[str, ...], tuple[tuple[str, str, float], ...]]
"""What a group is told by: its articles, and its copies."""


@dataclass(slots=True)
class Memory:
    """What was told before: theme, story and reasons by group, and what keeps two groups apart."""

    told: dict[Key, tuple[Theme, Story, tuple[str, ...]]] = field(default_factory=dict)
    apart: dict[tuple[Key, Key], str] = field(default_factory=dict)


def tell(
    groups: Sequence[tuple[int, ...]],
    signatures: Sequence[Signature],
    copies: Mapping[str, Copy],
    known: Lexicon | None = None,
    memory: Memory | None = None,
) -> list[Story]:
    """One story a group, in the order of the groups, with arcs and explanations.

    `copies` are the copies by the id of the article that repeats, `known` is the lexicon, by default the
    bundled one. `memory` keeps what was told of the same groups before.
    """
    memory = Memory() if memory is None else memory
    members = [[signatures[index] for index in group] for group in groups]
    keys = [_key(one, copies) for one in members]
    for key, one in zip(keys, members, strict=True):
        if key not in memory.told:
            about, story = theme(one), _story(one, copies, known)
            memory.told[key] = (about, story, tuple(_together(one, story, about, copies)))
    themes = [memory.told[key][0] for key in keys]
    stories = [memory.told[key][1] for key in keys]
    for arc in arcs(themes):
        arc_id = digest("arc", *sorted(stories[index].id for index in arc))
        for index in arc:
            stories[index] = replace(stories[index], arc=arc_id)
    apart_now: dict[tuple[Key, Key], str] = {}
    found = []
    for n, (story, near) in enumerate(zip(stories, _lookalikes(stories, themes), strict=True)):
        lines = []
        for other in near:
            pair = (keys[n], keys[other])
            line = memory.apart.get(pair) or _apart(members[n], members[other], story, stories[other])
            apart_now[pair] = line
            lines.append(line)
        found.append(replace(story, why=(*memory.told[keys[n]][2], *lines)))
    memory.told, memory.apart = {key: memory.told[key] for key in keys}, apart_now
    return found


def _key(members: Sequence[Signature], copies: Mapping[str, Copy]) -> Key:
    ids = tuple(one.id for one in members)
    return ids, tuple((key, copies[key].original, copies[key].overlap) for key in ids if key in copies)


def _story(members: Sequence[Signature], copies: Mapping[str, Copy], known: Lexicon | None) -> Story:
    ids = tuple(sorted(one.id for one in members))
    happened = date(members)
    towns = places(members)
    return Story(
        id=digest("story", *ids),
        label=label(members, happened, towns, copies, known),
        articles=ids,
        date=happened,
        places=towns,
        actors=actors(members),
    )


def _lookalikes(stories: Sequence[Story], themes: Sequence[Theme]) -> list[list[int]]:
    """For each story the two most like it: of its arc, its two main actors or its heaviest words."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for index, story in enumerate(stories):
        pair = tuple(sorted(main(themes[index])[:2]))
        words = heaviest(themes[index])
        for key in ((story.arc,) if story.arc else (), pair if len(pair) > 1 else (), *words):
            if key:
                alike.setdefault(key, []).append(index)
    near: list[list[int]] = [[] for _ in stories]
    for row in alike.values():
        for index in row[:CROWD]:
            near[index].extend(other for other in row[:CROWD] if other != index)
    found = []
    for n, row in enumerate(near):
        likeness = {other: round(cosine(themes[n].words, themes[other].words), 6) for other in set(row)}
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


def heaviest(about: Theme) -> list[tuple[str, str]]:
    """Keys of the words that a story is most about."""
    words = sorted(about.words, key=lambda word: (-about.words[word], word))[:KEYS]
    return [("word", word) for word in words]


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
        lines.append(f"{who} articles are dated to {spelled(story.date)}{where} or the days around it")
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
    return [*lines, *_links(members, copies)]


def _links(members: Sequence[Signature], copies: Mapping[str, Copy]) -> list[str]:
    """For each of the first articles the one before it that it is bound to most closely, and by what."""
    lines = []
    told = [one for one in members if one.id not in copies][:LINKS]
    for place, one in enumerate(told[1:], start=1):
        scores = [(round(judge(one, other).score, 6), -number) for number, other in enumerate(told[:place])]
        nearest = told[-max(scores)[1]]
        because = reasons(one, nearest)
        if because:
            lines.append(f"{title(one)} goes with {title(nearest)}: {because}")
    return lines


def _telling_words(members: Sequence[Signature], about: Theme) -> list[str]:
    """The heaviest words of a story that most members hold and news in general does not."""
    general = background()
    stems = [
        word
        for word in about.words
        if word not in general
        and not word.isdigit()
        and sum(word in one.whole for one in members) * 2 > len(members)
    ]
    stems = sorted(stems, key=lambda word: (-about.words[word], word))[:WORDS]
    printed: dict[str, str] = {}
    for one in members:
        for match in WORD.finditer(one.reading.article.text):
            word = match[0].removesuffix("’s").removesuffix("'s")
            known = printed.setdefault(stem(word), word)
            if len(word) < len(known):
                printed[stem(word)] = word
    return [printed.get(word, word) for word in stems]


def _apart(members: Sequence[Signature], others: Sequence[Signature], story: Story, other: Story) -> str:
    """Why a look-alike is another story, in plain words."""
    if story.date and other.date:
        days = max((story.date.start - other.date.end).days, (other.date.start - story.date.end).days, 0)
        reason = f"{distance(days)} apart" if days else ""
    else:
        reason = ""
    for one in members[:FIRST] if not reason else ():
        for two in others[:FIRST]:
            if judge(one, two).apart and not reason:
                reason = f"{_fitting(one)}, {_fitting(two)}"
    reason = reason or rivals(members, others) or apart(central(members), central(others))
    return f"kept apart from “{other.label}”: {reason}"


def _fitting(one: Signature) -> str:
    because = f" ({one.moment.because[-1]})" if one.moment.because else ""
    return f"{title(one)} fits {spelled_windows(one.moment.windows)}{because}"


def title(one: Signature) -> str:
    """An article's title in quotation marks, or its first words."""
    article = one.reading.article
    return f"“{article.title or ' '.join(article.text.split()[:8]) + ' …'}”"
