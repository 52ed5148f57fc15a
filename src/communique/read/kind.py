"""What an article is: report, preview, analysis, statement or brief."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from communique.read.labels import kind_of_label
from communique.records import Kind

_CITATION = re.compile(r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]")
_ITEM = re.compile(r"^\(?\d{1,2}[.)]\s", re.M)
_LABELLED = re.compile(r"(?P<label>[\w’'-]+(?: [\w’'-]+){0,2})(?:\s?[:|]\s|\s[–—-]\s)")
_QUOTED = re.compile(
    r"“[^”\n]{0,1500}(?:”|$)|\"[^\"\n]{0,1500}(?:\"|$)|(?<!\w)[‘'][^’'\n]{12,300}[,.?!][’']", re.M
)
_FEWEST_WORDS = 80


def is_statement_title(line: str) -> bool:
    """Whether a title is that of an official text: "Joint statement", "COMMUNIQUÉ on ..."."""
    return any(pattern.match(line[:200]) for pattern, _ in cues()["statement-title"])


def kind_of(
    text: str, title: str | None, *, label: str | None = None, official: bool = False, bio: bool = False
) -> Kind:
    """The kind of an article from its title, its label ("Analysis"), its head and its words.

    `official` tells that an office of a state issued it, `bio` that a line about its author
    stands under it, as under columns.
    """
    title = title or ""
    if len(_CITATION.findall(text[:20_000])) >= 2:
        return "brief"
    if official or is_statement_title(title) or _is_issued(text):
        return "statement"
    labelled = _LABELLED.match(title)
    announced = kind_of_label(label or "") or (kind_of_label(labelled.group("label")) if labelled else None)
    if announced:
        return announced
    if bio or _is_argued(text):
        return "analysis"
    return "preview" if _is_ahead(text, title) else "report"


def _is_issued(text: str) -> bool:
    """Whether numbered paragraphs and words such as "issued by" make it an official text."""
    if len(_ITEM.findall(text[:20_000])) < 3:
        return False
    lines = [line for line in text[:20_000].split("\n") if line]
    return any(
        pattern.match(line) for pattern, _ in cues()["statement-head"] for line in lines[:3] + lines[-2:]
    )


def _is_ahead(text: str, title: str) -> bool:
    """Whether the meeting or visit it tells of is still to come."""
    paragraphs = [paragraph for paragraph in text[:6000].split("\n\n") if len(paragraph.split()) > 12]
    first = paragraphs[0][:700] if paragraphs else ""
    lead = " ".join(paragraphs[:3])[:1800]
    ahead_first, ahead = _count("ahead", first), _count("ahead", lead)
    done = _count("done", first)
    if _count("ahead-title", title) and ahead and done <= 1:
        return True
    if _count("agenda", lead) and done <= 1:
        return True
    return ahead >= 2 and (ahead_first > 0) and ahead_first >= done


def _is_argued(text: str) -> bool:
    """Whether it reasons in the writer's own voice and hardly reports what others said.

    Counted outside quotations, per hundred words.
    """
    own = _QUOTED.sub(" ", text[:12_000])
    words = len(own.split())
    if words < _FEWEST_WORDS:
        return False
    reporting = 100 * _count("reporting", own) / words
    reasons, first = _count("argument", own), _count("argument-first", own)
    # Many an "I" without reasons is a quotation whose marks were not told, not a column.
    argument = 100 * (reasons + 2 * min(first, reasons + 1)) / words
    return reasons + first >= 3 and argument >= 0.4 + 0.4 * reporting


def _count(cue: str, text: str) -> int:
    return sum(len(pattern.findall(text)) for pattern, _ in cues()[cue])


@cache
def cues() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """Cue of `data/kinds.tsv` → its patterns, each with its example."""
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for line in (files("communique.read") / "data" / "kinds.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            cue, pattern, example = line.split("\t")
            flags = re.NOFLAG if cue == "argument-first" else re.I
            found.setdefault(cue, []).append((re.compile(pattern, flags), example))
    return found
