"""Encodings: every usual one gives the same text, and nothing is changed but newlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import InputError
from communique.gather.decode import decode, normalise

TEXT = "“We agreed,” said José Peña in São Tomé — at 9 a.m.\nThe café cost €40.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_an_english_text_is_read_in_any_usual_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), origin="x") == TEXT


def test_latin_1_and_cyrillic_are_told_apart() -> None:
    assert (
        decode("Señor Muñoz llegó a Bogotá.".encode("latin-1"), origin="x") == "Señor Muñoz llegó a Bogotá."
    )
    russian = "Министры встретились в пятницу и подписали соглашение о границе. " * 5
    assert decode(russian.encode("cp1251"), origin="x") == russian


def test_a_page_is_read_as_it_declares_itself() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body>Łódź i Gdańsk</body></html>'
    assert decode(page.encode("iso-8859-2"), origin="x", html=True) == page


def test_newlines_become_one_kind_and_control_characters_go() -> None:
    assert normalise("a\r\nb\rc\x85d\u2028e\u2029f\x00\x07\ufeffg\th") == "a\nb\nc\nd\ne\n\nfg\th"


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029\ufffe\uffff")
    )
)
def test_no_other_character_is_changed(text: str) -> None:
    assert normalise(text) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_named_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data, origin="x"), str)
    except InputError as error:
        assert error.origin == "x"
        assert error.reason
