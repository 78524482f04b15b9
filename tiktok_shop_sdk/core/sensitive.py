"""
The 17 kinds of data that are never collected, and how they are stripped while an answer is read.

The typed model is the allow-list: a value enters only through a declared field. A field that is declared with one
of the types below keeps its place in the model, and says why it is empty:

    class Recipient(Model):
        phone_number: BuyerPhone = None        # None: the platform sent nothing; <stripped: buyer_phone>: it did

Kinds 1 to 3 are named by the source (trade article of 2026-03-05); 4 to 17 are our reading of its "and others, 17
kinds in all". Kinds marked `released_by` arrive when the purpose statement covers that data class, and each
release is counted; all others are stripped always. For free-form values that no model declares there is a second
net (`core.net`).
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, TypeAlias, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Kind(StrEnum):
    """One of the 17 kinds; the value is the name that the audit log and the docs use."""

    BUYER_PHONE = "buyer_phone"
    BUYER_ADDRESS = "buyer_address"
    ORDER_PROFIT_MARGIN = "order_profit_margin"
    BUYER_NAME = "buyer_name"
    BUYER_EMAIL = "buyer_email"
    BUYER_ACCOUNT_ID = "buyer_account_id"
    BUYER_PROFILE = "buyer_profile"
    GOVERNMENT_ID = "government_id"
    PAYMENT_INSTRUMENT = "payment_instrument"
    BUYER_FREE_TEXT = "buyer_free_text"
    BUYER_CONVERSATION = "buyer_conversation"
    BUYER_MEDIA = "buyer_media"
    BUYER_GEOLOCATION = "buyer_geolocation"
    BUYER_DEVICE_NETWORK = "buyer_device_network"
    DEMOGRAPHICS_SPECIAL = "demographics_special"
    SHIPPING_DOCUMENT = "shipping_document"
    THIRD_PARTY_COMMERCIAL = "third_party_commercial"


class Rule(NamedTuple):
    """What one kind covers: the platform's names that carry it, and the data classes that may release it."""

    kind: Kind
    names: tuple[str, ...]
    released_by: tuple[str, ...] = ()


# The one table. Its hash stands in every audit record, so that a reader knows which policy was in force.
POLICY: tuple[Rule, ...] = (
    Rule(Kind.BUYER_PHONE, ("buyer_phone", "phone", "phone_number", "phone_tail_number", "mobile", "telephone")),
    Rule(
        Kind.BUYER_ADDRESS,
        (
            "buyer_address", "recipient_address", "full_address", "address_detail", "address_line1", "address_line2",
            "address_line3", "address_line4", "district_info", "postal_code", "zipcode", "post_town",
            "delivery_preferences", "drop_off_location", "consignee",
        ),
    ),
    # 3a, the names themselves, is stripped always; 3b, the inputs from which a margin is computed, is released
    # by the settlement class. No field of the API has a name of 3a.
    Rule(
        Kind.ORDER_PROFIT_MARGIN,
        (
            "order_profit_margin", "profit_margin", "profit", "margin", "cost_price", "settlement_amount",
            "est_settlement_amount", "revenue_amount", "fee_amount", "shipping_cost_amount",
        ),
        released_by=("settlement",),
    ),
    Rule(
        Kind.BUYER_NAME,
        (
            "buyer_name", "recipient_name", "first_name", "last_name", "first_name_local_script",
            "last_name_local_script", "cpf_name", "reviewer_name",
        ),
    ),
    Rule(Kind.BUYER_EMAIL, ("buyer_email", "buyer_emails", "tokenized_email", "email")),
    Rule(
        Kind.BUYER_ACCOUNT_ID,
        ("user_id", "buyer_id", "buyer_user_id", "buyer_user_ids", "im_user_id", "buyer_open_id"),
    ),
    Rule(Kind.BUYER_PROFILE, ("buyer_nickname", "buyer_avatar", "nickname", "avatar")),
    Rule(
        Kind.GOVERNMENT_ID,
        (
            "cpf", "tax_number", "tax_numbers", "license_number", "practice_license_number", "passport", "id_number",
            "customs_id",
        ),
    ),
    Rule(
        Kind.PAYMENT_INSTRUMENT,
        (
            "payment_method_name", "payment_method_code", "payment_card_type", "payment_auth_code", "bank_account",
            "card_number",
        ),
    ),
    Rule(Kind.BUYER_FREE_TEXT, ("buyer_message", "seller_note", "review_text")),
    Rule(Kind.BUYER_CONVERSATION, ("latest_message", "message_content", "message_body", "plaintext")),
    Rule(Kind.BUYER_MEDIA, ("evidence_images", "evidence_videos", "chat_images", "signature_image")),
    Rule(Kind.BUYER_GEOLOCATION, ("latitude", "longitude", "geolocation")),
    Rule(Kind.BUYER_DEVICE_NETWORK, ("ip", "ip_address", "device_id", "buyer_user_agent", "advertising_id")),
    Rule(
        Kind.DEMOGRAPHICS_SPECIAL,
        ("birthday", "gender", "age", "consultation_id", "needs_prescription", "prescription", "symptoms"),
    ),
    Rule(Kind.SHIPPING_DOCUMENT, ("doc_url", "document_url", "delivery_pin", "pickup_code"), ("shipping_documents",)),
    Rule(
        Kind.THIRD_PARTY_COMMERCIAL,
        ("creator_username", "creator_id", "creator_open_id", "gmv", "commission", "commission_amount"),
        released_by=("affiliate", "market"),
    ),
)  # fmt: skip

POLICY_TEXT = json.dumps([(rule.kind, rule.names, rule.released_by) for rule in POLICY]).encode()
POLICY_HASH = hashlib.sha256(POLICY_TEXT).hexdigest()[:16]


def released_kinds(covers: Iterable[str]) -> frozenset[Kind]:
    """The kinds that a statement releases, from the data classes it covers for reading ("settlement:read")."""
    readable = {name.removesuffix(":read") for name in covers if name.endswith(":read")}
    return frozenset(rule.kind for rule in POLICY if readable.intersection(rule.released_by))


class Stripped:
    """Stands where a sensitive value was; false, and prints its kind only."""

    __slots__ = ("kind",)

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def __repr__(self) -> str:
        return f"<stripped: {self.kind}>"

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stripped) and other.kind == self.kind

    def __hash__(self) -> int:
        return hash(self.kind)


_STRIPPED = {kind: Stripped(kind) for kind in Kind}


@dataclass(slots=True)
class Stripper:
    """Travels with one answer while it is read: what may pass, and what was stripped or released so far."""

    released: frozenset[Kind] = frozenset()
    # Not a Counter: it takes each new count through a method of Python, which takes longer than all else here.
    stripped: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    passed: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def take(self, kind: Kind, value: Any) -> Stripped | None:
        """Count a value and give back what stands in its place; an empty value was no value."""
        if not value and _is_nothing(value):
            return None
        self.stripped[kind] += 1
        return _STRIPPED[kind]


def _is_nothing(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == {}


@dataclass(frozen=True, slots=True)
class Strip:
    """Marks a field whose value never comes in: `Annotated[Stripped | None, Strip(kind)]`."""

    kind: Kind

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        kind, stands = self.kind, _STRIPPED[self.kind]

        def take(value: Any, info: core_schema.ValidationInfo) -> Stripped | None:
            if not value and isinstance(value, Stripped):
                return value
            if not value and _is_nothing(value):
                return None
            context: Stripper | None = info.context
            if context is not None:
                context.stripped[kind] += 1  # as `Stripper.take` does, for there are hundreds in a page
            return stands

        return core_schema.with_info_plain_validator_function(
            take, serialization=core_schema.plain_serializer_function_ser_schema(_printed)
        )


@dataclass(frozen=True, slots=True)
class Release:
    """Marks a field whose value comes in only under a purpose that releases its kind."""

    kind: Kind

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def admit(value: Any, inner: Any, info: core_schema.ValidationInfo) -> Any:
            stripper: Stripper = info.context or Stripper()
            if isinstance(value, Stripped) or self.kind not in stripper.released:
                return value if isinstance(value, Stripped) else stripper.take(self.kind, value)
            if not _is_nothing(value):
                stripper.passed[self.kind] += 1
            return inner(value)

        return core_schema.with_info_wrap_validator_function(
            admit,
            handler(source),
            serialization=core_schema.wrap_serializer_function_ser_schema(_printed_or_inner),
        )


def _printed(value: Any) -> str | None:
    return None if value is None else repr(value)


def _printed_or_inner(value: Any, inner: Any) -> Any:
    return repr(value) if isinstance(value, Stripped) else inner(value)


# What a model writes. A field of one of these types is visible in the editor, and never holds a value.
BuyerPhone: TypeAlias = Annotated[Stripped | None, Strip(Kind.BUYER_PHONE)]
BuyerAddress: TypeAlias = Annotated[Stripped | None, Strip(Kind.BUYER_ADDRESS)]
BuyerName: TypeAlias = Annotated[Stripped | None, Strip(Kind.BUYER_NAME)]
BuyerEmail: TypeAlias = Annotated[Stripped | None, Strip(Kind.BUYER_EMAIL)]
BuyerAccountId: TypeAlias = Annotated[Stripped | None, Strip(Kind.BUYER_ACCOUNT_ID)]
BuyerProfile: TypeAlias = Annotated[Stripped | None, Strip(Kind.BUYER_PROFILE)]
GovernmentId: TypeAlias = Annotated[Stripped | None, Strip(Kind.GOVERNMENT_ID)]
PaymentInstrument: TypeAlias = Annotated[Stripped | None, Strip(Kind.PAYMENT_INSTRUMENT)]
BuyerFreeText: TypeAlias = Annotated[Stripped | None, Strip(Kind.BUYER_FREE_TEXT)]
BuyerConversation: TypeAlias = Annotated[Stripped | None, Strip(Kind.BUYER_CONVERSATION)]
BuyerMedia: TypeAlias = Annotated[Stripped | None, Strip(Kind.BUYER_MEDIA)]
BuyerGeolocation: TypeAlias = Annotated[Stripped | None, Strip(Kind.BUYER_GEOLOCATION)]
DemographicsSpecial: TypeAlias = Annotated[Stripped | None, Strip(Kind.DEMOGRAPHICS_SPECIAL)]

T = TypeVar("T")
# Kinds 3b, 16 and 17: `Decimal | Stripped` and the like, decided by the purpose statement.
Margin: TypeAlias = Annotated[T | Stripped | None, Release(Kind.ORDER_PROFIT_MARGIN)]
ShippingDocument: TypeAlias = Annotated[T | Stripped | None, Release(Kind.SHIPPING_DOCUMENT)]
ThirdParty: TypeAlias = Annotated[T | Stripped | None, Release(Kind.THIRD_PARTY_COMMERCIAL)]
