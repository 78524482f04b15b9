"""The sandbox in a process of its own, with wide windows; its order pages come from the memory, under two addresses:
signed, as the package asks for them, and /bare/<page size> for anybody, with the same bytes."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Mapping
from typing import Any

import uvicorn

from tiktok_shop_sdk.sandbox import Platform, Referee, Window
from tiktok_shop_sdk.sandbox.app import sandbox_app
from tiktok_shop_sdk.sandbox.exchange import envelope

SEARCH = "/order/202309/orders/search"
# A page of one lean order is 1 KB, a page of 50 with a line item each 100 KB; both name a recipient.
LEAN = ("id", "status", "create_time", "update_time", "recipient_address", "buyer_email", "user_id", "payment")
RECIPIENT = ("name", "phone_number", "full_address", "postal_code", "region_code")
LEFT_OUT = ("packages", "handling_duration", "cpf", "cpf_name", "payment_auth_code", "consultation_id")
NOTHING = ("", "0", 0, False)


def pages(platform: Platform) -> dict[int, bytes]:
    """The answers by page size: 1 order in 1 KB, 50 orders in 100 KB."""
    orders = [json.loads(order.encoded()) for order in platform.seller.shops[0].orders.values()]
    return {1: _page([_lean(orders[0])]), 50: _page([_usual(order) for order in orders[:50]])}


def _lean(order: dict[str, Any]) -> dict[str, Any]:
    return _shorter({name: order[name] for name in LEAN}, order["payment"])


def _usual(order: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in _told(order).items() if name not in LEFT_OUT}
    return _shorter(kept | {"line_items": [_told(order["line_items"][0])]}, _told(order["payment"]))


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in NOTHING}


def _shorter(order: dict[str, Any], payment: dict[str, Any]) -> dict[str, Any]:
    recipient = {name: order["recipient_address"][name] for name in RECIPIENT}
    return order | {"recipient_address": recipient, "payment": payment}


def _page(orders: list[dict[str, Any]]) -> bytes:
    data = {"orders": orders, "next_page_token": "", "total_count": len(orders)}
    return envelope(json.dumps(data, separators=(",", ":")).encode(), "1" * 32)


def main() -> None:
    referee = Referee(product=Window(10**6, 60.0), order=Window(10**6, 3600.0), pace=0.0, keep=10)
    platform = Platform(referee=referee)
    sandbox, bodies = sandbox_app(platform), pages(platform)

    async def app(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        path = scope["path"]
        if path.startswith("/bare/"):
            await answer(send, bodies[int(path.rpartition("/")[2])])
        elif path == SEARCH:
            await receive()
            await answer(send, bodies[50 if b"page_size=50" in scope["query_string"] else 1])
        elif path == "/bench/tokens":
            await answer(send, json.dumps(platform.issue_tokens()).encode())
        else:
            await sandbox(scope, receive, send)

    async def answer(send: Any, body: bytes) -> None:
        length = b"%d" % len(body)
        headers = [(b"content-type", b"application/json"), (b"content-length", length)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        print(json.dumps({"url": url, "code": platform.issue_code(), "at": time.time()}), flush=True)
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_keep_alive=600)
        uvicorn.Server(config).run(sockets=[bound])


if __name__ == "__main__":
    main()
