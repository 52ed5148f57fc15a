"""Wrapping without a font."""

from hypothesis import given
from hypothesis import strategies as st

from communique.pictures.measure import fitted, width, wrapped


@given(st.text(max_size=200), st.floats(30, 400), st.integers(1, 4))
def test_no_line_is_wider_than_its_room_and_there_are_no_more_lines_than_asked_for(text, room, lines):
    found = wrapped(text, room, 12, lines=lines)
    assert 1 <= len(found) <= lines
    assert all(width(line, 12) <= room + 1e-6 for line in found)


@given(st.text(alphabet="abc de", max_size=60))
def test_a_text_that_has_room_loses_no_word(text):
    assert " ".join(wrapped(text, 90, 12, lines=99)).split() == text.split() or any(
        width(word, 12) > 90 for word in text.split()
    )


def test_a_line_too_long_ends_in_an_ellipsis():
    assert fitted("a very long line of words", 60, 12).endswith("…")
    assert fitted("short", 60, 12) == "short"


def test_wide_letters_are_as_wide_as_they_are_high_and_accents_take_no_room():
    assert width("漢字", 10) >= 20
    assert width("e\u0301", 10) == width("e", 10)
