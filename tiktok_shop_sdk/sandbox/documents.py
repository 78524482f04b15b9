"""Documents behind links, as the platform's file servers hold them: whoever has the link has the document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from ..core.endpoints import is_loopback
from .exchange import Incoming, Outgoing
from .refusals import Refusal
from .shop.people import BUYERS

PREFIX: Final = "/documents/"

_CREDENTIALS = frozenset({"app_key", "app_secret", "access_token", "sign", "shop_cipher", "category_asset_cipher"})
_CREDENTIAL_HEADERS = frozenset({"x-tts-access-token", "authorization", "cookie"})


class Documents:
    """Every link that was given out, and the account that got it."""

    def __init__(self) -> None:
        self._accounts: dict[str, str] = {}

    def link(self, origin: str, account: str, name: str) -> str:
        """The address of a document for an account; the same name gives the same address."""
        path = f"{PREFIX}{hashlib.sha256(f'{account}/{name}'.encode()).hexdigest()[:16]}/planted-document-{name}.pdf"
        self._accounts[path] = account
        return f"{origin}{path}?expires=0&signature=planted-document%2B{name}"

    def account(self, path: str) -> str:
        """Who was given this link; "" if nobody was."""
        return self._accounts.get(path, "")

    def answer(self, call: Incoming, query: Mapping[str, str]) -> Outgoing:
        """The document; refuses a credential, which has no business on a file server, and unknown links."""
        if call.method != "GET":
            raise Refusal(None, "Method not allowed", status=405)
        sent = sorted((_CREDENTIALS & query.keys()) | (_CREDENTIAL_HEADERS & call.headers.keys()))
        if sent:
            raise Refusal(None, "Bad Request", status=400, why=f"credentials sent to a file server: {', '.join(sent)}")
        if not self.account(call.path):
            raise Refusal(None, "Not Found", status=404)
        return Outgoing(200, (("content-type", "application/pdf"),), shipping_label(sum(call.path.encode())))


def origin_of(call: Incoming) -> str:
    """The address under which the sandbox was called: its links lead back to it."""
    host = call.headers.get("host", "127.0.0.1")
    return f"http://{host}" if is_loopback(f"http://{host}") else f"https://{host}"


def shipping_label(number: int) -> bytes:
    """A PDF of one page that shows a buyer's name, address and phone."""
    buyer = BUYERS[number % len(BUYERS)]
    lines = (buyer.name, *buyer.address()["full_address"].split(", "), buyer.phone)
    shown = " ".join(f"({line.translate(_ESCAPED)}) '" for line in lines)
    text = f"BT /F1 12 Tf 14 TL 72 770 Td {shown} ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
    )
    return _pdf(objects)


_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def _pdf(objects: tuple[str, ...]) -> bytes:
    file, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(file)}\n%%EOF\n"
    return file + (head + tail).encode("latin-1")
