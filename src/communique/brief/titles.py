"""Nationality and office that a sentence gives to a person, against those that the sources give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.brief.content import Content
from communique.brief.cover import Cover
from communique.brief.evidence import Sources
from communique.brief.judgement import Conflict, lines_of
from communique.brief.persons import CAPITAL, Persons, fold
from communique.records import Span

LONGEST_TITLE = 70
"""Characters before or after a name that may be its title."""
BEFORE = re.compile(r"(?:[A-Z][\w’'-]*[ ]+){1,8}$")
AFTER = re.compile(r"^, (?:the |an? |[A-Z][\w-]+['’]s? )[^,.;:“”\"]{3,60}(?=[,.;]|$)")
PLAIN = frozenset("the a an its his her their our then former new acting outgoing s".split())


def titles(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """A person whom the sources know, given to another state or into another office."""
    persons = sources.persons
    for name, words, start in _titled(asked, persons):
        state = persons.state_of(name)
        told = {c for s, e, c in asked.states if start <= s and e <= start + len(words)}
        if (
            state
            and told
            and state not in told
            and not any(told & persons.states_of(other) for other in persons.named(words))
        ):
            return Conflict(
                "contradicted",
                "speaker",
                _where(name, cover),
                f"In the sources {name.title()} speaks for another state.",
            )
        for office in sorted(persons.offices(name)):
            head = office.split()[-1]
            own = _before(words, head, asked, start)
            known = {w for o in persons.offices(name) if o.split()[-1] == head for w in o.split()[:-1]}
            if own and known and own not in known:
                return Conflict(
                    "contradicted",
                    "speaker",
                    _where(name, cover),
                    f"In the sources {name.title()} is {office}.",
                )
    return None


def _titled(content: Content, persons: Persons) -> Iterator[tuple[str, str, int]]:
    """(surname, the words of a title beside the name, their offset)."""
    nouns = frozenset(o.split()[-1].lower() for n in persons.known for o in persons.offices(n) if o.strip())
    for match in CAPITAL.finditer(content.text):
        name = fold(match.group())
        if name not in persons.known:
            continue
        start = max(0, match.start() - LONGEST_TITLE)
        near = content.text[start : match.start()]
        before = BEFORE.search(near)
        if before:
            yield name, before.group(), start + before.start()
        for office in sorted(persons.offices(name)):
            low = re.search(rf"\b[A-Z][\w’'-]+ {re.escape(office)} (?:[A-Z][\w’'-]+ ){{0,3}}$", near)
            if low:
                yield name, low.group(), start + low.start()
        after = AFTER.match(content.text[match.end() : match.end() + LONGEST_TITLE])
        if after:
            yield name, after.group(), match.end()
        head = re.search(r"(?:\b[\w'’-]+ ){1,6}\w+, (?:[A-Z][\w'’-]+ ){0,3}$", near)
        if head and (words := _up_to_office(head.group(), nouns)):
            yield name, words, start + head.start()


def _up_to_office(words: str, nouns: frozenset[str]) -> str:
    """The words up to their last noun of an office ("its envoy" of "its envoy in Lima, "), with what
    follows after "of"; empty if they have none."""
    at = [m.end() for m in re.finditer(r"\w+", words) if m.group().lower() in nouns]
    if not at:
        return ""
    return words if words[at[-1] :].startswith(" of ") else words[: at[-1]]


def _before(words: str, head: str, content: Content, start: int) -> str:
    """The word before an office's noun, in lower case; empty if there is none that tells one."""
    match = re.search(rf"([\w-]+) {re.escape(head)}\b", words, re.I)
    if match is None or match.group(1).lower() in PLAIN:
        return ""
    at = start + match.start(1)
    if any(s <= at < e for s, e, _ in content.states):
        return ""
    return match.group(1).lower()


def _where(name: str, cover: Cover) -> tuple[Span, ...]:
    """The first sentence of the evidence that names the person."""
    lines = (line for line, c in lines_of(cover.windows + cover.ranked) if name in fold(c.text))
    return tuple(line.span for line in lines)[:1]
