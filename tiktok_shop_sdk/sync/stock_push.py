"""
The plan of an inventory push: one call a product, and a true word about every line.

A write is never repeated blindly. When nobody knows whether a call was carried out (the connection broke, the
platform failed, its answer cannot be read), the stock is read back: the wanted value means done, another one
not done; and where it cannot be read, the line is `unknown`. A value that differs is read a second time a
little later, for a request that was cut off may still be on its way.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

from .. import errors
from ..errors import AnswerUnreadable, PartialFailure, PurposeRefused, ServerError, ShopError, TransportError
from ..models.products import ProductInventory, RefusedStock, SkuStock
from .faults import is_final
from .journal import Journal, Place
from .progress import Meter
from .steps import Aside, Ask, Hand, Plan, Rest
from .stock_file import StockLine
from .stock_lookup import Found, looking_up
from .stock_report import Outcome, PushReport, StockResult, Why

Job: TypeAlias = dict[int, Place]
"""The lines of one product that are to be sent: the place in the list of lines, and the SKU and warehouse."""

# So many products in a row that ended in trouble with the network or the platform, and the rest is not sent.
TROUBLE_IN_A_ROW = 3


class StockPush:
    """One push of many lines."""

    def __init__(self, lines: Iterable[StockLine], journal: Journal, meter: Meter, *, settle: float) -> None:
        self._lines = tuple(lines)
        self._journal = journal
        self._meter = meter
        self._settle = settle
        self._results: dict[int, StockResult] = {}
        self._calls = 0
        self._trouble = 0
        self._stopped_by: ShopError | None = None
        meter.total = len(self._lines)

    def plan(self) -> Plan[PushReport]:
        """The whole push; hands over its report."""
        yield Aside(self._journal.take)
        try:
            found = yield from looking_up(self._lines)
            for number, why in found.missing.items():
                self._tell(number, "not_done", why)
            for product_id, job in self._by_product(found).items():
                if self._stopped_by is None:
                    yield from self._push(product_id, job)
                else:
                    self._not_sent(job, self._stopped_by)
        finally:
            self._journal.release()
        results = tuple(self._results[number] for number in range(len(self._lines)))
        yield Hand(PushReport(results, self._calls, self._stopped_by))

    def _by_product(self, found: Found) -> dict[str, Job]:
        """What is to be sent, grouped for the fewest calls; of two lines for one place the newer."""
        places: dict[Place, list[int]] = {}
        for number, (_, sku_id) in found.skus.items():
            places.setdefault((sku_id, self._lines[number].warehouse_id), []).append(number)
        jobs: dict[str, Job] = {}
        for place, numbers in places.items():
            chosen = self._newest(numbers)
            if chosen is not None:
                jobs.setdefault(found.skus[chosen][0], {})[chosen] = place
        return jobs

    def _newest(self, numbers: Sequence[int]) -> int | None:
        newest = max(self._lines[number].as_of for number in numbers)
        chosen = [number for number in numbers if self._lines[number].as_of == newest]
        for number in numbers:
            if self._lines[number].as_of < newest:
                self._tell(number, "skipped", _older(newest))
        if len({self._lines[number].quantity for number in chosen}) > 1:
            for number in chosen:
                reason = Why("another line, equally old, wants another quantity", "另一行时间相同但数量不同")
                self._tell(number, "not_done", reason)
            return None
        for number in chosen[1:]:
            self._tell(number, "skipped", Why("another line says the same", "另一行内容相同"))
        return chosen[0]

    def _push(self, product_id: str, job: Job) -> Generator[Any, Any, None]:
        """Claim in the journal, send, and find out what became of it."""
        ages = [(place, self._lines[number].as_of) for number, place in job.items()]
        newer: dict[Place, datetime] = yield Aside(partial(self._journal.claim, ages))
        for number, place in list(job.items()):
            if place in newer:
                self._tell(number, "skipped", _older(newer[place]))
                del job[number]
        if job:
            self._calls += 1
            yield from self._send(product_id, job)
        self._meter.reach(len(self._results))

    def _send(self, product_id: str, job: Job) -> Generator[Any, Any, None]:
        trouble = self._trouble
        self._trouble = 0
        try:
            yield Ask(partial(_update, product_id=product_id, skus=self._skus(job)))
        except PartialFailure as error:
            yield from self._sort_out(job, error)
        except (AnswerUnreadable, ServerError, TransportError) as error:
            self._trouble = trouble + 1
            if error.delivered is False:
                self._tell_all(job, "not_done", _because("nothing was sent: ", error))
            else:
                yield from self._read_back(job, error)
            if self._trouble >= TROUBLE_IN_A_ROW:
                self._stopped_by = error.with_traceback(None)
        except ShopError as error:
            self._tell_all(job, "not_done", _because("", error), error.code)
            if is_final(error):
                self._stopped_by = error.with_traceback(None)
        else:
            self._tell_all(job, "done", Why("", ""))

    def _skus(self, job: Job) -> list[SkuStock]:
        skus: dict[str, SkuStock] = {}
        for number, (sku_id, warehouse_id) in job.items():
            sku = skus.setdefault(sku_id, {"id": sku_id, "inventory": []})
            sku["inventory"].append({"warehouse_id": warehouse_id, "quantity": self._lines[number].quantity})
        return list(skus.values())

    def _sort_out(self, job: Job, error: PartialFailure) -> Generator[Any, Any, None]:
        """A SKU that `items` does not name is done. Of one that failed in some warehouses the others are read back, and
        a failure that names no SKU of ours may be about any."""
        failed: dict[Place, RefusedStock | Any] = {}
        doubtful = set[str]()
        for item in error.items:
            named = list(_named(item, job.values()))
            doubtful |= {sku_id for (sku_id, _), _ in named} or {sku_id for sku_id, _ in job.values()}
            failed.update(named)
        left = {number: place for number, place in job.items() if place not in failed}
        unsure = {number: place for number, place in left.items() if place[0] in doubtful}
        for number, place in job.items():
            if place in failed:
                code = _code(failed[place].code)
                self._tell(number, "not_done", _refused(code, failed[place].message), code)
        self._tell_all({number: place for number, place in left.items() if number not in unsure}, "done", Why("", ""))
        if unsure:
            yield from self._read_back(unsure, error)

    def _read_back(self, job: Job, error: ShopError) -> Generator[Any, Any, None]:
        """After an answer that says nothing: what is there now?"""
        stock = yield from self._read(job, error)
        if stock is not None and self._settle > 0 and self._differing(job, stock):
            self._meter.show(waiting=self._settle)
            yield Rest(self._settle)
            stock = yield from self._read(job, error)
        if stock is None:
            return
        for number, place in job.items():
            there, wanted = stock.get(place), self._lines[number].quantity
            if there is None:
                self._tell(number, "unknown", _because("the platform did not tell its stock: ", error))
            elif there == wanted:
                self._tell(number, "done", Why("read back after: " + error.message, "已回读确认"))
            else:
                reason = f"read back {there}, wanted {wanted}, after: {error.message}"
                self._tell(number, "not_done", Why(reason, f"回读库存为 {there},应为 {wanted}"))

    def _read(self, job: Job, error: ShopError) -> Generator[Any, Any, dict[Place, int | None] | None]:
        """The stock of these places; None if it cannot be read, and then every line is told `unknown`."""
        sku_ids = sorted({sku_id for sku_id, _ in job.values()})
        try:
            read: list[ProductInventory] = yield Ask(partial(_inventory, sku_ids=sku_ids))
        except PurposeRefused:
            reason = "the statement does not cover inventory:read, so it could not be read back after: "
            zh = "用途声明不含 inventory:read,无法回读确认"
            self._tell_all(job, "unknown", Why(reason + error.message, zh))
            return None
        except ShopError as failure:
            reason = f"could not be read back ({failure.message}) after: {error.message}"
            self._tell_all(job, "unknown", Why(reason, f"无法回读确认。{failure.next_step_zh}"))
            return None
        return {
            (sku.id, kept.warehouse_id or ""): kept.available_quantity
            for product in read
            for sku in product.skus
            for kept in sku.warehouse_inventory
        }

    def _differing(self, job: Job, stock: dict[Place, int | None]) -> bool:
        return any(stock.get(place) != self._lines[number].quantity for number, place in job.items())

    def _not_sent(self, job: Job, error: ShopError) -> None:
        self._tell_all(job, "not_done", _because("not sent, for the push stopped: ", error))
        self._meter.reach(len(self._results))

    def _tell_all(self, job: Job, outcome: Outcome, why: Why, code: int | None = None) -> None:
        for number in job:
            self._tell(number, outcome, why, code)

    def _tell(self, number: int, outcome: Outcome, why: Why, code: int | None = None) -> None:
        self._results[number] = StockResult(self._lines[number], outcome, why.en, why.zh, code)


def _update(shop: Any, *, product_id: str, skus: list[SkuStock]) -> Any:
    return shop.products.update_inventory(product_id, skus=skus)


def _inventory(shop: Any, *, sku_ids: list[str]) -> Any:
    return shop.products.search_inventory(sku_ids=sku_ids)


def _named(item: RefusedStock, places: Iterable[Place]) -> Generator[tuple[Place, Any], None, None]:
    """The places that a failed item is about: those of its warehouses that it names, or all of its SKU's."""
    detail = item.detail
    if detail is None or not detail.sku_id:
        return
    by_warehouse = {extra.warehouse_id: extra for extra in detail.extra_errors if extra.warehouse_id}
    for sku_id, warehouse_id in places:
        if sku_id == detail.sku_id and (not by_warehouse or warehouse_id in by_warehouse):
            yield (sku_id, warehouse_id), by_warehouse.get(warehouse_id, item)


def _older(newer: datetime) -> Why:
    at = newer.isoformat(timespec="seconds")
    return Why(f"older than {at}, which was pushed or is in the same file", f"早于已推送或同文件中的 {at}")


def _because(prefix: str, error: ShopError) -> Why:
    return Why(prefix + error.message, error.next_step_zh)


def _refused(code: int | None, said: str | None) -> Why:
    known = errors.explain(code or 0)
    if known is None or not known.has_own_words:
        return Why(said or "the platform refused it", f"平台拒绝,错误码 {code}")
    return Why(f"{known.meaning}: {known.next_step}", f"{known.meaning_zh}。{known.next_step_zh}")


def _code(value: Any) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else None
