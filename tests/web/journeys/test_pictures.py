"""The pictures that the documents show."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MOST = 150_000  # bytes


def shown():
    """Every picture that a document names, as (document, file)."""
    return [
        (document.name, (document.parent / name).resolve())
        for document in DOCUMENTS
        for name in re.findall(r"!\[[^\]]+\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
        if "://" not in name
    ]


def test_every_picture_that_a_document_shows_is_there():
    assert shown()
    assert [(document, file.name) for document, file in shown() if not file.is_file()] == []


def test_every_picture_is_shown_somewhere_and_light_enough():
    kept = {file for file in (ROOT / "docs" / "pictures").iterdir() if file.suffix == ".png"}
    assert kept - {file for _, file in shown()} == set()
    assert {file.name: file.stat().st_size for file in kept if file.stat().st_size > MOST} == {}
