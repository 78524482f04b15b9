"""The ways in which the platform says no, with its codes, HTTP statuses and wordings."""

from __future__ import annotations

from typing import Final

OUT_OF_LIMITS: Final = 12052055
UNKNOWN_WAREHOUSE: Final = 12052097
WAREHOUSE_OF_ANOTHER_SELLER: Final = 12052530
NAME_THE_WAREHOUSE: Final = 12019028
UNKNOWN_PRODUCT: Final = 12052032
UNKNOWN_SKU: Final = 12052260

# Status and wording per code; statuses as seen on the gateway, 200 for business codes.
_WORDINGS: Final[dict[int, tuple[int, str]]] = {
    36009002: (429, "Too many requests."),
    36009003: (200, "Internal error."),
    36009007: (200, "The request timed out."),
    36009009: (404, "Invalid path."),
    36009010: (405, "Invalid method."),
    36009014: (400, "The version name is invalid, please check and retry."),
    36009021: (400, "The file is too large."),
    36009022: (400, "Invalid request body. A JSON object with content-type application/json is required."),
    36009023: (400, "Invalid request body. content-type multipart/form-data is required."),
    36009033: (403, "Access denied. IP is not in the allow list."),
    36009037: (429, "Sandbox limit reached."),
    36009043: (401, "Shop is inactive."),
    36009044: (401, "Seller is inactive."),
    36004001: (200, "Refresh token is expired or was used."),
    36004003: (200, "The app is not allowed to get a token."),
    36004004: (200, "Invalid auth code"),
    101000: (401, "Invalid credentials. The access token does not fit this request."),
    105001: (401, "access token is invalid; detail:your token has been deauthorized"),
    105002: (401, "Expired credentials."),
    105005: (403, "Access denied."),
    106001: (401, "Invalid credentials. The sign is invalid."),
    106013: (400, "Missing identifier."),
    OUT_OF_LIMITS: (200, "Quantity outside the allowed limits."),
    UNKNOWN_WAREHOUSE: (200, "The warehouse does not exist."),
    WAREHOUSE_OF_ANOTHER_SELLER: (200, "The warehouse belongs to another seller."),
    NAME_THE_WAREHOUSE: (200, "The SKU is kept in several warehouses. Name the warehouse."),
    UNKNOWN_PRODUCT: (200, "The product does not exist."),
    UNKNOWN_SKU: (200, "The SKU does not exist in this product."),
    12019024: (200, "The quantity is not a whole number."),
    12052023: (200, "The category does not exist."),
    12052073: (200, "The price is invalid."),
    12052092: (200, "The currency does not fit the shop."),
    21001001: (200, "The order does not exist."),
}


class Refusal(Exception):
    """The platform answers no: `code` in the envelope, or (`code` None) a bare text under an HTTP status."""

    def __init__(
        self,
        code: int | None,
        message: str = "",
        *,
        status: int | None = None,
        retry_after: int | None = None,
        why: str = "",
    ) -> None:
        usual_status, usual_message = _WORDINGS.get(code or 0, (200, "The request failed."))
        self.code = code
        self.status = usual_status if status is None else status
        self.message = message or usual_message
        self.retry_after = retry_after
        self.why = why or self.message
        super().__init__(self.message)


def credentials(message: str) -> Refusal:
    """36009004: one code for many faults, told apart by their words only."""
    return Refusal(36009004, message, status=400)


def parameter(name: str, reason: str, expected: str) -> Refusal:
    """98001004: the templated fault that names the field, the reason and the expectation."""
    return Refusal(98001004, f"Invalid parameter '{name}'. Reason: {reason}. Expected: {expected}.")
