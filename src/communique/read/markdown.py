"""Markdown to blocks: headings, paragraphs and items without their marks."""

from __future__ import annotations

import re

from communique.read.blocks import Block, Role
from communique.read.layout import lay_out

_FENCE = re.compile(r"^\s{0,3}(```|~~~)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s{0,3}(?:[-*_=]\s*){3,}$")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\](?:\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)|\[[^\[\]]{0,100}\])")
_LINK = re.compile(
    r"\[([^\[\]]{1,1000})\](?:\([^()\s]{0,2000}(?:\([^()]{0,200}\))?[^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)|\[[^\[\]]{0,100}\])"
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_DEFINITION = re.compile(r"^\s{0,3}\[[^\[\]\d][^\[\]]{0,100}\]:\s+\S+")
_STRONG = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\1(?![\w*])|(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])\3(?![\w_])"
)
_CODE = re.compile(r"`([^`\n]{1,500})`")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_ITEM = re.compile(r"^\s{0,8}[-*+]\s+")
_FRONT = re.compile(r"\A---\s*\n(.{0,5000}?)\n---\s*\n", re.S)


def lay_out_markdown(content: str) -> tuple[list[Block], dict[str, str]]:
    """The blocks of a Markdown text, and the plain fields of its front matter, if it has one."""
    fields: dict[str, str] = {}
    if front := _FRONT.match(content):
        for line in front.group(1).split("\n"):
            key, colon, value = line.partition(":")
            if colon and value.strip() and key.strip().isidentifier():
                fields[key.strip().lower()] = value.strip().strip("\"'")
        content = content[front.end() :]
    pieces: list[tuple[Role, list[str]]] = [("", [])]
    fenced = False
    for line in content.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if fenced or _DEFINITION.match(line):
            continue
        heading = _HEADING.match(line)
        if heading:
            pieces.append(("heading" if len(heading.group(1)) > 1 else "title", [heading.group(2)]))
            pieces.append(("", []))
        elif _RULE.match(line):
            pieces[-1][1].append("")
        elif _ITEM.match(line):
            pieces[-1][1].extend(["", _ITEM.sub("", line)])
        else:
            pieces[-1][1].append(_QUOTE.sub("", line))
    return _blocks(pieces), fields


def _blocks(pieces: list[tuple[Role, list[str]]]) -> list[Block]:
    blocks: list[Block] = []
    group = 0
    seen_title = False
    for role, lines in pieces:
        text = unmark("\n".join(lines))
        if role:
            if text.strip():
                role = "heading" if seen_title else "title"
                seen_title = True
                blocks.append(Block(text.strip(), text.strip(), group, role))
            group += 1
            continue
        for block in lay_out(text):
            blocks.append(Block(block.text, block.raw, group + block.group, block.role))
        group = blocks[-1].group + 1 if blocks else group
    return blocks


def unmark(text: str) -> str:
    """The text without marks: links become their words, images go, emphasis is dropped."""
    text = _IMAGE.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _CODE.sub(r"\1", text)
    for _ in range(2):
        text = _STRONG.sub(lambda match: match.group(2) or match.group(4), text)
    return text
