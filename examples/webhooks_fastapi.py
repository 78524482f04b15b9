"""Webhook events with FastAPI: kept and acknowledged at once, then handed over by a task beside the server.

用 FastAPI 接收 webhook 事件:先落盘、立即应答,再由后台任务逐个处理。

    TIKTOK_SHOP_ACCOUNT_FILE=account.toml uvicorn webhooks_fastapi:app
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.routing import Route

from tiktok_shop_sdk import Account
from tiktok_shop_sdk.webhooks import OrderStatusChanged, Receiver

receiver = Receiver(Account.from_env())  # an app of many sellers names the accounts of all of them


@receiver.on(OrderStatusChanged)
async def order_changed(event: OrderStatusChanged) -> None:
    print(event.account, event.order_id, event.order_status, flush=True)  # raise, and it comes again later


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    worker = asyncio.create_task(receiver.awork())
    yield
    worker.cancel()


app = FastAPI(lifespan=lifespan, routes=[Route("/tiktok/webhooks", receiver.asgi)])
