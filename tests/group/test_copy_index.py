import random

from communique.group.copies import copies_of, find_copies
from communique.group.copy_index import COMMON, CopyIndex

ENDS = ("arn", "eld", "ost", "umb", "irk", "ansh", "ovel", "uddle")
WORDS = [start + end for start in "bdfghklmnprstv" for end in ENDS]


def passage(seed, length=160):
    picks = random.Random(seed)
    return " ".join(picks.choice(WORDS) for _ in range(length))


def edited(text, seed, share):
    picks = random.Random(seed)
    return " ".join(picks.choice(WORDS) if picks.random() < share else word for word in text.split())


def found(index):
    return {(copy.article, copy.original) for copy in copies_of(index)}


def articles(reading, texts, day="2031-03-04"):
    return [reading(text, published=day, outlet=f"Paper {n}").article for n, text in enumerate(texts)]


def test_an_article_added_later_gives_what_all_at_once_gives(reading):
    text = passage(1)
    items = articles(reading, [text, edited(text, 2, 0.1), text[:400], passage(3), edited(text, 4, 0.15)])
    whole = {(copy.article, copy.original) for copy in find_copies(items)}
    assert len(whole) == 3
    for seed in range(5):
        random.Random(seed).shuffle(items)
        index = CopyIndex()
        for item in items:
            index.add((item,))
        assert found(index) == whole


def test_a_report_that_everybody_prints_is_one_group_in_any_order(reading):
    text = passage(5)
    items = articles(reading, [edited(text, seed, 0.03) for seed in range(COMMON + 25)])
    groups = set()
    for seed in range(3):
        random.Random(seed).shuffle(items)
        copies = find_copies(items)
        groups.add((len(copies), len({copy.original for copy in copies})))
        again = frozenset((copy.article, copy.original) for copy in copies)
        groups.add(again)
    assert (COMMON + 24, 1) in groups
    assert len(groups) == 2


def test_a_footer_of_all_articles_makes_no_copies(reading):
    footer = passage(6, 25)
    items = articles(reading, [f"{passage(seed, 120)} {footer}" for seed in range(100, 100 + COMMON + 10)])
    assert find_copies(items) == ()


def test_a_text_edited_all_over_is_a_copy_and_one_that_shares_a_paragraph_is_not(reading):
    text = passage(7, 200)
    heavy = edited(text, 8, 0.25)
    patch = " ".join(text.split()[:80]) + " " + passage(9, 120)
    one, two, three = articles(reading, [text, heavy, patch])
    assert {(copy.article, copy.original) for copy in find_copies([one, two, three])} in (
        {(two.id, one.id)},
        {(one.id, two.id)},
    )


def test_a_short_excerpt_of_two_reports_does_not_tie_them(reading):
    middle = passage(10, 60)
    one = f"{middle} {passage(11, 150)}"
    two = f"{middle} {passage(12, 150)}"
    items = articles(reading, [one, two, middle])
    joined = {(copy.article, copy.original) for copy in find_copies(items)}
    assert (items[0].id, items[1].id) not in joined
    assert (items[1].id, items[0].id) not in joined


def test_adding_an_article_twice_changes_nothing(reading):
    items = articles(reading, [passage(13), passage(13)[:500]])
    index = CopyIndex()
    index.add([*items, *items])
    assert len(index.articles) == 2
