"""The way out over aiohttp (extra `fast`): the same exchange for a fraction of the CPU, by a direct line only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

import httpcore

from ..core.egress import Egress
from ..errors import DeclarationError, TransportError
from .pools import pool_options

if TYPE_CHECKING:
    import aiohttp

_LARGE = 1024 * 1024  # bytes; aiohttp warns of larger bodies that are not given as a file


class FastPool:
    """`http_aio.AsyncPool` over an aiohttp session; belongs to the loop in which it is used first.

    aiohttp adds no header of its own here, follows no redirect, keeps no cookie, decodes nothing, reads nothing of the
    environment, and refuses header lines above 8 KB and more than 128 of them.
    """

    def __init__(self, egress: Egress, *, secure: bool) -> None:
        if find_spec("aiohttp") is None:
            raise DeclarationError(
                "Direct(transport='fast') needs aiohttp, which is not installed: pip install 'tiktok-shop-sdk[fast]'"
            )
        self._options = pool_options(egress, secure=secure)[1]
        self._session: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        from yarl import URL  # comes with aiohttp

        url = request.url
        target = f"{url.scheme.decode()}://{url.host.decode()}:{url.port or ''}".rstrip(":") + url.target.decode()
        if self._session is None:
            self._session = self._opened()
        body = b"".join([part async for part in request.stream])  # type: ignore[union-attr]  # ours are async
        answer = await self._session.request(
            request.method.decode(),
            URL(target, encoded=True),  # signed as it is: nothing may be quoted anew
            headers=[(name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers],
            data=BytesIO(body) if len(body) > _LARGE else body or None,
            allow_redirects=False,
        )
        return httpcore.Response(answer.status, headers=list(answer.raw_headers), content=_Stream(answer))

    def _opened(self) -> aiohttp.ClientSession:
        import aiohttp  # for accounts that declare it

        local = self._options["local_address"]
        connector = aiohttp.TCPConnector(
            ssl=self._options["ssl_context"],
            limit=self._options["max_connections"],
            keepalive_timeout=self._options["keepalive_expiry"],
            local_addr=(local, 0) if local else None,
            resolver=aiohttp.ThreadedResolver(),  # the system's, whatever else is installed
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            skip_auto_headers=("accept", "accept-encoding", "content-type", "user-agent"),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None),  # an exchange has one deadline, and the line holds it
            middlewares=(_once,),
        )

    async def aclose(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()


async def _once(request: Any, send: Any) -> Any:
    """aiohttp sends a read a second time when a kept connection turns out to be closed: a call without a slot."""
    from aiohttp import ClientConnectorError, ClientOSError, ConnectionTimeoutError, ServerDisconnectedError

    try:
        return await send(request)
    except (ClientConnectorError, ConnectionTimeoutError):
        raise  # never left, and never repeated
    except (ClientOSError, ServerDisconnectedError) as error:
        broken = TransportError(f"the exchange broke: {type(error).__name__}")
    raise broken


class _Stream:
    """The body of one answer as it arrives."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.content.iter_any():
            yield chunk

    async def aclose(self) -> None:
        self._answer.close()  # a connection whose answer was read to its end went back into the pool before
