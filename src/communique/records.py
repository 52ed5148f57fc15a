"""The nouns of Communiqué: frozen, slotted records that the stages hand to each other.

No behaviour lives here beyond validation and stable ids. The words are those of the
glossary in `docs/words.md`. Ids are digests of content, so the same input gives the same
ids in any order, on any machine, with any number of workers.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Literal

from communique.errors import SpanError

Kind = Literal["report", "preview", "analysis", "statement", "brief"]
Precision = Literal["day", "week", "month", "quarter", "season", "half", "year", "range"]
Modality = Literal[
    "asserted",
    "expected",
    "possible",
    "denied",
    "negated",
    "pledged",
    "demanded",
    "hypothetical",
    "historical",
]
HAPPENED: frozenset[Modality] = frozenset({"asserted", "historical"})
"""What is told as having happened."""
Domain = Literal[
    "energy",
    "trade",
    "finance",
    "military",
    "technology",
    "diplomacy",
    "transit",
    "culture",
    "food and water",
]
ActorKind = Literal["state", "organisation", "person", "group"]
HolderKind = Literal["outlet", "actor", "speaker", "unnamed"]
Standing = Literal["corroborated", "single-source", "contested"]
Difference = Literal["number", "date", "place", "actor", "polarity", "other"]
Verdict = Literal["supported", "partly", "unsupported", "contradicted"]
AuditError = Literal[
    "wrong citation",
    "number",
    "date",
    "modality",
    "speaker",
    "altered quote",
    "fabricated quote",
    "over-generalised",
    "dangling citation",
]


def digest(*parts: object) -> str:
    """A stable id: the first 16 hex digits of the SHA-256 over the parts, in order."""
    joined = "\x1f".join("" if p is None else str(p) for p in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


# ------------------------------------------------------------------ places in texts and time


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters of one article's clean text: `text[start:end] == quote`, always.

    `article` is an article id, `start` and `end` are code-point offsets, `end` exclusive.
    """

    article: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"span {self.start}:{self.end} of article {self.article} is empty or reversed")
        if len(self.quote) != self.end - self.start:
            raise SpanError(f"span {self.start}:{self.end} of article {self.article} holds {self.quote!r}")


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Days from `start` to `end`, both included, and how precisely the source put it."""

    start: dt.date
    end: dt.date
    precision: Precision

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"interval ends ({self.end}) before it starts ({self.start})")


# ------------------------------------------------------------------ gather and read


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as gathered: decoded text and what its container said about it.

    `origin` is what the user named (a path, `-`); `name` is its portable name (a file's base
    name, `feed.jsonl#<n>` for the n-th object of a file) and does not depend on the machine;
    `digest` is the SHA-256 of its raw bytes, in hex. Metadata are as written in the container,
    not yet understood.
    """

    origin: str
    name: str
    media: Literal["text", "markdown", "html"]
    content: str
    digest: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Furniture taken out of the text: a caption, a credit, a menu, the headline.

    `at` is the offset in the clean text where it stood, `text` its characters as gathered.
    """

    at: int
    text: str
    reason: Literal[
        "title",
        "byline",
        "outlet",
        "date",
        "dateline",
        "caption",
        "credit",
        "share",
        "cookies",
        "navigation",
        "related",
        "promotion",
        "footer",
        "references",
        "duplicate",
    ]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or section heading) of an article; `paragraph` counts from 0."""

    span: Span
    paragraph: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One text from one outlet, as read.

    `text` is the immutable clean text: paragraphs separated by one blank line, without
    furniture, which is kept in `removed`. `wire` is the agency that the text is credited to,
    if it is not the outlet itself. `place` is the dateline's place, as printed.
    """

    id: str
    path: str
    name: str
    digest: str
    text: str
    title: str | None
    byline: str | None
    outlet: str | None
    wire: str | None
    place: str | None
    published: Interval | None
    language: str
    kind: Kind
    url: str | None
    sentences: tuple[Sentence, ...]
    removed: tuple[Removed, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span of these offsets into the clean text."""
        return Span(self.id, start, end, self.text[start:end])


# ------------------------------------------------------------------ extract and resolve


@dataclass(frozen=True, slots=True, order=True)
class Actor:
    """Who acts: a state (ISO 3166 alpha-3), an organisation, a person or a group.

    `id` is the alpha-3 code of a state, the lexicon's id of a known organisation, else a
    digest of the name within its state or article. `state` is the alpha-3 code of the state
    it belongs to, if known. `aliases` are the other names it went by in the texts. `sector` is the
    PLOVER sector ("GOV", "MIL", "REB"), None for a state by itself and where nothing tells.
    """

    id: str
    name: str
    kind: ActorKind
    state: str | None = None
    office: str | None = None
    aliases: tuple[str, ...] = ()
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or stand for an actor; `actor` is None where nobody can be resolved."""

    span: Span
    actor: str | None
    form: Literal["name", "surname", "title", "office", "demonym", "metonym", "body", "pronoun"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that tell a time, and the interval they mean (None: abstained)."""

    span: Span
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, normalised.

    `value` is in units of `unit` ("$1.6 billion" is 1.6e9 of "USD", "85 percent" is 85 of
    "percent", "three-quarters" is 75 of "percent", "4,200 tractors" is 4200 of "tractor").
    `bound` tells "about", "at least", "at most"; exact otherwise.
    """

    span: Span
    value: float
    unit: str
    bound: Literal["exact", "about", "at least", "at most"] = "exact"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who says a statement: the outlet itself, an actor, a named or an unnamed speaker."""

    kind: HolderKind
    name: str | None = None
    actor: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One proposition in one article.

    `span` holds its words; `sentence` is the index of its sentence in `Article.sentences`.
    `date` is when what it tells of happens, where the text says so.
    """

    id: str
    span: Span
    sentence: int
    holder: Holder
    cue: Span | None
    modality: Modality
    domains: tuple[Domain, ...] = ()
    actors: tuple[str, ...] = ()
    date: Interval | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words inside quotation marks that somebody said; `span` excludes the marks."""

    span: Span
    speaker: Holder | None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to say or think what: the words for each, as they stand at that place.

    Spans are in the order of the text. `source` is empty where nobody is named, `cue` where
    nothing but the run of the text tells who speaks; each may be in several pieces, and a
    `content` may hold others whole. `score` says how sure it is, from 0 to 1.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom (PLOVER root and mode), with the statement it rests on."""

    statement: str
    type: str
    modality: Modality
    mode: str | None = None
    source: str | None = None
    target: str | None = None
    source_span: Span | None = None
    target_span: Span | None = None
    date: Interval | None = None
    place: str | None = None


Status = Literal[
    "proposed",
    "negotiating",
    "pledged",
    "signed",
    "implemented",
    "delayed",
    "dropped",
    "breach alleged",
    "breach denied",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of a commitment."""

    status: Status
    date: Interval | None
    span: Span


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who promised what to whom, until when, how much, and what became of it.

    `about` are lemmas that tell what it is about, the main noun first: by them it is known again
    elsewhere. One that is not `firm` is an article's word of how a thing stands, without saying
    that it was promised: it counts only as the fate of a promise told elsewhere.
    """

    id: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    due: Interval | None
    amount: Quantity | None
    history: tuple[Step, ...]
    about: tuple[str, ...] = ()
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Dependency:
    """`dependent` needs `provider` in `domain`, as a statement says; both are ids, states where possible.

    `domain` is None where the text names no field. `strength` are the words for how much or how
    strongly, as printed, `share` a percentage from 0 to 100; `alternatives` tells what the text says of
    other ways open to the dependent. `change` is what is said to happen to a dependence: one that has
    ended is `historical`. `span` is the word that tells it, `strength_span` and `alternatives_span`
    are the words for those two.
    """

    dependent: str
    provider: str
    domain: Domain | None
    statement: str
    strength: str | None = None
    share: float | None = None
    alternatives: Literal["none", "few", "some", "many"] | None = None
    modality: Modality = "asserted"
    change: Literal["ended", "eased", "grown"] | None = None
    span: Span | None = None
    strength_span: Span | None = None
    alternatives_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """Who of two actors, a and b, depends more on the other, as `sources` independent sources put it.

    `value` is `a_on_b` less `b_on_a`, each 0 to 1: above 0 if a depends more; `low` and `high` are its 90 %
    interval; `more_dependent` is the actor for which it lies wholly on one side. `contested` where
    one source says and another denies that one depends on the other. `statements` are behind it, by date.
    """

    value: float
    low: float
    high: float
    more_dependent: str | None
    a_on_b: float
    b_on_a: float
    sources: int
    contested: bool
    statements: tuple[str, ...]


Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
Direction = Literal["a to b", "b to a", "both"]


@dataclass(frozen=True, slots=True)
class PairEvent:
    """One happening between the two sides of a pair, however many articles tell of it.

    Events of one PLOVER root, one modality and one day count once; what two do together (one event each
    way in one statement) is one of direction "both". `date` is when it happens, where a text says so
    (`dated` is "text"), else the day its article came out ("published"); None where neither is known, and
    for past events without a date. `tone` is the weight of its root, -10 to 10. `statements` tell it
    (ids, by article); `sources` counts independent ones.
    """

    id: str
    type: str
    mode: str | None
    quad: Quad
    direction: Direction
    modality: Modality
    domains: tuple[Domain, ...]
    date: Interval | None
    dated: Literal["text", "published"] | None
    tone: float
    statements: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many happenings of one direction, quad class and modality there are; 1 and up."""

    direction: Direction
    quad: Quad
    modality: Modality
    events: int


@dataclass(frozen=True, slots=True)
class Tie:
    """What binds two actors in one domain.

    `events` are the statements of events between them and `statements` those that name both (ids);
    `a_on_b` and `b_on_a` how much each depends on the other there, 0 to 1 (None: nobody says).
    `happenings` are ids of the relationship's events, `counts` how many there are of each kind: those
    said to come, promised or denied have counts of their own. `commitments` are ids of promises in this
    domain.
    """

    domain: Domain
    events: tuple[str, ...]
    statements: tuple[str, ...]
    a_on_b: float | None
    b_on_a: float | None
    happenings: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    commitments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year of a pair.

    `coverage` is "none" where no article of the record came out in it, "silent" where some did and none
    names both, else "told". `articles` counts those of the record, `naming` those that name both and
    `sources` the independent ones of these, after copies. `counts` and `events` (ids) are of what is
    placed in it: what is told as having happened by its own date, all else by when it was said. The tones
    are means over what is told as having happened, -10 to 10, None where there is none: silence is no
    tone.
    """

    start: dt.date
    end: dt.date
    coverage: Literal["none", "silent", "told"]
    articles: int
    naming: int
    sources: int
    counts: tuple[Count, ...]
    events: tuple[str, ...]
    tone: float | None
    tone_a_to_b: float | None
    tone_b_to_a: float | None


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """Where a series moves from one level to another.

    measure: "tone" (mean weight of happenings, -10 to 10) or "volume" (happenings for each article of the
    record). `before` is the last day of the last period at the old level, `after` the first day of the
    first at the new; `earliest` and `latest` bound `after` with 90 % of the belief. `probability` is the
    belief that there is a change between them. `events_before` and `events_after` are the happenings
    (ids) that make the difference, those that weigh most first.
    """

    measure: Literal["tone", "volume"]
    before: dt.date
    after: dt.date
    earliest: dt.date
    latest: dt.date
    probability: float
    level_before: float
    level_after: float
    events_before: tuple[str, ...]
    events_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A pair over time, oldest period first, without holes from the first to the last that is told of.

    `undated` are happenings (ids) that fall into no one period. `thin` says in words why no change point
    was looked for (None: it was).
    """

    by: Literal["month", "year"]
    periods: tuple[Period, ...]
    changes: tuple[ChangePoint, ...]
    undated: tuple[str, ...]
    thin: str | None = None


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """A state or an organisation that matters to a pair, and by what.

    `score` orders third parties of one pair and means nothing beside. The tuples hold ids of statements
    by kind (one statement may stand in several): `named` name it in the pair's articles beside both or
    one of the two, `events` tell of events between it and one of them, `dependencies` and `drivers` tie
    it to one of them; `commitments` are ids of promises. `stories` are those of the pair's stories it
    stands in, `sources` counts independent ones. `with_a`, `with_b`: mean tone of its happenings with
    each, None where there is none.
    """

    actor: str
    kind: ActorKind
    score: float
    sources: int
    stories: tuple[str, ...]
    named: tuple[str, ...]
    events: tuple[str, ...]
    dependencies: tuple[str, ...]
    drivers: tuple[str, ...]
    commitments: tuple[str, ...]
    with_a: float | None = None
    with_b: float | None = None


GainKind = Literal["terms", "resources", "market", "money", "technology", "security", "support", "influence"]


@dataclass(frozen=True, slots=True)
class Gain:
    """`taker` gets or keeps something by its ties with `giver`, as a statement says.

    `kind` is what sort of thing, `what` its words as printed and `span` where they stand.
    """

    taker: str
    giver: str
    kind: GainKind
    what: str
    statement: str
    modality: Modality
    span: Span


@dataclass(frozen=True, slots=True)
class Dispute:
    """What texts say of a pair against each other.

    `on` is "claim" (claims that contradict each other), "dependence", "driver", "character" (what the
    relationship is called: a partnership of equals, an alliance) or "denial" (what one of the two denies;
    `one` is what it answers, empty where the denial tells that itself). `matter` tells in words what it is
    about; `one` and `other` are the statements (ids) of the two sides, with as many independent sources.
    """

    on: Literal["claim", "dependence", "driver", "character", "denial"]
    matter: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    sources_one: int
    sources_other: int


@dataclass(frozen=True, slots=True)
class Relationship:
    """Two states, `a` before `b` in the order of their ids, and what binds them.

    `events` are the happenings between them, dated ones first, by date; `series` counts them by month;
    `arcs` are the ids of the arcs that its stories form, `stories` the stories by date; `drivers` the
    statements (ids) of causes and effects that are told of one of the two where both are told of.
    """

    a: str
    b: str
    ties: tuple[Tie, ...]
    balance: Balance | None
    commitments: tuple[str, ...]
    stories: tuple[str, ...]
    events: tuple[PairEvent, ...] = ()
    series: Series | None = None
    gains: tuple[Gain, ...] = ()
    third_parties: tuple[ThirdParty, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    arcs: tuple[str, ...] = ()
    drivers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A commitment whose status moved; `before` is None where it was not told of."""

    commitment: str
    before: Status | None
    after: Status
    date: Interval | None
    span: Span


@dataclass(frozen=True, slots=True)
class RelationshipChanges:
    """What articles that came since a day changed in what is told of a pair.

    `articles`, `stories`, `events`, `claims` and `contested` are ids: new articles that name both;
    stories that are new and that grew; new happenings; claims on both that are new and those that turned
    contested.
    """

    a: str
    b: str
    since: dt.date
    articles: tuple[str, ...]
    stories: tuple[str, ...]
    grown: tuple[str, ...]
    events: tuple[PairEvent, ...]
    moved: tuple[Moved, ...]
    claims: tuple[str, ...]
    contested: tuple[str, ...]
    balance_then: Balance | None
    balance_now: Balance | None


@dataclass(frozen=True, slots=True)
class Driver:
    """A stated cause: `cause` raises or brings about (+1) or lowers or prevents (-1) `effect`.

    `cause` and `effect` are words of the text, `cue` the words that join them; `cause_actor` and
    `effect_actor` are the states (or known organisations) that the two belong to, where they name one.
    """

    cause: str
    effect: str
    sign: Literal[1, -1]
    statement: str
    modality: Modality = "asserted"
    cue: Span | None = None
    cause_span: Span | None = None
    effect_span: Span | None = None
    cause_actor: str | None = None
    effect_actor: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article holds by itself: the product of the per-article stages.

    Offsets of every span are into `article.text`. Tuples are in the order of the text.
    """

    article: Article
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    statements: tuple[Statement, ...] = ()
    lemmas: tuple[tuple[str, ...], ...] = ()
    """For each sentence its content words: lower-case lemmas of nouns, names, verbs,
    adjectives and numbers, in order. What grouping and comparing count."""
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    drivers: tuple[Driver, ...] = ()


# ------------------------------------------------------------------ group, compare, relate


@dataclass(frozen=True, slots=True)
class Copy:
    """`article` repeats `original` (syndication, light edit, truncation, insertion)."""

    article: str
    original: str
    overlap: float


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one happening at one time."""

    id: str
    label: str
    articles: tuple[str, ...]
    date: Interval | None
    places: tuple[str, ...]
    actors: tuple[str, ...]
    arc: str | None = None
    why: tuple[str, ...] = ()
    """In plain words, what holds its articles together and what keeps look-alikes out."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Copies, stories and arcs over a set of articles; every article is in one story."""

    copies: tuple[Copy, ...]
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Another claim that this one cannot stand beside; `spans` are this one's and the other's."""

    claim: str
    on: Difference
    spans: tuple[Span, Span]


DevelopmentOn = Literal["number", "stage", "polarity"]


@dataclass(frozen=True, slots=True)
class Development:
    """An earlier claim that this one carries on: a count that grew, a plan that was carried out or not,
    what had not come yet. Both may be right, each at its time. `spans` are the earlier one's and this
    one's, `days` the days on which the two were told."""

    claim: str
    on: DevelopmentOn
    spans: tuple[Span, Span]
    days: tuple[Interval, Interval]


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements that say the same; `sources` counts independent ones, after copies.

    `develops` are earlier claims that it carries on; they do not contest it.
    """

    id: str
    text: str
    statements: tuple[str, ...]
    sources: int
    standing: Standing
    contradicts: tuple[Contradiction, ...] = ()
    develops: tuple[Development, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One sentence of a timeline: what a source tells of a day.

    `text` is the sentence as printed, on one line; `evidence[0]` is its span, further spans are the
    sentences of other articles that make the same claim. `sources` counts the independent ones, 1 and
    up. `expected` tells that all who name the day did so before it came: whether it happened is not told.
    """

    date: Interval
    text: str
    evidence: tuple[Span, ...]
    sources: int = 1
    expected: bool = False


# ------------------------------------------------------------------ brief and audit


@dataclass(frozen=True, slots=True)
class Finding:
    """What an audit says of one sentence of a brief.

    `citations` are the numbers it carries; `citation_ok` is None where it carries none and
    none was due. `evidence` are the spans that decided.
    """

    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    citation_ok: bool | None
    error: AuditError | None
    evidence: tuple[Span, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One line of a reference list; `article` is None where no source fits it."""

    number: int
    text: str
    article: str | None


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """One sentence of a brief; `citations` are reference numbers, `evidence` their spans.

    `evidence[i]` is the exact span that `citations[i]` opens.
    """

    text: str
    citations: tuple[int, ...]
    evidence: tuple[Span, ...]
    finding: Verdict = "supported"


@dataclass(frozen=True, slots=True)
class Side:
    """One account in a disagreement: who holds it, the value, the sentence that says so."""

    value: str
    sentence: BriefSentence


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief. `sides` pairs accounts that differ (empty elsewhere)."""

    heading: str
    sentences: tuple[BriefSentence, ...]
    sides: tuple[tuple[Side, Side], ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A text in which every sentence carries citations, every citation a span."""

    story: str
    title: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """Every sentence of somebody's brief checked against the sources."""

    references: tuple[Reference, ...]
    sentences: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be read, or was set aside; named, with the reason."""

    origin: str
    reason: str
    kind: Literal["unreadable", "set aside"] = "unreadable"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything about a set of articles, in one go."""

    readings: tuple[Reading, ...]
    actors: tuple[Actor, ...]
    grouping: Grouping
    claims: tuple[Claim, ...]
    briefs: tuple[Brief, ...]
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    drivers: tuple[Driver, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
