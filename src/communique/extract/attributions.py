"""Who says what over a whole article: source, cue and content as spans, across sentences too.

By rules: reporting clauses give indirect speech (`framed`), quotation marks give direct speech
with exact edges and as many sentences as the quotation fills. Where a trained reader proposes
attributions, `merging` lets each side decide what it knows best.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from communique.extract.framed import Draft, Offsets, draft_of
from communique.extract.frames import Frame
from communique.extract.merging import merge
from communique.extract.quotes import Quotation
from communique.records import Article, Attribution, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_PIECES = 200
"""A run of quotations has no more pieces; what goes on after that is told as another."""
QUOTED = {"after": 0.97, "before": 0.9, "run": 0.6, "none": 0.4, "label": 0.0}
"""How often the speaker of a quotation was right, by the grounds on which it was found."""


def find_attributions(
    article: Article,
    doc: Doc,
    frames: Sequence[Mapping[int, Frame]],
    quotations: Sequence[Quotation],
    *,
    proposed: Sequence[Attribution] = (),
) -> tuple[Attribution, ...]:
    """The attributions of an article, in the order of the text.

    frames: for each of `article.sentences` its frames by their verb's token index.
    quotations: those of the article, in order.
    proposed: what a trained reader found; the rules then only mend and complete it.
    """
    spoken = group_quotations(article, quotations)
    drafts = _framed(article, doc, frames, spoken, mixed=not proposed)
    if not proposed:
        return records_of(article, [*drafts, *spoken])
    marked = [with_marks(article, quotation) for quotation in quotations]
    drafts = merge(article, proposed, marked, spoken, drafts)
    return records_of(article, drafts)


def records_of(article: Article, drafts: Iterable[Draft]) -> tuple[Attribution, ...]:
    """Drafts as records, in the order of the text; those without content are left out."""
    found = []
    for draft in drafts:
        content = _spans(article, draft.content)
        if content:
            found.append(
                Attribution(_spans(article, draft.source), _spans(article, draft.cue), content, draft.score)
            )
    return tuple(sorted(found, key=lambda a: (a.content[0].start, -a.content[-1].end, a.cue, a.source)))


def _spans(article: Article, offsets: Iterable[Offsets]) -> tuple[Span, ...]:
    return tuple(article.span(low, high) for low, high in sorted(set(offsets)) if low < high)


# ------------------------------------------------------------------ direct speech


def group_quotations(article: Article, quotations: Sequence[Quotation]) -> list[Draft]:
    """One draft for each run of quotations that one clause attributes, with marks inside.

    A quotation without a clause of its own belongs to the one whose speaker goes on.
    """
    drafts: list[Draft] = []
    cue: Offsets | None = None
    for quotation in quotations:
        finding, piece = quotation.finding, with_marks(article, quotation)
        same = cue is not None and finding.cue == cue
        if drafts and (finding.continues or same) and len(drafts[-1].content) < MOST_PIECES:
            _append(article, drafts[-1], piece)
            continue
        cue = finding.cue
        drafts.append(
            Draft(
                [finding.source] if finding.source else [],
                [finding.cue] if finding.cue else [],
                [piece],
                QUOTED[finding.basis],
            )
        )
    return drafts


def _append(article: Article, draft: Draft, piece: Offsets) -> None:
    """Add a piece of content; it joins the one before if only white space parts them in a paragraph."""
    low, high = draft.content[-1]
    between = article.text[high : piece[0]]
    if not between.strip() and "\n\n" not in between:
        draft.content[-1] = (low, piece[1])
    else:
        draft.content.append(piece)


def with_marks(article: Article, quotation: Quotation) -> Offsets:
    """The characters of a quotation with the marks around it."""
    mark, text = quotation.mark, article.text
    low, high = max(mark.start - 1, 0), min(mark.end + mark.closed, len(text))
    if text[max(low - 1, 0) : low + 1] == TYPED:
        low -= 1
    if mark.closed and text[high - 1 : high + 1] == TYPED:
        high += 1
    return low, high


TYPED = "''"
"""Two single marks typed for a double one."""

# ------------------------------------------------------------------ indirect speech


def _framed(
    article: Article,
    doc: Doc,
    frames: Sequence[Mapping[int, Frame]],
    spoken: list[Draft],
    *,
    mixed: bool,
) -> list[Draft]:
    """Drafts of all frames; one that attributes a quotation is joined to it and not told again.

    mixed: whether the quotation then also takes in the other words of the clause.
    """
    by_cue = {draft.cue[0][0]: draft for draft in spoken if draft.cue}
    drafts = []
    for sentence, found in zip(article.sentences, frames, strict=True):
        if not found:
            continue
        span = doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="contract")
        if span is None:
            continue
        for frame in found.values():
            draft = draft_of(doc, frame, found, span.start, span.end)
            if draft is None:
                continue
            direct = by_cue.get(doc[frame.verb].idx)
            if direct is None:
                drafts.append(draft)
                continue
            direct.source, direct.cue = _wider(direct.source, draft.source), draft.cue
            if mixed and not _covered(draft.content, direct.content):
                direct.content = union(article.text, [*draft.content, *direct.content])
    return drafts


def _wider(shown: list[Offsets], parsed: list[Offsets]) -> list[Offsets]:
    """The source as its place shows it, with the apposition that the parse sees."""
    if not shown or not parsed:
        return shown or parsed
    (a, b), (c, d) = shown[0], parsed[0]
    return [(min(a, c), max(b, d))] if a < d and c < b else shown


def _covered(inner: list[Offsets], outer: list[Offsets]) -> bool:
    return all(any(a <= low and high <= b for a, b in outer) for low, high in inner)


def union(text: str, pieces: Iterable[Offsets]) -> list[Offsets]:
    """Pieces joined where they overlap or only white space inside a paragraph parts them."""
    joined: list[Offsets] = []
    for low, high in sorted(pieces):
        if joined:
            between = text[joined[-1][1] : low]
            if not between.strip() and "\n\n" not in between:
                joined[-1] = (joined[-1][0], max(joined[-1][1], high))
                continue
        joined.append((low, high))
    return joined
