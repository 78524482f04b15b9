"""What is written can be read again, by programs and by people with a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tiktok_shop_sdk.exporters import COLUMNS, CsvFile, FileUnusable, JsonLinesFile
from tiktok_shop_sdk.models.orders import LineItem, Order, Payment


def order(name: str = "1", second: int = 1000, **line: Any) -> Order:
    return Order(
        id=name,
        update_time=datetime.fromtimestamp(second, UTC),
        payment=Payment(currency="USD", total_amount=Decimal("19.90")),
        line_items=[
            LineItem(id=f"{name}1", **line),
            LineItem(id=f"{name}2", seller_discount=Decimal("-1.50")),
        ],
    )


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_a_csv_has_a_row_for_each_line_item_and_always_the_same_columns(tmp_path: Path) -> None:
    with CsvFile(tmp_path / "o.csv") as file:
        assert file.write([order(), Order(id="2")]) == 2
    rows = read(file.path)
    assert [(row["order_id"], row["line_item_id"]) for row in rows] == [("1", "11"), ("1", "12"), ("2", "")]
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["order_total_amount"], rows[1]["seller_discount"]) == ("19.90", "-1.50")
    assert COLUMNS[:3] == ("order_id", "update_time", "line_item_id")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(1)", "\t=1", "  =1", "\uff1d1", "=HYPERLINK(1)\n=2"])
def test_no_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    with CsvFile(tmp_path / "o.csv") as file:
        file.write([order(product_name=text)])
    assert read(file.path)[0]["product_name"].startswith("'")


@pytest.mark.parametrize("text", ['Tee, "large"', "两行\n杯子", "a;b", "x" * 300])
def test_other_cells_stay_what_they_are_but_in_one_line(tmp_path: Path, text: str) -> None:
    with CsvFile(tmp_path / "o.csv") as file:
        file.write([order(product_name=text)])
    assert read(file.path)[0]["product_name"] == " ".join(text.splitlines())
    assert len(file.path.read_bytes().splitlines()) == 3


def test_the_mark_for_excel_stands_once_at_the_beginning(tmp_path: Path) -> None:
    for _ in range(2):
        with CsvFile(tmp_path / "o.csv", excel=True) as file:
            file.write([order()])
    raw = file.path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\xef\xbb\xbf") == 1
    assert raw.count(b"order_id") == 1 and len(read(file.path)) == 4


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("a,b\r\n1,2\r\n")
    with pytest.raises(FileUnusable, match="other columns"):
        CsvFile(path)


def test_a_line_of_json_is_the_order_without_what_was_stripped(tmp_path: Path) -> None:
    with JsonLinesFile(tmp_path / "o.jsonl") as file:
        file.write([order(product_name="杯子")])
    row = json.loads(file.path.read_text(encoding="utf-8"))
    assert row == order(product_name="杯子").to_dict()
    assert "杯子".encode() in file.path.read_bytes()


@pytest.mark.parametrize("kind", [JsonLinesFile, CsvFile])
def test_what_stands_behind_the_mark_is_not_written_twice(
    tmp_path: Path, kind: type[JsonLinesFile] | type[CsvFile]
) -> None:
    path = tmp_path / "o"
    with kind(path) as file:
        file.write([order("1")])
        mark = file.size
        file.write([order("2"), order("3")])
    path.write_bytes(path.read_bytes()[:-20])  # torn
    with kind(path, mark=mark) as file:
        assert file.write([order("2"), order("3"), order("3", 1001)]) == 2
    whole = tmp_path / "whole"
    with kind(whole) as file:
        file.write([order("1"), order("2"), order("3"), order("3", 1001)])
    assert path.read_bytes() == whole.read_bytes()


def test_garbage_behind_the_mark_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "o"
    with JsonLinesFile(path) as file:
        file.write([order("1")])
    size = path.stat().st_size
    with path.open("ab") as raw:
        raw.write(b"\x00" * 40 + b"\n" + b'{"id": "2"}\n')
    with JsonLinesFile(path, mark=size):
        assert path.stat().st_size == size


def test_a_link_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("")
    try:
        (tmp_path / "o").symlink_to(tmp_path / "elsewhere")
    except OSError:
        pytest.skip("this system lets nobody make links")
    with pytest.raises(FileUnusable):
        JsonLinesFile(tmp_path / "o")
