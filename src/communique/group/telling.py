"""Groups of articles → stories that can be named and explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.group.arcs import Theme, arcs, main, theme
from communique.group.evidence import Signature
from communique.group.label import actors, central, date, label, places, spelled, spelled_windows
from communique.group.pairs import apart, distance, judge
from communique.group.topics import WORD, background, cosine, stem
from communique.records import Copy, Story, digest

WORDS = 6
"""How many shared words the explanation of a story names."""


FIRST = 10
"""How many articles of two look-alikes are compared to say what keeps them apart."""


def tell(
    groups: Sequence[tuple[int, ...]], signatures: Sequence[Signature], copies: Mapping[str, Copy]
) -> list[Story]:
    """One story a group, in the order of the groups, with arcs and explanations.

    `copies` are the copies by the id of the article that repeats.
    """
    members = [[signatures[index] for index in group] for group in groups]
    themes = [theme(one) for one in members]
    stories = [_story(one, copies) for one in members]
    for arc in arcs(themes):
        arc_id = digest("arc", *sorted(stories[index].id for index in arc))
        for index in arc:
            stories[index] = replace(stories[index], arc=arc_id)
    near = _lookalikes(stories, themes)
    return [
        replace(
            story,
            why=(
                *_together(members[n], story, themes[n], copies),
                *(_apart(members[n], members[other], story, stories[other]) for other in near[n]),
            ),
        )
        for n, story in enumerate(stories)
    ]


def _story(members: Sequence[Signature], copies: Mapping[str, Copy]) -> Story:
    ids = tuple(sorted(one.id for one in members))
    happened = date(members)
    towns = places(members)
    return Story(
        id=digest("story", *ids),
        label=label(members, happened, towns, copies),
        articles=ids,
        date=happened,
        places=towns,
        actors=actors(members),
    )


def _lookalikes(stories: Sequence[Story], themes: Sequence[Theme]) -> list[list[int]]:
    """For each story the two of its arc, or else of its two main actors, that are most like it."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for index, story in enumerate(stories):
        pair = tuple(sorted(main(themes[index])[:2]))
        for key in ((story.arc,) if story.arc else (), pair if len(pair) > 1 else ()):
            if key:
                alike.setdefault(key, []).append(index)
    near: list[list[int]] = [[] for _ in stories]
    for row in alike.values():
        for index in row[:CROWD]:
            near[index].extend(other for other in row[:CROWD] if other != index)
    return [
        sorted(set(row), key=lambda other: (-round(cosine(themes[n].words, themes[other].words), 6), other))[
            :2
        ]
        for n, row in enumerate(near)
    ]


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
    return f"kept apart from “{other.label}”: {reason or apart(central(members), central(others))}"


def _fitting(one: Signature) -> str:
    because = f" ({one.moment.because[-1]})" if one.moment.because else ""
    return f"{title(one)} fits {spelled_windows(one.moment.windows)}{because}"


def title(one: Signature) -> str:
    """An article's title in quotation marks, or its first words."""
    article = one.reading.article
    return f"“{article.title or ' '.join(article.text.split()[:8]) + ' …'}”"
