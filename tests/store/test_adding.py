"""The way from files into the record and out of it again, over some of the sample articles."""

from pathlib import Path

import pytest

from communique import pipeline, sample
from communique.exchange import report_digest, report_to_dict
from communique.store import Record

FILES = sorted((Path(sample.__file__).parent / "articles").glob("0[4-9]*"))[:5]


@pytest.fixture(scope="module")
def together(tmp_path_factory):
    """A record to which all files were added at once."""
    with Record.open(tmp_path_factory.mktemp("together") / "communique.db") as record:
        assert pipeline.add(FILES, record)[:2] == (len(FILES), ())
        yield record


def test_the_record_is_the_same_whatever_the_order_of_adding(together, tmp_path):
    with Record.open(tmp_path / "communique.db") as record:
        for file in reversed(FILES):
            assert pipeline.add([file], record)[0] == 1
        assert record.digest() == together.digest()


def test_what_the_record_holds_is_what_a_report_finds(together):
    found = pipeline.make_report(FILES, briefs=False)
    assert report_digest(report_to_dict(pipeline.recorded(together))) == report_digest(report_to_dict(found))


def test_an_article_that_is_removed_leaves_no_trace(together, tmp_path):
    with Record.open(tmp_path / "communique.db") as record, Record.open(tmp_path / "other.db") as other:
        pipeline.add(FILES, record)
        pipeline.add(FILES[1:], other)
        (gone,) = {s.id for s in record.sources()} - {s.id for s in other.sources()}
        assert pipeline.remove(gone, record)
        assert record.digest() == other.digest()
        assert not pipeline.remove(gone, record)


def test_what_is_known_is_not_read_again(together, monkeypatch):
    monkeypatch.setattr(pipeline, "_read_batch", lambda work: 1 / 0)
    assert pipeline.add(FILES, together) == (0, (), ())
