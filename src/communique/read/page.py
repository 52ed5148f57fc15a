"""An HTML page to blocks and metadata: trafilatura finds the body, the page says the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from communique.read.blocks import Block, Role
from communique.read.declared import declared
from communique.read.layout import lay_out
from communique.read.visible import fold, one_line, visible


@dataclass(frozen=True, slots=True)
class Cut:
    """Text that the page shows beside its story; it stood before the block of that number."""

    before: int
    text: str
    reason: str


@dataclass(slots=True)
class Page:
    """What was gathered from one container: its blocks, what was cut, what it declares.

    `removed` is in the order of the page. The declared fields are as written, None if absent.
    """

    blocks: list[Block]
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    removed: list[Cut] = field(default_factory=list)


def read_page(content: str) -> Page:
    """The blocks and the declared metadata of a page. Nothing is fetched, nothing is run."""
    tree = _parse(content)
    if tree is None:
        return Page([])
    blocks = _extracted(content) or _plain_paragraphs(tree)
    return Page(blocks, removed=_cuts(tree, blocks), **declared(tree))


_BEGINNING = 50


def _cuts(tree: Any, blocks: list[Block]) -> list[Cut]:
    """What the page shows and the story does not hold, each text once."""
    # By their beginnings, as one element may have become several blocks.
    kept = {fold(block.text)[:_BEGINNING]: number for number, block in reversed(list(enumerate(blocks)))}
    cuts: list[Cut] = []
    seen: set[str] = set()
    before = 0
    for text, reason in visible(tree):
        folded = fold(text)
        number = kept.get(folded[:_BEGINNING])
        if number is not None:
            before = max(before, number + 1)
        elif folded and folded not in seen:
            seen.add(folded)
            cuts.append(Cut(before, text, reason))
    return cuts


def _parse(content: str) -> Any:
    try:
        return lxml_html.document_fromstring(
            content.encode("utf-8"),
            parser=lxml_html.HTMLParser(
                encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
            ),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _extracted(content: str) -> list[Block]:
    """The paragraphs of the body as trafilatura finds it."""
    from trafilatura import bare_extraction

    document = bare_extraction(
        content,
        include_comments=False,
        include_tables=False,
        include_images=False,
        with_metadata=False,
        favor_precision=False,
    )
    body = getattr(document, "body", None)
    if body is None:
        return []
    blocks: list[Block] = []
    for element in body.iter("p", "head", "item", "quote", "code"):
        if element.tag in ("quote", "item") and any(
            child.tag in ("p", "item") for child in element.iter() if child is not element
        ):
            continue
        role: Role = "heading" if element.tag == "head" else "item" if element.tag == "item" else ""
        group = blocks[-1].group + 1 if blocks else 0
        for block in lay_out(_lines(element)):
            blocks.append(Block(block.text, block.raw, group + block.group, role))
    return blocks


def _lines(element: Any) -> str:
    """The text of an element, a line for each of its line breaks."""
    pieces = [element.text or ""]
    for child in element.iterdescendants():
        pieces.append("\0" if child.tag == "lb" else child.text or "")
        pieces.append(child.tail or "")
    return "\n".join(one_line(line) for line in "".join(pieces).split("\0"))


def _plain_paragraphs(tree: Any) -> list[Block]:
    """The page's paragraphs, where no body could be told from the rest (a fragment, a short page)."""
    texts = [one_line("".join(element.itertext())) for element in tree.iter("p")]
    return [Block(text, text, number) for number, text in enumerate(texts) if text]
