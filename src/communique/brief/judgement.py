"""What the sources say of one sentence, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.brief.content import Content
from communique.brief.evidence import Line, Window
from communique.records import AuditError, Span, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """Verdict, the kind of error if there is one, the spans that decided, a note in plain words;
    `covered` is the share (0 to 1) of what the sentence says that its evidence holds; `deedless`
    tells that a verb of the sentence is not among it; `words` are those of the sentence and of its
    evidence that decided."""

    verdict: Verdict
    error: AuditError | None = None
    evidence: tuple[Span, ...] = ()
    note: str = ""
    covered: float = 0.0
    deedless: bool = False
    words: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that is wrong with a sentence, the spans that show it, and the words of the sentence and
    of the first span that differ, each empty where no words alone do."""

    verdict: Verdict
    error: AuditError | None
    evidence: tuple[Span, ...]
    note: str
    words: tuple[str, str] = ("", "")


def near_first(window: Window) -> Iterator[tuple[Line, Content]]:
    """The lines of a window with their contents, its centre first."""
    for n in sorted(range(len(window.lines)), key=lambda n: (abs(n - window.centre), n)):
        yield window.lines[n], window.contents[n]


def lines_of(windows: Iterable[Window]) -> Iterator[tuple[Line, Content]]:
    """The lines of several windows with their contents, each once, centres before neighbours."""
    seen = set()
    for window in windows:
        for line, content in near_first(window):
            if line.number not in seen:
                seen.add(line.number)
                yield line, content
