"""A stock file is read completely, and every faulty line is named, before anything is sent."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tiktok_shop_sdk.errors import InvalidRequest
from tiktok_shop_sdk.sync import BadStockFile, StockLine, read_stock
from tiktok_shop_sdk.sync.stock_file import most_stock

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
HEAD = "sku_id,seller_sku,product_id,warehouse_id,quantity,as_of\n"


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "stock.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadStockFile) as caught:
        read_stock(written(tmp_path, text), now=NOW)
    assert all(fault.message_zh for fault in caught.value.faults)
    return [(fault.line, fault.message) for fault in caught.value.faults]


def test_a_good_file_is_read_line_by_line(tmp_path: Path) -> None:
    text = HEAD + "1,A,11,9,40,2026-05-04T12:00:00+08:00\n,B,,9,0,1777800000\n"
    assert read_stock(written(tmp_path, text), now=NOW) == [
        StockLine("9", 40, datetime(2026, 5, 4, 4, tzinfo=UTC), "1", "A", "11", 2),
        StockLine("9", 0, datetime.fromtimestamp(1777800000, UTC), "", "B", "", 3),
    ]


def test_every_faulty_line_is_named_with_its_number_and_reason(tmp_path: Path) -> None:
    text = HEAD + (
        "1,,11,9,40,\n"
        ",,11,9,40,\n"
        "2,,11,,-3,\n"
        "1.73E+18,,11,9,1.5,\n"
        "3,,11,9,100000,\n"
        "\n"
        "4,,11,9,7,2026-05-04 12:00\n"
        "5,,11,9,7,2026-05-05T12:00:00Z\n"
        "6,,11,9\n"
        "7,,x11,9,,\n"
    )
    assert faults(tmp_path, text) == [
        (3, "sku_id and seller_sku are both empty"),
        (4, "warehouse_id is empty"),
        (4, "quantity is not a whole number from 0 to 99999"),
        (5, "sku_id was rounded by a spreadsheet: format the column as text and export it again"),
        (5, "quantity is not a whole number from 0 to 99999"),
        (6, "quantity is not a whole number from 0 to 99999"),
        (8, "as_of is no time with a time zone, such as 2026-05-04T12:00:00+08:00"),
        (9, "as_of lies in the future"),
        (10, "4 cells, 6 columns"),
        (11, "product_id is not an id: digits only"),
        (11, "quantity is not a whole number from 0 to 99999"),
    ]


def test_the_error_shows_the_faults_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(BadStockFile) as caught:
        read_stock(written(tmp_path, HEAD + ",,11,9,x,\n"), now=NOW)
    assert "line 2: sku_id and seller_sku are both empty / 第 2 行:sku_id 与 seller_sku 均为空" in str(caught.value)
    assert caught.value.message == "stock.csv has 2 fault(s); nothing was sent"
    assert "2" in caught.value.message_zh


def test_missing_columns_are_named(tmp_path: Path) -> None:
    assert [message for _, message in faults(tmp_path, "product_id,quantitiy\n1,2\n")] == [
        "the column warehouse_id is missing",
        "the column quantity is missing",
        "the column sku_id or seller_sku is missing",
    ]
    assert faults(tmp_path, "")[0][0] == 1


def test_of_two_lines_for_one_place_the_newer_wins_and_equally_old_ones_are_a_fault(tmp_path: Path) -> None:
    newer = "1,,11,9,5,2026-05-03T00:00:00Z\n"
    older = "1,,11,9,4,2026-05-02T00:00:00Z\n"
    for text in (newer + older, older + newer):
        assert [line.quantity for line in read_stock(written(tmp_path, HEAD + text), now=NOW)] == [5]
    assert faults(tmp_path, HEAD + newer + newer) == [(3, "the same SKU and warehouse as line 2, and equally old")]
    assert len(read_stock(written(tmp_path, HEAD + newer + newer.replace(",9,", ",8,")), now=NOW)) == 2


def test_a_line_without_a_time_is_as_old_as_its_file(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "1,,11,9,5,\n")
    yesterday = (NOW - timedelta(days=1)).timestamp()
    os.utime(path, (yesterday, yesterday))
    assert read_stock(path, now=NOW)[0].as_of == NOW - timedelta(days=1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_write_can_be_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = "seller_sku,warehouse_id,quantity,备注\r\n杯子-黑,'9,5,库存\r\n".replace(",", delimiter)
    line = read_stock(written(tmp_path, text.encode(encoding)), now=NOW)[0]
    assert (line.seller_sku, line.warehouse_id, line.quantity) == ("杯子-黑", "9", 5)


def test_a_quotation_mark_that_is_never_closed_is_a_fault(tmp_path: Path) -> None:
    text = HEAD + '1,,11,9,5,\n2,"A,11,9,5,\n' + "3,,11,9,5,\n" * 20_000
    assert "no CSV from here on" in faults(tmp_path, text)[0][1]


def test_a_file_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(BadStockFile, match=r"nothing\.csv cannot be read"):
        read_stock(tmp_path / "nothing.csv")


def test_a_line_without_a_zone_or_a_name_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="time zone"):
        StockLine("9", 1, datetime(2026, 5, 4), sku_id="1")
    with pytest.raises(InvalidRequest, match="sku_id or seller_sku"):
        StockLine("9", 1, NOW)


def test_the_largest_quantity_is_the_declared_one() -> None:
    assert most_stock() == 99_999
