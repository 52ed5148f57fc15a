"""The series of a pair as a picture."""

from dataclasses import replace

from tests.pictures.drawn import NAMES, SVG, labels, months, read, relationship

from communique.pictures import series

DATED, EVENTS = months(24)


def test_a_change_is_marked_with_what_moved_and_where_it_lies():
    picture = series(relationship(events=EVENTS, series=DATED), NAMES)
    assert "tone +2.3 → −4.1" in {found.text for found in labels(picture)}
    assert any("90 % between" in (e.text or "") for e in read(picture).iter(f"{SVG}title"))


def test_cooperation_stands_above_the_line_and_conflict_below():
    picture = series(relationship(events=EVENTS, series=replace(DATED, changes=())), NAMES)
    zero = next(found for found in labels(picture) if found.text == "0")
    line = (zero.top * 0.22 + zero.bottom * 0.78) - 4
    for period in read(picture).iter(f"{SVG}g"):
        title = period.find(f"{SVG}title")
        bars = period.findall(f"{SVG}rect")
        if title is not None and bars and "conflict" not in title.text:
            assert all(float(bar.get("y")) + float(bar.get("height")) <= line + 1 for bar in bars)
        if title is not None and bars and "cooperation" not in title.text:
            assert all(float(bar.get("y")) >= line - 1 for bar in bars)


def test_what_is_not_drawn_is_told():
    long, events = months(400, start=1980)
    told = replace(long, thin="too few happenings")
    words = " ".join(found.text for found in labels(series(relationship(events=events, series=told), NAMES)))
    assert "before are not drawn" in words
    assert "1 event without a date not drawn" in words
    assert "too few happenings" in words
    assert "Dotted line: no article of the record came out." in words
