"""Webhooks: who hears of what, signed so that anybody can check it, sent again on the platform's schedule, and lost."""

from __future__ import annotations

import hashlib
import hmac
import http.server
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sandbox.erp import DAY, HOUR, Erp
from tiktok_shop_sdk.sandbox import SANDBOX_APP_KEY, SANDBOX_APP_SECRET
from tiktok_shop_sdk.sandbox.messenger import Habits, Messenger, post_to_loopback
from tiktok_shop_sdk.sandbox.shop.news import EVENT_TYPES

TESTS = Path(__file__).parent.parent
ADDRESS = "https://erp.example/tiktok"
HERE = "http://127.0.0.1:9/hook"


class Receiver:
    """An ERP's own web server: keeps what it gets, and answers as it is told."""

    def __init__(self, answers: Callable[[int], int] = lambda number: 200) -> None:
        self.got: list[tuple[str, Mapping[str, str], bytes]] = []
        self.times: list[float] = []
        self.answers = answers
        self.clock: Callable[[], float] = lambda: 0.0

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        self.got.append((url, headers, body))
        self.times.append(self.clock())
        return self.answers(len(self.got))

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, _, body in self.got]

    def of_type(self, number: int) -> list[dict[str, Any]]:
        return [event["data"] for event in self.events if event["type"] == number]


def signed(
    headers: Mapping[str, str], body: bytes, key: str = SANDBOX_APP_KEY, secret: str = SANDBOX_APP_SECRET
) -> bool:
    """Checked with nothing of the sandbox: hex HMAC-SHA256 over app key and raw body, under the app secret."""
    return headers["authorization"] == hmac.new(secret.encode(), key.encode() + body, hashlib.sha256).hexdigest()


class Post(Erp):
    """An ERP with a receiver; events of all kinds go to one address."""

    def connect(self, receiver: Receiver | None = None, **settings: Any) -> Receiver:
        self.receiver = receiver or Receiver()
        self.receiver.clock = self.platform.clock
        self.messenger = Messenger(
            self.platform.world, self.platform.apps, self.platform.clock, deliver=self.receiver, **settings
        )
        self.messenger.use_address(ADDRESS)
        return self.receiver

    def wait(self, seconds: float) -> None:
        """Let time pass, and everything be sent when it is due."""
        end = self.clock.wall() + seconds
        while (due := self.messenger.next_time) <= end:
            self.clock.sleep(max(0.0, due - self.clock.wall()))
            self.messenger.run_due()
        self.clock.sleep(end - self.clock.wall())


@pytest.fixture(params=["async", "blocking"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Post:
    return Post(request.param, tmp_path / "state")


@pytest.fixture
def plain(tmp_path: Path) -> Post:
    """The same with one client only, for what is no matter of the client."""
    return Post("blocking", tmp_path / "state")


# What is told


def test_an_orders_way_is_told_step_by_step(post: Post) -> None:
    receiver = post.connect()
    order = post.outside.place_order()
    post.wait(2 * HOUR)
    post.call(lambda shop: shop.fulfillment.ship_package(post.package_of(order)))
    post.wait(12 * DAY)
    told = receiver.of_type(1)
    assert [event["order_status"] for event in told] == [
        "UNPAID",
        "ON_HOLD",
        "AWAITING_SHIPMENT",
        "AWAITING_COLLECTION",
        "IN_TRANSIT",
        "DELIVERED",
        "COMPLETED",
    ]
    assert [event["is_on_hold_order"] for event in told] == [False, True, False, False, False, False, False]
    assert {event["order_id"] for event in told} == {order.id}
    assert all(signed(headers, body) for _, headers, body in receiver.got)
    assert {event["shop_id"] for event in receiver.events} == {post.shop.id}
    ids = [event["tts_notification_id"] for event in receiver.events]
    assert len(set(ids)) == len(ids)
    for event, at in zip(receiver.events, receiver.times, strict=True):
        assert 0 <= at - event["timestamp"] < 1, "told when it happens"


def test_cancellations_returns_parcels_and_stock_are_told(plain: Post) -> None:
    receiver = plain.connect()
    first, second = plain.paid_order(2), plain.paid_order()
    group: Any = [{"id": "a", "order_line_item_ids": [first.lines[0]["id"]]}]
    plain.call(lambda shop: shop.fulfillment.split_order(first.id, splittable_groups=group))
    asked = plain.outside.ask_to_cancel(second.id)
    plain.call(lambda shop: shop.returns.approve_cancellation(asked.id))
    case = plain.outside.ask_for_return(plain.delivered_order().id)
    plain.outside.change_address(first.id)
    sku = next(iter(next(iter(plain.shop.products.values())).skus.values()))
    product = next(iter(plain.shop.products.values()))
    wish: Any = [{"id": sku.id, "inventory": [{"quantity": 5}]}]
    plain.call(lambda shop: shop.products.update_inventory(product.id, skus=wish))
    plain.call(lambda shop: shop.products.deactivate([product.id]))
    plain.wait(HOUR * 1.5)
    [split] = receiver.of_type(4)
    assert (split["sc_type"], split["package_list"][0]["order_id_list"]) == ("SPLIT", [first.id])
    steps = receiver.of_type(11)
    assert [one["cancel_status"].rpartition("_")[2] for one in steps] == ["PENDING", "SUCCESS", "COMPLETE"]
    assert {(one["cancel_id"], one["order_id"], one["cancellations_role"]) for one in steps} == {
        (asked.id, second.id, "BUYER")
    }
    [returned] = receiver.of_type(12)
    assert (returned["return_id"], returned["return_type"]) == (case.id, "RETURN_AND_REFUND")
    assert "CANCEL" in {one["order_status"] for one in receiver.of_type(1)}
    assert [one["order_id"] for one in receiver.of_type(3)] == [first.id]
    assert [one["product_id"] for one in receiver.of_type(5)] == [int(product.id)]
    sources = Counter(one["change_detail"][0]["trigger_source"] for one in receiver.of_type(68))
    assert sources == {"order_created": 4, "order_canceled": 1, "order_shipped": 1, "api_sync": 1}
    [synced] = [one for one in receiver.of_type(68) if one["change_detail"][0]["trigger_source"] == "api_sync"]
    assert synced["quantity_snapshot_after_change"]["total_available_quantity"] == 5


def test_every_payload_has_the_fields_of_the_reference(plain: Post) -> None:
    recorded = yaml.safe_load((TESTS / "facts" / "webhooks.yaml").read_text(encoding="utf-8"))
    facts = {one["type"]: one for one in recorded["events"]}
    receiver = plain.connect()
    plain.outside.ask_to_cancel(plain.outside.place_order().id)
    plain.outside.ask_for_return(plain.delivered_order().id)
    plain.messenger.run_due()
    assert receiver.events
    for event in receiver.events:
        assert event["data"].keys() == {field["name"] for field in facts[event["type"]]["data"]}, event["type"]


def test_a_new_product_is_told_with_a_number_for_its_id(plain: Post) -> None:
    receiver = plain.connect()
    made = plain.shop.products
    template = next(iter(made.values()))
    new = type(template)(
        id="1731000000000000001",
        title="Sample new",
        status="DRAFT",
        category_id=template.category_id,
        region="US",
        create_time=int(plain.clock.wall()),
        update_time=int(plain.clock.wall()),
    )
    made[new.id] = new
    new.change(plain.clock.wall(), title="Sample renamed")
    plain.messenger.run_due()
    assert [one["product_id"] for one in receiver.of_type(16)] == [1731000000000000001]
    [edited] = receiver.of_type(15)
    assert (edited["product_id"], edited["changed_fields"]) == (new.id, ["title"])


def test_the_check_of_these_tests_agrees_with_the_recorded_letter() -> None:
    recorded = json.loads((TESTS / "fixtures" / "webhook.cancellation_status_change.json").read_text(encoding="utf-8"))
    body, own = recorded["raw_body"].encode(), (recorded["app_key"], recorded["app_secret"])
    assert signed(recorded["headers"], body, *own)
    assert not signed(recorded["headers"], body + b" ", *own)


def test_any_other_event_is_told_by_hand(plain: Post) -> None:
    receiver = plain.connect()
    plain.messenger.announce(plain.shop, EVENT_TYPES["SELLER_DEAUTHORIZATION"], {"message": "withdrawn"})
    plain.messenger.run_due()
    assert receiver.events[0]["type"] == 6
    assert signed(*receiver.got[0][1:])


# Who hears of it


def test_a_shop_has_an_address_of_its_own_for_an_event(post: Post) -> None:
    receiver = post.connect()
    post.call(lambda shop: shop.events.update_webhook("ORDER_STATUS_CHANGE", address=HERE))
    post.outside.place_order()
    post.messenger.run_due()
    told = {event["type"]: url for event, (url, _, _) in zip(receiver.events, receiver.got, strict=True)}
    assert told == {1: HERE, 68: ADDRESS}
    [webhook] = post.call(lambda shop: shop.events.list_webhooks())
    assert (webhook.event_type, webhook.address) == ("ORDER_STATUS_CHANGE", HERE)
    post.call(lambda shop: shop.events.delete_webhook("ORDER_STATUS_CHANGE"))
    assert post.call(lambda shop: shop.events.list_webhooks()) == []
    receiver.got.clear()
    post.outside.place_order()
    post.messenger.run_due()
    assert {url for url, _, _ in receiver.got} == {ADDRESS}


def test_without_an_address_nothing_is_sent_and_nothing_is_kept(plain: Post) -> None:
    receiver = Receiver()
    silent = Messenger(plain.platform.world, plain.platform.apps, plain.platform.clock, deliver=receiver)
    plain.outside.place_order()
    assert silent.run_due() == 0
    assert not silent.letters
    silent.use_address(ADDRESS)
    assert silent.run_due() == 0, "what happened before is not told afterwards"


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("https://erp.example/tiktok", True),
        ("http://127.0.0.1:8000/hook", True),
        ("http://localhost:8000/", True),
        ("http://erp.example/tiktok", False),
        ("https://erp.example:8443/tiktok", False),
        ("https://192.0.2.1/tiktok", False),
        ("https://erp/tiktok", False),
        ("https://erp.example:port/", False),
        ("", False),
        ("https://erp.example/" + "x" * 250, False),
    ],
)
def test_addresses_follow_the_platforms_rules_or_stay_on_this_machine(
    new_caller: Any, address: str, taken: bool
) -> None:
    caller = new_caller()
    body = {"event_type": "PACKAGE_UPDATE", "address": address}
    assert (caller.call("PUT", "/event/202309/webhooks", {}, body).code == 0) is taken
    assert caller.call("GET", "/event/202309/webhooks").data["total_count"] == int(taken)


def test_an_unknown_event_cannot_be_subscribed_to(new_caller: Any) -> None:
    body = {"event_type": "INVENTORY_CHANGED", "address": ADDRESS}
    assert new_caller().call("PUT", "/event/202309/webhooks", {}, body).code == 98001004


# How it is sent


def test_a_receiver_that_fails_twice_gets_it_at_the_third_time(post: Post) -> None:
    receiver = post.connect(Receiver(lambda number: 500 if number <= 2 else 200))
    post.messenger.announce(post.shop, 13, {"conversation_id": "1"})
    start = post.clock.wall()
    post.wait(2 * DAY)
    assert [round(at - start) for at in receiver.times] == [0, 120, 120 + 1800]
    assert len({body for _, _, body in receiver.got}) == 1, "the same letter with the same id"
    assert all(signed(headers, body) for _, headers, body in receiver.got)
    [letter] = post.messenger.letters
    assert (letter.arrived, letter.lost, [status for _, status in letter.attempts]) == (True, False, [500, 500, 200])


def test_a_receiver_that_never_answers_loses_it_after_four_retries(post: Post) -> None:
    def never(number: int) -> int:
        raise TimeoutError

    receiver = post.connect(Receiver(never))
    post.messenger.announce(post.shop, 13, {"conversation_id": "1"})
    start = post.clock.wall()
    post.wait(30 * DAY)
    assert [round(at - start) for at in receiver.times] == [0, 120, 1920, 12_720, 55_920]
    assert all(signed(headers, body) for _, headers, body in receiver.got)
    [letter] = post.messenger.letters
    assert (letter.arrived, letter.lost) == (False, True)


@pytest.mark.parametrize(("seconds", "times"), [(2.9, 1), (3.1, 5)])
def test_an_answer_after_three_seconds_is_none(plain: Post, seconds: float, times: int) -> None:
    def slowly(number: int) -> int:
        plain.clock.sleep(seconds)
        return 200

    receiver = plain.connect(Receiver(slowly))
    plain.messenger.announce(plain.shop, 13, {"conversation_id": "1"})
    plain.wait(2 * DAY)
    assert len(receiver.got) == times


@pytest.mark.parametrize("status", [201, 204, 301, 401, 404])
def test_only_200_counts_as_an_answer(plain: Post, status: int) -> None:
    receiver = plain.connect(Receiver(lambda number: status))
    plain.messenger.announce(plain.shop, 13, {"conversation_id": "1"})
    plain.wait(60)
    assert plain.messenger.next_time == receiver.times[0] + 120


def test_nothing_goes_out_by_itself(plain: Post) -> None:
    receiver = plain.connect()
    plain.outside.place_order()
    plain.clock.sleep(DAY)
    plain.call(lambda shop: shop.orders.search())
    assert receiver.got == []
    assert plain.messenger.run_due() == len(receiver.got) > 0


def test_time_alone_makes_news_when_somebody_looks_at_the_post(plain: Post) -> None:
    receiver = plain.connect()
    plain.outside.place_order()
    plain.clock.sleep(HOUR)
    plain.messenger.run_due()
    assert [event["order_status"] for event in receiver.of_type(1)] == ["UNPAID", "ON_HOLD"]


def test_a_receiver_may_call_the_platform_while_it_is_told(post: Post) -> None:
    seen: list[str] = []

    def look(number: int) -> int:
        [event] = receiver.events[-1:]
        if event["type"] == 1:
            seen.append(post.order(event["data"]["order_id"]).status)
        return 200

    receiver = post.connect(Receiver(look))
    post.outside.place_order()
    post.messenger.run_due()
    assert seen == ["UNPAID"]


# Untidy delivery


def test_letters_come_twice_on_demand(plain: Post) -> None:
    receiver = plain.connect(habits=Habits(double=2))
    for number in range(4):
        plain.messenger.announce(plain.shop, 13, {"conversation_id": str(number)})
    plain.messenger.run_due()
    assert Counter(event["data"]["conversation_id"] for event in receiver.events) == {"0": 1, "1": 2, "2": 1, "3": 2}
    assert len({event["tts_notification_id"] for event in receiver.events}) == 4, "a double has the id of its twin"


def test_letters_come_in_disorder_on_demand_and_in_the_same_one_for_a_seed(plain: Post) -> None:
    def order_of_arrival(shuffle: int | None) -> list[str]:
        receiver = plain.connect(habits=Habits(shuffle=shuffle))
        for number in range(20):
            plain.messenger.announce(plain.shop, 13, {"conversation_id": str(number)})
        plain.messenger.run_due()
        return [event["data"]["conversation_id"] for event in receiver.events]

    tidy = [str(number) for number in range(20)]
    assert order_of_arrival(None) == tidy
    shuffled = order_of_arrival(7)
    assert shuffled != tidy and sorted(shuffled, key=int) == tidy
    assert order_of_arrival(7) == shuffled


def test_letters_are_lost_on_demand(plain: Post) -> None:
    receiver = plain.connect(habits=Habits(lose=2))
    for number in range(4):
        plain.messenger.announce(plain.shop, 13, {"conversation_id": str(number)})
    plain.wait(2 * DAY)
    assert [event["data"]["conversation_id"] for event in receiver.events] == ["0", "2"]
    assert [letter.lost for letter in plain.messenger.letters] == [False, True, False, True]


# Over real sockets


@contextmanager
def listening() -> Iterator[tuple[str, list[bytes]]]:
    got: list[bytes] = []

    class Hook(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            got.append(body)
            self.send_response(200 if signed({"authorization": self.headers["authorization"]}, body) else 401)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None: ...

    with http.server.HTTPServer(("127.0.0.1", 0), Hook) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/hook", got
        finally:
            server.shutdown()
            thread.join()


def test_letters_travel_over_http_to_this_machine_and_no_further(plain: Post) -> None:
    with listening() as (url, got):
        messenger = Messenger(plain.platform.world, plain.platform.apps, plain.platform.clock)
        messenger.use_address(url)
        messenger.announce(plain.shop, 13, {"conversation_id": "1"})
        assert messenger.run_due() == 1
        assert messenger.letters[0].arrived
        assert json.loads(got[0])["type"] == 13
    assert post_to_loopback("http://erp.example/", {}, b"") == 0
    assert post_to_loopback("http://192.0.2.1/", {}, b"") == 0


def test_a_thread_of_its_own_keeps_sending_until_it_is_stopped(plain: Post) -> None:
    arrived, stop = threading.Event(), threading.Event()

    def told(number: int) -> int:
        arrived.set()
        return 200

    plain.connect(Receiver(told))
    thread = threading.Thread(target=plain.messenger.run_until, args=(stop,), kwargs={"every": 0.005}, daemon=True)
    thread.start()
    plain.outside.place_order()
    assert arrived.wait(5)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()
