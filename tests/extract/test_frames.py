"""Attribution frames: sources, cues and the shapes they stand in."""

from __future__ import annotations

import pytest
from tests.extract.said import article_of

from communique.extract.cues import Cue, cues
from communique.extract.frames import Frame, find_frames
from communique.extract.parse import parse

ROWS = [cue for rows in cues().values() for cue in rows]


def frames_of(text: str) -> list[tuple[Frame, str | None]]:
    """The frames of one sentence with the words of their sources."""
    ((_, doc),) = parse([article_of(text)])
    found = find_frames(doc, 0, len(doc)).values()
    return [(f, doc[f.source[0] : f.source[1]].text if f.source else None) for f in found]


def test_every_cue_is_found_in_its_own_example() -> None:
    parsed = parse([article_of(cue.example) for cue in ROWS])
    missed: list[Cue] = []
    for cue, (_, doc) in zip(ROWS, parsed, strict=True):
        kinds = {(f.cue.lemma, f.cue.kind) for f in find_frames(doc, 0, len(doc)).values() if f.cue}
        if (cue.kind == "none" and kinds) or (cue.kind != "none" and (cue.lemma, cue.kind) not in kinds):
            missed.append(cue)
    assert not missed


@pytest.mark.parametrize(
    ("text", "source", "shape"),
    [
        ("The mayor said that the bridge was safe.", "The mayor", "right"),
        ("The bridge is safe, the mayor said.", "the mayor", "aside"),
        ("The bridge is safe, said Ama Boateng, who built it.", "Ama Boateng", "aside"),
        ("“The bridge is safe,” said the engineer in charge.", "the engineer in charge", "aside"),
        ("The bridge, the mayor said on Monday, is safe.", "the mayor", "aside"),
        ("According to two engineers, the bridge is safe.", "two engineers", "aside"),
        ("The bridge is safe, according to the mayor.", "the mayor", "aside"),
        ("In the mayor's view, the bridge is safe.", "the mayor", "aside"),
        ("Ama Boateng, the mayor of Tema, denied the report.", "Ama Boateng", "act"),
        (
            "Without a new pump the mine would flood, warned the union's leader.",
            "the union's leader",
            "aside",
        ),
        ("A board that met on Friday said the bridge was safe.", "A board", "right"),
        ("The mayor opened the bridge and said it was safe.", "The mayor", "right"),
        ("Ghana, which owns the bridge, said it was safe.", "Ghana", "right"),
    ],
)
def test_the_source_and_the_shape_of_a_frame(text: str, source: str, shape: str) -> None:
    assert (source, shape) in [(words, frame.shape) for frame, words in frames_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The promised bridge was never built.",
        "The minister declined to say who had paid.",
        "This delay suggests that the bridge is unsafe.",
        "The port offers deep water to large ships.",
    ],
)
def test_words_that_look_like_speech_and_are_none(text: str) -> None:
    assert not [frame for frame, _ in frames_of(text) if frame.shape != "act" or frame.cue is None] or not [
        frame for frame, _ in frames_of(text) if frame.cue is not None and frame.cue.kind != "refuse"
    ]


def test_the_time_after_by_is_nobody() -> None:
    found = [
        words for frame, words in frames_of("Ten ships were promised by the end of May.") if frame.passive
    ]
    assert found == [None]
