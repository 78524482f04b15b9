"""What the sandbox takes from the client's declarations: the endpoints that its own table does not know, and answers.

Making it imports all families, so that waits until something needs it (`known`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from ..core.operation import UNSET, Declaration
from ..core.terms import Cipher as Policy
from ..resources import every_operation
from .call import Call
from .endpoints import Cipher, Demand, Endpoint, EndpointTable, path_parts
from .gate import check_needs
from .shapes import answer_in_shape

_CIPHERS: Mapping[Policy, Cipher] = {"required": "shop", "optional": "either", "forbidden": "-"}
_ASSETS: Mapping[Policy, Demand] = {"required": "required", "optional": "either", "forbidden": "-"}


class Catalogue:
    """Every declared operation, under all its versions."""

    def __init__(self) -> None:
        self._declared = {
            endpoint.key: (endpoint, declaration)
            for declaration in every_operation()
            for endpoint in _endpoints_of(declaration)
        }
        self._without_version = {_any_version(endpoint): endpoint.key for endpoint, _ in self._declared.values()}
        self.table = EndpointTable(endpoint for endpoint, _ in self._declared.values())

    def entries(self) -> Iterable[tuple[Endpoint, Declaration[..., Any]]]:
        """Every declared endpoint with its declaration."""
        return self._declared.values()

    def declared(self, endpoint: Endpoint) -> tuple[Endpoint, Declaration[..., Any]]:
        """What is declared of an endpoint; of an older version that is not declared, what is of the newest."""
        key = endpoint.key
        return self._declared[key if key in self._declared else self._without_version[_any_version(endpoint)]]

    def answer(self, call: Call) -> dict[str, Any]:
        """An answer in the declared shape; refuses a call without the required parameters."""
        endpoint, declaration = self.declared(call.endpoint)
        check_needs(endpoint.needs, call.query, call.body)
        made: dict[str, Any] = answer_in_shape(declaration, call)
        return made


@cache
def catalogue() -> Catalogue:
    """The one catalogue of this process."""
    return Catalogue()


def _endpoints_of(declaration: Declaration[..., Any]) -> list[Endpoint]:
    terms = declaration.terms
    places = declaration.places
    # A parameter with a default of its own is always sent, so take it as demanded; pages look after their own size.
    needs = tuple(
        (places[name], name)
        for name, parameter in declaration.signature.parameters.items()
        if parameter.default is not UNSET and places[name] != "path" and name != "page_size"
    )
    found = []
    for version in (declaration.version, *terms.also):
        path = declaration.path.replace(f"/{declaration.version}/", f"/{version}/", 1)
        found.append(
            Endpoint(
                declaration.method,
                path,
                terms.scopes,
                _CIPHERS[terms.cipher],
                path_parts(path),
                terms.quota,
                takes_file=terms.multipart,
                token=terms.token,
                asset=_ASSETS[terms.asset],
                needs=needs,
            )
        )
    return found


def _any_version(endpoint: Endpoint) -> tuple[str, ...]:
    return (endpoint.method, endpoint.parts[0], *endpoint.parts[2:])
