"""An audit as it is read: the text as it was given, beside each paragraph what was found of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.brief.citing import source_line
from communique.records import Article
from communique.web.audit_models import AuditShown, Checked, Group, Proof
from communique.web.audit_placing import Role, Run, paragraphs

SHOWN = frozenset({"contradicted", "unsupported", "partly", "citation"})
"""Groups that are open when the page opens, and that an editor goes through."""

MARKS: Mapping[Group, str] = {
    "contradicted": "✗",
    "unsupported": "?",
    "partly": "◐",
    "citation": "⚑",
    "supported": "✓",
}
WORDS: Mapping[Group, str] = {
    "contradicted": "contradicted",
    "unsupported": "unsupported",
    "partly": "partly supported",
    "citation": "wrong citation",
    "supported": "supported",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `kind` is "decides", "cited" or nothing."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of evidence in its paragraph, and where it leads."""

    address: str
    source: str
    number: int | None
    cited: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What was found of one sentence; `before` and `after` are the findings that an editor goes to."""

    one: Checked
    mark: str
    word: str
    open: bool
    evidence: tuple[Told, ...]
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the text: a sentence with its card, or what stands between two."""

    pieces: tuple[Piece, ...]
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph with the cards of its sentences, and what its reference stands for, if it is one."""

    role: Role
    words: tuple[Words, ...]
    cards: tuple[Card, ...]
    stands_for: tuple[str, str] | None = None
    """Address and name of an article; both empty where the line names none."""


@dataclass(frozen=True, slots=True)
class View:
    """The rows of a page, the cards of sentences that were not found again in the text, and the first
    finding to go to."""

    rows: tuple[Row, ...]
    unplaced: tuple[Card, ...]
    first: int | None


def view(shown: AuditShown, articles: Mapping[str, Article], only: Group | None = None) -> View:
    """The page of an audit; with `only` the cards of this group alone."""
    wanted = {only} if only else SHOWN
    path = [one.number for one in shown.sentences if one.group in wanted]
    cards = {
        one.number: _card(one, articles, path, opened=one.group in wanted)
        for one in shown.sentences
        if only is None or one.group == only
    }
    places = [
        (one.start, one.end) if one.start is not None and one.end is not None else None
        for one in shown.sentences
    ]
    references = _References(shown, articles)
    rows = []
    for paragraph in paragraphs(shown.text, places):
        words = tuple(_words(shown, run, cards) for run in paragraph.runs)
        own = tuple(one.card for one in words if one.card is not None)
        line = "".join(piece.text for one in words for piece in one.pieces)
        stands = references.of(line) if paragraph.role == "reference" else None
        rows.append(Row(paragraph.role, words, own, stands))
    lost = (number for number, place in enumerate(places, start=1) if place is None)
    unplaced = tuple(cards[number] for number in lost if number in cards)
    return View(tuple(rows), unplaced, path[0] if path else None)


class _References:
    """The lines of the text's reference list, met in their order."""

    def __init__(self, shown: AuditShown, articles: Mapping[str, Article]) -> None:
        self._left = list(shown.references)
        self._articles = articles

    def of(self, line: str) -> tuple[str, str] | None:
        for place, one in enumerate(self._left):
            if one.text and " ".join(one.text.split()) in " ".join(line.split()):
                del self._left[: place + 1]
                found = self._articles.get(one.article or "")
                return (f"/articles/{found.id}", source_line(found)) if found else ("", "")
        return None


def _card(one: Checked, articles: Mapping[str, Article], path: Sequence[int], *, opened: bool) -> Card:
    at = path.index(one.number) if opened else -1
    return Card(
        one,
        MARKS[one.group],
        WORDS[one.group],
        opened,
        tuple(_told(proof, articles[proof.article]) for proof in one.evidence if proof.article in articles),
        path[at - 1] if at > 0 else None,
        path[at + 1] if 0 <= at < len(path) - 1 else None,
    )


def _told(proof: Proof, article: Article) -> Told:
    start = article.text.rfind("\n\n", 0, proof.start) + 1
    end = article.text.find("\n\n", proof.end)
    end = len(article.text) if end < 0 else end
    pieces = (
        Piece(article.text[start : proof.start].lstrip()),
        *_marked(proof.quote, 0, len(proof.quote), proof.marks, "cited"),
        Piece(article.text[proof.end : end]),
    )
    return Told(
        f"/articles/{article.id}?at={proof.start}#at",
        source_line(article),
        proof.number,
        proof.cited,
        tuple(piece for piece in pieces if piece.text),
    )


def _words(shown: AuditShown, run: Run, cards: Mapping[int, Card]) -> Words:
    if run.sentence is None:
        return Words((Piece(shown.text[run.start : run.end]),))
    one = shown.sentences[run.sentence]
    card = cards.get(one.number)
    return Words(_marked(shown.text, run.start, run.end, one.marks if card else [], ""), card)


def _marked(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int]], kind: str
) -> tuple[Piece, ...]:
    pieces, at = [], start
    for begin, stop in marks:
        pieces += [Piece(text[at:begin], kind), Piece(text[begin:stop], "decides")]
        at = stop
    pieces.append(Piece(text[at:end], kind))
    return tuple(piece for piece in pieces if piece.text)
