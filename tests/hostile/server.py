"""A server that behaves badly on purpose, over plain sockets or TLS with a certificate made for the moment."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

PAUSE = 0.1  # seconds between two drips
DRIPS = 40  # a whole drip takes 4 s, eight times the deadline of the tests

Act = Callable[[socket.socket, threading.Event], None]


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    head = "".join(f"{header}\r\n" for header in (*headers, f"Content-Length: {len(body)}", "Connection: close"))
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def whole(raw: bytes) -> Act:
    """Reads a request, then sends these bytes."""

    def act(line: socket.socket, done: threading.Event) -> None:
        line.recv(65536)
        line.sendall(raw)

    return act


def drip(start: bytes, drop: bytes, end: bytes = b"", *, read: bool = True) -> Act:
    """Sends `start`, then a drop now and then; says `done` if it came to its end."""

    def act(line: socket.socket, done: threading.Event) -> None:
        if read:
            line.recv(65536)
        line.sendall(start)
        for _ in range(DRIPS):
            if _HUNG_UP.wait(PAUSE):
                return
            line.sendall(drop)
        line.sendall(end)
        done.set()

    return act


def sip(line: socket.socket, done: threading.Event) -> None:
    """Reads the request a few bytes at a time."""
    for _ in range(DRIPS):
        if _HUNG_UP.wait(PAUSE):
            return
        line.recv(16)
    done.set()


_HUNG_UP = threading.Event()  # set when the test is over


@dataclass
class Hostile:
    """A running server; `done` is set once a drip was taken to its end."""

    port: int
    act: Act
    done: threading.Event = field(default_factory=threading.Event)

    def base(self, scheme: str = "http") -> str:
        return f"{scheme}://localhost:{self.port}"


@contextmanager
def serving(act: Act, tls: ssl.SSLContext | None = None) -> Iterator[Hostile]:
    """Serve every connection by one act."""
    _HUNG_UP.clear()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Hostile(listening.getsockname()[1], act)
        threads: list[threading.Thread] = []

        def one(line: socket.socket) -> None:
            with line, suppress(OSError):
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
                inner = tls.wrap_socket(line, server_side=True) if tls else line
                with inner:
                    server.act(inner, server.done)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    line, _ = listening.accept()
                    threads.append(threading.Thread(target=one, args=(line,), daemon=True))
                    threads[-1].start()

        listener = threading.Thread(target=accept, daemon=True)
        listener.start()
        try:
            yield server
        finally:
            _HUNG_UP.set()
            listening.shutdown(socket.SHUT_RDWR) if hasattr(socket, "AF_UNIX") else None
    listener.join(5)
    for thread in threads:
        thread.join(5)


def bomb(size: int, wire: int) -> bytes:
    """A gzip stream of `size` zeros, padded in its header to `wire` bytes."""
    packed = gzip.compress(bytes(size))
    padding = b"x" * max(0, wire - len(packed) - 1) + b"\0"
    return packed[:3] + b"\x10" + packed[4:10] + padding + packed[10:]
