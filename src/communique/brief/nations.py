"""The states that a sentence names, each beside its noun, against those of the evidence."""

from __future__ import annotations

from collections.abc import Iterator

from communique.brief.alignment import aligned
from communique.brief.content import Content, key
from communique.brief.cover import Cover
from communique.brief.evidence import Line, Sources
from communique.brief.frames import frames
from communique.brief.judgement import Conflict, lines_of
from communique.brief.speakers import said_by

ALIGNED = 0.5
"""Share of a sentence (its states aside) that a source sentence needs to tell of the same."""
BACKED = 0.4
"""Share of a sentence that is backed at all: below, a state that nobody names is the least of it."""
LONGEST_CODE = 3
"""Of a state's id; organisations have longer ones."""
MOST_LINES = 30
"""Sentences with a noun that are read closely for the states before it."""
PROVIDES = frozenset("provide supply contribute furnish".split())
MODIFIES = frozenset("amod compound nmod poss".split())


def nations(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """A thing of one state told of another's, or a state of which no evidence knows."""
    return _another_state(asked, cover, sources) or _unknown_state(asked, cover, sources)


def nouns_of_states(content: Content) -> Iterator[tuple[str, str, int]]:
    """(key of a noun, state, token) for each state that stands before its noun: "a Greek boat"."""
    for start, end, code in content.states:
        last = next((t for t in reversed(list(content.doc)) if start <= t.idx < end), None)
        if last is None or last.dep_ not in MODIFIES:
            continue
        noun = last.head
        if noun.pos_ in ("NOUN", "PROPN") and not any(s <= noun.idx < e for s, e, _ in content.states):
            yield key(noun.lemma_), code, noun.i


def _another_state(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """ "A Danish crew" where all sentences that tell of it have a crew of another state."""
    speaker = said_by(asked) or (0, 0)
    pairs = [
        (noun, code)
        for noun, code, place in nouns_of_states(asked)
        if noun in asked.keys and not speaker[0] <= asked.doc[place].idx < speaker[1]
    ]
    pairs += _provided(asked)
    if not pairs:
        return None
    states = frozenset(f"={code}" for code in asked.state_codes())
    near = aligned(asked, cover, sources, least=ALIGNED, without=states)
    for noun, code in pairs:
        wanted = {c for n, c in pairs if n == noun}
        rivals: list[Line] = []
        for line, content in near:
            told = _states_of_noun(noun, line, content, sources)
            if code in told or (not told and code in content.state_codes()):
                break
            if any(sources.persons.state_of(name) == code for name in sources.persons.named(content.text)):
                break
            if told and not told & wanted:
                rivals.append(line)
        else:
            if rivals:
                note = "The source tells this of another state."
                return Conflict("contradicted", "speaker", (rivals[0].span,), note)
    return None


def _provided(asked: Content) -> list[tuple[str, str]]:
    """(key of a thing, state) where a state is to provide a thing: it is that state's."""
    return [
        (frame.patient.head, code)
        for frame in frames(asked)
        if frame.lemma in PROVIDES
        and frame.agent
        and frame.patient
        and not frame.patient.states
        and not frame.patient.head.startswith("=")
        for code in sorted(frame.agent.states)
        if len(frame.agent.states) == 1
    ]


def _states_of_noun(noun: str, line: Line, content: Content, sources: Sources) -> set[str]:
    """Whose thing it is in a source sentence: the states before the noun there; else, if the
    sentence has the noun without any, those before it elsewhere in its article ("the sailors" of
    a line are the "Greek sailors" of its lead), or in any source those that the line names."""
    own = {c for n, c, _ in nouns_of_states(content) if n == noun}
    if own or noun not in content.keys:
        return own
    if _free(noun, content):
        return set()
    inside, anywhere = set(), set()
    for other in sources.lines_with(noun)[:MOST_LINES]:
        codes = {c for n, c, _ in nouns_of_states(sources.content(other)) if n == noun}
        anywhere |= codes
        if other.article.id == line.article.id:
            inside |= codes
    named = content.state_codes()
    return inside or (anywhere if anywhere and anywhere <= named else set())


def _free(noun: str, content: Content) -> bool:
    """True if a sentence speaks of any such thing ("a deal", "officials"), which may be anybody's."""
    for place in content.keys[noun]:
        token = content.doc[place]
        bare = not any(c.dep_ in ("det", "poss", "nummod") for c in token.children)
        if (bare and token.tag_ == "NNS") or any(c.lower_ in ("a", "an") for c in token.children):
            return True
    return False


def _unknown_state(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """A state that none of the articles which bear the sentence out names anywhere."""
    articles = sorted({line.article.id for line, _ in lines_of(cover.windows)})
    if not articles or cover.share < BACKED:
        return None
    for start, end, code in asked.states:
        if len(code) > LONGEST_CODE or any(sources.names_state(article, code) for article in articles):
            continue
        states = frozenset(f"={c}" for c in asked.state_codes())
        near = aligned(asked, cover, sources, least=ALIGNED, without=states)
        words = asked.text[start:end]
        for line, content in near:
            if content.state_codes() - asked.state_codes():
                note = f"The source tells this of others than “{words}”."
                return Conflict("contradicted", "speaker", (line.span,), note, (words, ""))
        spans = tuple(line.span for line, _ in near[:1])
        return Conflict("unsupported", "speaker", spans, f"No source tells this of “{words}”.", (words, ""))
    return None
