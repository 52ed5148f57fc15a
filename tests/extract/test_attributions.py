"""Source, cue and content of what is said, as spans. All names are invented."""

from __future__ import annotations

import pytest
from tests.extract.test_quotes import article_of

from communique.extract.attributions import find_attributions
from communique.extract.frames import frames_of
from communique.extract.mending import mend
from communique.extract.parse import parse
from communique.extract.quotes import find_quotations
from communique.records import Article, Attribution, Span
from communique.resolve import Cast, lexicon

Row = tuple[str, str, list[str]]


Proposal = tuple[list[str], list[str], list[str]]


def found_in(text: str, proposed: list[Proposal] | None = None) -> list[Row]:
    """Source and cue (pieces joined by " / ") and pieces of content of each attribution of a text."""
    ((article, doc),) = parse([article_of(text)])
    cast = Cast(article, doc, lexicon())
    mend(doc, cast.mentions)
    quotations = find_quotations(article, doc, cast)
    frames = frames_of(article, doc, [q.quote for q in quotations])
    given = [_attribution(article, *parts) for parts in proposed or []]
    found = find_attributions(article, doc, frames, quotations, proposed=given)
    for attribution in found:
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert text[span.start : span.end] == span.quote
        assert 0 <= attribution.score <= 1
    return [(_words(a.source), _words(a.cue), [s.quote for s in a.content]) for a in found]


def _words(spans: tuple[Span, ...]) -> str:
    return " / ".join(span.quote for span in spans)


def _attribution(article: Article, source: list[str], cue: list[str], content: list[str]) -> Attribution:
    def spans(parts: list[str]) -> tuple[Span, ...]:
        places = [(article.text.index(part), len(part)) for part in parts]
        return tuple(article.span(at, at + size) for at, size in places)

    return Attribution(spans(source), spans(cue), spans(content), 0.8)


RULES: dict[str, list[Row]] = {
    # Indirect: to the right, around, and by a view.
    "The envoy said that the bridge was open.": [("The envoy", "said", ["that the bridge was open"])],
    "The bridge was open, the envoy said.": [("the envoy", "said", ["The bridge was open"])],
    "The bridge, the envoy said, was open.": [("the envoy", "said", ["The bridge", "was open"])],
    "The bridge was open, according to the envoy.": [("the envoy", "according to", ["The bridge was open"])],
    "Ivo Brandt, a diver, has not said that he sank it.": [],
    # Direct, and across sentences.
    "“We waited all night,” said Ada Umeh.": [("Ada Umeh", "said", ["“We waited all night,”"])],
    "“We waited,” said Ada Umeh. “Nobody came. It was cold.”": [
        ("Ada Umeh", "said", ["“We waited,”", "“Nobody came. It was cold.”"])
    ],
    "Ada Umeh said: “We waited. Nobody came.”": [("Ada Umeh", "said", ["“We waited. Nobody came.”"])],
    "Ada Umeh spoke at dawn.\n\n“We waited all night,” she said.\n\n“Nobody came to the pier.”": [
        ("she", "said", ["“We waited all night,”", "“Nobody came to the pier.”"])
    ],
    # Mixed.
    "Ada Umeh said the pier was “a ruin by the sea.”": [
        ("Ada Umeh", "said", ["the pier was “a ruin by the sea.”"])
    ],
    # The source is what stands there, all of it.
    "“We waited,” Umeh campaign spokesman Ivo Brandt said.": [
        ("Umeh campaign spokesman Ivo Brandt", "said", ["“We waited,”"])
    ],
    "“We waited,” Ada Umeh’s office said.": [("Ada Umeh’s office", "said", ["“We waited,”"])],
    # By place: a name before a colon, any verb beside the mark, the main subject for a participle.
    "Pilots agree – Ivo Brandt: “The tower was dark all night.”": [
        ("Ivo Brandt", "", ["“The tower was dark all night.”"])
    ],
    "After the mayor scolded him, Ivo Brandt shot back, “I never left the pier.”": [
        ("Ivo Brandt", "shot", ["“I never left the pier.”"])
    ],
    "“Who paid for the pier?” Ada Umeh wondered.": [("Ada Umeh", "wondered", ["“Who paid for the pier?”"])],
    "Ada Umeh wrote to all divers, saying “the pier is shut.”": [
        ("Ada Umeh", "saying", ["“the pier is shut.”"])
    ],
    # No source in reach: the words all the same, and nobody invented.
    "It rained. “Nobody came to the pier at all.”": [("", "", ["“Nobody came to the pier at all.”"])],
}


@pytest.mark.parametrize("text", RULES, ids=[text[:40] for text in RULES])
def test_rules_tell_who_says_what(text: str) -> None:
    assert found_in(text) == RULES[text]


def test_a_report_inside_a_report_is_nested() -> None:
    found = found_in("The envoy said that the mayor denied that the bridge was open.")
    assert ("The envoy", "said", ["that the mayor denied that the bridge was open"]) in found


def test_a_proposed_content_ends_where_the_marks_do() -> None:
    text = "“We waited all night at the pier,” said Ada Umeh on Monday."
    proposed = [(["Ada Umeh"], ["said"], ["waited all night at the pier"])]
    assert found_in(text, proposed) == [("Ada Umeh", "said", ["“We waited all night at the pier,”"])]


def test_a_proposed_quotation_goes_on_to_the_next_sentence() -> None:
    text = "“We waited all night,” said Ada Umeh. “Nobody came to the pier.”"
    proposed = [(["Ada Umeh"], ["said"], ["“We waited all night,”"])]
    assert found_in(text, proposed) == [
        ("Ada Umeh", "said", ["“We waited all night,”", "“Nobody came to the pier.”"])
    ]


def test_a_quotation_without_a_speaker_gets_the_rules_speaker() -> None:
    text = "“We waited all night,” said Ada Umeh. It rained."
    proposed: list[Proposal] = [([], [], ["“We waited all night,”"])]
    assert found_in(text, proposed) == [("Ada Umeh", "said", ["“We waited all night,”"])]


def test_a_quotation_that_the_reader_passed_over_is_added() -> None:
    text = "The port may close, Ivo Brandt thinks. “We waited all night,” said Ada Umeh."
    proposed = [(["Ivo Brandt"], ["thinks"], ["The port may close"])]
    assert found_in(text, proposed) == [
        ("Ivo Brandt", "thinks", ["The port may close"]),
        ("Ada Umeh", "said", ["“We waited all night,”"]),
    ]


def test_two_peoples_quotations_in_one_proposal_are_parted() -> None:
    text = "“We waited all night,” said Ada Umeh.\n\n“I slept on the boat,” said Ivo Brandt."
    proposed = [(["Ada Umeh"], ["said"], ["“We waited all night,”", "“I slept on the boat,”"])]
    assert found_in(text, proposed) == [
        ("Ada Umeh", "said", ["“We waited all night,”"]),
        ("Ivo Brandt", "said", ["“I slept on the boat,”"]),
    ]


def test_a_few_quoted_words_do_not_take_a_proposed_content_from_its_source() -> None:
    text = "Ada Umeh doubts that the pier that Ivo Brandt called “a jewel” will last until the summer."
    content = "that the pier that Ivo Brandt called “a jewel” will last until the summer"
    assert ("Ada Umeh", "doubts", [content]) in found_in(text, [(["Ada Umeh"], ["doubts"], [content])])


def test_what_the_reader_and_the_rules_leave_alone_stays_the_outlets() -> None:
    assert found_in("The bridge was open. It had rained all night.") == []
