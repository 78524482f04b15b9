"""Everything by which a value leaves a process: what a result or an error shows, holds, logs, prints and writes."""

from __future__ import annotations

import gc
import logging
import pickle
import warnings
from collections.abc import Iterable
from types import FrameType, FunctionType, ModuleType, TracebackType
from typing import Any

import pytest

from tests.flow.test_leaks import everything_about, printed

_NOT_FOLLOWED = (type, ModuleType, FunctionType, FrameType, TracebackType)


class Exits:
    """Listens while something runs; `texts` then gives all that came out, by the exit."""

    def __enter__(self) -> Exits:
        self.records: list[logging.LogRecord] = []
        self._handler = logging.Handler()
        self._handler.emit = self.records.append  # type: ignore[method-assign]
        self._root = logging.getLogger()
        self._level = self._root.level
        self._root.addHandler(self._handler)
        self._root.setLevel(logging.DEBUG)
        self._caught = warnings.catch_warnings(record=True)
        self._warned = self._caught.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._caught.__exit__(None, None, None)
        self._root.removeHandler(self._handler)
        self._root.setLevel(self._level)

    def texts(self, came: Any, files: str, streams: pytest.CaptureResult[str]) -> dict[str, str]:
        """`came` is a result or an exception."""
        failed = isinstance(came, BaseException)
        return {
            "shown": everything_about(came) if failed else printed(came),
            "pickle": repr(_pickled(came)),
            "reachable": "\n".join(reachable(came)),
            "errors around it": "\n".join(everything_about(error) for error in around(came)) if failed else "",
            "logs": "\n".join(map(_logged, self.records)),
            "warnings": "\n".join(str(warning.message) for warning in self._warned or ()),
            "streams": streams.out + streams.err,
            "files": files,
        }


def _logged(record: logging.LogRecord) -> str:
    """A record as it is written, with the locals that an error tracker collects of its error."""
    error = record.exc_info[1] if record.exc_info else None
    return f"{record.getMessage()} {record.args!r} {everything_about(error) if error else ''}"


def _pickled(value: Any) -> bytes:
    try:
        return pickle.dumps(value)
    except (TypeError, AttributeError, pickle.PicklingError):
        return b""


def around(error: BaseException) -> Iterable[BaseException]:
    """The errors that hang on one: its cause, its context, the members of a group."""
    hanging = [error.__cause__, error.__context__, *getattr(error, "exceptions", ())]
    for inner in filter(None, hanging):
        yield inner
        yield from around(inner)


def reachable(root: Any) -> list[str]:
    """Every text that the collector can reach from an object, through the frames of a traceback too."""
    found: list[str] = []
    seen: set[int] = set()
    waiting = [root]
    if isinstance(root, BaseException):
        waiting += [root.__cause__, root.__context__, getattr(root, "__notes__", None)]
        trace = root.__traceback__
        while trace is not None:
            if "tiktok_shop_sdk" in trace.tb_frame.f_code.co_filename:
                waiting += trace.tb_frame.f_locals.values()
            trace = trace.tb_next
    while waiting:
        item = waiting.pop()
        if id(item) in seen or isinstance(item, _NOT_FOLLOWED):
            continue
        seen.add(id(item))
        if isinstance(item, (str, bytes)):
            found.append(item if isinstance(item, str) else item.decode("latin-1"))
        elif len(seen) < 200_000:
            waiting += gc.get_referents(item)
    return found
