"""What holds of every picture."""

import datetime as dt
import random
import re
from dataclasses import dataclass

import pytest
from tests.pictures import drawn
from tests.pictures.drawn import HOSTILE, NAMES, SVG, day, months, promise, read, relationship

from communique import pictures


@dataclass(frozen=True)
class Arrow:
    cause: int
    effect: int
    weight: float
    drivers: tuple = ()
    sources: int = 1
    contested: bool = False


WORDS = [
    "the price of gas",
    "Tonga's debt to Peru and to all who lent it money before the storm",
    "fish",
    HOSTILE,
    "",
]
DATED, EVENTS = months(40)


def graph(nodes, arrows, seed):
    chance = random.Random(seed)
    found = {}
    for _ in range(arrows):
        a, b = chance.sample(range(nodes), 2)
        found[a, b] = Arrow(a, b, chance.choice([0.6, -0.6, 0.3, -0.9]), contested=chance.random() < 0.3)
    return [WORDS[n % len(WORDS)] for n in range(nodes)], list(found.values())


def many(count, seed):
    """Relationships among `count` actors."""
    chance = random.Random(seed)
    names = {f"{n:02}": list(NAMES.values())[n % 5] + f" {n}" for n in range(count)}
    found = []
    for n in range(count):
        for m in range(n + 1, count):
            if chance.random() < 3 / count:
                events = tuple(
                    drawn.event(k, chance.choice(drawn.QUADS)) for k in range(chance.randint(1, 5))
                )
                found.append(relationship(f"{n:02}", f"{m:02}", (), None, events))
    return found, names


def every(narrow, names=NAMES, words=None, to=lambda asked: "#evidence"):
    """Each picture of the house, by its name."""
    told = (
        words
        or "lend Tonga 20 million dollars for a wharf that no ship has seen since the storm of last year"
    )
    promises = [promise(n, told, due=day(2023 + n % 4)) for n in range(15)]
    yield "pair", pictures.pair(relationship(), names, narrow=narrow, to=to)
    long = relationship("COD", "VCT", (drawn.tie("food and water", 99999, 12345, 1.0, 1.0, 99999),))
    yield "pair of long names", pictures.pair(long, names, narrow=narrow, to=to)
    even = relationship(held=drawn.balance(0.0, -0.5, 0.5, None, contested=True))
    yield "pair even", pictures.pair(even, names, narrow=narrow, to=to)
    steep = relationship(held=drawn.balance(1.0, 0.9, 1.0, "PER"))
    yield "pair steep", pictures.pair(steep, names, narrow=narrow, to=to)
    yield (
        "ledger",
        pictures.ledger(
            promises, names, overdue={"c0", "c4"}, as_of=dt.date(2025, 6, 1), narrow=narrow, to=to
        ),
    )
    undated = [promise(1, told, history=(drawn.Step("pledged", None, drawn.span()),))]
    yield "ledger without dates", pictures.ledger(undated, names, narrow=narrow, to=to)
    for nodes, arrows, seed in ((2, 2, 1), (7, 8, 2), (12, 30, 3), (20, 24, 4)):
        concepts, found = graph(nodes, arrows, seed)
        yield f"drivers of {nodes}", pictures.drivers(concepts, found, narrow=narrow, to=to)
    for count in (2, 5, 19, 50):
        found, known = many(count, 1)
        if names is not NAMES:
            known = dict.fromkeys(known, names["PER"])
        yield f"network of {count}", pictures.network(found, known, narrow=narrow, to=to)
    for dated, events in ((DATED, EVENTS), months(3), months(300, start=1990)):
        one = relationship(events=events, series=dated)
        yield f"series of {len(dated.periods)}", pictures.series(one, names, narrow=narrow, to=to)


CASES = [
    pytest.param(narrow, names, words, id=f"{'narrow' if narrow else 'wide'}, {kind}")
    for narrow in (False, True)
    for kind, names, words in (
        ("plain", NAMES, None),
        ("hostile", dict.fromkeys(NAMES, HOSTILE), HOSTILE),
        ("wide letters", dict.fromkeys(NAMES, "大韓民國和國臨時政府"), "漢" * 80),
    )
]


@pytest.mark.parametrize(("narrow", "names", "words"), CASES)
def test_no_label_lies_on_another_or_leaves_the_picture(narrow, names, words):
    found = dict(every(narrow, names, words))
    assert {name: drawn.overlapping(one) for name, one in found.items() if drawn.overlapping(one)} == {}
    assert {name: drawn.outside(one) for name, one in found.items() if drawn.outside(one)} == {}


@pytest.mark.parametrize(("narrow", "names", "words"), CASES)
def test_every_picture_has_a_name_and_a_description_and_no_style_script_or_handler(narrow, names, words):
    for name, one in every(narrow, names, words):
        root = read(one)
        assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"], name
        assert all(child.text for child in root[:2]), name
        assert float(root.get("viewBox").split()[2]) == (328 if narrow else 736), name
        for element in root.iter():
            assert element.tag not in {f"{SVG}style", f"{SVG}script", f"{SVG}foreignObject"}, name
            assert not [key for key in element.attrib if key == "style" or key.startswith("on")], name
        assert "nan" not in one and "inf " not in one, name


def test_what_can_be_followed_is_a_group_with_named_links_and_what_cannot_is_an_image():
    for name, one in every(narrow=False):
        root = read(one)
        links = list(root.iter(f"{SVG}a"))
        assert root.get("role") == ("group" if links else "img"), name
        assert all(link.get("href") == "#evidence" for link in links), name
        heard = [
            link.get("aria-label") or "".join(t.text or "" for t in link.iter(f"{SVG}text")) for link in links
        ]
        assert all(heard), name
    for name, one in every(narrow=False, to=lambda asked: None):
        assert read(one).get("role") == "img", name


def test_the_same_records_give_the_same_bytes():
    assert dict(every(narrow=False)) == dict(every(narrow=False))


def test_every_colour_is_a_property_of_the_page_with_a_fallback():
    for name, one in every(narrow=False):
        for element in read(one).iter():
            for key in ("fill", "stroke"):
                value = element.get(key)
                assert value is None or value == "none" or re.fullmatch(r"var\(--\w+, [#\w]+\)", value), name


@pytest.mark.parametrize(
    "picture",
    [
        pictures.pair(relationship(ties=(), held=None), NAMES),
        pictures.series(relationship(), NAMES),
        pictures.ledger([], NAMES),
        pictures.drivers([], []),
        pictures.network([relationship()], NAMES),
    ],
)
def test_a_picture_of_nothing_is_a_sentence(picture):
    assert re.fullmatch(r'<p class="picture none">The sources [a-z A-Z]+\.</p>', picture)
