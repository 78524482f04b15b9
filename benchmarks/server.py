"""The sandbox in a process of its own, with wide windows and the same answers under /bare/<page size> for anybody."""

from __future__ import annotations

import json
import socket
import time

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from tiktok_shop_sdk.sandbox import Platform, Referee, Window
from tiktok_shop_sdk.sandbox.app import sandbox_app
from tiktok_shop_sdk.sandbox.exchange import envelope


def main() -> None:
    referee = Referee(product=Window(10**6, 60.0), order=Window(10**6, 3600.0), pace=0.0, keep=10)
    platform = Platform(referee=referee)
    orders = [order.encoded() for order in platform.seller.shops[0].orders.values()]
    bodies = {
        size: envelope(b'{"orders":[%b],"total_count":%d}' % (b",".join(orders[:size]), len(orders)), "1" * 32)
        for size in (1, 20)
    }

    async def bare(request: Request) -> Response:
        return Response(bodies[int(request.path_params["size"])], media_type="application/json")

    async def tokens(request: Request) -> Response:
        return Response(json.dumps(platform.issue_tokens()), media_type="application/json")

    app = Starlette(
        routes=[Route("/bare/{size:int}", bare), Route("/bench/tokens", tokens), Mount("/", app=sandbox_app(platform))]
    )
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        print(json.dumps({"url": url, "code": platform.issue_code(), "at": time.time()}), flush=True)
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off")
        uvicorn.Server(config).run(sockets=[bound])


if __name__ == "__main__":
    main()
