"""What every brief must hold, checked apart from the program: plain words against plain characters.

Nothing here is shared with what composes and verifies. `violations` reads a brief as a reader with the
articles on the desk would: open each citation, look for each name, figure, date and quotation among the
cited characters, and stumble over a pronoun that stands for nobody, a point told twice, a plan told as done.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.records import Brief, BriefSentence, Reading

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")
CITED_MARK = re.compile(r"\[\d+(?:\s*[,;–-]\s*\d+)*\]")
NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million billion trillion dozen half third quarter first second once twice".split()
)
DATES = frozenset(
    "january february march april june july august september october november december jan feb mar apr "
    "jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday today "
    "yesterday tomorrow tonight week month year weekend morning evening night spring summer autumn "
    "winter".split()
)
EMPTY = frozenset(
    "a an the of to in on at by for from with and or but as is are was were be been being it its he she "
    "they his her their him them this that these those which who whom whose what when where while not "
    "no nor so than then there has have had do does did will would can could may might must shall "
    "should said say says also after before over under into about against between more most some any "
    "all both up out if because s t".split()
)
SUBORDINATE = frozenset(
    "after although as because before if once since though unless until when while".split()
)
"""Words that open a clause which may name its person only behind it."""
PERSONAL = frozenset("he she they it him her them his their its hers theirs himself herself itself".split())
OPENING = re.compile(
    r"^(?:and |but |so |yet )?(?:this|these|those|that|such|it|its|he|she|they|his|her|their|"
    r"the (?:latter|same|other|others)|the former (?:is|was|had|has|will|said)|neither|others)\b",
    re.I,
)
STANDS = re.compile(
    r"^(?:both (?:the |of )?\w+|(?:this|that|these|those) (?:year|month|week|spring|summer|autumn|winter)|"
    r"it(?: \w+)? (?:is|was|has been|will be|would be|remains|seems|appears|takes|took)\b"
    r".*\b(?:that|to|whether|when|how|if|who|for)\b)",
    re.I,
)
MARKS = re.compile(
    r"\b(?:will|would|shall|may|might|could|can|should|must|if|unless|expect\w*|likely|unlikely|plan\w*|due|set|"
    r"schedul\w*|hop\w+|want\w*|seek\w*|aim\w*|intend\w*|prepar\w*|poised|to|going|ready|consider\w*|upcoming|"
    r"next|possib\w*|potential\w*|perhaps|probabl\w*|pledg\w*|promis\w*|vow\w*|agree\w*|commit\w*|offer\w*|"
    r"undert\w+|sw(?:ore|ear)\w*|propos\w*|threat\w*|warn\w*|demand\w*|ask\w*|urg\w+|call\w*|request\w*|order\w*|"
    r"nothing|nowhere|insist\w*|press\w*|need\w*|let|requir\w*|den(?:y|ies|ied|ying|ials?)|reject\w*|refus\w*|dismiss\w*|refut\w*|"
    r"disput\w*|not|no|never|none|nobody|nor|neither|without|fail\w*|declin\w*|cannot|lack\w*|un\w+|apparent\w*|rumou?r\w*|"
    r"alleg\w*|suspect\w*|accus\w*|suggest\w*|fear\w*|believ\w*|think\w*|appear\w*|seem\w*|reportedly|forecast\w*|"
    r"predict\w*|project\w*|estimat\w*|recommend\w*|appeal\w*|stop\w*|avoid\w*|block\w*|few|little|hardly|barely|"
    r"\w+n['’]t|\w+['’](?:ll|d)|guarante\w*|invit\w*|oppos\w*|decid\w*|would-be|future|soon|await\w*|yet)\b",
    re.I,
)
REPEATED = 0.6
"""Share of the shorter sentence's content words that an earlier one may hold."""
REAL = ("asserted", "historical")
TOLD_AS_SUCH = ("What is planned", "What was promised", "What is only expected or possible")
"""Headings that say of all below that it has not happened."""


@dataclass(frozen=True)
class Violation:
    """One thing that a sentence of a brief should not have: its kind, what, and where."""

    kind: str
    what: str
    text: str


def shown(brief: Brief) -> Iterator[tuple[str, BriefSentence, bool]]:
    """Each sentence with its section's heading, and whether it is one side of a disagreement."""
    for section in brief.sections:
        for sentence in section.sentences:
            yield section.heading, sentence, False
        for pair in section.sides:
            for side in pair:
                yield section.heading, side.sentence, True


def violations(brief: Brief, readings: Mapping[str, Reading]) -> list[Violation]:
    """All that is wrong with a brief; `readings` by the ids of their articles."""
    found: list[Violation] = []
    references = {r.number: r.article for r in brief.references}
    earlier: list[set[str]] = []
    for heading, sentence, side in shown(brief):
        whats = [
            *_places(sentence, references, readings),
            *_words(sentence, readings),
            *_modality(heading, sentence, readings),
        ]
        told = _without_prefix(sentence, _attributions(sentence, readings))[1]
        dangling = _dangling(told)
        whats += [("pronoun", dangling)] if dangling else []
        content = _content(told)
        for old in earlier:
            # A disagreement sets against each other what may stand above: it only may not be all of it.
            if (content == old) if side else _overlap(content, old) > REPEATED:
                whats.append(("repeated", " ".join(sorted(content & old))))
                break
        earlier.append(content)
        found += [Violation(kind, what, f"[{heading}] {sentence.text}") for kind, what in whats]
    return found


# ------------------------------------------------------------------ places and words


def _places(
    sentence: BriefSentence, references: Mapping[int, str | None], readings: Mapping[str, Reading]
) -> Iterator[tuple[str, str]]:
    if not sentence.evidence or len(sentence.evidence) != len(sentence.citations):
        yield "citation", f"{len(sentence.citations)} citations, {len(sentence.evidence)} spans"
    for number, span in zip(sentence.citations, sentence.evidence, strict=False):
        if references.get(number) != span.article:
            yield "citation", f"[{number}] opens another article"
        reading = readings.get(span.article)
        if reading is None or reading.article.text[span.start : span.end] != span.quote:
            yield "span", f"{span.start}:{span.end}"


def _words(sentence: BriefSentence, readings: Mapping[str, Reading]) -> Iterator[tuple[str, str]]:
    allowed = _attributions(sentence, readings)
    prefix, text = _without_prefix(sentence, allowed)
    cited = [_flat(span.quote) for span in sentence.evidence]
    if prefix and prefix not in allowed:
        yield "attribution", prefix
    held = {w for quote in cited for w in _tokens(quote)}
    for match in WORD.finditer(_straight(text)):
        word = _tokens(match.group())
        if all(part in held for part in word):
            continue
        low = word[0]
        if any(ch.isdigit() for ch in low) or low in NUMBERS:
            kind = "number"
        elif low in DATES:
            kind = "date"
        elif match.group()[0].isupper() and text[: match.start()].strip():
            kind = "name"
        else:
            kind = "word"
        yield kind, match.group()
    flat = _flat(" ".join(text.split()))
    joined = [" ".join(quote.split()) for quote in cited]
    for quoted in QUOTED.finditer(" ".join(text.split())):
        words = _flat(quoted.group(1) or quoted.group(2))
        if not any(words in quote for quote in joined):
            yield "quotation", words
    yield from _changes(flat, joined)


def _changes(text: str, cited: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Words left out of or put into the first cited span that are not a pronoun and its name."""
    if not cited:
        return
    told = _tokens(text)
    source = _tokens(CITED_MARK.sub(" ", cited[0]))
    matcher = difflib.SequenceMatcher(a=source, b=told, autojunk=False)
    blocks = matcher.get_opcodes()
    for tag, a0, a1, b0, b1 in blocks:
        outside = tag == "delete" and (a1 == len(source) or a0 == 0)
        if tag == "equal" or (outside and _is_part(text, cited)):
            continue
        gone, came = source[a0:a1], told[b0:b1]
        if all(w in PERSONAL for w in gone) and came and any(_inside(came, _tokens(c)) for c in cited):
            continue
        yield "altered", f"{' '.join(gone)} > {' '.join(came)}"


def _is_part(text: str, cited: Sequence[str]) -> bool:
    """Whether it is marked as a quotation or as a part, and is an unbroken one."""
    return (text.startswith(("“", "…")) or text.endswith("…")) and text.strip("“”…., ") in cited[0]


def _inside(words: list[str], source: list[str]) -> bool:
    size = len(words)
    return any(source[i : i + size] == words for i in range(len(source) - size + 1))


def _flat(text: str) -> str:
    return _straight(text).casefold()


def _straight(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'")


def _tokens(text: str) -> list[str]:
    return [w.removesuffix("'s") for w in WORD.findall(_flat(text))]


def _without_prefix(sentence: BriefSentence, allowed: set[str]) -> tuple[str, str]:
    """("Who said it", the rest) where the program has put an attribution in front of cited words.

    A head that may truly stand there is one also where a name was put in for the first word behind it.
    """
    text = sentence.text
    cited = " ".join(" ".join(_flat(s.quote).split()) for s in sentence.evidence)
    for mark in re.finditer(": ", text):
        head, rest = text[: mark.start()], text[mark.end() :]
        if _flat(text[: mark.end()]) in cited:
            continue
        if head in allowed or _flat(rest[:40]).strip('“”" ') in cited:
            return head, rest
    return "", text


def _attributions(sentence: BriefSentence, readings: Mapping[str, Reading]) -> set[str]:
    """What may truly stand before a sentence: who writes, or who is read to say what is cited."""
    allowed: set[str] = set()
    for span in sentence.evidence:
        reading = readings[span.article]
        article = reading.article
        allowed.update(filter(None, (article.outlet, article.wire, article.byline)))
        if article.byline and article.outlet:
            allowed.add(f"{article.byline} in {article.outlet}")
        allowed.add(f"“{article.title}”" if article.title else "")
        allowed.add(f"An article without a headline ({article.name})")
        for holder in _holders(reading, span.start, span.end):
            allowed |= {holder, holder[:1].upper() + holder[1:]}
    return allowed


def _holders(reading: Reading, start: int, end: int) -> Iterator[str]:
    for statement in reading.statements:
        if statement.span.start < end and start < statement.span.end and statement.holder.name:
            yield statement.holder.name
    for quote in reading.quotes:
        if start <= quote.span.start < end and quote.speaker and quote.speaker.name:
            yield quote.speaker.name


# ------------------------------------------------------------------ reading it through


def _dangling(text: str) -> str:
    """A word that leans on what a reader of this brief has not read; empty if there is none."""
    outside = QUOTED.sub(lambda m: " " * len(m.group()), text)
    opening = OPENING.match(outside)
    if opening and not STANDS.match(outside):
        return opening.group()
    words = list(WORD.finditer(outside))
    for n, match in enumerate(words[1:], 1):
        word = match.group().lower()
        if word not in PERSONAL or word in ("it", "its", "itself"):
            continue
        if _anchored(words[:n]):
            return ""
        if _named_behind(words[0].group(), outside[match.end() :]):
            return ""
        after = [w.group() for w in words[n + 1 : n + 12]]
        return "" if any(w[0].isupper() for w in after) else match.group()
    return ""


def _named_behind(first: str, rest: str) -> bool:
    """Whether an opening clause ("While he ...,") is followed by the name it waits for."""
    clauses = rest.split(",")[1:] if first.lower() in SUBORDINATE else []
    return any(part.split() and part.split()[0][0].isupper() for part in clauses)


def _anchored(words: Sequence[re.Match[str]]) -> bool:
    """Whether a name or a noun phrase stands before."""
    low = [w.group().lower() for w in words]
    named = any(w.group()[0].isupper() and w.group().lower() not in EMPTY for w in words)
    phrase = any(
        a in ("the", "a", "an", "no", "some", "two", "three", "many") or a[0].isdigit() for a in low[:-1]
    )
    return named or phrase or sum(w not in EMPTY for w in low) >= 2


def _content(text: str) -> set[str]:
    return {w for w in _tokens(text) if w not in EMPTY and len(w) > 2}


def _overlap(a: set[str], b: set[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _modality(
    heading: str, sentence: BriefSentence, readings: Mapping[str, Reading]
) -> Iterator[tuple[str, str]]:
    """A cited statement that is not told as fact, in words that do not show it."""
    if heading in TOLD_AS_SUCH:
        return
    span = sentence.evidence[0]
    reading = readings[span.article]
    told = [s for s in reading.statements if span.start <= s.span.start < span.end]
    for statement in told:
        # "negated" shows in words for "not" of every kind, which a list of marks cannot hold out.
        if statement.modality in REAL or _has_mark(statement.span.quote):
            continue
        words = _content(statement.span.quote)
        if len(words & _content(sentence.text)) > 0.8 * len(words) and not MARKS.search(sentence.text):
            yield "modality", f"{statement.modality}: {statement.span.quote[:60]}"


def _has_mark(text: str) -> bool:
    return bool(MARKS.search(text))


def count(found: Iterable[Violation]) -> dict[str, int]:
    """How many of each kind, every kind named."""
    kinds = "span citation attribution name number date quotation word altered pronoun repeated modality"
    counts = dict.fromkeys(kinds.split(), 0)
    for violation in found:
        counts[violation.kind] += 1
    return counts
