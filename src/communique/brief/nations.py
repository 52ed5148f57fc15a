"""The states that a sentence names, each beside its noun, against those of the evidence."""

from __future__ import annotations

from collections.abc import Iterator

from communique.brief.alignment import aligned
from communique.brief.content import Content, key
from communique.brief.cover import Cover
from communique.brief.evidence import Line, Sources
from communique.brief.judgement import Conflict, lines_of
from communique.brief.persons import CAPITAL, fold

ALIGNED = 0.5
"""Share of a sentence (its states aside) that a source sentence needs to tell of the same."""
BACKED = 0.4
"""Share of a sentence that is backed at all: below, a state that nobody names is the least of it."""
LONGEST_CODE = 3
"""Of a state's id; organisations have longer ones."""
MODIFIES = frozenset("amod compound nmod poss".split())


def nations(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """A person given to another state, a thing of one state told of another's, or a state of
    which no evidence knows."""
    return (
        _wrong_nationality(asked, sources, cover)
        or _another_state(asked, cover, sources)
        or _unknown_state(asked, cover, sources)
    )


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
    pairs = list(nouns_of_states(asked))
    if not pairs:
        return None
    states = frozenset(f"={code}" for code in asked.state_codes())
    near = aligned(asked, cover, sources, least=ALIGNED, without=states)
    for noun, code, _ in pairs:
        rivals: list[tuple[Line, Content]] = []
        for line, content in near:
            own = {c for n, c, _ in nouns_of_states(content) if n == noun}
            if code in own or (noun in content.keys and not own and code in content.state_codes()):
                break
            if code in content.state_codes() and noun not in content.keys:
                break
            if any(sources.persons.state_of(name) == code for name in sources.persons.named(content.text)):
                break
            if own and not own & {c for n, c, _ in pairs if n == noun}:
                rivals.append((line, content))
        else:
            if rivals:
                line, _ = rivals[0]
                return Conflict(
                    "contradicted", "speaker", (line.span,), "The source tells this of another state."
                )
    return None


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
                return Conflict(
                    "contradicted",
                    "speaker",
                    (line.span,),
                    f"The source tells this of others than “{words}”.",
                )
        spans = tuple(line.span for line, _ in near[:1])
        return Conflict("unsupported", "speaker", spans, f"No source tells this of “{words}”.")
    return None


def _wrong_nationality(asked: Content, sources: Sources, cover: Cover) -> Conflict | None:
    """A person whom the sources know, given to another state in the words around the name."""
    persons = sources.persons
    for token in asked.doc:
        if token.pos_ != "PROPN" or not CAPITAL.fullmatch(token.text):
            continue
        name = fold(token.text)
        state = persons.state_of(name) if name in persons.known else None
        if state is None:
            continue
        told = _states_beside(asked, token.i)
        if (
            told
            and state not in told
            and not any(
                name in c.text.lower() and told & _states_beside_name(c, name)
                for _, c in lines_of(cover.windows + cover.ranked)
            )
        ):
            spans = tuple(
                line.span
                for line, c in lines_of(cover.windows + cover.ranked)
                if name in {fold(w) for w in CAPITAL.findall(c.text)}
            )[:1]
            return Conflict("contradicted", "speaker", spans, f"{token.text} speaks for another state.")
    return None


def _states_beside_name(content: Content, name: str) -> set[str]:
    return {code for t in content.doc if fold(t.text) == name for code in _states_beside(content, t.i)}


def _states_beside(content: Content, place: int) -> set[str]:
    """The states in a name's own title or apposition: "Greek Minister X", "X, the Greek minister"."""
    token = content.doc[place]
    codes = {s: c for s, _, c in content.states}
    around = [token]
    if token.dep_ in ("appos", "compound", "nmod") and token.head.pos_ in ("NOUN", "PROPN"):
        around.append(token.head)
    around += [c for c in token.children if c.dep_ == "appos"]
    found = set()
    for noun in around:
        for child in noun.children:
            offices = [child, *child.children] if child.dep_ in ("compound", "nmod", "poss") else [child]
            found |= {codes[t.idx] for t in offices if t.dep_ in MODIFIES and t.idx in codes and t.i != place}
    return found
