"""Pushing stock through both clients: few calls, no older value over a newer one, and a true word for each line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tiktok_shop_sdk import errors
from tiktok_shop_sdk.sandbox import Incoming
from tiktok_shop_sdk.sync import (
    AlreadyRunning,
    BadStockFile,
    Journal,
    JournalUnavailable,
    Progress,
    StockLine,
    push_inventory,
    read_stock,
)

from .conftest import COVERS, Sandbox, Through

NOW = datetime.now(UTC)
UPDATE = "inventory/update"


def lines_for(sandbox: Sandbox, products: int = 3, quantity: int = 777, **changes: Any) -> list[StockLine]:
    """A line for every SKU and warehouse of the first products, all with one quantity."""
    chosen = list(sandbox.shop.products.values())[:products]
    return [
        StockLine(warehouse, quantity, NOW, sku_id=sku.id, product_id=product.id, **changes)
        for product in chosen
        for sku in product.skus.values()
        for warehouse in sku.stock
    ]


def stock(sandbox: Sandbox, line: StockLine) -> int:
    for product in sandbox.shop.products.values():
        for sku in product.skus.values():
            if line.sku_id == sku.id or line.seller_sku == sku.seller_sku:
                return int(sku.stock[line.warehouse_id])
    raise KeyError(line.name)


def updates(sandbox: Sandbox) -> int:
    return sum(UPDATE in path for path in sandbox.paths)


def is_true(sandbox: Sandbox, report: Any) -> bool:
    """Whether the report says of every line what the shop's stock says."""
    said = {"done": True, "not_done": False}
    return all(
        said[result.outcome] == (stock(sandbox, result.line) == result.line.quantity)
        for result in report
        if result.outcome in said
    )


def at_update(sandbox: Sandbox, trouble: str) -> None:
    """Trouble at the first update: before it, the shops are asked for."""
    sandbox.platform.trouble([f"{trouble}@+2"])


def test_one_call_a_product_and_every_line_done(through: Through) -> None:
    sandbox = through.sandbox
    lines = lines_for(sandbox)
    report = through.push(lines)
    assert report.ok and report.counts == {"done": len(lines), "not_done": 0, "unknown": 0, "skipped": 0}
    assert [result.line for result in report] == lines
    assert report.calls == updates(sandbox) == 3
    assert {stock(sandbox, line) for line in lines} == {777}


def test_lines_with_only_the_sellers_code_or_only_the_sku_are_looked_up(through: Through) -> None:
    sandbox = through.sandbox
    skus = [sku for product in sandbox.shop.products.values() for sku in product.skus.values()]
    lines = [StockLine(next(iter(sku.stock)), 9, NOW, seller_sku=sku.seller_sku) for sku in skus[:12]]
    lines += [StockLine(next(iter(sku.stock)), 9, NOW, sku_id=sku.id) for sku in skus[12:]]
    report = through.push(lines)
    assert report.ok and is_true(sandbox, report)
    assert report.calls == len(sandbox.shop.products)
    searches = sum("products/search" in path for path in sandbox.paths)
    assert searches == 4  # two times twelve, ten in a call


def test_what_the_shop_does_not_have_is_not_done_and_the_rest_is(through: Through) -> None:
    lines = [*lines_for(through.sandbox, 1), StockLine("9", 1, NOW, seller_sku="NO-SUCH")]
    report = through.push(lines)
    assert [result.outcome for result in report] == ["done"] * (len(lines) - 1) + ["not_done"]
    assert report.results[-1].reason == "the shop has no such SKU"
    assert report.results[-1].reason_zh == "店铺中没有该 SKU"


def test_a_partial_failure_is_told_per_sku_and_warehouse(through: Through) -> None:
    sandbox = through.sandbox
    product = next(p for p in sandbox.shop.products.values() if any(len(s.stock) == 2 for s in p.skus.values()))
    two = next(sku for sku in product.skus.values() if len(sku.stock) == 2)
    there, gone = list(two.stock)
    lines = [
        StockLine(there, 5, NOW, sku_id=two.id, product_id=product.id),
        StockLine("123", 5, NOW, sku_id=two.id, product_id=product.id),
        StockLine(gone, 6, NOW, sku_id=two.id, product_id=product.id),
        StockLine(there, 5, NOW, sku_id="404", product_id=product.id),
    ]
    report = through.push(lines)
    assert [result.outcome for result in report] == ["done", "not_done", "done", "not_done"]
    assert report.results[1].code == 12052097 and "unknown warehouse" in report.results[1].reason
    assert "仓库不存在" in report.results[1].reason_zh
    assert report.results[3].code == 12052260
    assert (two.stock[there], two.stock[gone]) == (5, 6)


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [("cut", "done"), ("cut-before", "not_done"), ("500", "not_done"), ("500-after", "done"), ("garbage", "done"),
     ("36009003", "not_done"), ("36009003-after", "done"), ("36009007-after", "done")],
)  # fmt: skip
def test_after_an_ambiguous_answer_the_stock_is_read_back(through: Through, trouble: str, outcome: str) -> None:
    sandbox = through.sandbox
    lines = lines_for(sandbox)
    at_update(sandbox, trouble)
    report = through.push(lines)
    first = [result for result in report if result.line.product_id == lines[0].product_id]
    assert {result.outcome for result in first} == {outcome}
    assert {result.outcome for result in report if result not in first} == {"done"}
    assert all("read back" in result.reason and "回读" in result.reason_zh for result in first)
    assert is_true(sandbox, report)
    assert updates(sandbox) == 3  # no write was repeated


@pytest.mark.parametrize("trouble", ["cut", "500-after", "36009003-after", "garbage"])
def test_a_naive_push_reports_wrongly_in_the_same_scene(sandbox: Sandbox, trouble: str) -> None:
    """The control: an exception means not done, they say."""
    line = lines_for(sandbox, 1)[0]
    at_update(sandbox, trouble)
    with sandbox.blocking() as shop:
        inventory: Any = [{"warehouse_id": line.warehouse_id, "quantity": 777}]
        try:
            shop.products.update_inventory(line.product_id, skus=[{"id": line.sku_id, "inventory": inventory}])
            said = True
        except errors.ShopError:
            said = False
    assert said != (stock(sandbox, line) == 777)


def test_stock_that_lands_late_is_read_a_second_time(through: Through) -> None:
    sandbox = through.sandbox
    line = lines_for(sandbox, 1)[0]
    at_update(sandbox, "cut-before")
    reads = [0]

    def land(number: int, incoming: Incoming) -> None:
        reads[0] += "inventory/search" in incoming.path
        if reads[0] == 2:
            sku = sandbox.shop.products[line.product_id].skus[line.sku_id]
            sku.stock[line.warehouse_id] = line.quantity

    sandbox.platform.on_call.append(land)
    report = through.push([line], settle=0.01)
    assert [result.outcome for result in report] == ["done"]


def test_without_inventory_read_an_ambiguous_answer_stays_unknown_and_says_why(
    new_sandbox: Callable[..., Sandbox], kind: str
) -> None:
    sandbox = new_sandbox(covers=COVERS - {"inventory:read"})
    lines = lines_for(sandbox)
    at_update(sandbox, "cut")
    report = Through(kind, sandbox).push(lines)
    unknown = [result for result in report if result.outcome == "unknown"]
    assert {result.line.product_id for result in unknown} == {lines[0].product_id}
    assert all("does not cover inventory:read" in result.reason for result in unknown)
    assert report.stopped_by is None and not report.ok
    assert report.counts["done"] == len(lines) - len(unknown)


def test_a_stock_that_cannot_be_read_back_is_unknown(through: Through) -> None:
    sandbox = through.sandbox
    lines = lines_for(sandbox, 1)
    at_update(sandbox, "cut")
    sandbox.platform.trouble(["503*9@+3"])
    report = through.push(lines)
    assert {result.outcome for result in report} == {"unknown"}
    assert "could not be read back" in report.results[0].reason


def test_a_statement_that_does_not_cover_writing_stops_the_push(new_sandbox: Callable[..., Sandbox], kind: str) -> None:
    sandbox = new_sandbox(covers=frozenset({"products:read", "inventory:read"}))
    report = Through(kind, sandbox).push(lines_for(sandbox))
    assert {result.outcome for result in report} == {"not_done"}
    assert isinstance(report.stopped_by, errors.PurposeRefused)
    assert updates(sandbox) == 0


def test_an_argument_that_cannot_be_sent_concerns_its_own_product_only(through: Through) -> None:
    good, bad = lines_for(through.sandbox, 2)[-1], replace(lines_for(through.sandbox, 1)[0], quantity=100_000)
    report = through.push([bad, good])
    assert [result.outcome for result in report] == ["not_done", "done"] and report.stopped_by is None


def test_without_products_read_lines_with_both_ids_are_pushed_all_the_same(
    new_sandbox: Callable[..., Sandbox], kind: str
) -> None:
    sandbox = new_sandbox(covers=COVERS - {"products:read"})
    named = lines_for(sandbox, 1)
    nameless = [StockLine("9", 1, NOW, seller_sku=f"S{number}") for number in range(25)]
    report = Through(kind, sandbox).push(nameless + named)
    assert [result.outcome for result in report] == ["not_done"] * 25 + ["done"] * len(named)
    assert "give product_id and sku_id" in report.results[0].reason


def test_trouble_with_three_products_in_a_row_stops_the_push(through: Through) -> None:
    sandbox = through.sandbox
    sandbox.platform.trouble(["cut-before*99@+2"])
    report = through.push(lines_for(sandbox, 6))
    assert not any(result.outcome == "done" for result in report)
    assert isinstance(report.stopped_by, errors.TransportError)
    assert updates(sandbox) == 3
    assert "not sent" in report.results[-1].reason


def test_an_older_value_never_overwrites_a_newer_one(through: Through) -> None:
    sandbox = through.sandbox
    assert through.push(lines_for(sandbox, quantity=5)).ok
    hour = timedelta(hours=1)
    older = [_aged(line, -hour) for line in lines_for(sandbox, quantity=4)]
    report = through.push(older)
    assert {result.outcome for result in report} == {"skipped"}
    assert "older than" in report.results[0].reason and report.calls == 0
    assert {stock(sandbox, line) for line in older} == {5}
    newer = [_aged(line, hour) for line in lines_for(sandbox, quantity=6)]
    assert through.push(newer).counts["done"] == len(newer)
    assert through.push(newer).counts["done"] == len(newer)  # equally old: the same file may be pushed again


def _aged(line: StockLine, by: timedelta) -> StockLine:
    return replace(line, as_of=line.as_of + by)


def test_an_older_value_stays_out_after_a_crash_between_the_note_and_the_sending(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    class Crash(BaseException):
        pass

    def crash(number: int, incoming: Incoming) -> None:
        if UPDATE in incoming.path and not crashed:
            crashed.append(True)
            raise Crash

    crashed: list[bool] = []
    sandbox.platform.on_call.append(crash)
    journal, lines = tmp_path / "journal", lines_for(sandbox, 1)
    with sandbox.blocking() as shop:
        with pytest.raises(Crash):
            push_inventory(shop, lines, journal=journal)
        report = push_inventory(shop, [_aged(line, -timedelta(seconds=1)) for line in lines], journal=journal)
        assert {result.outcome for result in report} == {"skipped"}
        assert push_inventory(shop, lines, journal=journal).ok


def test_of_two_lines_that_turn_out_to_be_one_sku_the_newer_is_sent(through: Through) -> None:
    sandbox = through.sandbox
    product = next(iter(sandbox.shop.products.values()))
    sku = next(iter(product.skus.values()))
    warehouse = next(iter(sku.stock))
    old = StockLine(warehouse, 1, NOW - timedelta(hours=1), seller_sku=sku.seller_sku)
    new = StockLine(warehouse, 2, NOW, sku_id=sku.id, product_id=product.id)
    assert [result.outcome for result in through.push([old, new])] == ["skipped", "done"]
    assert sku.stock[warehouse] == 2
    other = StockLine(warehouse, 3, NOW, seller_sku=sku.seller_sku)
    assert [result.outcome for result in through.push([other, new])] == ["not_done", "not_done"]


def test_a_bad_file_sends_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "stock.csv"
    path.write_text("sku_id,warehouse_id,quantity\n1,9,5\n2,9,many\n")
    before = len(sandbox.paths)
    with sandbox.blocking() as shop, pytest.raises(BadStockFile):
        push_inventory(shop, read_stock(path))
    assert len(sandbox.paths) == before + 1  # the shops


def test_two_pushes_with_one_journal_exclude_each_other(sandbox: Sandbox, tmp_path: Path) -> None:
    held = Journal(tmp_path / "journal")
    held.take()
    with sandbox.blocking() as shop, pytest.raises(AlreadyRunning):
        push_inventory(shop, lines_for(sandbox), journal=tmp_path / "journal")
    held.release()
    assert updates(sandbox) == 0


def test_a_damaged_journal_stops_the_push_before_anything_is_sent(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "journal").write_bytes(b"no database, but a text that is long enough to be taken for one" * 99)
    with sandbox.blocking() as shop, pytest.raises(JournalUnavailable, match="journal"):
        push_inventory(shop, lines_for(sandbox), journal=tmp_path / "journal")
    assert updates(sandbox) == 0


def test_progress_is_told_product_by_product(through: Through) -> None:
    seen: list[Progress] = []
    lines = lines_for(through.sandbox)
    through.push(lines, progress=seen.append)
    assert [progress.page for progress in seen] == [1, 2, 3]
    assert (seen[-1].done, seen[-1].total, seen[-1].eta_s) == (len(lines), len(lines), 0.0)
