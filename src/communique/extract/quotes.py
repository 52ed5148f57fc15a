"""The words inside quotation marks that somebody said, each with its speaker.

Names, titles, labels and scare quotes stand in the same marks and are left out.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.extract.issuers import issuer_of
from communique.extract.reporting import Finding
from communique.extract.speakers import Speakers, is_title
from communique.records import Article, Quote
from communique.resolve.marks import Marked, find_marked

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from communique.resolve.cast import Cast


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with the marks around it and the grounds on which its speaker was found."""

    quote: Quote
    mark: Marked
    finding: Finding


def find_quotes(article: Article, doc: Doc, cast: Cast) -> tuple[Quote, ...]:
    """Every quotation of the article in order, its span without the marks, `statement` None."""
    return tuple(found.quote for found in find_quotations(article, doc, cast))


def find_quotations(article: Article, doc: Doc, cast: Cast) -> tuple[Quotation, ...]:
    """Every quotation of the article in order, with where its speaker stands; the cast hears them."""
    marked = [m for m in find_marked(article.text) if m.depth == 0]
    speakers = Speakers(article, doc, cast, marked)
    findings: list[tuple[Marked, Finding]] = []
    for n, mark in enumerate(marked):
        following = marked[n + 1] if n + 1 < len(marked) else None
        finding = _judge(article, cast, speakers, mark, findings, following)
        if finding is not None:
            findings.append((mark, _continued(speakers, cast, mark, finding, findings)))
    found: list[Quotation] = []
    for mark, finding in findings:
        start, end = _trim(article.text, mark.start, mark.end)
        if start < end:
            found.append(Quotation(Quote(article.span(start, end), finding.speaker), mark, finding))
    cast.hear(q.quote for q in found)
    return tuple(found)


def _continued(
    speakers: Speakers,
    cast: Cast,
    mark: Marked,
    finding: Finding,
    earlier: list[tuple[Marked, Finding]],
) -> Finding:
    """Settle a "he" or "she" that the cast leaves open: whoever spoke last, if the gender fits."""
    if not finding.pronoun or not earlier:
        return finding
    last, before = earlier[-1]
    speaker = before.speaker
    words, starts = speakers.words, speakers.starts
    here, there = bisect_left(starts, mark.start), bisect_left(starts, last.start)
    if speaker is None or speaker.span is None or words[here].paragraph - words[there].paragraph > 2:
        return finding
    character = cast.who(speaker.span.start, speaker.span.end)
    wanted = "m" if finding.pronoun == "he" else "f"
    if (
        character is None
        or character.kind not in ("person", "unnamed")
        or character.gender not in ("", wanted)
    ):
        return finding
    return replace(finding, speaker=speaker, pronoun="")


def _judge(
    article: Article,
    cast: Cast,
    speakers: Speakers,
    mark: Marked,
    earlier: list[tuple[Marked, Finding]],
    following: Marked | None,
) -> Finding | None:
    """What a marked stretch is: a quotation with its speaker, or None for anything else."""
    text = article.text
    words = text[mark.start : mark.end].split()
    if not any(c.isalpha() for c in text[mark.start : mark.end]):
        return None
    if _is_work(article, speakers, mark):
        return None
    if mark.continues and earlier:
        return replace(earlier[-1][1], continues=True)
    if not mark.closed and following is not None and following.continues:
        later = speakers.after(following)
        if later is not None and later.speaker is not None:
            return later
    after = speakers.after(mark)
    if after is not None and (after.speaker is not None or after.pronoun):
        return after
    before = speakers.before(mark)
    if before is not None and before.basis == "label":
        return None
    if after is None and (before is None or before.speaker is None):
        after = speakers.told(mark)
        if after is not None and (after.speaker is not None or after.pronoun):
            return after
    whole = _stands_alone(article, speakers.sentence_starts, mark)
    if is_title(text[mark.start : mark.end]) and not whole and len(words) < 8:
        return None
    if before is not None and (before.speaker is not None or before.pronoun or not whole):
        return before
    if after is not None:
        return after
    introduced = speakers.introduced(mark)
    if introduced is not None and introduced.speaker is not None:
        return introduced
    later = speakers.later(mark) if mark.closed and len(words) > 2 else None
    if later is not None and (later.speaker is not None or later.pronoun):
        return later
    if whole:
        return _by_run(article, cast, speakers, mark, earlier)
    if article.kind == "statement" and not text[mark.start].isupper():
        return Finding(cast.issuers() or issuer_of(article, cast.lexicon), "run")
    if _is_sentence(text, mark):
        return _by_run(article, cast, speakers, mark, earlier)
    return None


def _is_work(article: Article, speakers: Speakers, mark: Marked) -> bool:
    """Whether the words are the title of a work with the comma of the sentence: on “Harbour News,”."""
    inside = article.text[mark.start : mark.end]
    if not inside.endswith(",") or not is_title(inside[:-1]) or len(inside.split()) < 2:
        return False
    i = bisect_left(speakers.starts, mark.start) - 1
    if i < 0 or article.text[speakers.words[i].end : mark.start - 1] != " ":
        return False
    return speakers.words[i].pos == "ADP"


def _stands_alone(article: Article, sentence_starts: list[int], mark: Marked) -> bool:
    """Whether the quotation is a sentence, or several, by itself."""
    text = article.text
    at = bisect_left(sentence_starts, mark.start)
    starts = sentence_starts[max(0, at - 2) : at + 2]
    opens = mark.start - 1 in starts or mark.start in starts
    tail = text[mark.end : mark.end + 1] if not mark.closed else text[mark.end + 1 : mark.end + 2]
    closes = text[mark.end - 1] in ".!?…" or (tail in (".", "!", "?")) or not mark.closed
    ended = not mark.closed or tail in ("", " ", "\n", ".", "!", "?")
    alone = opens and closes and ended and len(text[mark.start : mark.end].split()) > 1
    return alone or _alone_in_paragraph(article, mark)


def _is_sentence(text: str, mark: Marked) -> bool:
    words = text[mark.start : mark.end].split()
    return len(words) >= 5 and text[mark.start].isupper() and text[mark.end - 1] in ".,!?"


def _by_run(
    article: Article,
    cast: Cast,
    speakers: Speakers,
    mark: Marked,
    earlier: list[tuple[Marked, Finding]],
) -> Finding:
    """The speaker by the run of the paragraph: who spoke last in it, or whom it is about."""
    words = speakers.words
    i = bisect_left(speakers.starts, mark.start)
    paragraph = words[i].paragraph if i < len(words) else -1
    if earlier:
        last, finding = earlier[-1]
        k = bisect_left(speakers.starts, last.start)
        if words[k].paragraph == paragraph and (finding.speaker is not None or finding.source):
            return Finding(finding.speaker, "run", continues=True)
    party = _paragraph_party(cast, speakers, i, paragraph)
    if party is not None:
        return party
    if (
        article.kind != "brief"
        and earlier
        and article.text[mark.end - 1] in ".!?…"
        and _alone_in_paragraph(article, mark)
    ):
        last, finding = earlier[-1]
        k = bisect_left(speakers.starts, last.start)
        if words[k].paragraph == paragraph - 1 and finding.basis != "none":
            return Finding(finding.speaker, "run", continues=True)
    return Finding(None, "none")


def _paragraph_party(cast: Cast, speakers: Speakers, i: int, paragraph: int) -> Finding | None:
    """The named person whom the sentence before, in the same paragraph, is about."""
    words = speakers.words
    k = i - 1
    while k >= 0 and speakers.inside[k] >= 0 and i - k < 120:
        k -= 1
    if k < 0 or words[k].paragraph != paragraph:
        return None
    phrase = cast.phrase_from(speakers.opening[words[k].sentence])
    if phrase is None:
        return None
    found = speakers.found(*phrase, "run", None)
    return found if found.speaker is not None and found.speaker.kind == "speaker" else None


def _alone_in_paragraph(article: Article, mark: Marked) -> bool:
    text = article.text
    begins = (
        mark.start < 2 or text[max(0, mark.start - 3) : mark.start - 1].endswith("\n\n") or mark.start == 1
    )
    rest = text[mark.end + 1 : mark.end + 3]
    return begins and (rest == "\n\n" or not rest.strip())


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
