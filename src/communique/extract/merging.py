"""What a trained reader proposes and what the rules know, put together.

The proposed attributions are the base. The rules settle what they do better: where quotation
marks end, which sentences a quotation fills, who speaks in one that the reader leaves without a
speaker or a clause without its source.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from communique.extract.framed import Draft, Offsets
from communique.records import Article, Attribution, Span

MOST = 0.5
"""The part of a quotation, or of a content, that must be shared to be the same."""
FEW = 3
"""Fewer quoted words that the reader left out are taken for no quotation."""
DIRECT = 0.8
"""The part of a content that must stand in marks for it to be direct speech."""
SCRAP = 0.2
"""The part of a quotation up to which a content only touches it."""
SURE = 0.9
"""The score from which the rules' speaker of a quotation stands against the reader's."""


def merge(
    article: Article,
    proposed: Sequence[Attribution],
    quoted: Sequence[Offsets],
    spoken: Sequence[Draft],
    framed: Sequence[Draft],
) -> list[Draft]:
    """The proposed attributions, mended by quotation marks, and what they leave out.

    quoted: the article's quotations with their marks, in order; spoken: the rules' attributions of
    them; framed: the rules' attributions of other clauses.
    """
    drafts = [_draft(attribution) for attribution in proposed if attribution.content]
    for draft in drafts:
        _snap(draft, quoted)
    held = _Places(drafts)
    for direct in spoken:
        drafts += _settle(article, direct, quoted, held)
    _name(framed, _Places(drafts))
    return [draft for draft in drafts if draft.content]


def _draft(attribution: Attribution) -> Draft:
    return Draft(
        _offsets(attribution.source),
        _offsets(attribution.cue),
        _offsets(attribution.content),
        attribution.score,
    )


def _offsets(spans: Sequence[Span]) -> list[Offsets]:
    return sorted((span.start, span.end) for span in spans)


def shared(one: Offsets, other: Offsets) -> int:
    """How many characters two stretches have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def common(some: Sequence[Offsets], others: Sequence[Offsets]) -> int:
    """How many characters two lists of pieces have in common; both in order, without overlaps."""
    total = i = j = 0
    while i < len(some) and j < len(others):
        total += shared(some[i], others[j])
        if some[i][1] <= others[j][1]:
            i += 1
        else:
            j += 1
    return total


# ------------------------------------------------------------------ quotation marks


def _snap(draft: Draft, quoted: Sequence[Offsets]) -> None:
    """Let each piece of content that is mostly a quotation end where the marks do."""
    starts = [low for low, _ in quoted]
    pieces: list[Offsets] = []
    for low, high in draft.content:
        first = max(bisect_left(starts, low) - 1, 0)
        for n in range(first, bisect_left(starts, high)):
            mark = quoted[n]
            part = shared((low, high), mark)
            if not part or _inside(draft, mark):
                continue
            if part >= MOST * (mark[1] - mark[0]):
                low, high = min(low, mark[0]), max(high, mark[1])
            elif part <= SCRAP * (mark[1] - mark[0]) and part < high - low:
                low, high = (low, mark[0]) if low < mark[0] else (mark[1], high)
        if low < high:
            pieces.append((low, high))
    draft.content = _joined(pieces)


def _inside(draft: Draft, mark: Offsets) -> bool:
    """Whether somebody quoted says it: the source or the cue stands inside the marks."""
    return any(shared(part, mark) for part in (*draft.source, *draft.cue))


def _joined(pieces: Sequence[Offsets]) -> list[Offsets]:
    found: list[Offsets] = []
    for low, high in sorted(pieces):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


# ------------------------------------------------------------------ whose quotation it is


class _Places:
    """Which drafts hold which characters, asked by offsets."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.pieces = sorted((piece, n) for n, draft in enumerate(drafts) for piece in draft.content)
        self.starts = [piece[0] for piece, _ in self.pieces]
        self.drafts = drafts
        self.longest = max((high - low for (low, high), _ in self.pieces), default=0)

    def over(self, piece: Offsets) -> list[Draft]:
        """The drafts whose content shares characters with a piece, at most `NEAREST` of them."""
        low = bisect_left(self.starts, piece[0] - self.longest)
        high = bisect_left(self.starts, piece[1])
        near = self.pieces[max(low, high - NEAREST) : high]
        return [self.drafts[n] for n in dict.fromkeys(n for p, n in near if shared(p, piece))]


NEAREST = 20
"""So many pieces of content before a place are looked through for those that reach it."""


def _settle(article: Article, direct: Draft, quoted: Sequence[Offsets], held: _Places) -> list[Draft]:
    """Give a run of quotations to the draft that attributes it; what is to be added if there is none."""
    candidates = {id(d): d for piece in direct.content for d in held.over(piece)}
    around = [d for d in candidates.values() if not any(_inside(d, piece) for piece in direct.content)]
    around = [d for d in around if _holds(d, direct)]
    if not around:
        return [direct] if direct.source else []
    sure = bool(direct.source) and direct.score >= SURE
    own = [d for d in around if common(d.cue, direct.cue) or common(d.source, direct.source)]
    rivals = [d for d in around if d not in own and _is_direct(d, direct, quoted)]
    owner = max(own or rivals, key=lambda d: common(d.content, direct.content), default=None)
    if owner is None:
        return []  # quoted words inside what somebody is said to have said
    if own:
        owner.source = owner.source or direct.source
    elif not _mostly(owner.content, direct.content):
        owner = None  # a draft that mixes what several people say
    elif sure or not owner.source:
        owner.source, owner.cue = direct.source or owner.source, direct.cue or owner.cue
    free = direct.content
    for rival in rivals:
        if rival is owner:
            continue
        if sure or not rival.source:
            rival.content = without(rival.content, direct.content)
        else:
            free = without(free, rival.content)  # the reader gives these to somebody else
    if owner is None:
        return [direct] if sure else []
    more = [p for p in without(free, owner.content) if len(article.text[p[0] : p[1]].split()) >= FEW]
    owner.content = _near(article.text, [*owner.content, *more])
    return []


def _is_direct(draft: Draft, direct: Draft, quoted: Sequence[Offsets]) -> bool:
    """Whether a draft says nothing but quotations, and who the rules say speaks stands outside it."""
    if not _mostly(draft.content, quoted):
        return False
    return not common(draft.content, sorted(direct.source)) and not common(draft.content, sorted(direct.cue))


def _mostly(content: Sequence[Offsets], others: Sequence[Offsets]) -> bool:
    """Whether most of a content lies in the others; both in order, without overlaps."""
    if not content:
        return False
    first, last = bisect_left(others, (content[0][0],)), bisect_left(others, (content[-1][1],))
    near = others[max(first - 1, 0) : last]
    return common(content, near) >= DIRECT * sum(high - low for low, high in content)


def without(pieces: Sequence[Offsets], others: Sequence[Offsets]) -> list[Offsets]:
    """What is left of the pieces when the others are taken out; both in order, without overlaps."""
    left: list[Offsets] = []
    for low, high in pieces:
        for start, end in others[max(bisect_left(others, (low,)) - 1, 0) : bisect_left(others, (high,))]:
            if end <= low:
                continue
            if low < start:
                left.append((low, start))
            low = max(low, end)
        if low < high:
            left.append((low, high))
    return left


def _holds(draft: Draft, direct: Draft) -> bool:
    """Whether a draft's content is mostly these quotations, or they are mostly in it."""
    both = common(draft.content, direct.content)
    sizes = [sum(high - low for low, high in d.content) for d in (draft, direct)]
    return both > 0 and both >= MOST * min(sizes)


def _name(framed: Sequence[Draft], held: _Places) -> None:
    """Give a draft that the reader left without a source the one that its clause shows."""
    for clause in framed:
        for piece in clause.content if clause.source else []:
            for draft in held.over(piece):
                if not draft.source and common(draft.cue, clause.cue):
                    draft.source = clause.source


def _near(text: str, pieces: Sequence[Offsets]) -> list[Offsets]:
    """Pieces joined where only white space inside a paragraph parts them."""
    found: list[Offsets] = []
    for low, high in sorted(pieces):
        between = text[found[-1][1] : low] if found else "."
        if found and not between.strip() and "\n\n" not in between:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found
