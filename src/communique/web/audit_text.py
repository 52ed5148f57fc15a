"""The text that an audit is asked of: pasted, or from one file, read as the house reads files."""

from __future__ import annotations

from typing import BinaryIO

from communique.config import Settings
from communique.errors import InputError
from communique.records import Problem, RawArticle
from communique.web.faults import RequestError
from communique.web.uploads import plain_name

LONGEST = 200_000
"""Characters of the longest text that is checked."""

LARGEST = 3_000_000
"""Bytes of the largest file that is read."""

SUFFIXES = (".txt", ".md", ".html", ".htm")


def text_to_check(pasted: str, name: str = "", content: BinaryIO | None = None) -> str:
    """The text of a file, if one is given, else what was pasted; newlines are `\\n`.

    Raises RequestError 422, which names the file and what to do, if there is no text or it is too long.
    """
    if content is not None and name:
        if pasted.strip():
            raise RequestError(422, f"there is a pasted text and the file {name}: give one of them")
        text, what = _of_file(name, content), name
    else:
        text, what = pasted.replace("\r\n", "\n").replace("\r", "\n"), "the text"
    if not any(char.isalnum() for char in text):
        raise RequestError(422, "there is nothing to check: paste a text, or choose a file")
    if len(text) > LONGEST:
        raise RequestError(
            422,
            f"{what} has {len(text):,} characters; an audit takes {LONGEST:,}: cut it into parts and check "
            "one after another",
        )
    return text


def _of_file(name: str, content: BinaryIO) -> str:
    """The text of one file, an HTML page without what surrounds its body."""
    from communique.gather.contents import unpack

    plain = plain_name(name)
    if not plain.lower().endswith(SUFFIXES):
        raise RequestError(422, f"{plain} is not read here: save it as {', '.join(SUFFIXES[:3])}")
    data = content.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise RequestError(
            422, f"{plain} has more than {LARGEST / 1e6:.0f} MB: cut it into parts, or paste its text"
        )
    try:
        # In memory: a text to check is written nowhere.
        found = next(iter(unpack(plain, data, settings=Settings(), walked=False)))
    except InputError as error:
        raise RequestError(422, f"{plain} {error.reason}") from error
    if isinstance(found, Problem):
        raise RequestError(422, f"{plain} {found.reason}")
    return _of_page(found) if found.media == "html" else found.content


def _of_page(raw: RawArticle) -> str:
    """All blocks of a page; where it has none, its body as the reader of articles finds it."""
    from communique.read.page import read_page
    from communique.web.audit_file import page_text

    return page_text(raw.content) or "\n\n".join(block.text for block in read_page(raw.content).blocks)
