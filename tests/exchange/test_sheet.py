import csv
import io

from communique.exchange.audit import audit_to_csv
from communique.exchange.sheet import sheet
from communique.records import Audit, Finding, Span


def rows(text):
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def test_what_a_spreadsheet_could_run_is_a_text():
    assert rows(sheet(("a", "b"), [("=1+1", None), (-1, "@x")])) == [["a", "b"], ["'=1+1", ""], ["-1", "'@x"]]


def test_an_audit_has_a_row_for_each_piece_of_evidence_and_for_a_sentence_without():
    spans = (Span("a", 0, 4, "=One"), Span("b", 2, 5, "two"))
    audit = Audit(
        (),
        (
            Finding("One, two. [1, 2]", (1, 2), "supported", True, None, spans),
            Finding("+Three.", (), "unsupported", None, None, note="No source says this."),
        ),
    )
    found = rows(audit_to_csv(audit, {"a": "The Andes Post"}))
    assert [row[0] for row in found] == ["sentence", "1", "1", "2"]
    assert found[1][2:5] == ["1 2", "supported", "yes"]
    assert found[1][7:] == ["The Andes Post", "a", "0", "4", "'=One"]
    assert found[2][7:] == ["", "b", "2", "5", "two"]
    assert found[3][1] == "'+Three."
    assert {len(row) for row in found} == {12}
