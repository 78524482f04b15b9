"""Where an endpoint is looked up: in the sandbox's own table, then in the catalogue of the client's declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .call import Call
from .endpoints import OWN_TABLE, Endpoint

if TYPE_CHECKING:
    from .catalogue import Catalogue


def find_endpoint(method: str, path: str) -> tuple[Endpoint, dict[str, str]] | None:
    """The endpoint behind a path as it was sent, and the values in that path."""
    return OWN_TABLE.find(method, path) or _catalogue().table.find(method, path)


def path_is_known(path: str) -> bool:
    """Whether any method works on this path."""
    return OWN_TABLE.knows(path) or _catalogue().table.knows(path)


def answer_as_declared(call: Call) -> dict[str, Any]:
    """The answer of an endpoint without behaviour of its own."""
    return _catalogue().answer(call)


def _catalogue() -> Catalogue:
    from .catalogue import catalogue  # imports all families, and most runs of a sandbox need none of it

    return catalogue()
