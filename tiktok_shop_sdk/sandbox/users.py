"""Who may let an app in, and what each may grant: sellers with shops, creators, partners with category assets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

from .shop.world import Seller

UserKind: TypeAlias = Literal["seller", "creator", "partner"]


@dataclass(frozen=True, slots=True)
class Creator:
    """Somebody who makes videos about other people's products; a creator has no shop."""

    open_id: str
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class Asset:
    """One category in one market that a partner looks after."""

    category_id: str
    category: str
    market: str
    cipher: str


@dataclass(frozen=True, slots=True)
class Partner:
    """An agency: it has category assets instead of shops."""

    open_id: str
    name: str
    region: str
    assets: tuple[Asset, ...] = field(repr=False)


User: TypeAlias = Seller | Creator | Partner


def kind_of(user: User) -> UserKind:
    """Which kind of token this user's consent gives."""
    return "creator" if isinstance(user, Creator) else "partner" if isinstance(user, Partner) else "seller"


# `user_type` of a token answer (protocol section 4).
USER_TYPES: Mapping[UserKind, int] = MappingProxyType({"seller": 0, "creator": 1, "partner": 3})

# Every scope of the reference pages (protocol section 4); `serller.` is the platform's spelling.
SCOPES: Mapping[UserKind, tuple[str, ...]] = MappingProxyType(
    {
        "seller": (
            "data.bestselling.public.read",
            "data.shop_analytics.public.read",
            "seller.affiliate_collaboration.read",
            "seller.affiliate_collaboration.write",
            "seller.affiliate_messages.write",
            "seller.authorization.info",
            "seller.creator_marketplace.read",
            "seller.customer_engagement.read",
            "seller.customer_engagement.write",
            "seller.customer_service",
            "seller.delivery.status.write",
            "seller.fbt.info",
            "seller.finance.info",
            "seller.fulfillment.basic",
            "seller.fulfillment.package.write",
            "seller.global_product.category.info",
            "seller.global_product.delete",
            "seller.global_product.info",
            "seller.global_product.write",
            "seller.logistics",
            "seller.order.ext_ref.read",
            "seller.order.ext_ref.write",
            "seller.order.ext_ref.write.custom",
            "seller.order.info",
            "seller.product.basic",
            "seller.product.delete",
            "seller.product.write",
            "seller.promotion.info",
            "seller.promotion.write",
            "seller.redeem_info.write",
            "seller.return_refund.basic",
            "seller.shop.info",
            "serller.product.optimize",
        ),
        "creator": (
            "creator.affiliate.info",
            "creator.affiliate.share_link.read",
            "creator.affiliate_collaboration.read",
            "creator.showcase.read",
            "creator.showcase.write",
            "creator.video.write",
        ),
        "partner": (
            "partner.authorization.info",
            "partner.tap_campaign.link.write",
            "partner.tap_campaign.product.write",
            "partner.tap_campaign.read",
            "partner.tap_campaign.write",
        ),
    }
)

CREATOR = Creator(open_id="7020000000000000001", name="Sandbox Creator", region="US")
PARTNER = Partner(
    open_id="7030000000000000001",
    name="Sandbox Partner",
    region="US",
    # `+` and `/` of real ciphers must survive the way through a URL.
    assets=(
        Asset("600001", "Household", "GB", "ROW_sandbox+Asset/01=="),
        Asset("600002", "Books", "US", "ROW_sandbox+Asset/02=="),
    ),
)
