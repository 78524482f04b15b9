"""Webhook events with Flask: kept and acknowledged at once, then handed over by a thread beside the server.

用 Flask 接收 webhook 事件:先落盘、立即应答,再由后台线程逐个处理。

    TIKTOK_SHOP_ACCOUNT_FILE=account.toml flask --app webhooks_flask run
"""

from __future__ import annotations

import threading

from flask import Flask, Response, request

from tiktok_shop_sdk import Account
from tiktok_shop_sdk.webhooks import OrderStatusChanged, Receiver

receiver = Receiver(Account.from_env())  # an app of many sellers names the accounts of all of them
app = Flask(__name__)


@receiver.on(OrderStatusChanged)
def order_changed(event: OrderStatusChanged) -> None:
    print(event.account, event.order_id, event.order_status, flush=True)  # raise, and it comes again later


@app.post("/tiktok/webhooks")
def tiktok() -> Response:
    return Response(status=receiver.receive(request.get_data(), request.headers.get("Authorization", "")))


# Each server process may start one, and so may a process of its own: one of them works, the others stand by.
threading.Thread(target=receiver.work, daemon=True).start()
