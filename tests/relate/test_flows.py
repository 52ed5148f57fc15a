"""A user's own figures beside what is stated."""

import pytest

from communique.errors import UsageError
from communique.records import Dependency
from communique.relate.flows import disagreements, read_flows, shares

TABLE = """From,To,Product,Year,Value
AZE,GEO,gas,2024,"1,600"
RUS,GEO,gas,2024,400
AZE,GEO,gas,2025,900
RUS,GEO,gas,2025,600
TUR,GEO,gas,2025,500
GEO,AZE,wine,2025,10
GEO,RUS,wine,2025,90
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "flows.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_shares_and_concentration_of_what_is_taken_and_sent(table):
    found = {
        (s.side, s.product, s.year): s
        for s in shares(read_flows(table), "GEO", "AZE")
        if s.dependent == "GEO"
    }
    assert found["takes", "gas", 2024].share == 80
    assert found["takes", "gas", 2024].concentration == pytest.approx(0.68)
    assert found["takes", "gas", 2025].share == 45
    assert found["takes", "gas", 2025].partners == 3
    assert found["sends", "wine", 2025].share == 10


def test_a_stated_share_far_from_the_latest_figure_is_told(table):
    figures = shares(read_flows(table), "GEO", "AZE")
    said = Dependency("GEO", "AZE", "energy", "s", share=80.0)
    (found,) = disagreements([said], figures, lambda d: "Georgia takes 80 percent of its gas from Azerbaijan")
    assert (found.stated, found.figure.share, found.figure.year) == (80, 45, 2025)
    close = Dependency("GEO", "AZE", "energy", "s", share=50.0)
    assert disagreements([close], figures, lambda d: "half of its gas") == ()
    assert disagreements([said], figures, lambda d: "80 percent of its oil") == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("from,to,year,value\nA,B,2024,1\n", "product"),
        ("from,to,product,year,value\nA,B,gas,soon,1\n", "line 2"),
        ("from,to,product,year,value\nA,B,gas,2024,-1\n", "not 0 or more"),
        ("from,to,product,year,value\nA,B,gas,2024,nan\n", "not 0 or more"),
        ("from,to,product,year,value\n,B,gas,2024,1\n", "from"),
        ("", "no column"),
    ],
)
def test_a_faulty_file_is_named_with_the_line_and_what_to_do(tmp_path, text, named):
    path = tmp_path / "f.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=named) as error:
        read_flows(path)
    assert "f.csv" in str(error.value)


def test_an_unknown_state_and_an_unreadable_file_are_wrong_use(table, tmp_path):
    with pytest.raises(UsageError, match="no state"):
        read_flows(table, known=lambda name: None)
    with pytest.raises(UsageError, match="cannot be read"):
        read_flows(tmp_path / "missing.csv")
    binary = tmp_path / "b.csv"
    binary.write_bytes(b"\xff\xfe\x00\x00")
    with pytest.raises(UsageError):
        read_flows(binary)
